import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#kernel/money/decimal.ts';
import { lawfulMission, people } from '../../fixtures.ts';
import {
  budgetSums,
  foreignCurrencies,
  lineAmount,
  linesFromCeilings,
  takeStandards,
  withAmounts,
} from './budget-lines.ts';

const ids = Object.values(people);
const { budget } = lawfulMission();
const meals = {
  item: 'meals' as const,
  region: 'KR',
  city: '首尔',
  currency: 'USD',
  rate: 70,
  quantity: 5,
  members: ids,
  amount: 1400,
  cny: 9940,
};

describe('amounts', () => {
  test('are worked out anew when price, quantity or members change', () => {
    const [line] = withAmounts([{ ...budget.lines[1], quantity: 5 }], ids);
    expect(line?.amount).toBe(180 * 5 * 4);
    expect(withAmounts(budget.lines, ids)).toEqual(budget.lines);
  });
  test('stay open while a factor is, instead of counting as nothing', () => {
    expect(lineAmount({ ...budget.lines[0], unit: null }, ids)).toBeNull();
    expect(withAmounts([{ ...budget.lines[0], unit: null }], ids)[0]).not.toHaveProperty('amount');
  });
  test('a line for some members counts each of them once', () => {
    expect(lineAmount({ members: [people.leader, people.leader], unit: 10, quantity: 1 }, ids)).toBe(10);
  });
});

describe('lines by the standards', () => {
  test('take rate, days and all members', () => {
    expect(linesFromCeilings([meals], ids)).toEqual([
      {
        item: 'meals',
        members: 'all',
        currency: 'USD',
        region: 'KR',
        city: '首尔',
        unit: 70,
        quantity: 5,
        amount: 1400,
      },
    ]);
  });
  test('name the members where a standard is not for all', () => {
    expect(linesFromCeilings([{ ...meals, members: [people.leader], amount: 350 }], ids)[0]?.members).toEqual([
      people.leader,
    ]);
  });
  test('with reduced days, one sum for each member stands, so that price × quantity × members is the amount', () => {
    const [line] = linesFromCeilings([{ ...meals, item: 'incidentals', rate: 35, amount: 35 * 0.4 * 5 * 4 }], ids);
    expect(line).toMatchObject({ unit: 70, quantity: 1, amount: 280 });
  });
  test('what is paid at its cost is left to the person', () => {
    expect(linesFromCeilings([{ ...meals, rate: null, amount: null }], ids)).toEqual([]);
  });
  test('replace the former standard lines and keep the others', () => {
    const taken = takeStandards(budget.lines, [meals], ids);
    expect(taken.map(({ item }) => item)).toEqual(['meals', 'international-travel']);
  });
  test('always come out: price × quantity × members is the amount (property)', () => {
    const one = fc.record({
      rate: fc.integer({ min: 1, max: 900 }),
      days: fc.integer({ min: 1, max: 30 }),
      reduced: fc.nat(30),
      many: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(one, ({ rate, days, reduced, many }) => {
        const members = Array.from({ length: many }, (_, index) => `m${index}`);
        const cut = Math.min(days, reduced);
        const amount = Decimal.of(rate)
          .times(days - cut)
          .plus(Decimal.of(rate).times(cut).times(Decimal.of('0.4')))
          .times(many)
          .toNumber();
        const [line] = linesFromCeilings([{ ...meals, rate, quantity: days, members, amount }], members);
        expect(lineAmount(line!, members)).toBe(line!.amount);
        expect(line!.amount).toBeCloseTo(amount, 2);
      }),
    );
  });
});

describe('sums', () => {
  test('convert at the rates given and compare with what is available', () => {
    expect(budgetSums(budget)).toEqual({
      totalCny: 49_758,
      knownCny: 49_758,
      openLines: 0,
      leftCny: 70_242,
      sharePercent: 100,
    });
  });
  test('give no total while a rate is missing, and say how many lines are open', () => {
    expect(budgetSums({ ...budget, rates: {} })).toMatchObject({
      totalCny: null,
      knownCny: 14_400,
      openLines: 3,
      leftCny: null,
    });
  });
  test('a rate still being typed is none', () => {
    expect(budgetSums({ ...budget, rates: { USD: null } as never }).totalCny).toBeNull();
  });
  test('currencies that want a rate are those used or entered, never CNY', () => {
    expect(foreignCurrencies(budget, [{ currency: 'KRW' }])).toEqual(['KRW', 'USD']);
  });
});
