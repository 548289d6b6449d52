import { describe, expect, test } from 'vitest';
import type { Draft } from '../mission-file/fixtures.ts';
import type { Leg, MissionFile, MissionMember } from '../mission-file/model.ts';
import { all, at, type Change, findingOf, member, reprice, standing } from './testing.ts';

const leg =
  (facts: Partial<Draft<Leg>>, index = 0): Change =>
  (m) => {
    Object.assign(at(m.route.legs, index), facts);
  };
const document =
  (name: MissionFile['documents'][number]): Change =>
  (m) => {
    m.documents.push(name);
  };

describe('class by rank (CLASS-01)', () => {
  const classes = {
    air: ['first', 'business', 'premium-economy', 'economy'],
    ship: ['ship-1', 'ship-2', 'ship-3'],
    train: ['soft-sleeper-deluxe', 'business-seat', 'soft-sleeper', 'first-seat', 'hard-sleeper', 'second-seat'],
  } as const;
  const refused: Partial<Record<MissionMember['rank'], string[]>> = {
    ministerial: [],
    'bureau-principal': ['first', 'ship-1', 'soft-sleeper-deluxe', 'business-seat'],
    'bureau-deputy': ['first', 'ship-1', 'soft-sleeper-deluxe', 'business-seat'],
    'county-principal': [
      ...['first', 'business', 'premium-economy', 'ship-1', 'ship-2'],
      ...['soft-sleeper-deluxe', 'business-seat', 'soft-sleeper', 'first-seat'],
    ],
  };
  test.each(Object.entries(refused))('%s', (rank, expected) => {
    const above = Object.entries(classes).flatMap(([mode, list]) =>
      list.filter((one) => {
        const change = all(member(0, { rank: rank as MissionMember['rank'] }), (m) => {
          Object.assign(at(m.route.legs, 0), { mode, class: one, members: ['m1'] });
        });
        return standing('CLASS-01', change) !== 'passed';
      }),
    );
    expect(above.sort()).toEqual([...expected].sort());
  });
  test('those above are named at the leg, once', () => {
    const found = findingOf('CLASS-01', all(member(0, { rank: 'bureau-deputy' }), leg({ class: 'business' }, 1)));
    expect(found).toMatchObject({ at: '/route/legs/1', params: { members: ['m2', 'm3'] } });
    expect(found.message_zh).toBe('赵𠅤行、阿依努尔·买买提的舱位高于其职级可乘等级。');
  });
  test('without legs there is no class', () => {
    const none: Change = (m) => {
      m.route.legs = [];
    };
    expect([standing('CLASS-01', none), standing('AIR-01', none), standing('AIR-05', none)]).toEqual([
      'condition',
      'condition',
      'condition',
    ]);
  });
});

describe('Chinese carriers (AIR-01) and the form for others (AIR-02)', () => {
  const foreign = leg({ carrierRegion: 'AT', number: 'OS64' });
  const form = document('foreign-carrier-form');
  test('a foreign carrier over the border needs the form', () => {
    expect([standing('AIR-01', foreign), standing('AIR-02', foreign)]).toEqual([
      ['/route/legs/0/carrierRegion'],
      ['/documents'],
    ]);
    expect([standing('AIR-01', all(foreign, form)), standing('AIR-02', all(foreign, form))]).toEqual([
      'passed',
      'passed',
    ]);
    expect([standing('AIR-01'), standing('AIR-02')]).toEqual(['passed', 'condition']);
  });
  test('a carrier of Hong Kong is not one of the mainland', () => {
    expect(standing('AIR-01', leg({ carrierRegion: 'HK' }))).toEqual(['/route/legs/0/carrierRegion']);
  });
  test('a leg wholly abroad, or by train, is not examined', () => {
    expect(standing('AIR-01', leg({ carrierRegion: 'AT', from: { region: 'DE', city: '柏林' } }))).toBe('passed');
    expect(standing('AIR-01', leg({ carrierRegion: 'AT', mode: 'train', class: 'second-seat' }))).toBe('passed');
  });
  test('a flight without a number is told by its ends', () => {
    expect(findingOf('AIR-01', leg({ carrierRegion: 'AT', number: null })).message_zh).toBe(
      '北京—维也纳由外国航空公司承运。',
    );
  });
  test.each([
    ['two changes out', { out: 2, back: 0 }, false, ['/documents']],
    ['two changes back', { out: 0, back: 2 }, false, ['/documents']],
    ['one change each way', { out: 1, back: 1 }, false, 'condition'],
    ['a transit visa', { out: 0, back: 0 }, true, ['/documents']],
  ] as const)('AIR-02: %s', (_, transfers, visa, expected) => {
    const change: Change = (m) => {
      m.route.transfers = { ...transfers };
      m.route.transitVisaNeeded = visa;
    };
    expect(standing('AIR-02', change)).toEqual(expected);
    expect(standing('AIR-02', all(change, form))).toBe(expected === 'condition' ? 'condition' : 'passed');
  });
});

describe('tickets (AIR-03, AIR-04) and charters (AIR-05)', () => {
  const ticket =
    (value: 'market-lower' | 'other'): Change =>
    (m) =>
      reprice(at(m.budget?.lines, 0), { ticket: value });
  test('a cheaper ticket is allowed with a picture of the price', () => {
    const cheaper = ticket('market-lower');
    expect([standing('AIR-03', cheaper), standing('AIR-04', cheaper)]).toEqual([['/budget/lines/0'], 'condition']);
    const shown = all(cheaper, document('price-screenshot'));
    expect([standing('AIR-03', shown), standing('AIR-04', shown)]).toEqual(['passed', ['/budget/lines/0']]);
  });
  test('another ticket needs an explanation, picture or not', () => {
    expect(standing('AIR-03', all(ticket('other'), document('price-screenshot')))).toEqual(['/budget/lines/0']);
    expect([standing('AIR-03'), standing('AIR-04')]).toEqual(['passed', 'condition']);
  });
  test('how the ticket was bought is not said: unchecked', () => {
    const silent: Change = (m) => {
      delete at(m.budget?.lines, 0).ticket;
    };
    expect(standing('AIR-03', silent)).toBe('not-supplied');
  });
  test('a charter is refused', () => {
    expect(standing('AIR-05', leg({ charter: true }, 1))).toEqual(['/route/legs/1/charter']);
    expect(standing('AIR-05')).toBe('passed');
  });
});
