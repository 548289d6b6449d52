import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import type { TimelineEntry } from '#kernel/ui/parts/case-timeline.tsx';
import type { FindingView } from '#kernel/ui/parts/finding.ts';
import type { PathStep } from '#kernel/ui/parts/path-steps.tsx';

/** Invented matter for looking at parts; nothing here reaches the product. */
export const now = new Date('2026-11-24T06:32:00Z');

export const findings: readonly FindingView[] = [
  {
    rule: 'DAY-01',
    severity: 'blocks',
    message: {
      zh: '2 国最多 8 天，本次 9 天（2027-03-09 至 03-17，离、抵境当日都计入）。',
      en: 'At most 8 days in 2 countries; this mission takes 9 (2027-03-09 to 03-17, both end days count).',
    },
    at: '/return',
    citation: { source: 'S-01', title: '因公临时出国管理规定', number: '中办发〔2013〕16号', article: '第六条' },
    params: { countries: '2（日本、韩国）', days: 9 },
    reason: null,
  },
  {
    rule: 'R09',
    severity: 'warns',
    message: {
      zh: '同单位 2 名班子成员同团，请说明必要性。',
      en: 'Two leaders of one unit travel together. Explain why.',
    },
    at: '/members',
    citation: null,
    params: {},
    reason: null,
  },
  {
    rule: 'R31',
    severity: 'warns',
    message: {
      zh: '距离境还有 38 天，少于 45 天，签证可能来不及。',
      en: 'Departure is 38 days away, under the 45-day lead; a visa may come too late.',
    },
    at: '/departure',
    citation: null,
    params: {},
    reason: '展会日期不能改，使馆已同意加急。',
  },
  {
    rule: 'PRG-04',
    severity: 'informs',
    message: {
      zh: '3月13日（周六）上午没有公务安排，请确认。',
      en: 'No official activity on the morning of Sat 13 Mar. Please confirm.',
    },
    at: '/programme',
    citation: null,
    params: {},
    reason: null,
  },
];

export const path: readonly PathStep[] = [
  { node: 'unit', label: { zh: '单位签批', en: 'Unit signature' }, status: 'done' },
  { node: 'finance', label: { zh: '经费先审', en: 'Budget pre-review' }, status: 'done' },
  { node: 'filing', label: { zh: '人事备案', en: 'Personnel filing' }, status: 'skipped', why: 'condition' },
  { node: 'notice', label: { zh: '公示', en: 'Public notice' }, status: 'done' },
  { node: 'review', label: { zh: '市外办审核', en: 'Review' }, status: 'current' },
  { node: 'leader', label: { zh: '市领导', en: 'City leader' }, status: 'to-come' },
  { node: 'issue', label: { zh: '批件', en: 'Approval paper' }, status: 'to-come' },
];

export const history: readonly TimelineEntry[] = [
  {
    id: '4',
    at: '2026-11-20T01:12:00Z',
    by: '陈*',
    act: { zh: '受理', en: 'Accepted' },
    step: { zh: '市外办受理', en: 'Intake' },
    words: '要件齐全，转审核',
  },
  {
    id: '3',
    at: '2026-11-19T07:03:00Z',
    by: '孙*',
    for: '周*',
    act: { zh: '同意', en: 'Approved' },
    step: { zh: '初审', en: 'First review' },
    words: '市农业农村局：符合，报市外办',
  },
  {
    id: '2',
    at: '2026-11-16T16:00:00Z',
    by: 'system',
    act: { zh: '公示期满', en: 'Notice over' },
    words: '满 5 个工作日，无异议',
  },
  {
    id: '1',
    at: '2026-11-06T08:40:00Z',
    by: '吴*',
    act: { zh: '核定', en: 'Set' },
    step: { zh: '经费先审', en: 'Budget pre-review' },
    words: '核定 214,600.00 元',
  },
];

const purpose = '因公出国（境）审批';
const halfDay = record({
  date: field(z.string(), { label: { zh: '日期', en: 'Date' }, widget: 'day', class: 'internal' }),
  city: field(z.string().min(1), { label: { zh: '城市', en: 'City' }, class: 'internal' }),
  region: field(z.string(), {
    label: { zh: '国家（地区）', en: 'Country (region)' },
    widget: 'region',
    class: 'internal',
  }),
  activity: field(z.enum(['official', 'travel', 'courtesy', 'other']), {
    label: { zh: '类型', en: 'Type' },
    options: {
      official: { zh: '公务', en: 'Official' },
      travel: { zh: '行程', en: 'Travel' },
      courtesy: { zh: '礼宾', en: 'Courtesy' },
      other: { zh: '其他', en: 'Other' },
    },
    class: 'internal',
  }),
  content: field(z.string().optional(), { label: { zh: '内容', en: 'Content' }, class: 'internal' }),
  cost: field(z.string(), {
    label: { zh: '费用', en: 'Cost' },
    unit: { zh: '元', en: 'CNY' },
    widget: 'money',
    class: 'internal',
  }),
});

export const mission = record({
  title: field(z.string().min(4).max(60), {
    label: { zh: '团组名称', en: 'Name of the mission' },
    help: { zh: '60 字以内，通顺，可直接印入批件', en: 'At most 60 characters, fit to be printed in the approval' },
    class: 'internal',
  }),
  kind: field(z.enum(['abroad', 'hong-kong-macao', 'taiwan']), {
    label: { zh: '事项类型', en: 'Matter' },
    options: {
      abroad: { zh: '出国', en: 'Abroad' },
      'hong-kong-macao': { zh: '赴港澳', en: 'To Hong Kong or Macao' },
      taiwan: { zh: '赴台', en: 'To Taiwan' },
    },
    class: 'internal',
  }),
  departure: field(z.string(), { label: { zh: '离境日期', en: 'Departure' }, widget: 'day', class: 'internal' }),
  return: field(z.string(), {
    label: { zh: '抵境日期', en: 'Return' },
    help: { zh: '北京时间，离、抵境当日都计入', en: 'Beijing time; both end days count' },
    widget: 'day',
    class: 'internal',
  }),
  days: field(z.int().min(1), {
    label: { zh: '在外天数', en: 'Days abroad' },
    unit: { zh: '天', en: 'days' },
    class: 'internal',
  }),
  destination: field(z.string(), {
    label: { zh: '主要国家（地区）', en: 'Main country (region)' },
    widget: 'region',
    class: 'internal',
  }),
  budget: field(z.string(), { label: { zh: '预算合计', en: 'Budget' }, widget: 'money', class: 'internal' }),
  family: field(z.boolean(), {
    label: { zh: '配偶、子女不同行', en: 'No spouse or children travel along' },
    class: 'personal',
    purpose,
  }),
  languages: field(z.array(z.enum(['en', 'ja', 'ko'])), {
    label: { zh: '工作语言', en: 'Working languages' },
    options: {
      en: { zh: '英语', en: 'English' },
      ja: { zh: '日语', en: 'Japanese' },
      ko: { zh: '韩语', en: 'Korean' },
    },
    class: 'internal',
  }),
  necessity: field(z.string().min(10).optional(), {
    label: { zh: '必要性', en: 'Need' },
    widget: 'textarea',
    class: 'internal',
  }),
  programme: field(z.array(halfDay), {
    label: { zh: '半日日程', en: 'Programme' },
    widget: 'table',
    class: 'internal',
  }),
});

export const filled = {
  title: '市农技中心赴日本、韩国农产品推介团',
  kind: 'abroad',
  departure: '2027-03-09',
  return: '2027-03-17',
  days: 9,
  destination: 'JP',
  budget: '214600.00',
  family: true,
  languages: ['ja', 'ko'],
  programme: [
    { date: '2027-03-09', city: '东京', region: 'JP', activity: 'travel', content: '宿迁至东京', cost: '3600.00' },
    {
      date: '2027-03-10',
      city: '东京',
      region: 'JP',
      activity: 'official',
      content: '某商社采购洽谈',
      cost: '1200.00',
    },
    { date: '2027-03-13', city: '', region: 'KR', activity: 'official', content: '市场考察', cost: '0.00' },
  ],
};

export interface SampleRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly members: number;
  readonly days: number;
  readonly departure: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly tone: string;
  readonly holder: string;
  readonly dueAt: string;
  readonly issues: number;
}

const states = [
  { label: { zh: '审核中', en: 'Under review' }, tone: 'blue', holder: '李静', dueAt: '2026-11-26', issues: 1 },
  { label: { zh: '公示中', en: 'Public notice' }, tone: 'blue', holder: '', dueAt: '2026-11-24', issues: 0 },
  {
    label: { zh: '退回补正', en: 'Returned for correction' },
    tone: 'amber',
    holder: '张*（单位）',
    dueAt: '2026-11-27',
    issues: 3,
  },
  { label: { zh: '已批准', en: 'Granted' }, tone: 'green', holder: '陈*', dueAt: '2026-12-20', issues: 0 },
  { label: { zh: '不予批准', en: 'Refused' }, tone: 'red', holder: '', dueAt: '2026-11-20', issues: 0 },
  { label: { zh: '暂停办理', en: 'Suspended' }, tone: 'violet', holder: '王*', dueAt: '2026-12-01', issues: 0 },
] as const;

export const rows: readonly SampleRow[] = states.map((state, index) => ({
  ...state,
  id: String(index),
  number: `2026-01${47 - index}`,
  title:
    index === 2
      ? '沭阳县花木产业协会及所属企业赴荷兰、德国参加国际园艺博览会并开展经贸洽谈和技术交流团组'
      : ['农产品推介团', '友城教育交流团', '', '机械展会团', '培训团', '经贸团'][index] || '交流团',
  unit: ['市农技中心', '市教育局', '沭阳县', '泗阳县', '市人社局', '市商务局'][index] ?? '',
  members: 6 - (index % 3),
  days: 5 + (index % 4),
  departure: `2027-0${1 + (index % 3)}-1${index}`,
}));
