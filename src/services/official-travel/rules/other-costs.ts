import { z } from 'zod';
import { Decimal } from '#kernel/money/decimal.ts';
import { broken, type Fault, type Outcome, passed } from '#kernel/rules/rule.ts';
import { hasRows } from '../budget/rates.ts';
import type { BudgetLine, MissionBudget, MissionFile } from '../mission-file/model.ts';
import { isSame } from '../mission-file/same-text.ts';
import { standardFor } from './budget-line.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import { regionName } from './facts.ts';

type Judged = 'broken' | 'kept' | 'unknown';

/** Judges the lines of some items one by one. */
function byLine(
  { budget }: MissionFile,
  items: readonly BudgetLine['item'][],
  judge: (line: BudgetLine, budget: MissionBudget) => Judged,
  params: (line: BudgetLine) => Fault['params'] = ({ unit, quantity, currency }) => ({ unit, quantity, currency }),
): Outcome {
  if (budget === null) return notSupplied;
  const judged = budget.lines.map((line) => (items.includes(line.item) ? judge(line, budget) : null));
  const faults = each(budget.lines, (line, i) =>
    judged[i] === 'broken' ? { at: `/budget/lines/${i}`, params: params(line) } : null,
  );
  if (judged.every((one) => one === null)) return noOccasion;
  return broken(faults, judged.includes('unknown') ? notSupplied : passed);
}

const ownBodies: ReadonlySet<string> = new Set(['mission-abroad', 'chinese-company-abroad']);

const joinsTwoStops = ({ from = '', to = '' }: BudgetLine, { route }: MissionFile): boolean =>
  route.stops.some((stop, i) => {
    const next = route.stops[i + 1];
    return next !== undefined && isSame(stop.city, from) && isSame(next.city, to);
  });

/** What the sender says a region that is not in the table is reckoned by. */
function substituteFor(region: string, budget: MissionBudget): { zh: string; en: string } {
  const found = budget.substitutes.find((substitute) => substitute.region === region);
  if (!found) return { zh: '（未指明的参照国家）', en: '(no country named)' };
  const { zh, en } = regionName(found.useRegion);
  return found.useCity === null ? { zh, en } : { zh: `${zh}${found.useCity}`, en: `${en}, ${found.useCity}` };
}

export const otherCostRules = [
  travelRule('BUD-12', noFigures, ({ mission }) =>
    byLine(
      mission,
      ['intercity'],
      (line) => (joinsTwoStops(line, mission) ? 'kept' : 'broken'),
      ({ from = '', to = '' }) => ({ route: `${from}—${to}`, from, to }),
    ),
  ),
  travelRule('BUD-13', z.object({ perHead: z.literal('meals-per-day') }), ({ mission }) =>
    byLine(mission, ['banquet'], (line, budget) => {
      if (!mission.documents.includes('banquet-approval')) return 'broken';
      const standard = standardFor(mission, line, 'meals', budget);
      if (standard === null) return 'unknown';
      return Decimal.of(line.unit).exceeds(standard) ? 'broken' : 'kept';
    }),
  ),
  travelRule('BUD-14', noFigures, ({ mission }) =>
    byLine(mission, ['gifts'], () => (mission.documents.includes('gifts-approval') ? 'kept' : 'broken')),
  ),
  travelRule('BUD-15', noFigures, ({ mission }) =>
    byLine(
      mission,
      ['banquet', 'gifts'],
      ({ counterparty }) => {
        if (counterparty === undefined) return 'unknown';
        return ownBodies.has(counterparty) ? 'broken' : 'kept';
      },
      ({ item, counterparty = '' }) => ({ item, counterparty }),
    ),
  ),
  travelRule('BUD-16', z.object({ maxPoliciesPerPerson: z.number() }), ({ mission }, { maxPoliciesPerPerson: max }) =>
    byLine(mission, ['insurance'], ({ quantity }) =>
      mission.documents.includes('insurance-approval') && quantity <= max ? 'kept' : 'broken',
    ),
  ),
  travelRule('BUD-19', noFigures, ({ mission, visitedRegions, visits }) => {
    const { budget } = mission;
    if (budget === null) return notSupplied;
    const faults = visitedRegions
      .filter((region) => !hasRows(region, mission))
      .flatMap((region): Fault[] => {
        const first = visits.find(({ stop }) => stop.region === region);
        const [country, ref] = [regionName(region), substituteFor(region, budget)];
        return first
          ? [
              {
                at: `/route/stops/${first.index}`,
                params: { country: country.zh, region, ref: ref.zh },
                words: { country, ref },
              },
            ]
          : [];
      });
    return broken(faults, passed);
  }),
];
