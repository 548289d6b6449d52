import { z } from 'zod';
import { Decimal } from '#kernel/money/decimal.ts';
import { broken, passed } from '#kernel/rules/rule.ts';
import { lineInCny } from '../budget/rates.ts';
import { words } from '../words.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';

export const fundingRules = [
  travelRule('BUD-01', noFigures, ({ mission }) => {
    const { budget, funding } = mission;
    if (budget === null || funding.availableCny === null) return notSupplied;
    const amounts = budget.lines.map((line) => lineInCny(line, budget));
    // Lines without a rate of exchange are left out: a sum that is too high without them is too high with them.
    const sum = Decimal.sum(amounts.flatMap((amount) => amount ?? []));
    const params = { total: sum.toNumber(), available: funding.availableCny };
    return broken(
      sum.exceeds(funding.availableCny) ? [{ at: '/budget/lines', params }] : [],
      amounts.includes(null) ? notSupplied : passed,
    );
  }),
  travelRule('BUD-02', noFigures, ({ mission }) => {
    const { inAnnualBudget } = mission.funding;
    if (inAnnualBudget === null) return notSupplied;
    return broken(inAnnualBudget ? [] : [{ at: '/funding/inAnnualBudget', params: {} }], passed);
  }),
  travelRule('BUD-03', z.object({ forbiddenFunding: z.array(z.string()) }), ({ mission }, { forbiddenFunding }) =>
    broken(
      each(mission.funding.sources, ({ kind }, i) =>
        forbiddenFunding.includes(kind)
          ? {
              at: `/funding/sources/${i}`,
              params: { kind },
              explanation: {
                zh: `经费来源含${words.fundingKinds[kind].zh}。`,
                en: `Money comes from a source that is not allowed: ${words.fundingKinds[kind].en.toLowerCase()}.`,
              },
            }
          : null,
      ),
      passed,
    ),
  ),
  travelRule('BUD-11', z.object({ days: z.number().int() }), ({ mission, days }, { days: limit }) => {
    if (days <= limit) return noOccasion;
    const approved = mission.documents.includes('long-stay-rate-approval');
    return broken(approved ? [] : [{ at: '/route/return', params: { days, limit } }], passed);
  }),
];
