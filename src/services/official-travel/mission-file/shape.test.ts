import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledMission } from './fixtures.ts';
import { absent, edited, faultsIn, pointersIn, valueAt } from './testing.ts';

const mission = filledMission();
const pointers = pointersIn(mission);
const keys = pointers.filter((at) => !/\/\d+$/.test(at));

/** The format's own text, by hand: where null is allowed. */
const nullable = [
  '/purpose/role',
  '/members/#/idNumber',
  '/members/#/leadershipTeamOf',
  '/members/#/leadershipRole',
  '/members/#/partyMember',
  '/members/#/passport',
  '/members/#/passport/endorsement',
  '/members/#/previous',
  '/members/#/previous/#/passportReturnedOn',
  '/route/legs/#/number',
  '/invitations/#/match',
  '/plan/line',
  '/plan/swapFor',
  '/publicity/exemption',
  '/publicity/from',
  '/publicity/to',
  '/itinerary',
  '/budget',
  '/budget/substitutes/#/useCity',
  '/funding/inAnnualBudget',
  '/funding/availableCny',
  '/statements/noSpouseOrChild',
  '/statements/noIntermediary',
  '/statements/noTeamBeside',
  '/statements/academicTaskStated',
  '/otherMissions',
  '/otherMissions/#/leaders/#/leadershipTeamOf',
  '/otherMissions/#/leaders/#/leadershipRole',
];
const optional = [
  '/reference',
  '/members/#/previous/#/passportReturnedOn',
  '/budget/rates/EUR',
  '/budget/lines/#/conferenceHotel',
  '/budget/lines/#/counterparty',
  '/budget/lines/#/payment',
  '/budget/lines/#/ticket',
];
const general = (at: string) => at.replace(/\/\d+(?=\/|$)/g, '/#');
const isNullable = (at: string) => nullable.includes(general(at));
/** Relations of their own, told in relations.test.ts. */
const pairs = /leadershipTeamOf|leadershipRole|\/publicity\/(from|to)$/;

describe('one field at fault gives exactly one fault, at that field', () => {
  const oneOf = (list: readonly string[]) => fc.constantFrom(...list);

  test('a key that is taken out is missing, unless it is optional', () => {
    fc.assert(
      fc.property(oneOf(keys), (at) => {
        expect(faultsIn(mission, { [at]: absent })).toEqual(optional.includes(general(at)) ? [] : [`missing ${at}`]);
      }),
      { numRuns: 300 },
    );
  });

  test('an object in the place of anything is of the wrong type or holds a key that is not defined', () => {
    fc.assert(
      fc.property(oneOf(pointers), (at) => {
        const inPlaceOfObject = isObject(valueAt(mission, at));
        const edits = inPlaceOfObject ? { [`${at}/other`]: 1 } : { [at]: { other: 1 } };
        const [fault, ...more] = faultsIn(mission, edits);
        expect(more).toEqual([]);
        if (at === '/budget/rates') expect(fault).toBe('unknown-value /budget/rates/other');
        else expect(fault).toBe(inPlaceOfObject ? `unknown-field ${at}/other` : `type ${at}`);
      }),
      { numRuns: 300 },
    );
  });

  test('null is of the wrong type, unless it is allowed', () => {
    fc.assert(
      fc.property(oneOf(pointers.filter((at) => !pairs.test(at))), (at) => {
        const expected = at === '/statements/noStateSecret' ? `state-secret ${at}` : `type ${at}`;
        expect(faultsIn(mission, { [at]: null })).toEqual(isNullable(at) ? [] : [expected]);
      }),
      { numRuns: 300 },
    );
  });

  test('the number 1.5e300 in the place of a text, an array or a boolean is of the wrong type', () => {
    const others = pointers.filter((at) => typeof valueAt(mission, at) !== 'number');
    fc.assert(
      fc.property(oneOf(others), (at) => {
        expect(faultsIn(mission, { [at]: 1.5e300 })).toEqual([`type ${at}`]);
      }),
      { numRuns: 200 },
    );
  });

  test('an unknown key in any object is a fault, one that begins with x- is none', () => {
    const objects = ['', ...pointers.filter((at) => isObject(valueAt(mission, at)) && at !== '/budget/rates')];
    fc.assert(
      fc.property(oneOf(objects), fc.stringMatching(/^[A-Za-z]{1,8}$/), (at, key) => {
        const known = isObject(valueAt(mission, at)) && Object.hasOwn(Object(valueAt(mission, at)), key);
        fc.pre(
          !known &&
            !/^(region|city|from|to|conferenceHotel|counterparty|payment|ticket|reference|passportReturnedOn)$/.test(
              key,
            ),
        );
        expect(faultsIn(mission, { [`${at}/${key}`]: 1 })).toEqual([`unknown-field ${at}/${key}`]);
        expect(faultsIn(mission, { [`${at}/x-${key}`]: { anything: [null] } })).toEqual([]);
      }),
    );
  });
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe.each<[code: string, at: string, value: unknown]>([
  ['unknown-value', '/format', 'honglu-mission/2'],
  ['unknown-value', '/category', 'General'],
  ['unknown-value', '/members/0/rank', ''],
  ['unknown-value', '/members/0/passport/endorsement', 'tourist'],
  ['unknown-value', '/documents/0', 'letter'],
  ['unknown-value', '/route/stops/0/region', 'at'],
  ['unknown-value', '/route/stops/0/region', 'XX'],
  ['unknown-value', '/route/stops/0/region', 'CN'],
  ['unknown-value', '/invitations/0/region', 'CN'],
  ['unknown-value', '/budget/substitutes/0/useRegion', 'CN'],
  ['unknown-value', '/otherMissions/0/regions/0', 'CN'],
  ['unknown-value', '/route/legs/0/carrierRegion', 'EU'],
  ['unknown-value', '/budget/lines/0/currency', 'RMB'],
  ['unknown-value', '/budget/rates/eur', 1],
  ['unknown-value', '/invitations/0/language', 'eng'],
  ['unknown-value', '/route/legs/0/members', 'm1'],
  ['format', '/asOf', '2026-4-13'],
  ['format', '/asOf', '2026-02-29'],
  ['format', '/asOf', '20260413'],
  ['format', '/asOf', '2026-04-13T00:00:00Z'],
  ['format', '/members/2/previous/0/departure', '1989-12-31'],
  ['format', '/members/0/idNumber', '110105194912310021'],
  ['format', '/purpose/title', ''],
  ['format', '/purpose/title', ' 　\n'],
  ['format', '/purpose/title', '字'.repeat(501)],
  ['format', '/purpose/title', '\ud840'],
  ['format', '/funding/availableCny', 0.001],
  ['format', '/budget/rates/EUR', 7.1234567],
  ['format', '/budget/lines/0/quantity', 1.005],
  ['format', '/route/transfers/out', 0.5],
  ['empty', '/members', []],
  ['empty', '/route/stops', []],
  ['empty', '/funding/sources', []],
  ['empty', '/hosting/0/provides', []],
  ['empty', '/otherMissions/0/regions', []],
  ['range', '/funding/availableCny', -0.01],
  ['range', '/budget/lines/0/unit', -1],
  ['range', '/budget/lines/0/quantity', 0],
  ['range', '/budget/rates/EUR', 0],
  ['range', '/budget/rates/EUR', -7.8],
  ['range', '/funding/sources/0/percent', 0],
  ['range', '/route/transfers/back', -1],
])('%s at %s', (code, at, value) => {
  test(`for ${JSON.stringify(value).slice(0, 40)}`, () => {
    expect(faultsIn(mission, { [at]: value })).toEqual([`${code} ${at}`]);
  });
});

describe('the near side of each limit', () => {
  test.each<[at: string, value: unknown]>([
    ['/purpose/title', '𠅤'.repeat(500)],
    ['/purpose/title', ` ${'字'.repeat(500)} `],
    ['/members/2/previous/0/departure', '1990-01-01'],
    ['/funding/availableCny', 0],
    ['/funding/availableCny', 0.01],
    ['/budget/rates/EUR', 0.000001],
    ['/route/legs/0/carrierRegion', 'CN'],
    ['/members/0/documents', []],
    ['/invitations', []],
    ['/route/legs/0/members', []],
    ['/route/stops/0/airsideOnly', false],
  ])('%s %j is allowed', (at, value) => expect(faultsIn(mission, { [at]: value })).toEqual([]));
});

describe('repeated values and needed ones', () => {
  test('an enum value may stand once in an array, a region twice', () => {
    const contents = ['members', 'task', 'members', 'members'];
    expect(faultsIn(mission, { '/publicity/contents': contents })).toEqual([
      'duplicate /publicity/contents/2',
      'duplicate /publicity/contents/3',
    ]);
    expect(faultsIn(mission, { '/hosting/0/provides': ['meals', 'meals'] })).toEqual([
      'duplicate /hosting/0/provides/1',
    ]);
    expect(faultsIn(mission, { '/otherMissions/0/regions': ['JP', 'JP'] })).toEqual([]);
  });
  test('two unknown values are unknown, not repeated', () => {
    expect(faultsIn(mission, { '/documents': ['a', 'a'] })).toEqual([
      'unknown-value /documents/0',
      'unknown-value /documents/1',
    ]);
  });
  test.each(['lodging', 'meals', 'incidentals', 'banquet'])('a %s line needs region and city', (item) => {
    const line = { item, members: [], unit: 1, quantity: 1, currency: 'CNY', amount: 0 };
    expect(faultsIn(mission, { '/budget/lines': [line] })).toEqual([
      'missing /budget/lines/0/region',
      'missing /budget/lines/0/city',
    ]);
  });
  test('an intercity line needs from and to, a visa line nothing of that', () => {
    const line = { members: [], unit: 1, quantity: 1, currency: 'CNY', amount: 0 };
    expect(faultsIn(mission, { '/budget/lines': [{ item: 'intercity', ...line }] })).toEqual([
      'missing /budget/lines/0/from',
      'missing /budget/lines/0/to',
    ]);
    expect(faultsIn(mission, { '/budget/lines': [{ item: 'visa', ...line }] })).toEqual([]);
  });
  test('without a visit the stops are empty of what they are for; not told while a stop is at fault', () => {
    expect(faultsIn(mission, { '/route/stops/0/use': 'transit' })).toEqual(['empty /route/stops']);
    expect(faultsIn(mission, { '/route/stops/0/use': 'stay' })).toEqual(['unknown-value /route/stops/0/use']);
  });
  test('two faults of one number are both told', () => {
    expect(faultsIn(edited(mission, { '/funding/availableCny': -0.001 }))).toEqual([
      'range /funding/availableCny',
      'format /funding/availableCny',
    ]);
  });
});
