import { z } from 'zod';
import { broken, passed, type RuleContext } from '#kernel/rules/rule.ts';
import { travelRule } from './define.ts';

const figures = z.object({ maxTemporaryDays: z.number().int().positive() });

/** Days up to which a mission is temporary. */
export const longTermLimit = (context: RuleContext): number =>
  figures.parse(context.paramsOf('LONG-01')).maxTemporaryDays;

export const longTermRules = [
  travelRule('LONG-01', figures, ({ mission, days }, { maxTemporaryDays: max }) => {
    const agrees = mission.category === 'long-term' ? days > max : days <= max;
    return broken(agrees ? [] : [{ at: '/route/return', params: { days, max } }], passed);
  }),
];
