import type { RuleTexts } from './texts-mission.ts';

/** As in texts-mission.ts, for the rules of publicity, education, passports, reports, money, travel class and air tickets. */
export const conductTexts = {
  'PUB-01': {
    asks: '报批前在单位内部公示不少于5个工作日，涉密的除外。',
    en: 'Posted for {n} working days, fewer than {min}.',
  },
  'PUB-02': {
    asks: '公示全体人员姓名单位职务、国家、任务、日程、航线、邀请函、邀请单位、经费来源和预算。',
    en: 'The posted notice lacks: {missing}.',
  },
  'PUB-03': {
    asks: '回国后1个月内公示执行情况和出访报告，涉密的除外。',
    en: 'A month has passed since the return without a public notice of the results.',
  },
  'PUB-04': {
    asks: '未按规定公示的，外事部门不审批，财务部门不报销。',
    en: 'The posting is not complete: neither approval nor reimbursement is taken up.',
  },
  'EDU-01': {
    asks: '全体团员行前接受外事纪律、保密、安全教育。',
    en: '{name} has no record of the briefing before departure.',
  },
  'EDU-02': {
    asks: '组团单位对全团进行财经纪律教育。',
    en: 'No record of the briefing on money discipline.',
  },
  'EDU-03': {
    asks: '实行团长负责制，在外与我驻外使领馆保持联系。',
    en: 'One leader answers for the team and keeps in touch with the embassy or consulate.',
    zh: '团长对全团负责，在外与我驻外使领馆保持联系。',
  },
  'EDU-04': {
    asks: '涉密人员须有保密承诺书和单位同意意见；核心涉密人员另行备案。',
    en: '{name} holds a secrecy grade; the promise, the consent or the filing is missing.',
  },
  'PASS-01': {
    asks: '执行公务须持因公护照，不得使用因私护照。',
    en: '{name} would travel on a private passport.',
  },
  'PASS-02': {
    asks: '教学科研人员、学生经批准可持因私证件。',
    en: '{name} travels on a private passport with approval.',
    zh: '{name}经批准持因私护照出访。',
  },
  'PASS-03': {
    asks: '回国后7日内将证照交回保管部门。',
    en: 'The passport of {name} was due back by {date} and is not registered as handed in.',
  },
  'PASS-04': {
    asks: '回国日期不明的，应交日期按出境日期加批准天数再加7天推算。',
    en: 'If the return is not known, the due date is departure plus approved days plus seven.',
    zh: '回国日期不明的，按出境日期加批准天数再加7天推算应交日期。',
  },
  'PASS-05': {
    asks: '证照逾期30天以上未交的，暂停保管单位的新申请。',
    en: '{unit} has papers more than 30 days overdue: new applications stop.',
  },
  'PASS-06': {
    asks: '护照剩余有效期应在6个月以上，不足的换发。',
    en: 'The passport of {name} has less than six months left.',
  },
  'PASS-07': {
    asks: '申办护照须有任务批件原件、团组人员名单和申请表。',
    en: 'A passport needs the task approval, the team sheet and the application form.',
    zh: '申办护照须有任务批件原件、团组人员名单和申请表。',
  },
  'PASS-08': {
    asks: '因公、因私证照不得同时使用。',
    en: '{name} used two passports at once.',
  },
  'PASS-09': {
    asks: '外交护照、公务护照有效期最长5年。',
    en: 'Diplomatic and service passports are valid for up to five years.',
    zh: '外交护照、公务护照有效期最长5年。',
  },
  'PASS-10': {
    asks: '证照由单位指定人员统一保管，未交的由保管人报告。',
    en: 'The passport of {name} is not kept by the unit.',
  },
  'REP-01': {
    asks: '按本地时限提交由团长签字的出访报告。',
    en: 'The mission report is overdue.',
  },
  'REP-02': {
    asks: '报告写明会见单位和人员、成员、出入境日期、日程、成果、证照、纪律、经费和后续事项。',
    en: 'The report names hosts, members, dates, programme, results, passports, discipline, money and follow-up.',
    zh: '报告应写明会见、成员、出入境日期、日程、成果、证照、纪律、经费和后续事项。',
  },
  'BUD-01': {
    asks: '出访费用全部纳入预算，不得超预算或无预算安排出访。',
    en: 'What is left of the budget does not cover this mission.',
  },
  'BUD-02': {
    asks: '经费先行审核，无预算不予批准。',
    en: 'The unit has no budget for missions abroad.',
  },
  'BUD-03': {
    asks: '不得接受企业、事业单位资助，不得向下级、企业、驻外机构摊派转嫁。',
    en: 'Money comes from a company, a lower unit, a body of the same level or a mission abroad.',
  },
  'BUD-04': {
    asks: '费用包括国际旅费、国外城市间交通费、住宿费、伙食费、公杂费和其他费用。',
    en: 'Costs are international travel, travel between cities, lodging, meals, incidentals and others.',
    zh: '费用包括国际旅费、国外城市间交通费、住宿费、伙食费、公杂费和其他费用。',
  },
  'BUD-05': {
    asks: '厅局级及以下人员住标准间，在住宿费标准内据实报销。',
    en: 'Lodging in {city}: {amount} {currency} a night; the standard is {max} {currency}.',
  },
  'BUD-06': {
    asks: '会议指定酒店超标的，须事先经外事和财务部门同意。',
    en: 'The conference hotel is above the standard and the prior approval is missing.',
  },
  'BUD-07': {
    asks: '伙食费、公杂费按标准和在外天数计算，可包干使用。',
    en: 'Meals or incidentals above the standard for {days} days.',
  },
  'BUD-08': {
    asks: '外方提供食宿或费用的，不再领取伙食费、公杂费。',
    en: 'The host provides or pays for it; {item} should not be claimed for those days.',
  },
  'BUD-09': {
    asks: '外方仅提供交通或经批准包车的，公杂费按标准的40%计发。',
    en: 'The host drives the team or a hired car is approved: incidentals at 40 % on those days.',
  },
  'BUD-10': {
    asks: '往返机场的地铁、轻轨、机场快轨据实报销，出租车不报销。',
    en: 'Metro, light rail and airport express are paid at cost; taxis are not.',
    zh: '往返机场的地铁、轻轨、机场快轨据实报销，出租车不报销。',
  },
  'BUD-11': {
    asks: '在外超过14天的，伙食费、公杂费由外事部门核定。',
    en: 'More than {limit} days abroad: the foreign affairs office sets meals and incidentals.',
  },
  'BUD-12': {
    asks: '国外城市间交通须列入计划并事先批准。',
    en: '{route} is not in the route and cannot be charged.',
  },
  'BUD-13': {
    asks: '原则上不宴请；确需宴请的随计划报批，人均不超过当地一天伙食费。',
    en: 'A banquet without approval, or above one day of meals per head.',
  },
  'BUD-14': {
    asks: '原则上不赠礼；确需赠礼的事先报批，从简并以本地特色为主。',
    en: 'Gifts are listed without prior approval.',
  },
  'BUD-15': {
    asks: '不得与驻外机构、中资企业用公款互请、互赠。',
    en: 'No dinners or presents from public money with our missions and companies abroad.',
  },
  'BUD-16': {
    asks: '仅可购买前往国要求的保险，事先报批，每人每次1份。',
    en: 'Insurance without approval, or more than one policy per person and trip.',
  },
  'BUD-17': {
    asks: '核销须附批件、护照签证及出入境记录和有效票据。',
    en: 'The papers for reimbursement lack: {missing}.',
  },
  'BUD-18': {
    asks: '赴港澳台执行同样的经费规定和标准表。',
    en: 'Hong Kong, Macao and Taiwan fall under the same money rules and the same table.',
    zh: '赴港澳台执行同样的经费规定和标准表。',
  },
  'BUD-19': {
    asks: '标准表未列的国家，参照水平相近的邻国执行。',
    en: '{country} is not in the table; the figures are those of {ref}.',
  },
  'BUD-20': {
    asks: '机票款以公务卡或银行转账支付，不用现金。',
    en: 'The ticket is paid in cash.',
  },
  'BUD-21': {
    asks: '用汇随批件、用汇表、日程和邀请函申请，事后核销。',
    en: 'Foreign currency is asked for with the approval, the form, the programme and the invitation.',
    zh: '用汇随批件、用汇表、日程和邀请函申请，事后核销。',
  },
  'CLASS-01': {
    asks: '按职级乘坐：省部级头等舱，厅局级公务舱，其余人员经济舱；轮船、列车同理。',
    en: 'The class of {name} is above what the rank allows.',
  },
  'CLASS-02': {
    asks: '没有对应等级舱位的，乘坐低一级舱位。',
    en: 'The class does not exist there: take the next lower one.',
  },
  'CLASS-03': {
    asks: '国际列车境内段按国内差旅规定；境外段超过6小时的，每天12美元。',
    en: 'International train: home part by home rules; foreign part over six hours 12 US dollars a day.',
    zh: '国际列车境外段超过6小时的，按每天12美元补助。',
  },
  'AIR-01': {
    asks: '优先乘坐国内航空公司直达航班；无直达的，在最近的国内航空公司通航地中转。',
    en: '{flight} is flown by a foreign carrier.',
  },
  'AIR-02': {
    asks: '乘坐外航、改变中转地、多次中转或需过境签证的，须有审批表。',
    en: 'The approval form for foreign carriers and other transfer places is missing.',
  },
  'AIR-03': {
    asks: '优先购买政府采购优惠机票，原则上不购全价票。',
    en: 'The ticket is not a government-purchase ticket: explain.',
  },
  'AIR-04': {
    asks: '国内航空公司市场票价更低的可以购买，须留存当日比价截图。',
    en: 'A cheaper ticket from the market, with a picture of that day’s price.',
    zh: '按市场低价购票，已附当日比价截图。',
  },
  'AIR-05': {
    asks: '不得乘坐民航包机，不得乘坐私人、企业或外国航空公司包机。',
    en: 'The route uses a charter flight.',
  },
} as const satisfies Record<string, RuleTexts>;
