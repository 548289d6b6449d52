import { expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { assess } from '../../assess.ts';
import { lawfulContext, lawfulMission } from '../../fixtures.ts';
import { sections } from '../../model.ts';
import {
  byRule,
  comesLater,
  countCheck,
  faultsWhileFilling,
  placeOf,
  sectionState,
  stopsSubmission,
  titleOf,
} from './check-views.ts';
import { namedGaps } from './open-gaps.ts';
import { tidySection } from './tidy.ts';

const check = (mission: Parameters<typeof assess>[0]) => assess(mission, lawfulContext);

test('a lawful mission: nothing to mend, to explain or to fill in, every section done', () => {
  const lawful = check(lawfulMission());
  expect(countCheck(lawful)).toEqual({ mend: 0, explain: 0, open: 0 });
  expect(sectionState('route', true, lawful)).toEqual({ state: 'done', issues: 0 });
});

test('six days in one country: one to mend, found at the return, and the route has an issue', () => {
  const long = check(
    lawfulMission((mission) => {
      mission.route.return = day('2026-06-13');
    }),
  );
  const finding = long.findings.find(({ rule }) => rule === 'DAY-01')!;
  expect(placeOf(finding)).toBe('/route/return');
  expect(titleOf(finding).zh).not.toBe('DAY-01');
  expect(stopsSubmission(finding)).toBe(true);
  expect(sectionState('route', true, long).state).toBe('issues');
  expect(countCheck(long).mend).toBeGreaterThan(0);
});

test('what is not entered yet is told only after a check was asked for; what is wrong at once', () => {
  const basics = tidySection(sections.basics, { title: '短', kind: 'abroad' });
  const mission = { ...lawfulMission(), basics: basics as never };
  const gaps = namedGaps(check(mission).gaps, mission);
  expect(faultsWhileFilling(gaps, 'basics', false).map(({ at }) => at)).toEqual(['/basics/title']);
  expect(faultsWhileFilling(gaps, 'basics', true).map(({ at }) => at)).toContain('/basics/task');
});

test('an untouched section is empty, not faulty', () => {
  expect(sectionState('budget', false, check({}))).toEqual({ state: 'empty', issues: 0 });
});

test('a notice still to be posted and filings still to be made come later and are no issue of the form', () => {
  const early = check(
    lawfulMission((mission) => {
      mission.publicity.from = null;
      mission.publicity.to = null;
      for (const person of mission.members.people) person.documents = [];
    }),
  );
  const later = early.findings.filter(comesLater);
  expect(later.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['PUB-01', 'APR-05']));
  expect(sectionState('publicity', true, early).state).toBe('done');
  expect(sectionState('members', true, early).state).toBe('done');
});

test('a rule broken by several members is one card that names them all, once', () => {
  const early = check(
    lawfulMission((mission) => {
      for (const person of mission.members.people) person.documents = [];
    }),
  );
  const filings = early.findings.filter(({ rule }) => rule === 'APR-05');
  const [card, ...others] = byRule([...filings, ...filings]);
  expect(others).toEqual([]);
  for (const { message } of filings) expect(card?.message.zh.split(message.zh)).toHaveLength(2);
});
