import { z } from 'zod';
import { Decimal } from '#kernel/money/decimal.ts';
import { broken, type Fault, type Outcome, passed } from '#kernel/rules/rule.ts';
import { daysAbroad, placeOfDay, regionCeilings } from '../budget/ceilings.ts';
import { inCny } from '../budget/rates.ts';
import type { BudgetLine, MissionBudget, MissionFile } from '../mission-file/model.ts';
import { words } from '../words.ts';
import { hostedAlike } from './budget-line.ts';
import { noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import { refersTo } from './facts.ts';

type Item = 'meals' | 'incidentals';

/** What the lines of a budget claim for some members' meals or incidentals in one region, and what the table allows. */
interface Claim {
  readonly item: Item;
  readonly region: string;
  /** Position of the first of its lines. */
  readonly line: number;
  /** Members with the same lines and the same hosting. */
  readonly members: readonly string[];
  /** Days placed in the region. */
  readonly days: number;
  readonly currency: string;
  /** In `currency`; the ceilings of BUD-07, -08 and -09. null where the table or a rate of exchange gives none. */
  readonly figures: { readonly sum: Decimal; readonly c0: Decimal; readonly c1: Decimal; readonly c2: Decimal } | null;
}

const items = ['meals', 'incidentals'] as const;

/** The mission's claims; members whose lines and hosting are the same stand in one, so that one fault is told once. */
function claimsOf(mission: MissionFile, budget: MissionBudget): Claim[] {
  const alike = hostedAlike(mission);
  const groups = new Map<string, { item: Item; region: string; lines: number[]; members: string[] }>();
  for (const item of items) {
    for (const { id } of mission.members) {
      const byRegion = new Map<string, number[]>();
      for (const [i, line] of budget.lines.entries()) {
        if (line.item !== item || line.region === undefined || !refersTo(line.members, id)) continue;
        byRegion.set(line.region, [...(byRegion.get(line.region) ?? []), i]);
      }
      for (const [region, lines] of byRegion) {
        const key = `${item} ${region} ${lines.join(',')} ${alike.get(id)}`;
        const group = groups.get(key) ?? { item, region, lines, members: [] };
        group.members.push(id);
        groups.set(key, group);
      }
    }
  }
  const regionOfDay = daysAbroad(mission).map((day) => placeOfDay(mission, day)?.region);
  return [...groups.values()].map(({ item, region, lines, members }) => {
    const [line = 0] = lines;
    const days = regionOfDay.filter((placed) => placed === region).length;
    const claimed = lines.flatMap((i) => budget.lines[i] ?? []);
    return { item, region, line, members, days, ...weigh(mission, budget, { item, region, days, claimed, members }) };
  });
}

interface Weighed {
  readonly item: Item;
  readonly region: string;
  readonly days: number;
  readonly claimed: readonly BudgetLine[];
  readonly members: readonly string[];
}

/** In the table's currency if every line is in it; else everything in CNY at the file's rates. */
function weigh(mission: MissionFile, budget: MissionBudget, claim: Weighed): Pick<Claim, 'currency' | 'figures'> {
  const [first] = claim.claimed;
  const ceilings = regionCeilings(mission, claim.members[0] ?? '', claim.region, claim.item);
  const currency = ceilings?.currency ?? first?.currency ?? 'CNY';
  // Without a day placed in the region nothing may be claimed there, whatever its rate.
  if (ceilings === null && claim.days > 0) return { currency, figures: null };
  const { c0, c1, c2 } = ceilings ?? { c0: Decimal.zero, c1: Decimal.zero, c2: Decimal.zero };
  if (claim.claimed.every((line) => line.currency === currency)) {
    const sum = Decimal.sum(claim.claimed.map((line) => Decimal.of(line.unit).times(line.quantity)));
    return { currency, figures: { sum, c0, c1, c2 } };
  }
  const amounts = claim.claimed.map((line) => perMemberInCny(line, budget));
  const [a0, a1, a2] = [c0, c1, c2].map((ceiling) => inCny(ceiling, currency, budget));
  if (!a0 || !a1 || !a2 || amounts.includes(null)) return { currency: 'CNY', figures: null };
  const sum = Decimal.sum(amounts.flatMap((amount) => amount ?? []));
  return { currency: 'CNY', figures: { sum, c0: a0, c1: a1, c2: a2 } };
}

const perMemberInCny = (line: BudgetLine, budget: MissionBudget): Decimal | null =>
  inCny(Decimal.of(line.unit).times(line.quantity), line.currency, budget);

type Ceiling = 'c0' | 'c1' | 'c2';

function faultOf(claim: Claim, sum: Decimal, max: Decimal): Fault {
  const item = words.budgetItems[claim.item];
  return {
    at: `/budget/lines/${claim.line}`,
    params: {
      item: item.zh,
      region: claim.region,
      days: claim.days,
      sum: sum.toNumber(),
      max: max.toNumber(),
      currency: claim.currency,
      members: claim.members,
    },
    words: { item },
  };
}

/** Claims above the ceiling; only those where it is lower than the one before it, since the rule speaks of what lowers it. */
function above(mission: MissionFile, ceiling: Ceiling, lowerThan: Ceiling | null, of: readonly Item[]): Outcome {
  const { budget, hosting, hiredCar } = mission;
  if (budget === null) return notSupplied;
  if (lowerThan !== null && hosting.length === 0 && hiredCar.length === 0) return noOccasion;
  const faults: Fault[] = [];
  let asked = false;
  let unknown = false;
  for (const claim of claimsOf(mission, budget)) {
    if (!of.includes(claim.item)) continue;
    if (claim.figures === null) {
      unknown = true;
      continue;
    }
    const max = claim.figures[ceiling];
    if (lowerThan !== null && !claim.figures[lowerThan].exceeds(max)) continue;
    asked = true;
    if (claim.figures.sum.exceeds(max)) faults.push(faultOf(claim, claim.figures.sum, max));
  }
  return broken(faults, unknown ? notSupplied : asked ? passed : noOccasion);
}

export const allowanceRules = [
  travelRule(
    'BUD-07',
    z.object({ columns: z.tuple([z.literal('meals'), z.literal('incidentals')]) }),
    ({ mission }, { columns }) => above(mission, 'c0', null, columns),
  ),
  travelRule('BUD-08', noFigures, ({ mission }) => above(mission, 'c1', 'c0', items)),
  travelRule('BUD-09', z.object({ incidentalsFactor: z.literal(0.4) }), ({ mission }) =>
    above(mission, 'c2', 'c1', ['incidentals']),
  ),
];
