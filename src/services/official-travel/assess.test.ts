import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assess, openFindings } from './assess.ts';
import { lawfulContext, lawfulMission, lawfulPerson, type MutableMission, people } from './fixtures.ts';
import { readMission } from './mission-file/read.ts';
import { projectMission } from './projection.ts';
import { checkMission } from './rules/check.ts';
import { isRuleId } from './rules/define.ts';

const assessed = (change?: (mission: MutableMission) => void) => assess(lawfulMission(change), lawfulContext);

it('a lawful mission has no gap and no finding', () => {
  const check = assessed();
  expect(check.gaps).toEqual([]);
  expect(check.findings.map(({ rule }) => rule)).toEqual([]);
  expect(check.ran).toBe(true);
  // 14,400 + (2,880 + 1,400 + 700) × 7.1
  expect(check.facts).toMatchObject({ days: 5, members: 4, officialShare: 1, budgetCny: 49_758 });
});

it('five days in one country are allowed; six are not, and the finding leads to the date of return', () => {
  const check = assessed((mission) => {
    mission.route.return = '2026-06-13' as typeof mission.route.return;
  });
  const days = check.findings.find(({ rule }) => rule === 'DAY-01');
  expect(days).toMatchObject({ section: 'route', at: '/return', blocks: 'submit', severity: 'blocks' });
  expect(days?.message.zh).toContain('6');
});

it('a blocking finding with an exception asked for goes on to the head of the office; one that was granted holds up nothing', () => {
  const mission = lawfulMission((draft) => {
    draft.route.return = '2026-06-13' as typeof draft.route.return;
    draft.attachments.documents.push('over-days-request');
    draft.statements.exceptions.push({
      rule: 'DAY-01',
      code: 'flight-schedule',
      text: '返程航班隔日一班，只能次日返回。',
    });
  });
  expect(openFindings(assess(mission, lawfulContext)).find(({ id }) => id === 'DAY-01')).toMatchObject({
    blocks: 'approve',
    exceptionBy: ['office-head'],
  });
  const granted = [
    {
      finding: 'DAY-01',
      reason: 'flight-schedule',
      text: '同意',
      by: { id: people.third, name: '甲' },
      at: '2026-04-15T01:00:00Z',
    },
  ];
  expect(openFindings(assess(mission, { ...lawfulContext, granted })).find(({ id }) => id === 'DAY-01')?.blocks).toBe(
    'nothing',
  );
});

it('a posting that is still to come does not hold up the submission; it holds up the approval', () => {
  const check = assessed((mission) => {
    mission.publicity.from = null;
    mission.publicity.to = null;
  });
  expect(check.findings.find(({ rule }) => rule === 'PUB-01')?.blocks).toBe('approve');
});

it('an empty draft names every section that is to be filled, once', () => {
  const check = assess({}, lawfulContext);
  expect(check.ran).toBe(false);
  expect(check.gaps.map(({ section, code }) => `${section} ${code}`)).toEqual(
    [
      'basics',
      'plan',
      'members',
      'route',
      'programme',
      'invitations',
      'budget',
      'publicity',
      'attachments',
      'statements',
    ].map((section) => `${section} section-empty`),
  );
});

it('a gap is named with its field in words, and not a second time by the reader of files', () => {
  const check = assess(
    { ...lawfulMission(), basics: { ...lawfulMission().basics, title: '', category: null } },
    lawfulContext,
  );
  expect(check.gaps.map(({ section, at }) => section + at)).toEqual(['basics/title', 'basics/category']);
});

it('faults between fields come back to the field of the form', () => {
  const check = assessed((mission) => {
    mission.route.stops[0]!.leave = '2026-06-20' as typeof mission.route.departure;
    mission.budget.lines[1]!.amount = 1;
  });
  expect(check.gaps.map(({ section, at, code }) => `${section}${at} ${code}`)).toEqual([
    'route/stops/0/leave outside-dates',
    'budget/lines/1/amount sum',
  ]);
});

it('the case page and the check command say the same about the same mission', () => {
  fc.assert(
    fc.property(
      fc.record({
        days: fc.integer({ min: 1, max: 12 }),
        members: fc.integer({ min: 1, max: 8 }),
        rank: fc.constantFrom('section' as const, 'county-deputy' as const, 'bureau-deputy' as const),
        translation: fc.boolean(),
        seat: fc.constantFrom('economy' as const, 'business' as const),
      }),
      ({ days, members, rank, translation, seat }) => {
        const mission = lawfulMission((draft) => {
          const last = `2026-06-${String(7 + days).padStart(2, '0')}` as typeof draft.route.return;
          draft.route.return = last;
          draft.route.stops[0]!.leave = last;
          draft.route.legs[1]!.date = last;
          draft.programme.halfDays = draft.programme.halfDays.filter(({ date }) => date <= last);
          draft.invitations.letters[0]!.translation = translation;
          draft.route.legs[0]!.class = seat;
          draft.members.people = draft.members.people.slice(0, 1);
          draft.members.people[0]!.rank = rank;
          for (let index = 1; index < members; index += 1) {
            draft.members.people.push(
              lawfulPerson({ id: `0198a001-0000-7000-8000-0000000000${10 + index}`, name: `成员${index}` }),
            );
          }
          draft.invitations.letters[0]!.invitees = draft.members.people.map(({ id }) => id);
          draft.budget.lines = [];
        });
        const check = assess(mission, lawfulContext);
        const reading = readMission(JSON.stringify(projectMission(mission, lawfulContext)), 'm.json');
        if ('problem' in reading) throw new Error(JSON.stringify(reading.problem.errors));
        const output = checkMission(reading.mission, 'm.json');
        // The office's own checks stand beside the table and are not known to the command.
        const ofTheTable = ({ rule }: { readonly rule: string }) => isRuleId(rule);
        expect(check.findings.filter(ofTheTable).map(({ rule, severity }) => [rule, severity])).toEqual(
          output.findings.map(({ rule, severity }) => [rule, severity]),
        );
        expect(check.passed.filter(ofTheTable).map(({ rule }) => rule)).toEqual(output.passed);
        expect(check.unchecked.filter(ofTheTable).map(({ rule }) => rule)).toEqual(
          output.unchecked.map(({ rule }) => rule),
        );
        expect(check.facts.days).toBe(output.facts.days);
      },
    ),
  );
});
