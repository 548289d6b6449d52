import { dateOnPaper } from '#kernel/documents/letter.ts';
import { code128 } from '#kernel/documents/render/code128.ts';
import { markOfVerification, qrRows } from '#kernel/documents/render/qr.ts';
import type {
  MembersPaper,
  MissionApproval,
  MissionConfirmation,
  OpinionSheet,
  PaperDecision,
  ProgrammePaper,
  PublicityPaper,
  RequestToProvince,
} from './data.ts';

// Invented people and bodies; the names carry the characters that common typefaces lack.
const members = [
  { name: '王喆', unit: '示例市农业农村局', post: '党委书记、局长', role: '团长' },
  { name: '李堃', unit: '示例市农业农村局', post: '种植业管理处处长', role: '团员' },
  { name: '陈昇', unit: '示例市财政局', post: '农业处副处长', role: '团员' },
  { name: '周镕', unit: '示例市农业科学研究所', post: '高级农艺师', role: '团员' },
  { name: '龚䶮𬭎', unit: '示例市人民政府外事办公室', post: '四级主任科员', role: '翻译' },
];

const mission = {
  organiser: '示例市农业农村局',
  mission: '示例市现代农业合作代表团',
  task: '应荷兰示例大学和德国示例州农业协会邀请，就设施园艺技术引进、农产品质量追溯和农业职业教育合作进行会谈，签署合作备忘录。',
  countries: ['荷兰（5天）', '德国（3天）'],
  days: 8,
  departure: dateOnPaper('2026-03-11'),
  return: dateOnPaper('2026-03-18'),
  members,
  funding: '市级财政预算',
};

const verification = markOfVerification(
  'K7QM 2XWD 9FHT 4RBN 6VCP 3YGJ 5A',
  'https://fao.example.gov.cn/verify/K7QM2XWD9FHT4RBN6VCP3YGJ5A',
);

export const sampleApproval: MissionApproval = {
  issuer: '示例市人民政府外事办公室',
  number: '示外批〔2026〕12号',
  ...mission,
  opening:
    '你单位报来的因公临时出国（境）任务申请收悉。经审核，同意王喆等5人按下列事项执行任务。请严格遵守批准的任务、时间、国家（地区）和路线，不得擅自变更；回国后按规定交回证照、报送出访报告。',
  validity: '至2026年3月11日离境前有效',
  authority: '示例市人民政府外事办公室',
  signer: '赵示例',
  date: dateOnPaper('2026-02-06'),
  copies: ['示例市财政局', '中共示例市委组织部'],
  printedBy: '示例市人民政府外事办公室',
  printedOn: dateOnPaper('2026-02-06'),
  verification,
  sample: true,
};

export const sampleConfirmation: MissionConfirmation = {
  ...sampleApproval,
  number: '示外确〔2026〕3号',
  opening: '你单位报来的参团申请收悉。经审核，同意王喆同志参加由某省农业农村厅组织的团组，按下列事项执行任务。',
  members: members.slice(0, 1),
  leadNumber: '某外批〔2026〕88号',
  leadOrganiser: '某省农业农村厅',
};

export const sampleRequest: RequestToProvince = {
  issuer: '示例市人民政府',
  number: '示政外〔2026〕5号',
  signer: '赵示例',
  title: '关于王喆等5人赴荷兰、德国执行现代农业合作任务的请示',
  addressee: '某省人民政府',
  paragraphs: [
    '应荷兰示例大学和德国示例州农业协会邀请，我市拟派王喆等5人组成示例市现代农业合作代表团，于2026年3月11日至18日赴荷兰、德国访问。现将有关情况请示如下：',
    '一、出访任务',
    '就设施园艺技术引进、农产品质量追溯和农业职业教育合作与对方会谈，签署合作备忘录，落实上年度会谈确定的两个合作项目。',
    '二、出访时间和路线',
    '在外停留8天（含离、抵我国国境当日），其中荷兰5天、德国3天。路线为：南京—阿姆斯特丹—慕尼黑—南京。',
    '三、计划和经费',
    '该团组已列入我市2026年度因公临时出国计划，所需经费由市级财政预算安排，财政部门已审核同意。',
    '四、公示情况',
    '已于2026年1月12日至16日在派员单位公示，无异议。',
    '妥否，请批示。',
  ],
  attachments: ['邀请函及译文', '出访日程', '成员名单', '因公临时出国（境）任务和预算审批意见表'],
  signatory: '示例市人民政府',
  date: dateOnPaper('2026-01-23'),
  note: '联系人：周示例，联系电话：0000-0000000',
  copies: ['某省人民政府外事办公室'],
  printedBy: '示例市人民政府办公室',
  printedOn: dateOnPaper('2026-01-23'),
  verification: null,
  sample: true,
};

export const sampleDecision: PaperDecision = {
  issuer: '示例市人民政府外事办公室',
  title: '因公临时出国（境）任务呈批单',
  caseNumber: 'CG-2026-0012',
  qr: qrRows('CG-2026-0012'),
  bar: code128('CG-2026-0012'),
  urgency: '平件',
  receivedOn: dateOnPaper('2026-01-19'),
  dueOn: dateOnPaper('2026-01-30'),
  organiser: mission.organiser,
  mission: mission.mission,
  summary:
    '王喆等5人拟于2026年3月11日至18日赴荷兰、德国执行现代农业合作任务，在外停留8天。邀请函齐备，已列入年度计划第7项，公示无异议，预算218,600元。',
  opinions: [
    { label: '财政部门\n意见', text: '同意，费用在年度控制数内。', by: '孙示例', on: dateOnPaper('2026-01-21') },
    { label: '组织人事\n意见', text: '人员备案手续齐全，同意。', by: '钱示例', on: dateOnPaper('2026-01-22') },
  ],
  proposal: {
    label: '拟办意见',
    text: '团组任务明确，天数、人数、路线符合规定，拟同意，呈领导批示。',
    by: '吴示例',
    on: dateOnPaper('2026-01-22'),
  },
  leaders: ['分管领导', '主要领导'],
  handler: '周示例',
  phone: '0000-0000000',
  sample: true,
};

export const sampleOpinions: OpinionSheet = {
  issuer: '示例市人民政府外事办公室',
  number: '示外审〔2026〕12号',
  ...mission,
  leader: '王喆',
  rank: '正处级',
  budget: '218,600元',
  foreignAffairs: {
    checks: [
      { item: '是否列入年度计划', answer: '列入，第7项' },
      { item: '批次、人数控制数及已用', answer: '40批，已用11批' },
      { item: '目的和必要性', answer: '任务明确，公务对口' },
      { item: '邀请函', answer: '2份，要素齐全' },
      { item: '天数、路线', answer: '2国8天，符合规定' },
      { item: '人数及人员', answer: '5人，符合规定' },
      { item: '公示', answer: '1月12日至16日，无异议' },
    ],
    opinion: '同意。',
    by: '吴示例',
    on: dateOnPaper('2026-01-20'),
  },
  finance: {
    checks: [
      { item: '预算控制数及已用', answer: '300万元，已用82万元' },
      { item: '是否列入年度预算', answer: '列入' },
      { item: '国际旅费', answer: '64,000元' },
      { item: '住宿费、伙食费、公杂费', answer: '142,600元' },
      { item: '其他费用', answer: '12,000元' },
    ],
    opinion: '同意，据实核销。',
    by: '孙示例',
    on: dateOnPaper('2026-01-21'),
  },
  personnel: {
    checks: [
      { item: '备案日期', answer: '2026年1月19日' },
      { item: '备案机关', answer: '中共示例市委组织部' },
      { item: '是否经单位领导同意', answer: '是' },
    ],
    opinion: '',
    by: '',
    on: '',
  },
  verification: null,
  sample: true,
};

export const sampleMembers: MembersPaper = {
  issuer: '示例市农业农村局',
  organiser: mission.organiser,
  mission: mission.mission,
  members: members.map((each, index) => ({
    ...each,
    gender: index % 2 === 0 ? '男' : '女',
    document: '公务护照',
    duty: each.role === '团长' ? '主持会谈、签署备忘录' : each.role === '翻译' ? '口译' : '专业会谈',
  })),
  date: dateOnPaper('2026-01-08'),
  sample: true,
};

export const sampleProgramme: ProgrammePaper = {
  issuer: '示例市农业农村局',
  organiser: mission.organiser,
  mission: mission.mission,
  route: '南京—阿姆斯特丹—慕尼黑—南京',
  days: [
    { date: '3月11日', city: '南京', morning: '出发', afternoon: '抵达阿姆斯特丹', evening: '团组会议' },
    {
      date: '3月12日',
      city: '瓦赫宁根',
      morning: '与示例大学园艺系会谈，主题为温室能耗控制（接待单位：示例大学）',
      afternoon: '参观温室试验站，了解水肥一体化设备',
      evening: '',
    },
    { date: '3月13日', city: '瓦赫宁根', morning: '签署合作备忘录', afternoon: '与农业职业学院会谈', evening: '' },
  ],
  date: dateOnPaper('2026-01-08'),
  sample: true,
};

export const samplePublicity: PublicityPaper = {
  issuer: '示例市农业农村局',
  ...mission,
  route: '南京—阿姆斯特丹—慕尼黑—南京',
  inviter: '荷兰示例大学，公立研究型大学，与我市有三年合作往来；德国示例州农业协会，首次邀请，由我驻慕尼黑总领馆推荐。',
  budget: '预算218,600元',
  programme: sampleProgramme.days.map(({ date, city, morning, afternoon }) => ({
    date,
    city,
    activity: `上午：${morning}；下午：${afternoon}`,
  })),
  from: dateOnPaper('2026-01-12'),
  to: dateOnPaper('2026-01-16'),
  place: '本单位公告栏和内网',
  contact: '局办公室，电话0000-0000000',
  date: dateOnPaper('2026-01-12'),
  sample: true,
};
