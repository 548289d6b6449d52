import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { planBase as base } from '../endpoints.ts';
import { planYear } from '../model.ts';

export const closesPlanYear = roleOverUnit('office-head');

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
