import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import type { Draft } from '../mission-file/fixtures.ts';
import type { BudgetLine, MissionFile } from '../mission-file/model.ts';
import { addLine, all, at, type Change, findingOf, lasting, member, reprice, standing } from './testing.ts';

const [LODGING, MEALS, INCIDENTALS] = [1, 2, 3];
const line =
  (index: number | undefined, facts: Partial<Draft<BudgetLine>>): Change =>
  (m) =>
    reprice(at(m.budget?.lines, index ?? 0), facts);
const document =
  (name: MissionFile['documents'][number]): Change =>
  (m) => {
    m.documents.push(name);
  };
const noBudget: Change = (m) => {
  m.budget = null;
};
const hosted =
  (...provides: MissionFile['hosting'][number]['provides']): Change =>
  (m) => {
    m.hosting.push({ from: day('2026-06-09'), to: day('2026-06-09'), members: 'all', provides });
  };
const inVienna = { region: 'AT', city: '维也纳' } as const;
const lodgingAt = ['/budget/lines/1'];

describe('what the money comes from', () => {
  test('BUD-01: the lines in CNY fit what is left, to the fen', () => {
    // 27,600 CNY and 3,150 EUR at 7.8.
    const left =
      (availableCny: number | null): Change =>
      (m) => {
        m.funding.availableCny = availableCny;
      };
    expect(standing('BUD-01', left(52170))).toBe('passed');
    expect(standing('BUD-01', left(52169.99))).toEqual(['/budget/lines']);
    expect(standing('BUD-01', left(null))).toBe('not-supplied');
    const noRate: Change = (m) => {
      if (m.budget) m.budget.rates = {};
    };
    expect(standing('BUD-01', noRate)).toBe('not-supplied');
    expect(standing('BUD-01', all(noRate, left(27599)))).toEqual(['/budget/lines']);
  });
  test('BUD-02: money first', () => {
    const planned =
      (value: boolean | null): Change =>
      (m) => {
        m.funding.inAnnualBudget = value;
      };
    expect(standing('BUD-02', planned(false))).toEqual(['/funding/inAnnualBudget']);
    expect(standing('BUD-02', planned(null))).toBe('not-supplied');
    expect(standing('BUD-02')).toBe('passed');
  });
  test.each(['enterprise', 'subordinate-unit', 'same-level-body', 'mission-abroad'] as const)(
    'BUD-03: nothing from a %s',
    (kind) => {
      expect(
        standing('BUD-03', (m) => {
          m.funding.sources = [
            { kind: 'fiscal', percent: 60 },
            { kind, percent: 40 },
          ];
        }),
      ).toEqual(['/funding/sources/1']);
    },
  );
  test('BUD-03: the host may pay, and the unit itself', () => {
    expect(
      standing('BUD-03', (m) => {
        m.funding.sources = [
          { kind: 'foreign-host', percent: 60 },
          { kind: 'own-funds', percent: 40 },
        ];
      }),
    ).toBe('passed');
  });
});

describe('lodging (BUD-05)', () => {
  test('the rate of the place is allowed, a cent more is not', () => {
    const rate = findingOf('BUD-05', line(LODGING, { unit: 999 })).params.max;
    if (typeof rate !== 'number') throw new Error('the place has a rate');
    expect(standing('BUD-05', line(LODGING, { unit: rate }))).toBe('passed');
    expect(standing('BUD-05', line(LODGING, { unit: rate + 0.01 }))).toEqual(lodgingAt);
    expect(standing('BUD-05', line(LODGING, { unit: rate * 7.8, currency: 'CNY' }))).toBe('passed');
    expect(standing('BUD-05', line(LODGING, { unit: rate * 7.8 + 0.01, currency: 'CNY' }))).toEqual(lodgingAt);
  });
  test('a minister pays what it costs, but the others of the line do not', () => {
    const dear = line(LODGING, { unit: 999 });
    const ministers = all(...[0, 1, 2].map((i) => member(i, { rank: 'ministerial' })));
    expect(standing('BUD-05', all(dear, ministers))).toBe('condition');
    expect(standing('BUD-05', all(dear, member(0, { rank: 'ministerial' })))).toEqual(lodgingAt);
  });
  test('four nights there are four; a fifth is not, nor one that the host gives', () => {
    expect(standing('BUD-05', line(LODGING, { quantity: 5 }))).toEqual(lodgingAt);
    expect(standing('BUD-05', hosted('lodging'))).toEqual(lodgingAt);
    expect(standing('BUD-05', all(hosted('lodging'), line(LODGING, { quantity: 3 })))).toBe('passed');
  });
  test('nights in two lines add up, and the line that is too much is named', () => {
    const more = addLine({ item: 'lodging', unit: 100, quantity: 1, currency: 'EUR', ...inVienna });
    expect(standing('BUD-05', more)).toEqual(['/budget/lines/4']);
    expect(standing('BUD-05', all(line(LODGING, { quantity: 3 }), more))).toBe('passed');
  });
  test('the message says the price and the standard', () => {
    expect(findingOf('BUD-05', line(LODGING, { unit: 999 })).message_zh).toMatch(
      /^维也纳住宿999EUR\/晚，标准\d+EUR。$/,
    );
  });
  test('without a budget it is unchecked', () => {
    expect(standing('BUD-05', noBudget)).toBe('not-supplied');
  });
});

test('a conference hotel above the rate needs approval (BUD-06), and is not BUD-05’s', () => {
  const hotel = line(LODGING, { unit: 999, conferenceHotel: true });
  expect([standing('BUD-05', hotel), standing('BUD-06', hotel)]).toEqual(['passed', lodgingAt]);
  expect(standing('BUD-06', all(hotel, document('conference-hotel-approval')))).toBe('passed');
  expect(standing('BUD-06', line(LODGING, { unit: 100, conferenceHotel: true }))).toBe('passed');
  expect(standing('BUD-06')).toBe('condition');
});

describe('meals and incidentals', () => {
  test('BUD-07: the table’s figure for each day abroad, the day of return included', () => {
    expect(standing('BUD-07', line(MEALS, { quantity: 5 }))).toBe('passed');
    expect(standing('BUD-07', line(MEALS, { quantity: 5.01 }))).toEqual(['/budget/lines/2']);
    expect(standing('BUD-07', line(INCIDENTALS, { unit: 38.01 }))).toEqual(['/budget/lines/3']);
    expect(findingOf('BUD-07', line(MEALS, { unit: 999 }))).toMatchObject({
      message_zh: '伙食费或公杂费高于标准×5天。',
      params: { members: ['m1', 'm2', 'm3'], days: 5 },
    });
  });
  test('BUD-07: lines of one member add up to a fault at the first of them', () => {
    const more = addLine({ item: 'meals', unit: 60, quantity: 1, currency: 'EUR', ...inVienna });
    expect(standing('BUD-07', more)).toEqual(['/budget/lines/2']);
    const inCny = addLine({ item: 'meals', unit: 0.01, quantity: 1, currency: 'CNY', ...inVienna });
    expect(standing('BUD-07', inCny)).toEqual(['/budget/lines/2']);
    expect(standing('BUD-07', all(line(MEALS, { unit: 59 }), inCny))).toBe('passed');
  });
  test('BUD-08: nothing for the day on which the host gives it', () => {
    expect(standing('BUD-08', hosted('meals'))).toEqual(['/budget/lines/2']);
    expect(findingOf('BUD-08', hosted('meals')).message_zh).toBe('外方已供餐或提供费用，不应再列伙食费。');
    expect(standing('BUD-08', all(hosted('meals'), line(MEALS, { quantity: 4 })))).toBe('passed');
    expect(standing('BUD-08', hosted('lodging'))).toBe('condition');
    expect(standing('BUD-08')).toBe('condition');
  });
  test('BUD-09: forty per cent of incidentals where the host drives', () => {
    expect(standing('BUD-09', hosted('transport'))).toEqual(['/budget/lines/3']);
    expect(standing('BUD-09', all(hosted('transport'), line(INCIDENTALS, { quantity: 4.4 })))).toBe('passed');
    expect(standing('BUD-09', all(hosted('transport'), line(INCIDENTALS, { quantity: 4.41 })))).toEqual([
      '/budget/lines/3',
    ]);
    expect(standing('BUD-09', hosted('transport', 'incidentals'))).toBe('condition');
  });
  test('BUD-09: a hired car counts with its approval', () => {
    const car: Change = (m) => {
      m.hiredCar.push({ from: day('2026-06-09'), to: day('2026-06-10') });
    };
    expect(standing('BUD-09', car)).toBe('condition');
    expect(standing('BUD-09', all(car, document('hired-car-approval')))).toEqual(['/budget/lines/3']);
  });
  test('BUD-11: more than fourteen days need a rate of their own', () => {
    expect(standing('BUD-11', lasting(14))).toBe('condition');
    expect(standing('BUD-11', lasting(15))).toEqual(['/route/return']);
    expect(standing('BUD-11', all(lasting(15), document('long-stay-rate-approval')))).toBe('passed');
  });
});

describe('other costs', () => {
  const euro = { unit: 50, quantity: 1, currency: 'EUR' } as const;
  test('BUD-12: travel between cities follows two consecutive stops', () => {
    const toGraz: Change = (m) => {
      at(m.route.stops, 0).leave = day('2026-06-10');
      m.route.stops.push({
        ...at(m.route.stops, 0),
        city: '格拉茨',
        arrive: day('2026-06-10'),
        leave: day('2026-06-12'),
      });
    };
    const train = (from: string, to: string) => addLine({ item: 'intercity', ...euro, from, to });
    expect(standing('BUD-12', all(toGraz, train('维也纳', '格拉茨')))).toBe('passed');
    expect(standing('BUD-12', all(toGraz, train('格拉茨', '维也纳')))).toEqual(['/budget/lines/4']);
    expect(findingOf('BUD-12', train('维也纳', '林茨')).message_zh).toBe('维也纳—林茨不在批准行程内，不能列支。');
    expect(standing('BUD-12')).toBe('condition');
  });
  const dinner = (unit: number, facts: Partial<BudgetLine> = {}) =>
    addLine({ item: 'banquet', ...euro, unit, ...inVienna, counterparty: 'host', ...facts });
  test('BUD-13: a banquet is approved and within a day of meals', () => {
    expect(standing('BUD-13', dinner(60))).toEqual(['/budget/lines/4']);
    expect(standing('BUD-13', all(dinner(60), document('banquet-approval')))).toBe('passed');
    expect(standing('BUD-13', all(dinner(999), document('banquet-approval')))).toEqual(['/budget/lines/4']);
    expect(standing('BUD-13')).toBe('condition');
  });
  test('BUD-14: gifts are approved', () => {
    const gifts = addLine({ item: 'gifts', ...euro, counterparty: 'host' });
    expect(standing('BUD-14', gifts)).toEqual(['/budget/lines/4']);
    expect(standing('BUD-14', all(gifts, document('gifts-approval')))).toBe('passed');
    expect(standing('BUD-14')).toBe('condition');
  });
  test.each(['mission-abroad', 'chinese-company-abroad'] as const)('BUD-15: nothing with a %s', (counterparty) => {
    expect(standing('BUD-15', dinner(50, { counterparty }))).toEqual(['/budget/lines/4']);
    expect(standing('BUD-15', addLine({ item: 'gifts', ...euro, counterparty }))).toEqual(['/budget/lines/4']);
    expect(standing('BUD-15', dinner(50))).toBe('passed');
  });
  test('BUD-16: one policy, approved', () => {
    const insurance = (quantity: number) => addLine({ item: 'insurance', ...euro, quantity });
    expect(standing('BUD-16', insurance(1))).toEqual(['/budget/lines/4']);
    expect(standing('BUD-16', all(insurance(1), document('insurance-approval')))).toBe('passed');
    expect(standing('BUD-16', all(insurance(2), document('insurance-approval')))).toEqual(['/budget/lines/4']);
    expect(standing('BUD-16')).toBe('condition');
  });
  test('BUD-20: a ticket is not paid in cash', () => {
    expect(standing('BUD-20', line(0, { payment: 'cash' }))).toEqual(['/budget/lines/0']);
    expect(standing('BUD-20', line(0, { payment: 'bank-transfer' }))).toBe('passed');
  });
});

describe('a place that the table does not name (BUD-19)', () => {
  const toLiechtenstein: Change = (m) => {
    Object.assign(at(m.route.stops, 0), { region: 'LI', city: '瓦杜兹' });
    at(m.invitations, 0).region = 'LI';
    for (const one of m.budget?.lines ?? []) if (one.region) Object.assign(one, { region: 'LI', city: '瓦杜兹' });
  };
  const likeSwitzerland: Change = (m) => {
    for (const one of m.budget?.lines ?? []) if (one.region) one.currency = 'USD';
    m.budget?.substitutes.push({ region: 'LI', useRegion: 'CH', useCity: null });
    if (m.budget) m.budget.rates = { USD: 7.1 };
  };
  test('is told with the place that it is reckoned by, and its rates then hold', () => {
    const reckoned = all(toLiechtenstein, likeSwitzerland);
    expect(findingOf('BUD-19', reckoned)).toMatchObject({
      at: '/route/stops/0',
      message_zh: '列支敦士登不在标准表内，已按瑞士计算。',
    });
    expect(standing('BUD-07', reckoned)).toBe('passed');
  });
  test('without a substitute the rates are not known', () => {
    expect(standing('BUD-19', toLiechtenstein)).toEqual(['/route/stops/0']);
    expect([standing('BUD-05', toLiechtenstein), standing('BUD-07', toLiechtenstein)]).toEqual([
      'not-supplied',
      'not-supplied',
    ]);
  });
  test('a place in the table has no such finding; without a budget it is unchecked', () => {
    expect(standing('BUD-19')).toBe('passed');
    expect(standing('BUD-19', noBudget)).toBe('not-supplied');
  });
});

test.each([
  'BUD-01',
  'BUD-05',
  'BUD-06',
  'BUD-07',
  'BUD-08',
  'BUD-09',
  'BUD-12',
  'BUD-13',
  'BUD-14',
  'BUD-15',
  'BUD-16',
  'BUD-20',
  'AIR-03',
] as const)('%s is unchecked without a budget', (rule) => {
  expect(standing(rule, noBudget)).toBe('not-supplied');
});
