import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { lineStates, lineUses, planHeader, planLine, planYear } from './model.ts';

export const planBase = '/api/official-travel/plan';
const base = planBase;
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
