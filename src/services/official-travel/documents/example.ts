import type { MissionContent } from './content.ts';

/** An invented mission, to look at a template with: names with the characters that common typefaces lack. */
export const exampleMission: MissionContent = {
  caseNumber: '示例-2026-0012',
  unit: '示例市农业农村局',
  organiser: '示例市农业农村局',
  title: '示例市现代农业合作代表团',
  kind: '因公临时出国',
  purpose: '经贸合作',
  task: '应荷兰示例大学邀请，就设施园艺技术引进和农业职业教育合作进行会谈，签署合作备忘录。',
  necessity: '落实年度农业合作计划，需当面商定技术引进的范围和费用。',
  keyTasks: '会谈技术引进；考察示范温室；签署合作备忘录。',
  outcome: '签署备忘录一份，确定引进品种和培训名额。',
  places: ['荷兰'],
  stays: [{ place: '荷兰', city: '瓦赫宁根', arrive: '2026-03-11', leave: '2026-03-15' }],
  days: 5,
  departure: '2026-03-11',
  return: '2026-03-15',
  members: [
    { name: '王喆', unit: '示例市农业农村局', post: '党委书记、局长', role: '团长' },
    { name: '李堃', unit: '示例市农业农村局', post: '种植业管理处处长', role: '团员' },
    { name: '龚䶮𬭎', unit: '示例市人民政府外事办公室', post: '四级主任科员', role: '翻译' },
  ],
  funding: [{ source: '市级财政预算', percent: 100 }],
  budgetCny: 118_600,
  plan: '列入年度计划，2026-本级-03',
  inviters: ['荷兰示例大学'],
  programme: [],
  lead: null,
  publicity: { place: '单位公告栏', from: '2026-01-12', to: '2026-01-16' },
};

export const exampleConfirmation: MissionContent = {
  ...exampleMission,
  members: exampleMission.members.slice(0, 1),
  lead: { number: '示例省外批〔2026〕88号', organiser: '示例省农业农村厅' },
};
