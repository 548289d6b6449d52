import { describe, expect, test } from 'vitest';
import { filledMission } from './fixtures.ts';
import { type Edits, faultsIn, valueAt } from './testing.ts';

const mission = filledMission();

/** Each row: the situation, what is changed, which faults follow (all of them, in order). */
type Row = [situation: string, edits: Edits, faults: string[]];

describe.each<[string, Row[]]>([
  [
    'what repeats',
    [
      [
        'a member id',
        { '/members/2/id': 'm2', '/invitations/0/invitees': ['m1'], '/members/1/relations': [] },
        ['duplicate /members/2/id'],
      ],
      ['an ID number', { '/members/2/idNumber': '11010519491231002X' }, ['duplicate /members/2']],
      [
        'name and unit, blanks and width aside, without ID numbers',
        { '/members/2/name': ' 沈若水 ', '/members/2/unit': '宿迁市商务局' },
        ['duplicate /members/2'],
      ],
      [
        'name and unit, one ID number unknown',
        { '/members/2/name': '沈若水', '/members/2/idNumber': null },
        ['duplicate /members/2'],
      ],
      [
        'namesakes with different ID numbers are two persons',
        { '/members/2/name': '沈若水', '/members/2/idNumber': '110105202402290011' },
        [],
      ],
      [
        'namesakes whose ID number is at fault: not told',
        { '/members/2/name': '沈若水', '/members/2/idNumber': '1' },
        ['format /members/2/idNumber'],
      ],
      ['namesakes in two units are two persons', { '/members/1/name': '沈若水' }, []],
      [
        'a half-day',
        { '/itinerary/7': { date: '2026-06-08', half: 'am', city: '维也纳', activity: 'rest' } },
        ['duplicate /itinerary/7'],
      ],
      ['a reason', { '/reasons/1': { rule: 'PLAN-06', text: '再说明。' } }, ['duplicate /reasons/1']],
    ],
  ],
  [
    'one leader',
    [
      ['none', { '/members/0/groupRole': 'member' }, ['leader /members']],
      ['two', { '/members/1/groupRole': 'leader' }, ['leader /members']],
      ['not told while a role is at fault', { '/members/0/groupRole': 'head' }, ['unknown-value /members/0/groupRole']],
    ],
  ],
  [
    'references',
    [
      [
        'a relation to nobody',
        { '/members/1/relations/0/with': 'm9' },
        ['unknown-reference /members/1/relations/0/with'],
      ],
      [
        'a relation to oneself',
        { '/members/1/relations/0/with': 'm2' },
        ['unknown-reference /members/1/relations/0/with'],
      ],
      ['members of a leg', { '/route/legs/0/members': ['m1', 'M2'] }, ['unknown-reference /route/legs/0/members/1']],
      ['invitees', { '/invitations/0/invitees': ['m1', 'm2', 'm0'] }, ['unknown-reference /invitations/0/invitees/2']],
      [
        'members of a budget line',
        { '/budget/lines/4/members': ['m1', 'm7'] },
        ['unknown-reference /budget/lines/4/members/1'],
      ],
      [
        'members whom the host provides for',
        { '/hosting/0/members': ['m7'] },
        ['unknown-reference /hosting/0/members/0'],
      ],
      [
        'not told while an id is at fault',
        { '/members/2/id': '', '/hosting/0/members': ['m7'] },
        ['format /members/2/id'],
      ],
      [
        "a unit that is neither the organiser's nor a sender's",
        { '/members/1/unit': '宿迁市教育局' },
        ['unknown-reference /members/1/unit'],
      ],
      ['a unit written with other blanks', { '/members/1/unit': ' 宿迁学院　' }, []],
      [
        'a budget place that is no stop',
        { '/budget/lines/1/city': '格拉茨' },
        ['unknown-reference /budget/lines/1/city'],
      ],
      [
        'not told while a stop is at fault',
        { '/budget/lines/1/city': '格拉茨', '/route/stops/0/city': '' },
        ['format /route/stops/0/city'],
      ],
      ['a rule that does not exist', { '/reasons/0/rule': 'PLAN-99' }, ['unknown-reference /reasons/0/rule']],
    ],
  ],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_situation, edits, faults) => {
    expect(faultsIn(mission, edits)).toEqual(faults);
  });
});

test('a member at fault in one field is still told apart by the others', () => {
  const twin = { ...(valueAt(mission, '/members/0') as object), id: 'm4', groupRole: 'staff', post: '' };
  expect(faultsIn(mission, { '/members/3': twin, '/budget': null })).toEqual([
    'format /members/3/post',
    'duplicate /members/3',
  ]);
});
