/**
 * What a rule asks (Chinese; the row's `limit` says it in English), its message in English, and its message in Chinese where
 * the row has none. Rules of the mission itself: days, route, team, leaders, frequency, invitation, plan, approval, joint teams.
 */
export interface RuleTexts {
  readonly asks: string;
  readonly en: string;
  readonly zh?: string;
}

export const missionTexts = {
  'DAY-01': {
    asks: '访问1国不超过5天，2国不超过8天，3国不超过10天，离、抵境当日均计入。',
    en: 'Countries or regions visited: {n}; days abroad: {days} (first and last day included); the limit is {max}.',
  },
  'DAY-02': {
    asks: '赴拉美、非洲航班衔接不便的，可增加1天，并说明航班衔接情况。',
    en: 'Latin America or Africa: up to {max} days are allowed, but the extra day needs an account of the flights.',
  },
  'DAY-03': {
    asks: '超过规定天数的，须随申请报送书面超天申请，由审批机关逐案决定。',
    en: 'The days exceed the limit and no written request for extra days is supplied.',
  },
  'DAY-04': {
    asks: '天数以边检记录为准，出境和入境当日各计1天，不论时刻。',
    en: 'Days are counted by the border stamps; the first and the last day count as one each.',
  },
  'DAY-05': {
    asks: '零点后起飞使出境日提前的，返回后书面说明并补交行程单。',
    en: 'A departure just after midnight brings the exit day forward: explain it and hand in the itinerary on return.',
  },
  'RTE-01': {
    asks: '一次出访国家和地区不超过3个，出机场的中转地计入。',
    en: 'Countries and regions on the journey: {n} (transits that leave the airport included); the limit is {max}.',
  },
  'RTE-02': {
    asks: '出访国家原则上在同一大洲内选择；跨洲的须说明理由。',
    en: 'The countries visited lie on different continents: state the reason.',
  },
  'RTE-03': {
    asks: '中转地属批件内容，须按批件执行。',
    en: 'The transit place {place} is not in the approval.',
  },
  'RTE-04': {
    asks: '不得擅自增加国家、绕道或者延长在外时间；不可抗力应当即报告。',
    en: 'The journey made differs from the approval: {diff}.',
  },
  'DAY-06': {
    asks: '公务活动时间不少于在外时间的三分之二，日程不得安排游览。',
    en: 'Official work fills {share} of the time, less than two thirds.',
  },
  'DAY-07': {
    asks: '2013年以前：1国不超过6天，2国不超过10天，3国不超过12天。',
    en: 'Countries or regions visited: {n}; days abroad: {days}; the limit of that time was {max}.',
    zh: '本团访问{n}国、在外{days}天，当时的上限为{max}天。',
  },
  'TEAM-01': {
    asks: '团组总人数不超过6人，含翻译。',
    en: '{n} members (interpreter included); the limit is {max}.',
  },
  'TEAM-02': {
    asks: '不得拆分团组、分别报批，不得组织“团外团”。',
    en: 'Close to mission {other} in inviter or purpose, place and dates: perhaps one team split in two.',
  },
  'TEAM-03': {
    asks: '不得携带配偶和子女同行。',
    en: 'The list holds the spouse or a child of a member.',
  },
  'TEAM-04': {
    asks: '人员须与任务相符，不得安排与任务无关人员；级别、职务应与任务相称。',
    en: 'How the duties of {name} bear on the task is not clear.',
  },
  'TEAM-05': {
    asks: '离退休人员不派出；返聘的教学科研人员须有返聘依据。',
    en: '{name} has retired; papers of re-hiring and special approval are missing.',
  },
  'TEAM-06': {
    asks: '负责人离岗后，原单位不再派其出访。',
    en: '{name} has left the post and should not be sent by the former unit.',
  },
  'TEAM-07': {
    asks: '团内党员3名以上的，设立临时党支部。',
    en: '{n} Party members in the team: a temporary Party branch may be set up.',
  },
  'LEAD-01': {
    asks: '同一单位领导班子成员原则上不同团出访。',
    en: '{n} members of one leadership team are in this team.',
  },
  'LEAD-02': {
    asks: '同一单位领导成员原则上不得在6个月内分别率团前往同一国家或地区。',
    en: 'A leader of {unit} led a mission to {country} departing {date}, less than six months apart.',
  },
  'LEAD-03': {
    asks: '同一单位主要负责人不同时出访。',
    en: 'The heads of {unit} are abroad at the same time.',
  },
  'LEAD-04': {
    asks: '同一领导班子同期在外人数原则上不超过2人。',
    en: '{n} members of the leadership team of {unit} are abroad at once; the limit is {max}.',
  },
  'FREQ-01': {
    asks: '市级党政正职、副市长及省直部门主要负责人每年出访不超过1次。',
    en: '{name} has been abroad {n} time(s) this year; the limit is {max}.',
  },
  'FREQ-02': {
    asks: '其他厅局级人员两年内出访不超过1次，或一个任期内不超过2次。',
    en: '{name} has been abroad {n} time(s) in two years ({m} in this term): the limit is reached.',
  },
  'FREQ-03': {
    asks: '分管外事、商务的负责人及外事、商务部门人员按需从严掌握，不定次数。',
    en: '{name} is in charge of foreign affairs or commerce: trips strictly by need.',
  },
  'FREQ-04': {
    asks: '县处级及以下人员原则上两年内出访不超过1次。',
    en: '{name} has been abroad {n} time(s) in two years.',
  },
  'FREQ-05': {
    asks: '出访不得作为个人待遇，不得安排轮流出国。',
    en: 'The choice looks like taking turns: state why the task needs it.',
  },
  'INV-01': {
    asks: '须有业务对口或级别相当的外方单位邀请。',
    en: 'No invitation from a foreign body in the same line of work or of matching level.',
  },
  'INV-02': {
    asks: '不接受海外侨胞、外国驻华机构的邀请。',
    en: 'The inviter is an overseas Chinese person or a foreign mission in China: not accepted.',
  },
  'INV-03': {
    asks: '不接受境外中资企业邀请；企业负责人处理本企业境外分支机构重大内部事务的除外。',
    en: 'The inviter is a Chinese-funded company abroad, and this is no head of an enterprise on its own affairs.',
  },
  'INV-04': {
    asks: '不得由中介机构联系或出具邀请。',
    en: 'An intermediary arranged or issued the invitation.',
  },
  'INV-05': {
    asks: '邀请函须有信头，写明被邀请人姓名、单位、职务、目的、日期、停留时间、费用、签字和联系方式。',
    en: 'The letter of invitation lacks: {missing}.',
  },
  'INV-06': {
    asks: '外文邀请函须附中文译文。',
    en: 'The letter of invitation has no Chinese translation.',
  },
  'INV-07': {
    asks: '每一个顺访地都须有单独的邀请。',
    en: '{place} has no invitation of its own.',
  },
  'PLAN-01': {
    asks: '团组须列入年度计划，总量不得突破。',
    en: 'The mission is not in the annual plan.',
  },
  'PLAN-02': {
    asks: '计划外团组须在总量内替换并说明原因；紧急任务须专项批准。',
    en: 'A mission outside the plan: name the line that it replaces and state the reason.',
  },
  'PLAN-03': {
    asks: '列入计划不代替逐案报批。',
    en: 'In the plan, but not yet approved itself.',
  },
  'PLAN-04': {
    asks: '不安排一般性考察、礼节性或照顾性出访，不安排无实质内容的庆典、开业和慰问。',
    en: 'The task is a study tour, a favour, a courtesy or a ceremony without substance.',
  },
  'PLAN-05': {
    asks: '不得扎堆前往热门国家。',
    en: 'Many missions go to {country} at the same time.',
  },
  'PLAN-06': {
    asks: '出席国际会议应有选择，原则上须有论文或发言等任务。',
    en: 'A conference without a paper or a part to play.',
  },
  'PLAN-07': {
    asks: '谁派出、谁负责，谁审批、谁负责。',
    en: 'The sending unit answers for sending, the approving office for approving.',
    zh: '谁派出谁负责，谁审批谁负责。',
  },
  'APR-01': {
    asks: '先批后走；无批件不得出访，事后不补办、不报销。',
    en: 'No valid approval: none is issued afterwards and costs are not reimbursed.',
  },
  'APR-02': {
    asks: '批准后变更日期、人员、地点的，须再次报批。',
    en: 'Route or members differ from the approval: apply again.',
  },
  'APR-03': {
    asks: '按团长级别和授权确定审批机关，以本市授权为准。',
    en: 'Who approves follows the rank of the leader and the powers delegated to the city.',
    zh: '审批权限按团长级别和授权确定。',
  },
  'APR-04': {
    asks: '任务和预算审批意见表须有外事和财务两方意见。',
    en: 'The task-and-budget form lacks the opinion of foreign affairs or of finance.',
  },
  'APR-05': {
    asks: '每名团员按干部管理权限备案，须有备案表（学生除外）。',
    en: '{name} has no personnel filing form.',
  },
  'APR-06': {
    asks: '按本地规定的时限提前报送。',
    en: '{days} days are left before departure: perhaps too few for the visa.',
  },
  'APR-07': {
    asks: '按本地规定的日期报送下一年度计划。',
    en: 'Next year’s plan is filed by the local date.',
    zh: '下一年度计划按本地规定日期报送。',
  },
  'CROSS-01': {
    asks: '跨地区跨部门团组从严控制，须列入各派员单位年度计划。',
    en: 'A team across units or regions: {unit} has not put it in its own plan.',
  },
  'CROSS-02': {
    asks: '派员单位须有组团单位的任务通知书和本单位审批机关的任务确认件。',
    en: '{name} lacks the task notice or the confirmation.',
  },
  'CROSS-03': {
    asks: '自组团原则上不委托旅行社承办。',
    en: 'A travel agency organises the team and the approval is missing.',
  },
} as const satisfies Record<string, RuleTexts>;
