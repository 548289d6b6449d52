import { z } from 'zod';
import { addMonths, type Day } from '#kernel/calendar/day.ts';
import { yearOf } from '#kernel/calendar/working-calendar.ts';
import { broken, type Fault, type Outcome, passed, type RuleContext } from '#kernel/rules/rule.ts';
import type { MissionMember, PreviousMission } from '../mission-file/model.ts';
import { noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import type { MissionFacts } from './facts.ts';

type Limit = 'FREQ-01' | 'FREQ-02' | 'FREQ-04';

const perYear = z.object({ maxPerYear: z.number().int() });
const per24Months = z.object({ maxPer24Months: z.number().int() });

const heads: ReadonlySet<string> = new Set([
  'city-party-head',
  'city-government-head',
  'vice-mayor',
  'provincial-department-head',
]);

/** The limit that a member's office or, failing that, rank falls under. */
function limitOf(member: MissionMember): Limit | null {
  if (heads.has(member.office)) return 'FREQ-01';
  if (member.rank === 'bureau-principal' || member.rank === 'bureau-deputy') return 'FREQ-02';
  return member.rank === 'ministerial' || member.rank === 'none' ? null : 'FREQ-04';
}

/** Only missions abroad count, and not academic ones. */
const counts = (mission: PreviousMission): boolean => mission.kind === 'abroad' && mission.category !== 'academic';

function before(limit: Limit, previous: readonly PreviousMission[], departure: Day): number {
  const counted = previous.filter(counts);
  return limit === 'FREQ-01'
    ? counted.filter((mission) => yearOf(mission.departure) === yearOf(departure)).length
    : counted.filter((mission) => mission.departure > addMonths(departure, -24)).length;
}

/** When the term of office began is not in the file, so the count within it cannot be given. */
const unknownInTerm = { zh: '不详', en: 'not known' };

function overLimit(
  { mission }: MissionFacts,
  applies: (member: MissionMember, limit: Limit) => number | null,
): Outcome {
  const faults: Fault[] = [];
  let asked = false;
  let unknown = false;
  for (const [i, member] of mission.members.entries()) {
    const limit = limitOf(member);
    const max = limit === null ? null : applies(member, limit);
    if (limit === null || max === null) continue;
    asked = true;
    if (member.previous === null) {
      unknown = true;
      continue;
    }
    const n = before(limit, member.previous, mission.route.departure);
    if (n < max) continue;
    const params = { name: member.name, n, max, ...(limit === 'FREQ-02' ? { m: unknownInTerm.zh } : {}) };
    faults.push({ at: `/members/${i}/previous`, params, words: { m: unknownInTerm } });
  }
  return broken(faults, unknown ? notSupplied : asked ? passed : noOccasion);
}
const ordinary = (of: Limit, max: number) => (member: MissionMember, limit: Limit) =>
  limit === of && member.portfolio === 'none' ? max : null;

/** What the limit would be, were it not for the portfolio. */
function maxOf(limit: Limit, context: RuleContext): number {
  return limit === 'FREQ-01'
    ? perYear.parse(context.paramsOf(limit)).maxPerYear
    : per24Months.parse(context.paramsOf(limit)).maxPer24Months;
}

export const frequencyRules = [
  travelRule('FREQ-01', perYear, (facts, { maxPerYear }) => overLimit(facts, ordinary('FREQ-01', maxPerYear))),
  travelRule('FREQ-02', per24Months, (facts, { maxPer24Months }) =>
    overLimit(facts, ordinary('FREQ-02', maxPer24Months)),
  ),
  travelRule('FREQ-03', noFigures, (facts, _, context) =>
    overLimit(facts, (member, limit) => (member.portfolio === 'none' ? null : maxOf(limit, context))),
  ),
  travelRule('FREQ-04', per24Months, (facts, { maxPer24Months }) =>
    overLimit(facts, ordinary('FREQ-04', maxPer24Months)),
  ),
];
