import { z } from 'zod';
import { Decimal } from '#kernel/money/decimal.ts';
import { broken, type Fault, passed } from '#kernel/rules/rule.ts';
import { exchangeRate } from '../budget/rates.ts';
import type { BudgetLine, MissionBudget } from '../mission-file/model.ts';
import { noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import { regionName } from './facts.ts';

const fee = z.object({ amount: z.number(), currency: z.string() });
type Fee = z.infer<typeof fee>;

/** Whether the line's unit (per person and day) is above the figure; null if a rate of exchange that it needs is missing. */
function isAbove(line: BudgetLine, { amount, currency }: Fee, budget: MissionBudget): boolean | null {
  if (line.currency === currency) return line.unit > amount;
  const [own, table] = [exchangeRate(line.currency, budget), exchangeRate(currency, budget)];
  if (own === null || table === null) return null;
  return own
    .times(line.unit)
    .rounded(2)
    .exceeds(table.times(Decimal.of(amount)).rounded(2));
}

export const trainingRules = [
  travelRule('TRAIN-01', noFigures, ({ mission }) => {
    const { list, status } = mission.plan;
    const inPlan = list === 'training' && status === 'in-plan';
    return broken(inPlan ? [] : [{ at: '/plan', params: { list, status } }], passed);
  }),
  travelRule('TRAIN-02', z.object({ perDay: z.record(z.string(), fee) }), ({ mission }, { perDay }) => {
    const { budget } = mission;
    if (budget === null) return notSupplied;
    const faults: Fault[] = [];
    let asked = false;
    let unknown = false;
    for (const [i, line] of budget.lines.entries()) {
      const standard = line.region === undefined ? undefined : perDay[line.region];
      if (line.item !== 'training-fee' || line.region === undefined || standard === undefined) continue;
      asked = true;
      const above = isAbove(line, standard, budget);
      if (above === null) unknown = true;
      if (!above) continue;
      const country = regionName(line.region);
      faults.push({
        at: `/budget/lines/${i}`,
        params: { country: country.zh, region: line.region, max: standard.amount, currency: standard.currency },
        words: { country },
      });
    }
    return broken(faults, unknown ? notSupplied : asked ? passed : noOccasion);
  }),
  travelRule('TRAIN-03', z.object({ minDays: z.number().int() }), ({ days }, { minDays }) =>
    broken(days >= minDays ? [{ at: '/route/return', params: { days, min: minDays } }] : [], noOccasion),
  ),
];
