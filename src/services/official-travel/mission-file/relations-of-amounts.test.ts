import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledMission } from './fixtures.ts';
import { type Edits, edited, faultsIn } from './testing.ts';

const mission = filledMission();
const stop = (arrive: string, leave: string, use = 'visit') => ({
  region: 'AT',
  city: '维也纳',
  arrive,
  leave,
  use,
  airsideOnly: false,
});

/** Each row: the situation, what is changed, which faults follow (all of them, in order). */
type Row = [situation: string, edits: Edits, faults: string[]];

describe.each<[string, Row[]]>([
  [
    'sums',
    [
      ['an amount one fen off', { '/budget/lines/4/amount': 61.01 }, ['sum /budget/lines/4/amount']],
      [
        'decimals add up exactly: 0.1 × 3 × 3 is 0.9',
        { '/budget/lines/0/unit': 0.1, '/budget/lines/0/quantity': 3, '/budget/lines/0/amount': 0.9 },
        [],
      ],
      [
        'a member named twice is one member',
        { '/budget/lines/4/members': ['m1', 'm1'], '/budget/lines/4/amount': 30.5 },
        [],
      ],
      ['not told while the unit price is at fault', { '/budget/lines/4/unit': -1 }, ['range /budget/lines/4/unit']],
      ['sources of 99 %', { '/funding/sources/0/percent': 99 }, ['sum /funding/sources']],
      [
        'thirds that make 100 %',
        { '/funding/sources': [33.3, 33.3, 33.4].map((percent) => ({ kind: 'fiscal', percent })) },
        [],
      ],
    ],
  ],
  [
    'conflicts',
    [
      ['a visit that stays airside', { '/route/stops/0/airsideOnly': true }, ['conflict /route/stops/0/airsideOnly']],
      ['a role without a team', { '/members/0/leadershipTeamOf': null }, ['conflict /members/0/leadershipRole']],
      ['a team without a role', { '/members/0/leadershipRole': null }, ['conflict /members/0/leadershipRole']],
      [
        'the same of the leader of another mission',
        { '/otherMissions/0/leaders/0/leadershipRole': null },
        ['conflict /otherMissions/0/leaders/0/leadershipRole'],
      ],
      ['posted from, but to no day', { '/publicity/to': null }, ['conflict /publicity/from']],
      ['posted to, but from no day', { '/publicity/from': null }, ['conflict /publicity/from']],
      ['a swap that gives nothing up', { '/plan/status': 'swapped' }, ['conflict /plan/status']],
      ['a swap that names the line', { '/plan/status': 'swapped', '/plan/swapFor': '2026-本级-09' }, []],
      ['a train class in an aeroplane', { '/route/legs/0/class': 'second-seat' }, ['conflict /route/legs/0/class']],
      [
        'lodging in a currency that is not the table’s',
        { '/budget/lines/1/currency': 'USD' },
        ['conflict /budget/lines/1/currency'],
      ],
      ['lodging in CNY', { '/budget/lines/1/currency': 'CNY' }, []],
      ['a visa in any currency', { '/budget/lines/0/item': 'visa', '/budget/lines/0/currency': 'USD' }, []],
    ],
  ],
  [
    'kind and route',
    [
      ['Hong Kong and Macao with a visit to Austria', { '/kind': 'hong-kong-macao' }, ['kind-route /kind']],
      ['Taiwan with a visit to Austria', { '/kind': 'taiwan' }, ['kind-route /kind']],
      [
        'not told while the region is at fault',
        { '/kind': 'taiwan', '/route/stops/0/region': 'ZZ', '/budget/lines': [] },
        ['unknown-value /route/stops/0/region'],
      ],
    ],
  ],
  [
    'state secrets',
    [
      ['stated to hold some', { '/statements/noStateSecret': false }, ['state-secret /statements/noStateSecret']],
      ['not stated', { '/statements/noStateSecret': null }, ['state-secret /statements/noStateSecret']],
      ['stated in a word', { '/statements/noStateSecret': 'true' }, ['type /statements/noStateSecret']],
    ],
  ],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_situation, edits, faults) => {
    expect(faultsIn(mission, edits)).toEqual(faults);
  });
});

describe('kind and route, all ways', () => {
  const visits = (...regions: string[]) => ({
    '/budget': null,
    '/route/stops': regions.map((region) => ({ ...stop('2026-06-08', '2026-06-08'), region })),
  });
  test.each([
    ['abroad', ['HK'], false],
    ['abroad', ['HK', 'MO', 'TW'], false],
    ['abroad', ['HK', 'SG'], true],
    ['hong-kong-macao', ['HK', 'MO'], true],
    ['hong-kong-macao', ['HK', 'TW'], false],
    ['taiwan', ['TW'], true],
    ['taiwan', ['TW', 'HK'], false],
  ])('%s with visits in %j: %s', (kind, regions, allowed) => {
    expect(faultsIn(mission, { ...visits(...regions), '/kind': kind })).toEqual(allowed ? [] : ['kind-route /kind']);
  });
  test('a transit elsewhere does not count', () => {
    const edits = visits('HK', 'TH');
    expect(faultsIn(edited(mission, edits), { '/kind': 'hong-kong-macao', '/route/stops/1/use': 'transit' })).toEqual(
      [],
    );
  });
});

describe('currency of a place that the table does not name', () => {
  const inLiechtenstein = {
    '/route/stops/0/region': 'LI',
    '/route/stops/0/city': '瓦杜兹',
    '/budget/lines': [
      { item: 'meals', members: 'all', unit: 1, quantity: 1, currency: 'EUR', amount: 3, region: 'LI', city: '瓦杜兹' },
    ],
  };
  test('the substitute decides', () => {
    expect(faultsIn(mission, inLiechtenstein)).toEqual(['conflict /budget/lines/0/currency']);
    expect(faultsIn(mission, { ...inLiechtenstein, '/budget/lines/0/currency': 'USD' })).toEqual([]);
  });
  test('without a substitute, or before there was a table, any currency may stand', () => {
    expect(faultsIn(mission, { ...inLiechtenstein, '/budget/substitutes': [] })).toEqual([]);
  });
});

test('any sound amount is its unit × quantity × members, exactly', () => {
  const hundredths = fc.integer({ min: 1, max: 99_999 });
  fc.assert(
    fc.property(hundredths, fc.integer({ min: 1, max: 400 }), (cents, nights) => {
      const edits = { '/budget/lines/0/unit': cents / 100, '/budget/lines/0/quantity': nights };
      const amount = Number(`${BigInt(cents) * BigInt(nights) * 3n}e-2`);
      expect(faultsIn(mission, { ...edits, '/budget/lines/0/amount': amount })).toEqual([]);
      const off = Number(`${BigInt(cents) * BigInt(nights) * 3n + 1n}e-2`);
      expect(faultsIn(mission, { ...edits, '/budget/lines/0/amount': off })).toEqual(['sum /budget/lines/0/amount']);
    }),
    { numRuns: 60 },
  );
});
