import { describe, expect, test } from 'vitest';
import { filledMission } from './fixtures.ts';
import { absent, type Edits, faultsIn } from './testing.ts';

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
    'dates in order',
    [
      [
        'return on the day of departure is allowed by itself',
        {
          '/route/return': '2026-06-08',
          '/route/stops/0/leave': '2026-06-08',
          '/route/legs/1/date': '2026-06-08',
          '/itinerary': [],
          '/hosting': [],
          '/hiredCar': [],
        },
        [],
      ],
      [
        'return the day before is not',
        {
          '/route/return': '2026-06-07',
          '/route/stops/0/leave': absent,
          '/route/stops/0/arrive': absent,
          '/route/legs': [],
          '/itinerary': [],
          '/hosting': [],
          '/hiredCar': [],
        },
        ['missing /route/stops/0/arrive', 'missing /route/stops/0/leave', 'date-order /route/return'],
      ],
      ['submission on the day of departure is allowed', { '/asOf': '2026-06-08' }, []],
      ['submission the day after is not', { '/asOf': '2026-06-09' }, ['date-order /asOf']],
      [
        'leaving before arriving',
        { '/route/stops/0/arrive': '2026-06-10', '/route/stops/0/leave': '2026-06-09' },
        ['date-order /route/stops/0/leave'],
      ],
      [
        'arriving on the day the stop before ends is allowed',
        { '/route/stops': [stop('2026-06-08', '2026-06-10'), stop('2026-06-10', '2026-06-12')] },
        [],
      ],
      [
        'arriving before that is not',
        { '/route/stops': [stop('2026-06-08', '2026-06-10'), stop('2026-06-09', '2026-06-12')] },
        ['date-order /route/stops/1/arrive'],
      ],
      ['posting that ends before it begins', { '/publicity/to': '2026-03-29' }, ['date-order /publicity/to']],
      [
        'a letter that covers nothing',
        { '/invitations/0/covers/to': '2026-06-07' },
        ['date-order /invitations/0/covers/to'],
      ],
      ['hosting that ends before it begins', { '/hosting/0/from': '2026-06-10' }, ['date-order /hosting/0/to']],
      ['a hired car that ends before it begins', { '/hiredCar/0/from': '2026-06-11' }, ['date-order /hiredCar/0/to']],
      ['a letter signed on the day of submission is allowed', { '/invitations/0/signedOn': '2026-04-13' }, []],
      [
        'a letter signed later is not',
        { '/invitations/0/signedOn': '2026-04-14' },
        ['date-order /invitations/0/signedOn'],
      ],
      [
        'a previous mission the day before this one',
        { '/members/2/previous/0/departure': '2026-06-07', '/members/2/previous/0/return': '2026-06-07' },
        [],
      ],
      [
        'a previous mission on the same day',
        { '/members/2/previous/0/departure': '2026-06-08', '/members/2/previous/0/return': '2026-06-08' },
        ['date-order /members/2/previous/0/departure'],
      ],
      [
        'a previous mission that returns first',
        { '/members/2/previous/0/return': '2023-04-30' },
        ['date-order /members/2/previous/0/return'],
      ],
      [
        'another mission that returns first',
        { '/otherMissions/0/return': '2026-01-11' },
        ['date-order /otherMissions/0/return'],
      ],
    ],
  ],
  [
    'dates within the mission',
    [
      [
        'a stop that begins before and ends after',
        { '/route/stops/0/arrive': '2026-06-07', '/route/stops/0/leave': '2026-06-13' },
        ['outside-dates /route/stops/0/arrive', 'outside-dates /route/stops/0/leave'],
      ],
      ['a leg before the departure', { '/route/legs/0/date': '2026-06-07' }, ['outside-dates /route/legs/0/date']],
      ['a half-day after the return', { '/itinerary/0/date': '2026-06-13' }, ['outside-dates /itinerary/0/date']],
      ['hosting before the departure', { '/hosting/0/from': '2026-06-07' }, ['outside-dates /hosting/0/from']],
      ['a hired car after the return', { '/hiredCar/0/to': '2026-06-13' }, ['outside-dates /hiredCar/0/to']],
      [
        'nothing is compared with a return that is no day',
        { '/route/return': '2026-06-31', '/route/legs/0/date': '2030-01-01' },
        ['format /route/return'],
      ],
    ],
  ],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_situation, edits, faults) => {
    expect(faultsIn(mission, edits)).toEqual(faults);
  });
});
