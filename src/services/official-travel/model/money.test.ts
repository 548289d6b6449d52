import { describe, expect, it } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { faultsOf } from '#kernel/http/faults.ts';
import { lawfulMission, type MutableMission } from '../fixtures.ts';
import { projectMission } from '../projection.ts';
import { budget, financeOpinion } from './money.ts';

/* The lawful budget comes to CNY 49,758: 14,400 for tickets, USD 4,980 at 7.1. */

const faults = (change: (budget: MutableMission['budget']) => void) => {
  const mission = lawfulMission((one) => change(one.budget));
  const parsed = budget.safeParse(mission.budget);
  return parsed.success ? [] : faultsOf(parsed.error, budget).map(({ at, code }) => `${at} ${code}`);
};
const advance = (amount: number, currency = 'USD') => ({
  currency,
  amount,
  neededOn: day('2026-06-01'),
  purpose: '境外住宿、伙食、公杂费',
});

describe('several sources', () => {
  const split = (...amounts: (number | undefined)[]) =>
    faults((one) => {
      one.sources = amounts.map((amountCny) => ({
        kind: 'fiscal' as const,
        percent: 50,
        ...(amountCny === undefined ? {} : { amountCny }),
      }));
    });
  it('by share alone are enough', () => expect(split(undefined, undefined)).toEqual([]));
  it('by amount make up the whole, to the fen', () => {
    expect(split(40_000, 9_758)).toEqual([]);
    expect(split(40_000, 9_758.01)).toEqual(['/sources source-sum']);
    expect(split(40_000, 9_757.99)).toEqual(['/sources source-sum']);
  });
  it('by amount have one each', () => expect(split(40_000, undefined)).toEqual(['/sources/1/amountCny source-amount']));
});

describe('an advance', () => {
  const asked = (amount: number, currency?: string) =>
    faults((one) => {
      one.advance = advance(amount, currency) as typeof one.advance;
    });
  it('within the budget may be asked for', () => {
    expect(asked(4_980)).toEqual([]);
    expect(asked(49_758, 'CNY')).toEqual([]);
  });
  it('above the whole budget may not', () => {
    expect(asked(49_758.01, 'CNY')).toEqual(['/advance/amount advance-exceeds']);
    expect(asked(7_100)).toEqual(['/advance/amount advance-exceeds']);
  });
  it('in a currency without a rate may not', () =>
    expect(asked(100, 'EUR')).toEqual(['/advance/currency advance-rate']));
  it('is cleared by finance in its opinion', () => {
    const opinion = {
      inAnnualBudget: true,
      withinStandards: true,
      specialItemsGrounded: true,
      approvedCny: 49_758,
      approvedAdvance: 4_000,
      opinion: '同意',
    };
    expect(financeOpinion.safeParse(opinion).success).toBe(true);
    expect(financeOpinion.safeParse({ ...opinion, approvedAdvance: -1 }).success).toBe(false);
  });
});

it('who bears a line, the amount of a source and the advance are no part of the format', () => {
  const mission = lawfulMission((one) => {
    one.budget.lines[0]!.payer = '市商务局';
    one.budget.sources = [{ kind: 'fiscal', percent: 100, amountCny: 49_758 }];
    one.budget.advance = advance(1_000) as typeof one.budget.advance;
  });
  const written = JSON.stringify(
    projectMission(mission, { asOf: '2026-04-13', reference: null, planLines: {}, otherMissions: null }),
  );
  expect(written).not.toMatch(/payer|amountCny|advance/);
});
