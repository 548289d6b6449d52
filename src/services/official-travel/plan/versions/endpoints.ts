import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { planBase as base, givesPlan, planFilter, readsPlan } from '../endpoints.ts';
import { lineUses, planYear } from '../model.ts';

const id = z.uuid();
const use = z.enum(Object.keys(lineUses) as [keyof typeof lineUses, ...(keyof typeof lineUses)[]]);

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
  use: use,
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
  used: z.array(z.strictObject({ id, before: use })),
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
