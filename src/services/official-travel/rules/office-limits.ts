import { z } from 'zod';
import { daysBetween } from '#kernel/calendar/day.ts';
import { broken, passed } from '#kernel/rules/rule.ts';
import { noOccasion, travelRule, unchecked } from './define.ts';
import type { MissionFacts } from './facts.ts';

/** States whose visa is one for all (Schengen area, 29 states since 2025). */
const schengen: ReadonlySet<string> = new Set(
  'AT BE BG HR CZ DK EE FI FR DE GR HU IS IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE CH'.split(' '),
);

const leadTimes = z.object({
  oneCountry: z.number().int().optional(),
  schengen: z.number().int().optional(),
  several: z.number().int().optional(),
});

/** The longest of the times that fit; nothing if the office has set none of them. */
function leadTime({ visitedRegions }: MissionFacts, set: z.infer<typeof leadTimes>): number | null {
  const fitting = [
    visitedRegions.length > 1 ? set.several : set.oneCountry,
    visitedRegions.some((code) => schengen.has(code)) ? set.schengen : undefined,
  ].filter((days) => days !== undefined);
  return fitting.length === 0 ? null : Math.max(...fitting);
}

const size = z.object({ maxMembers: z.number().int().optional(), maxDays: z.number().int().optional() });

/** Local limits for which no common figure is known: they decide once the office has entered what its own papers say. */
export const officeLimitRules = [
  travelRule('APR-06', leadTimes, (facts, set) => {
    const needed = leadTime(facts, set);
    if (needed === null) return unchecked('setting');
    const days = daysBetween(facts.mission.asOf, facts.mission.route.departure);
    return broken(days < needed ? [{ at: '/route/departure', params: { days, needed } }] : [], passed);
  }),
  travelRule('TRAIN-04', size, ({ mission, days }, { maxMembers, maxDays }) => {
    if (maxMembers === undefined && maxDays === undefined) return unchecked('setting');
    if (mission.category !== 'training') return noOccasion;
    const n = mission.members.length;
    const params = { n, days };
    return broken(
      [
        ...(maxMembers !== undefined && n > maxMembers ? [{ at: '/members', params }] : []),
        ...(maxDays !== undefined && days > maxDays ? [{ at: '/route/return', params }] : []),
      ],
      passed,
    );
  }),
];
