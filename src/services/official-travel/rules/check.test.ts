import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { noticeCalendar, withEdits } from '#kernel/calendar/working-calendar.ts';
import { comparePointers } from '#kernel/rules/pointer.ts';
import { lawfulMission } from '../mission-file/fixtures.ts';
import type { MissionFile } from '../mission-file/model.ts';
import { readMission } from '../mission-file/read.ts';
import * as vocabulary from '../mission-file/vocabulary.ts';
import { checkMission, evaluateMission } from './check.ts';
import { ruleRows } from './rows.ts';
import {
  academic,
  all,
  at,
  beside,
  type Change,
  check,
  findingOf,
  lasting,
  member,
  previously,
  standing,
  submittedOn,
  thenTo,
  toHongKong,
  training,
} from './testing.ts';

const bytes = (name: string) => readFileSync(new URL(`../mission-file/examples/${name}`, import.meta.url));

describe('published examples of the format', () => {
  test.each(['clear', 'needs-reason', 'blocked'])('%s', (name) => {
    const reading = readMission(bytes(`${name}.json`), `${name}.json`);
    if ('problem' in reading) throw new Error('malformed');
    const output = checkMission(reading.mission, `${name}.json`);
    const { exit, verdict, facts, rules } = JSON.parse(bytes(`${name}.expected.json`).toString('utf8'));
    expect(output).toMatchObject({ exit, verdict, facts });
    expect([...new Set(output.findings.map(({ rule }) => rule))].sort()).toEqual(rules);
  });
});

describe('the answer', () => {
  test('for the lawful mission is clear, with its facts', () => {
    expect(check()).toMatchObject({
      format: 'honglu-mission-check/1',
      file: 'm.json',
      exit: 0,
      asOf: '2026-04-13',
      verdict: 'clear',
      findings: [],
      facts: { days: 5, visitedRegions: ['AT'], countedRegions: ['AT'], members: 3, officialShare: 1 },
    });
  });
  test('a finding has these keys and no other', () => {
    expect(Object.keys(at(check(lasting(6)).findings, 0))).toEqual([
      ...['rule', 'severity', 'message_zh', 'message_en', 'at', 'citation', 'params', 'reason'],
    ]);
  });
  test('the citation is the row’s first source, null where a paper has no number', () => {
    expect(findingOf('DAY-01', lasting(6)).citation).toEqual({
      source: 'A1',
      title: '关于进一步规范省部级以下国家工作人员因公临时出国的意见',
      number: '中办发〔2013〕16号',
      article: null,
    });
    expect(findingOf('DAY-03', lasting(6)).citation).toMatchObject({ source: 'B6', number: null });
  });
  test('findings stand in the order of the table, then of the place', () => {
    const output = check(all(lasting(6), ...[2, 0, 1].map((i) => member(i, { documents: [] }))));
    expect(output.findings.map(({ rule, at: place }) => `${rule} ${place}`)).toEqual([
      'DAY-01 /route/return',
      'DAY-03 /documents',
      ...[0, 1, 2].map((i) => `APR-05 /members/${i}/documents`),
    ]);
  });
  test('a written reason lifts a warning, and not a rule that blocks', () => {
    const swapped: Change = (m) => {
      m.plan.status = 'swapped';
      m.plan.swapFor = '2026-本级-04';
    };
    const because =
      (rule: string): Change =>
      (m) => {
        m.reasons.push({ rule, text: '市政府专题会议决定。' });
      };
    expect(check(swapped)).toMatchObject({ verdict: 'needs-reason', exit: 3 });
    const reasoned = check(all(swapped, because('PLAN-02')));
    expect(reasoned).toMatchObject({ verdict: 'clear', exit: 0, findings: [{ reason: '市政府专题会议决定。' }] });
    expect(check(all(lasting(6), because('DAY-01'), because('DAY-03')))).toMatchObject({ verdict: 'blocked', exit: 4 });
  });
  test('screens get an explanation where the message of the rule is too general', () => {
    const mission = lawfulMission((m) => {
      at(m.itinerary, 4).activity = 'sightseeing';
    });
    expect(evaluateMission(mission).findings.map(({ explanation }) => explanation?.zh)).toEqual([
      '2026-06-10日程安排了游览。',
    ]);
  });
});

describe('rules are chosen by the day of submission', () => {
  test.each([
    ['INV-06', '2016-12-31', '2017-01-01'],
    ['PASS-05', '2014-10-31', '2014-11-01'],
    ['FREQ-01', '2013-11-30', '2013-12-01'],
    ['BUD-09', '2017-12-31', '2018-01-01'],
  ] as const)('%s is not yet in force on %s, and is on %s', (rule, before, from) => {
    const bare: Change = (m) => {
      m.budget = null;
    };
    expect(standing(rule, all(submittedOn(before), bare))).toBe('not-in-force');
    expect(standing(rule, all(submittedOn(from), bare))).not.toBe('not-in-force');
  });
});

describe('an office’s own figures and calendar', () => {
  test('replace the figures that they name, and only for that call', () => {
    const options = { params: { 'TEAM-01': { maxMembers: 2 } } };
    expect(standing('TEAM-01', undefined, options)).toEqual(['/members']);
    expect(standing('TEAM-01')).toBe('passed');
  });
  test('that their rule cannot read are refused', () => {
    expect(() => check(undefined, { params: { 'TEAM-01': { maxMembers: 'six' } } })).toThrow();
    expect(() => check(undefined, { params: { 'TEAM-99': {} } })).toThrow('TEAM-99');
  });
  test('a day off that the office has entered is no working day of posting', () => {
    const calendar = withEdits(noticeCalendar, {
      entries: [{ day: day('2026-04-09'), working: false, name: '停工', recordedOn: day('2026-04-01') }],
      knownYears: [],
    });
    expect(check(undefined, { calendar }).facts.postingWorkingDays).toBe((check().facts.postingWorkingDays ?? 0) - 1);
  });
});

const one = <Value>(list: readonly Value[]) => fc.constantFrom(...list);
const flag = fc.constantFrom(true, false, null);
const place = one([0, 1, 2]);

/** Random changes of facts, each of which a sender could send. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.integer({ min: 5, max: 100 }).map(lasting),
  fc.constantFrom<Change>(
    academic,
    training,
    toHongKong,
    thenTo('CZ', '布拉格'),
    thenTo('US', '纽约', { letter: false }),
  ),
  one(['2012-06-01', '2013-06-03', '2015-03-02', '2019-09-02', '2026-06-08', '2027-02-01']).map((date) =>
    submittedOn(date),
  ),
  one(vocabulary.missionCategories).map(
    (category): Change =>
      (m) =>
        Object.assign(m, { category }),
  ),
  one(vocabulary.purposeTypes).map(
    (type): Change =>
      (m) =>
        Object.assign(m.purpose, { type }),
  ),
  one(vocabulary.missionDocuments).map(
    (paper): Change =>
      (m) => {
        if (!m.documents.includes(paper)) m.documents.push(paper);
      },
  ),
  fc
    .record({ i: place, rank: one(vocabulary.ranks), office: one(vocabulary.offices) })
    .map(({ i, ...is }) => member(i, is)),
  fc
    .record({ i: place, staffKind: one(vocabulary.staffKinds), employment: one(vocabulary.employments) })
    .map(({ i, ...is }) => member(i, is)),
  fc
    .record({ i: place, secrecy: one(vocabulary.secrecyLevels), partyMember: flag })
    .map(({ i, ...is }) => member(i, is)),
  place.map((i) => member(i, { previous: null, passport: null })),
  place.map((i) =>
    previously(i, { departure: day('2011-01-05'), return: day('2011-01-09'), passportReturnedOn: null }),
  ),
  one(vocabulary.passportTypes).map(
    (type): Change =>
      (m) =>
        Object.assign(at(m.members, 0).passport ?? {}, { type }),
  ),
  one(vocabulary.inviterTypes).map(
    (inviterType): Change =>
      (m) =>
        Object.assign(at(m.invitations, 0), { inviterType }),
  ),
  one([...vocabulary.inviterMatches, null]).map(
    (match): Change =>
      (m) =>
        Object.assign(at(m.invitations, 0), { match }),
  ),
  one(vocabulary.fundingKinds).map(
    (kind): Change =>
      (m) =>
        Object.assign(at(m.funding.sources, 0), { kind }),
  ),
  fc.record({ noSpouseOrChild: flag, noIntermediary: flag, noTeamBeside: flag }).map(
    (said): Change =>
      (m) =>
        Object.assign(m.statements, said),
  ),
  one(['itinerary', 'budget', 'otherMissions'] as const).map(
    (key): Change =>
      (m) =>
        Object.assign(m, { [key]: null }),
  ),
  fc.constant<Change>(beside({ purposeTitle: '绿色家居产业合作洽谈' })),
  fc.constant<Change>((m) => {
    if (m.hosting.length === 0)
      m.hosting.push({
        from: m.route.departure,
        to: m.route.return,
        members: ['m1'],
        provides: ['meals', 'transport'],
      });
  }),
);

const anyMission = fc.array(change, { maxLength: 7 }).map((changes): MissionFile | null => {
  const reading = readMission(JSON.stringify(lawfulMission(all(...changes))), 'm.json');
  return 'mission' in reading ? reading.mission : null;
});

describe('whatever the mission', () => {
  const ids = ruleRows.map(({ id }) => id);
  const position = new Map(ids.map((id, i) => [id, i]));

  test('every rule stands in exactly one list, in the order of the table', () => {
    fc.assert(
      fc.property(anyMission, (mission) => {
        fc.pre(mission !== null);
        const { findings, passed, notApplicable, unchecked } = checkMission(mission, 'm.json');
        const found = [...new Set(findings.map(({ rule }) => rule))];
        const lists = [found, [...passed], notApplicable.map(({ rule }) => rule), unchecked.map(({ rule }) => rule)];
        expect(lists.flat().sort()).toEqual([...ids].sort());
        for (const list of lists) {
          expect(list).toEqual(list.toSorted((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('each finding points into the file, says its text whole, and stands in its place', () => {
    fc.assert(
      fc.property(anyMission, (mission) => {
        fc.pre(mission !== null);
        const { findings } = checkMission(mission, 'm.json');
        for (const [i, finding] of findings.entries()) {
          expect(resolves(mission, finding.at)).toBe(true);
          expect(`${finding.message_zh}${finding.message_en}`).not.toMatch(/[{}]|undefined|null|NaN/);
          const row = ruleRows[position.get(finding.rule) ?? -1];
          expect(finding.severity).toBe(row?.severity);
          for (const [, name = ''] of row?.message_zh.matchAll(/\{(\w+)\}/g) ?? []) {
            expect(finding.params).toHaveProperty(name);
          }
          const next = findings[i + 1];
          if (next?.rule === finding.rule) expect(comparePointers(finding.at, next.at)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the same mission has the same answer, and the verdict is that of its findings', () => {
    fc.assert(
      fc.property(anyMission, (mission) => {
        fc.pre(mission !== null);
        const output = checkMission(mission, 'm.json');
        expect(checkMission(structuredClone(mission), 'm.json')).toEqual(output);
        const severities = output.findings.map(({ severity }) => severity);
        const expected = severities.includes('blocks') ? 4 : severities.includes('warns') ? 3 : 0;
        expect(output.exit).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});

function resolves(value: unknown, pointer: string): boolean {
  let current: unknown = value;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return false;
    current = Reflect.get(current, step);
  }
  return true;
}
