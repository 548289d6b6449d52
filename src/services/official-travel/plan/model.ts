import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { money, region } from '../mission-file/fields.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { ownWords, words } from '../words.ts';

/** Who leads stands by name from county rank on (县处级以上必须实名). */
const namedFrom: ReadonlySet<string> = new Set([
  'ministerial',
  'bureau-principal',
  'bureau-deputy',
  'county-principal',
  'county-deputy',
]);

const purpose = '年度因公出国（境）计划的编制和管理';

export const lineStates = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '已上报', en: 'Submitted' },
  consolidated: { zh: '已汇总', en: 'Consolidated' },
  given: { zh: '已下达', en: 'Given' },
  replaced: { zh: '已置换', en: 'Replaced' },
  closed: { zh: '已关闭', en: 'Closed' },
} as const;
export type LineState = keyof typeof lineStates;

/** What stands against a given line: a granted mission, a mission under way, or nothing. */
export const lineUses = {
  granted: { zh: '已批准', en: 'Granted' },
  held: { zh: '占用', en: 'Held' },
  free: { zh: '可用', en: 'Free' },
} as const;
export type LineUse = keyof typeof lineUses;

export const adjustmentStates = {
  asked: { zh: '待审批', en: 'Awaiting decision' },
  granted: { zh: '同意调整', en: 'Granted' },
  refused: { zh: '不同意调整', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const;

export const planKinds = {
  abroad: { zh: '出国', en: 'Abroad' },
  'hong-kong-macao': { zh: '赴港澳', en: 'To Hong Kong or Macao' },
} as const;

export const planBatches = {
  start: { zh: '年初', en: 'Start of the year' },
  supplement: { zh: '年中补报', en: 'Mid-year supplement' },
  adjustment: { zh: '临时调整', en: 'Adjustment' },
} as const;

export const priorities = {
  must: { zh: '必保', en: 'Must' },
  should: { zh: '应保', en: 'Should' },
  may: { zh: '可调', en: 'May give way' },
} as const;

const keys = <Words extends object>(of: Words) =>
  Object.keys(of) as [keyof Words & string, ...(keyof Words & string)[]];

export const planYear = z.int().min(1990).max(2100);

/** 计划项 (section 3.2). */
export const planLine = record({
  title: field(z.string().trim().min(2).max(60), {
    label: { zh: '团组名称', en: 'Name of the mission' },
    help: { zh: '60 字以内，同年度同单位不重名', en: 'At most 60 characters, once per unit and year' },
    class: 'internal',
  }),
  list: field(z.enum(lists.planLists), {
    label: { zh: '计划类别', en: 'List' },
    help: { zh: '教学科研、企业、培训分列统计', en: 'Academic, enterprise and training lines are counted apart' },
    options: words.planLists,
    class: 'internal',
  }),
  purposeType: field(z.enum(lists.purposeTypes), {
    label: { zh: '任务类别', en: 'Purpose' },
    options: words.purposeTypes,
    class: 'internal',
  }),
  arrangement: field(z.enum(keys(ownWords.arrangements)), {
    label: { zh: '组团方式', en: 'Arrangement' },
    options: ownWords.arrangements,
    class: 'internal',
  }),
  leader: field(z.string().trim().min(1).max(100).nullable(), {
    label: { zh: '团长', en: 'Leader' },
    help: { zh: '姓名、职务；县处级以上必须实名', en: 'Name and post; required from county rank on' },
    class: 'personal',
    purpose,
  }),
  leaderRank: field(z.enum(lists.ranks).nullable(), {
    label: { zh: '团长级别', en: "Leader's rank" },
    options: words.ranks,
    class: 'internal',
  }),
  regions: field(z.array(region).min(1).max(3), {
    label: { zh: '国家（地区）', en: 'Countries (regions)' },
    help: { zh: '1 至 3 个', en: 'One to three' },
    widget: 'region',
    class: 'internal',
  }),
  transitNote: field(z.string().trim().max(200).nullable(), {
    label: { zh: '经停说明', en: 'Transit' },
    class: 'internal',
  }),
  month: field(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), {
    label: { zh: '拟出访时间', en: 'Month' },
    help: { zh: '年月，与计划同年度', en: 'Year and month, within the year of the plan' },
    example: '2027-05',
    class: 'internal',
  }),
  headcount: field(z.int().min(1).max(100), {
    label: { zh: '人数', en: 'People' },
    unit: { zh: '人', en: 'people' },
    class: 'internal',
  }),
  days: field(z.int().min(1).max(90), {
    label: { zh: '在外天数', en: 'Days abroad' },
    unit: { zh: '天', en: 'days' },
    class: 'internal',
  }),
  need: field(z.string().trim().min(100).max(3000), {
    label: { zh: '必要性与预期成果', en: 'Need and outcome' },
    help: { zh: '不少于 100 字', en: 'At least 100 characters' },
    widget: 'textarea',
    class: 'internal',
  }),
  inviter: field(z.string().trim().max(200).nullable(), {
    label: { zh: '邀请方', en: 'Inviter' },
    help: { zh: '报批时必填，计划时可空', en: 'Needed at the application, not yet in the plan' },
    class: 'internal',
  }),
  funding: field(z.enum(lists.fundingKinds), {
    label: { zh: '经费来源', en: 'Funding' },
    options: words.fundingKinds,
    class: 'internal',
  }),
  amountCny: field(money, {
    label: { zh: '经费', en: 'Amount' },
    unit: { zh: '元', en: 'CNY' },
    widget: 'money',
    class: 'internal',
  }),
  priority: field(z.enum(keys(priorities)).nullable(), {
    label: { zh: '优先级', en: 'Priority' },
    options: priorities,
    class: 'internal',
  }),
}).superRefine((line, issues) => {
  if (line.leaderRank !== null && namedFrom.has(line.leaderRank) && !line.leader) {
    issues.addIssue({
      code: 'custom',
      path: ['leader'],
      params: {
        code: 'leader-unnamed',
        text: { zh: '团长为县处级以上的，必须填写姓名、职务。', en: 'Name the leader: required from county rank on.' },
      },
    });
  }
});
export type PlanLineInput = z.infer<typeof planLine>;

/** 计划表头 (section 3.1): what the unit says when it signs its lines. */
export const planHeader = record({
  kind: field(z.enum(keys(planKinds)), {
    label: { zh: '类别', en: 'Kind' },
    help: { zh: '赴台另案', en: 'Taiwan is handled apart' },
    options: planKinds,
    class: 'internal',
  }),
  batch: field(z.enum(keys(planBatches)), {
    label: { zh: '批次', en: 'Batch' },
    options: planBatches,
    class: 'internal',
  }),
  opinion: field(z.string().trim().min(2).max(500), {
    label: { zh: '单位意见', en: 'Opinion of the unit' },
    widget: 'textarea',
    class: 'internal',
  }),
  documentNumber: field(z.string().trim().max(60).nullable(), {
    label: { zh: '文号', en: 'Number of the letter' },
    class: 'internal',
  }),
  fileId: field(z.uuid().nullable(), {
    label: { zh: '盖章件', en: 'Sealed copy' },
    widget: 'file',
    class: 'internal',
  }),
});
export type PlanHeaderInput = z.infer<typeof planHeader>;

export const adjustmentForm = record({
  originalId: field(z.uuid().nullable(), {
    label: { zh: '原计划项', en: 'Line given up' },
    help: {
      zh: '计划外任务以等量置换为原则；确无可置换的留空并说明理由',
      en: 'Leave empty only if nothing can be given up',
    },
    class: 'internal',
  }),
  unitId: field(z.uuid(), { label: { zh: '单位', en: 'Unit' }, widget: 'unit', class: 'internal' }),
  year: field(planYear, { label: { zh: '年度', en: 'Year' }, class: 'internal' }),
  line: field(planLine, { label: { zh: '新计划项', en: 'New line' }, class: 'internal' }),
  reason: field(z.string().trim().min(10).max(1000), {
    label: { zh: '调整理由', en: 'Reason' },
    widget: 'textarea',
    class: 'internal',
  }),
});
export type AdjustmentInput = z.infer<typeof adjustmentForm>;
