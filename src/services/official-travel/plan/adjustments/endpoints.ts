import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { planBase as base, givesPlan, readsPlan } from '../endpoints.ts';
import { adjustmentForm, adjustmentStates, type planLine } from '../model.ts';

const id = z.uuid();
const byId = z.strictObject({ id });
const person = z.strictObject({ id, name: z.string() });
const unit = z.strictObject({ id, name: z.string() });
const states = z.enum(
  Object.keys(adjustmentStates) as [keyof typeof adjustmentStates, ...(keyof typeof adjustmentStates)[]],
);

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
  state: states,
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
    state: states.optional(),
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
