import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { noticeCalendar } from '#kernel/calendar/working-calendar.ts';
import { assess } from '../assess.ts';
import { lawfulMission, type MutableMission, people } from '../fixtures.ts';
import { maskedCheck } from '../masked-mission.ts';
import { ageOn } from './about-people.ts';
import { ownChecks } from './checks.ts';
import { type OfficeRecords, ordinaryFigures, type PersonRecord } from './records.ts';

const today = '2026-04-13';
const file: NonNullable<PersonRecord['file']> = {
  declassifiedUntil: null,
  foreign: false,
  birthDate: '1980-01-02',
  verifiedOn: '2026-01-05',
  phoneAbroad: true,
};
const recorded = (first: Partial<PersonRecord> = {}, figures = ordinaryFigures): OfficeRecords => ({
  people: Object.values(people).map((personId, index) => ({
    personId,
    overlapping: [],
    file,
    ...(index === 0 ? first : {}),
  })),
  figures,
});

function found(change: (mission: MutableMission) => void, records = recorded(), withRecords = true) {
  const mission = lawfulMission(change);
  const check = assess(mission, {
    asOf: today,
    reference: null,
    planLines: {},
    otherMissions: [],
    granted: [],
    mayGrant: false,
    ...(withRecords ? { records } : {}),
  });
  expect(check.gaps).toEqual([]);
  return check;
}
const hits = (id: string, change: (mission: MutableMission) => void = () => undefined, records = recorded()) =>
  found(change, records)
    .findings.filter(({ rule }) => rule === id)
    .map(({ section, at, severity, blocks }) => `${section}${at} ${severity} ${blocks}`);

describe('a member', () => {
  test('on another mission that shares a day may not go; one whose other mission ended before may', () => {
    const overlapping = [{ reference: '3213-2026-7', departure: day('2026-06-12'), return: day('2026-06-15') }];
    expect(hits('CHK-01', undefined, recorded({ overlapping }))).toEqual(['members/people/0 blocks submit']);
    expect(hits('CHK-01')).toEqual([]);
  });
  test('whose declassification ends on the day of departure may not go; on the day before, may', () => {
    const until = (declassifiedUntil: string) => recorded({ file: { ...file, declassifiedUntil } });
    expect(hits('CHK-02', undefined, until('2026-06-08'))).toEqual(['members/people/0/secrecy blocks submit']);
    expect(hits('CHK-02', undefined, until('2026-06-07'))).toEqual([]);
  });
  test('with a right of residence abroad goes on with a reason that names the opinion asked', () => {
    const records = recorded({ file: { ...file, foreign: true } });
    expect(hits('CHK-03', undefined, records)).toEqual(['members/people/0 warns submit']);
    const reasoned = (mission: MutableMission) => {
      mission.statements.reasons = [{ rule: 'CHK-03', text: '市委组织部意见，组函2026-12号，4月10日。' }];
    };
    expect(hits('CHK-03', reasoned, records)).toEqual(['members/people/0 warns nothing']);
    expect(hits('CHK-03')).toEqual([]);
  });
  test('whose file was verified more than twelve months ago is named; twelve months ago to the day is not', () => {
    const verified = (verifiedOn: string) => recorded({ file: { ...file, verifiedOn } });
    expect(hits('CHK-04', undefined, verified('2025-04-12'))).toEqual(['members/people/0 informs nothing']);
    expect(hits('CHK-04', undefined, verified('2025-04-13'))).toEqual([]);
  });
  test('of sixty-five at departure needs a health proof, of sixty-four needs none, and with one attached nothing is asked', () => {
    const born = (birthDate: string) => recorded({ file: { ...file, birthDate } });
    expect(hits('CHK-05', undefined, born('1961-06-08'))).toEqual(['members/people/0 warns submit']);
    expect(hits('CHK-05', undefined, born('1961-06-09'))).toEqual([]);
    const attached = (mission: MutableMission) =>
      void mission.attachments.files.push({ fileId: randomUUID(), purpose: 'health-proof', name: '体检.pdf' });
    expect(hits('CHK-05', attached, born('1950-01-01'))).toEqual([]);
    expect([ageOn('2000-02-29', '2026-02-28'), ageOn('2000-02-29', '2026-03-01')]).toEqual([25, 26]);
  });
  test('who did not declare the family stops the submission where the office asks for it; “none” is a declaration', () => {
    const strict = { ...ordinaryFigures, familyRequired: true };
    const declared = (mission: MutableMission) => {
      for (const person of mission.members.people) person.family = [];
    };
    expect(hits('CHK-07')).toEqual([]);
    expect(hits('CHK-07', undefined, recorded({}, strict))[0]).toBe('members/people/0/family blocks submit');
    expect(hits('CHK-07', declared, recorded({}, strict))).toEqual([]);
  });
});

describe('the invitation against the budget', () => {
  const costs = (value: 'ours' | 'host' | 'shared' | 'not-said') => (mission: MutableMission) => {
    for (const letter of mission.invitations.letters) letter.costs = value;
  };
  const hosted = (mission: MutableMission) => {
    mission.budget.hosting = [
      { from: mission.route.departure, to: mission.route.departure, members: 'all', provides: ['transport'] },
    ];
  };
  test('a letter that says the host pays wants the host in the budget; one that says we pay wants none', () => {
    expect(hits('CHK-08', costs('host'))).toEqual(['invitations/letters/0/costs warns submit']);
    expect(hits('CHK-08', costs('ours'))).toEqual([]);
    const both = (mission: MutableMission) => {
      costs('ours')(mission);
      hosted(mission);
    };
    expect(hits('CHK-08', both)).toEqual(['invitations/letters/0/costs warns submit']);
    const agreed = (mission: MutableMission) => {
      costs('shared')(mission);
      hosted(mission);
    };
    expect(hits('CHK-08', agreed)).toEqual([]);
  });
  test('a letter from a country that is not visited wants an explanation', () => {
    const third = (mission: MutableMission) =>
      void mission.invitations.letters.push({ ...mission.invitations.letters[0]!, region: 'JP' });
    expect(hits('CHK-09', third)).toEqual(['invitations/letters/1/region warns submit']);
    expect(hits('CHK-09')).toEqual([]);
  });
});

describe('the journey', () => {
  test('legs join; where they do not, it is explained', () => {
    expect(hits('CHK-10')).toEqual([]);
    const apart = (mission: MutableMission) => {
      mission.route.legs[1]!.fromCity = '釜山';
    };
    expect(hits('CHK-10', apart)).toEqual(['route/legs/1/fromCity warns submit']);
  });
  test('the last leg arrives on the day of return by Beijing time; a night flight that lands the day after does not', () => {
    const lands = (on: string) => (mission: MutableMission) => {
      Object.assign(mission.route.legs[1]!, { departsAt: '22:10', arrivesOn: on, arrivesAt: '00:20' });
    };
    expect(hits('CHK-13', lands('2026-06-12'))).toEqual([]);
    expect(hits('CHK-13', lands('2026-06-13'))).toEqual(['route/return warns submit']);
  });
  test('across the date line a leg may arrive the day before it left, not two days before; nor may a plane fly for three', () => {
    const lands = (on: string) => (mission: MutableMission) => {
      mission.route.legs[0]!.arrivesOn = day(on);
    };
    expect(hits('CHK-13', lands('2026-06-07'))).toEqual([]);
    expect(hits('CHK-13', lands('2026-06-06'))).toEqual(['route/legs/0/arrivesOn warns submit']);
    expect(hits('CHK-13', lands('2026-06-11'))).toEqual(['route/legs/0/arrivesOn warns submit']);
  });
  test('the next leg may start after the arrival by the local clock, not before; the day alone tells what it can', () => {
    const meets = (arrivesAt: string, departsAt: string) => (mission: MutableMission) => {
      Object.assign(mission.route.legs[0]!, { arrivesOn: '2026-06-12', arrivesAt });
      Object.assign(mission.route.legs[1]!, { departsAt });
    };
    expect(hits('CHK-10', meets('16:40', '19:00'))).toEqual([]);
    expect(hits('CHK-10', meets('16:40', '16:00'))).toEqual(['route/legs/1/date warns submit']);
    const eastwards = (mission: MutableMission) => {
      mission.route.legs[0]!.date = day('2026-06-12');
      mission.route.legs[1]!.date = day('2026-06-11');
    };
    expect(hits('CHK-10', eastwards)).toEqual(['route/legs/1/date warns submit']);
    const told = (mission: MutableMission) => {
      eastwards(mission);
      mission.route.legs[0]!.arrivesOn = day('2026-06-11');
    };
    expect(hits('CHK-10', told)).toEqual([]);
  });
  test('official entries on a day off and words of sightseeing are pointed out, and stop nothing', () => {
    const entry = (date: string, content: string) => (mission: MutableMission) => {
      const half = mission.programme.halfDays.find((one) => one.activity === 'official')!;
      half.content = content;
      half.date = day(date);
    };
    expect(hits('CHK-12', entry('2026-06-09', '与市政府会谈'))).toEqual([]);
    expect(hits('CHK-12', entry('2026-06-09', '会谈后游览海滩'))[0]).toMatch(/informs nothing$/);
    expect(hits('CHK-11')).toEqual([]);
    expect(
      ownChecks
        .filter(({ id }) => id === 'CHK-11')[0]!
        .run({ programme: { halfDays: [{ date: '2026-06-13', activity: 'official' }] } } as never, {
          asOf: day(today),
          calendar: noticeCalendar,
          records: null,
        }),
    ).toHaveLength(1);
  });
});

test('without the records of the office the browser leaves these checks to the server', () => {
  const { unchecked } = found(() => undefined, recorded(), false);
  expect(unchecked.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['CHK-01', 'CHK-02', 'CHK-07']));
});

test('who does not read particulars learns that something stands in the way, not about whom', () => {
  const records = recorded({ file: { ...file, declassifiedUntil: '2030-01-01' } });
  const finding = maskedCheck(found(() => undefined, records)).findings.find(({ rule }) => rule === 'CHK-02');
  expect(finding).toMatchObject({ at: '/people', params: {}, message: { zh: '脱密期' } });
});
