import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { adjustmentForm, adjustmentStates, lineStates, lineUses, planHeader, planLine, planYear } from './model.ts';

const base = '/api/official-travel/plan';
const id = z.uuid();
const byId = z.strictObject({ id });
const words = <Words extends object>(of: Words) =>
  z.enum(Object.keys(of) as [keyof Words & string, ...(keyof Words & string)[]]);
const person = z.strictObject({ id, name: z.string() });
const unit = z.strictObject({ id, name: z.string() });

/** 本单位、辖区、全市 by post: who may see the plan of a unit. */
export const readsPlan = roleOverUnit(
  'liaison-officer',
  'unit-head',
  'unit-finance',
  'first-reviewer',
  'first-review-head',
  'intake',
  'reviewer',
  'office-head',
  'city-leader',
  'finance-bureau',
  'supervisor',
  'inspector',
);
export const draftsPlan = roleOverUnit('liaison-officer');
export const signsPlan = roleOverUnit('unit-head');
export const consolidatesPlan = roleOverUnit('first-reviewer', 'first-review-head');
export const givesPlan = roleOverUnit('reviewer', 'office-head');
export const closesPlanYear = roleOverUnit('office-head');
const handlesPlan = roleOverUnit('first-reviewer', 'first-review-head', 'reviewer', 'office-head');

export const planLineRow = z.strictObject({
  id,
  year: z.int(),
  unit,
  number: z.string().nullable(),
  state: words(lineStates),
  /** Of a given line; null before it is given and after it was replaced or closed. */
  use: words(lineUses).nullable(),
  /** The live mission on it. */
  mission: z.strictObject({ id, number: z.string().nullable() }).nullable(),
  /** Budget of that mission in CNY. */
  usedCny: z.number().nullable(),
  line: z.unknown(),
  returnedReason: z.string().nullable(),
  authorityNumber: z.string().nullable(),
  replacedBy: id.nullable(),
  version: z.int(),
  changedAt: z.string(),
  /** Acts that are open to the reader on this line. */
  acts: z.array(z.enum(['change', 'delete', 'submit', 'return', 'consolidate', 'give', 'adjust', 'close'])),
});
export type PlanLineRow = Omit<z.infer<typeof planLineRow>, 'line'> & { readonly line: z.infer<typeof planLine> };

export const planFilter = z.strictObject({
  year: z.coerce.number().int().min(1990).max(2100),
  /** The unit and all below it. */
  unit: id.optional(),
  /** Only the unit itself. */
  own: z.enum(['yes']).optional(),
  list: z.enum(['general', 'academic', 'enterprise', 'training']).optional(),
  state: words(lineStates).optional(),
  use: words(lineUses).optional(),
  /** Drafts, submitted and consolidated lines. */
  onTheWay: z.enum(['yes']).optional(),
  q: z.string().max(60).optional(),
});

export const listLines = endpoint({
  id: 'official-travel.plan-lines',
  method: 'GET',
  path: `${base}/lines`,
  summary: { zh: '计划项列表', en: 'Lines of the annual plan' },
  permission: readsPlan,
  audit: 'official-travel.plan-lines-read',
  query: planFilter.extend({
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.strictObject({
    rows: z.array(planLineRow),
    next: z.string().nullable(),
    total: z.strictObject({ count: z.int(), more: z.boolean() }),
  }),
});

export const exportLines = endpoint({
  id: 'official-travel.plan-export',
  method: 'GET',
  path: `${base}/lines.xlsx`,
  summary: { zh: '导出计划汇总表', en: 'Export the plan' },
  permission: readsPlan,
  audit: 'official-travel.plan-exported',
  stepUp: true,
  gives: 'stream',
  query: planFilter,
});

const counter = z.strictObject({
  /** Missions 团组. */
  given: z.int(),
  granted: z.int(),
  held: z.int(),
  free: z.int(),
  /** 人次 as planned on the lines. */
  people: z.strictObject({ given: z.int(), granted: z.int(), held: z.int(), free: z.int() }),
  /** CNY: given as planned; granted and held as the missions cost. */
  money: z.strictObject({ givenCny: z.string(), grantedCny: z.string(), heldCny: z.string(), freeCny: z.string() }),
  /** Granted and held missions reach the share that the office warns at. */
  warns: z.boolean(),
  /** So does their money. */
  moneyWarns: z.boolean(),
});

/** Live counters; each number is the length of the list with the same filter and `use`. */
export const counters = endpoint({
  id: 'official-travel.plan-counters',
  method: 'GET',
  path: `${base}/counters`,
  summary: { zh: '控制数', en: 'Counters of the plan' },
  permission: readsPlan,
  audit: 'not-audited',
  query: planFilter.pick({ year: true, unit: true, own: true, list: true }),
  answer: z.strictObject({
    year: z.int(),
    warnAtPercent: z.int(),
    total: counter,
    units: z.array(z.strictObject({ unit, ...counter.shape })),
    /** Numbers beside the control figures: lines that are still on their way. */
    draft: z.int(),
    submitted: z.int(),
    consolidated: z.int(),
    adjustments: z.int(),
    /** 计划外 missions of the year. */
    outside: z.int(),
    /** The year was closed; nothing is added to it any more. */
    closed: z.strictObject({ on: z.string(), by: person, reason: z.string() }).nullable(),
  }),
});
export type PlanCounters = z.infer<(typeof counters)['answer'] & z.ZodType>;

export const readLine = endpoint({
  id: 'official-travel.plan-line',
  method: 'GET',
  path: `${base}/lines/:id`,
  summary: { zh: '计划项', en: 'A line of the plan' },
  permission: readsPlan,
  audit: 'official-travel.plan-line-read',
  params: byId,
  answer: planLineRow,
});

export const outsidePlan = endpoint({
  id: 'official-travel.plan-outside',
  method: 'GET',
  path: `${base}/outside`,
  summary: { zh: '计划外团组', en: 'Missions outside the plan' },
  permission: readsPlan,
  audit: 'official-travel.plan-outside-read',
  query: planFilter.pick({ year: true, unit: true, own: true }),
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        id,
        number: z.string(),
        title: z.string(),
        unit,
        departure: z.string(),
        status: z.enum(['applied', 'approved', 'under-way', 'completed']),
        budgetCny: z.string().nullable(),
      }),
    ),
  }),
});

export const closeYear = endpoint({
  id: 'official-travel.plan-close-year',
  method: 'POST',
  path: `${base}/close-year`,
  summary: { zh: '关闭年度计划', en: 'Close the plan of a year' },
  permission: closesPlanYear,
  audit: 'official-travel.plan-year-closed',
  body: z.strictObject({ year: planYear, reason: z.string().trim().min(2).max(500) }),
  answer: z.strictObject({ lines: z.int() }),
});

const versionLine = z.strictObject({
  id,
  unit: z.string(),
  number: z.string(),
  title: z.string(),
  regions: z.array(z.string()),
  month: z.string(),
  headcount: z.int(),
  days: z.int(),
  amountCny: z.string(),
  use: words(lineUses),
});
const version = z.strictObject({
  id,
  quarter: z.int(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
  lines: z.array(versionLine),
  /** Against the version before: new lines, lines that went, and lines that missions have taken or given back. */
  added: z.array(id),
  gone: z.array(versionLine),
  used: z.array(z.strictObject({ id, before: words(lineUses) })),
});
export type PlanVersion = z.infer<typeof version>;

export const listVersions = endpoint({
  id: 'official-travel.plan-versions',
  method: 'GET',
  path: `${base}/versions`,
  summary: { zh: '季度版本', en: 'Versions of the plan by quarter' },
  permission: readsPlan,
  audit: 'official-travel.plan-versions-read',
  query: planFilter.pick({ year: true }),
  answer: z.strictObject({ rows: z.array(version) }),
});

export const fixVersion = endpoint({
  id: 'official-travel.plan-fix-version',
  method: 'POST',
  path: `${base}/versions`,
  summary: { zh: '形成季度版本', en: 'Fix the version of a quarter' },
  permission: givesPlan,
  audit: 'official-travel.plan-version-fixed',
  body: z.strictObject({
    year: planYear,
    quarter: z.int().min(1).max(4),
    note: z.string().trim().max(500),
  }),
  answer: z.strictObject({ id, lines: z.int() }),
});

export const createLine = endpoint({
  id: 'official-travel.plan-add',
  method: 'POST',
  path: `${base}/lines`,
  summary: { zh: '新增计划项', en: 'Add a line' },
  permission: draftsPlan,
  audit: 'official-travel.plan-line-added',
  body: z.strictObject({ unitId: id, year: planYear, line: planLine }),
  answer: z.strictObject({ id, version: z.int() }),
});

export const changeLine = endpoint({
  id: 'official-travel.plan-change',
  method: 'PUT',
  path: `${base}/lines/:id`,
  summary: { zh: '修改计划项', en: 'Change a line' },
  permission: draftsPlan,
  audit: 'official-travel.plan-line-changed',
  versioned: true,
  params: byId,
  body: z.strictObject({ line: planLine }),
  answer: z.strictObject({ id, version: z.int() }),
});

export const deleteLine = endpoint({
  id: 'official-travel.plan-delete',
  method: 'DELETE',
  path: `${base}/lines/:id`,
  summary: { zh: '删除草稿', en: 'Delete a draft line' },
  permission: draftsPlan,
  audit: 'official-travel.plan-line-deleted',
  params: byId,
});

const chosen = z.array(id).min(1).max(500);

/** 单位审签: the head of the unit signs the header; the unit's draft lines named go to the first reviewer, or to the office. */
export const submitLines = endpoint({
  id: 'official-travel.plan-submit',
  method: 'POST',
  path: `${base}/submit`,
  summary: { zh: '审签上报', en: 'Sign and submit' },
  permission: signsPlan,
  audit: 'official-travel.plan-submitted',
  body: z.strictObject({ unitId: id, year: planYear, header: planHeader, lines: chosen }),
  answer: z.strictObject({ planId: id, lines: z.int() }),
});

export const returnLines = endpoint({
  id: 'official-travel.plan-return',
  method: 'POST',
  path: `${base}/return`,
  summary: { zh: '退回补正', en: 'Return for correction' },
  permission: handlesPlan,
  audit: 'official-travel.plan-returned',
  body: z.strictObject({ lines: chosen, reason: z.string().trim().min(2).max(500) }),
  answer: z.strictObject({ lines: z.int() }),
});

export const consolidateLines = endpoint({
  id: 'official-travel.plan-consolidate',
  method: 'POST',
  path: `${base}/consolidate`,
  summary: { zh: '汇总上报', en: 'Consolidate' },
  permission: consolidatesPlan,
  audit: 'official-travel.plan-consolidated',
  body: z.strictObject({ lines: chosen }),
  answer: z.strictObject({ lines: z.int() }),
});

export const giveLines = endpoint({
  id: 'official-travel.plan-give',
  method: 'POST',
  path: `${base}/give`,
  summary: { zh: '下达', en: 'Give' },
  permission: givesPlan,
  audit: 'official-travel.plan-given',
  body: z.strictObject({ lines: chosen, authorityNumber: z.string().trim().max(60).nullable() }),
  answer: z.strictObject({ numbers: z.array(z.strictObject({ id, number: z.string() })) }),
});

export const closeLine = endpoint({
  id: 'official-travel.plan-close',
  method: 'POST',
  path: `${base}/lines/:id/close`,
  summary: { zh: '关闭计划项', en: 'Close a line' },
  permission: givesPlan,
  audit: 'official-travel.plan-line-closed',
  params: byId,
  body: z.strictObject({ reason: z.string().trim().min(2).max(500) }),
});

const adjustmentRow = z.strictObject({
  id,
  year: z.int(),
  unit,
  original: z
    .strictObject({
      id,
      number: z.string().nullable(),
      title: z.string(),
      /** As it stood, beside the new line: before and after. */
      regions: z.array(z.string()),
      month: z.string(),
      headcount: z.int(),
      days: z.int(),
      amountCny: z.number(),
    })
    .nullable(),
  line: z.unknown(),
  reason: z.string(),
  /** 等量置换: neither more people, nor days, nor money than the line given up. */
  equal: z.boolean(),
  state: words(adjustmentStates),
  askedBy: person,
  askedAt: z.string(),
  decidedBy: person.nullable(),
  decidedAt: z.string().nullable(),
  decisionText: z.string().nullable(),
  newLineId: id.nullable(),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type PlanAdjustment = Omit<z.infer<typeof adjustmentRow>, 'line'> & { readonly line: z.infer<typeof planLine> };

export const listAdjustments = endpoint({
  id: 'official-travel.plan-adjustments',
  method: 'GET',
  path: `${base}/adjustments`,
  summary: { zh: '计划调整', en: 'Adjustments of the plan' },
  permission: readsPlan,
  audit: 'official-travel.plan-adjustments-read',
  query: z.strictObject({
    year: z.coerce.number().int().min(1990).max(2100),
    unit: id.optional(),
    state: words(adjustmentStates).optional(),
  }),
  answer: z.strictObject({ rows: z.array(adjustmentRow) }),
});

export const adjust = endpoint({
  id: 'official-travel.plan-adjust',
  method: 'POST',
  path: `${base}/adjustments`,
  summary: { zh: '申请调整', en: 'Ask for an adjustment' },
  permission: roleOverUnit('liaison-officer', 'unit-head'),
  audit: 'official-travel.plan-adjustment-asked',
  body: adjustmentForm,
  answer: z.strictObject({ id, equal: z.boolean() }),
});

export const decideAdjustment = endpoint({
  id: 'official-travel.plan-decide-adjustment',
  method: 'POST',
  path: `${base}/adjustments/:id/decide`,
  summary: { zh: '审批调整', en: 'Decide an adjustment' },
  permission: givesPlan,
  audit: 'official-travel.plan-adjustment-decided',
  params: byId,
  body: z.strictObject({ decision: z.enum(['grant', 'refuse']), text: z.string().trim().min(2).max(500) }),
  answer: z.strictObject({ newLineId: id.nullable() }),
});

export const withdrawAdjustment = endpoint({
  id: 'official-travel.plan-withdraw-adjustment',
  method: 'POST',
  path: `${base}/adjustments/:id/withdraw`,
  summary: { zh: '撤回调整申请', en: 'Withdraw an adjustment' },
  permission: roleOverUnit('liaison-officer', 'unit-head'),
  audit: 'official-travel.plan-adjustment-withdrawn',
  params: byId,
});
