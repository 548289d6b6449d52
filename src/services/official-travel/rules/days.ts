import { z } from 'zod';
import { broken, type Outcome, passed, type RuleContext } from '#kernel/rules/rule.ts';
import { noOccasion, notSupplied, travelRule } from './define.ts';
import { isLatinAmericaOrAfrica, type MissionFacts, shareWithThreeDecimals } from './facts.ts';

const byCountries = z.object({
  maxDaysByCountries: z.object({ 1: z.number(), 2: z.number(), 3: z.number() }),
});
type ByCountries = z.infer<typeof byCountries>;
const extra = z.object({ extraDays: z.number() });
const fraction = z.object({ minOfficialShare: z.string().regex(/^[1-9]\d*\/[1-9]\d*$/) });

/** The limit for three countries holds for more than three: RTE-01 is the rule that refuses the fourth. */
function limitFor(regions: number, { maxDaysByCountries: max }: ByCountries): number {
  return regions <= 1 ? max[1] : regions === 2 ? max[2] : max[3];
}

const farAway = ({ visitedRegions }: MissionFacts): boolean => visitedRegions.every(isLatinAmericaOrAfrica);

function overLimit(facts: MissionFacts, max: number): Outcome {
  const params = { n: facts.visitedRegions.length, days: facts.days, max };
  return broken(facts.days > max ? [{ at: '/route/return', params }] : [], passed);
}

const ordinaryLimit = (facts: MissionFacts, context: RuleContext): number =>
  limitFor(facts.visitedRegions.length, byCountries.parse(context.paramsOf('DAY-01')));

export const dayRules = [
  travelRule('DAY-01', byCountries, (facts, figures, context) => {
    const max = limitFor(facts.visitedRegions.length, figures);
    if (facts.days <= max || !farAway(facts)) return overLimit(facts, max);
    return overLimit(facts, max + extra.parse(context.paramsOf('DAY-02')).extraDays);
  }),
  travelRule('DAY-02', extra, (facts, { extraDays }, context) => {
    if (!farAway(facts)) return noOccasion;
    const limit = ordinaryLimit(facts, context);
    const max = limit + extraDays;
    const params = { n: facts.visitedRegions.length, days: facts.days, max };
    return broken(facts.days > limit && facts.days <= max ? [{ at: '/route/return', params }] : [], passed);
  }),
  travelRule(
    'DAY-03',
    z.object({ requires: z.literal('over-days-request') }),
    ({ mission, days }, { requires }, context) => {
      if (context.outcomeOf('DAY-01').kind !== 'findings') return noOccasion;
      return broken(mission.documents.includes(requires) ? [] : [{ at: '/documents', params: { days } }], passed);
    },
  ),
  travelRule('DAY-06', fraction, ({ mission, officialShare }, { minOfficialShare }) => {
    if (mission.itinerary === null || officialShare === null) return notSupplied;
    const [part = 0, whole = 0] = minOfficialShare.split('/').map(Number);
    const params = { share: shareWithThreeDecimals(officialShare) ?? 0 };
    const tooLittle = officialShare.part * whole < officialShare.whole * part;
    const sightseeing = mission.itinerary.flatMap((half, i) =>
      half.activity === 'sightseeing'
        ? [
            {
              at: `/itinerary/${i}`,
              params: { ...params, date: half.date, half: half.half },
              explanation: {
                zh: `${half.date}日程安排了游览。`,
                en: `The programme of ${half.date} holds sightseeing.`,
              },
            },
          ]
        : [],
    );
    return broken([...(tooLittle ? [{ at: '/itinerary', params }] : []), ...sightseeing], passed);
  }),
  travelRule('DAY-07', byCountries, (facts, figures) =>
    overLimit(facts, limitFor(facts.visitedRegions.length, figures)),
  ),
];
