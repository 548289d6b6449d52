import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#kernel/money/decimal.ts';
import { lawfulMission, people } from '../../fixtures.ts';
import {
  bornBy,
  budgetSums,
  byCurrency,
  foreignCurrencies,
  lineAmount,
  linesFromCeilings,
  takeStandards,
  withAmounts,
  withShares,
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

describe('several sources by amount', () => {
  const source = (amountCny: number | null) => ({ kind: 'fiscal', percent: 1, amountCny }) as never;
  const shares = (...amounts: (number | null)[]) => withShares(amounts.map(source)).map(({ percent }) => percent);

  test('have their shares worked out, and what rounding leaves goes to the largest', () => {
    expect(shares(30_000, 10_000)).toEqual([75, 25]);
    expect(shares(10, 10, 10)).toEqual([33.34, 33.33, 33.33]);
  });
  test('keep the shares that were typed until each has its amount', () => {
    expect(shares(30_000, null)).toEqual([1, 1]);
  });
  test('add up to 100 whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90_000_000 }), { minLength: 1, maxLength: 10 }), (fen) => {
        const found = withShares(fen.map((one) => source(one / 100)));
        const total = Decimal.sum(found.map(({ percent }) => Decimal.of(Number(percent))));
        expect(total.equals(100)).toBe(true);
      }),
    );
  });
});

describe('who bears what', () => {
  test('is the applicant unless the line names another unit', () => {
    const shared = {
      ...budget,
      lines: budget.lines!.map((line, index) => (index === 0 ? { ...line, payer: '市商务局' } : line)),
    } as typeof budget;
    const units = bornBy(shared, '市农技中心');
    expect(units.map(({ unit }) => unit).sort()).toEqual(['市农技中心', '市商务局']);
    expect(units.reduce((sum, { cny }) => sum + cny, 0)).toBeCloseTo(budgetSums(budget).totalCny!, 2);
    expect(bornBy(budget, '市农技中心')).toEqual([{ unit: '市农技中心', cny: 49_758 }]);
  });
  test('and in which currency stands beside it', () => {
    expect(byCurrency(budget)).toEqual([
      { currency: 'CNY', amount: 14_400 },
      { currency: 'USD', amount: 4_980 },
    ]);
  });
});
