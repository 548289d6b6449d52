import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { assess } from '../../assess.ts';
import { lawfulContext, lawfulMission } from '../../fixtures.ts';
import { applicationSections, type DraftMission } from '../../model.ts';
import { liveCheck, shownCheck } from './live-check.ts';

const today = day('2026-04-13');
const live = (mission: DraftMission) => liveCheck(mission, lawfulContext, today);
const rules = (mission: DraftMission) => live(mission).findings.map(({ rule }) => rule);
const longStay = lawfulMission((mission) => {
  mission.route.return = day('2026-06-13');
  mission.route.stops[0]!.leave = day('2026-06-13');
});

describe('findings before everything is filled', () => {
  test('days over the limit are told once basics and route are there', () => {
    expect(rules({ basics: longStay.basics, route: longStay.route })).toContain('DAY-01');
  });
  test('five days are not', () => {
    const { basics, route } = lawfulMission();
    expect(rules({ basics, route })).not.toContain('DAY-01');
  });
  test('they are not told while the category is open, for academic missions have no such limit', () => {
    expect(rules({ route: longStay.route })).not.toContain('DAY-01');
  });
  test('nothing is said of a section that is still open', () => {
    for (const left of applicationSections) {
      const { [left]: _, ...rest } = lawfulMission();
      expect(live(rest).findings.filter(({ section }) => section === left)).toEqual([]);
    }
  });
  test('what is said before all is filled is still said when it is', () => {
    const whole = new Set(assess(longStay, lawfulContext).findings.map(({ rule }) => rule));
    for (const left of applicationSections) {
      const { [left]: _, ...rest } = longStay;
      for (const rule of rules(rest)) expect(whole, `${rule} without ${left}`).toContain(rule);
    }
  });
  test('an exception asked for shows on its finding while the other statements are still open', () => {
    const request = { rule: 'DAY-01', code: 'flight-schedule', text: '返程航班隔日一班，只能次日返回。' };
    const { basics, route } = longStay;
    const found = live({ basics, route, statements: { exceptions: [request] } }).findings;
    expect(found.find(({ rule }) => rule === 'DAY-01')).toMatchObject({
      blocks: 'approve',
      exception: { state: 'asked' },
    });
    const half = live({ basics, route, statements: { exceptions: [{ ...request, text: '短' }] } }).findings;
    expect(half.find(({ rule }) => rule === 'DAY-01')).toMatchObject({ blocks: 'submit', exception: null });
  });
  test('an empty draft has gaps and no finding', () => {
    expect(live({})).toMatchObject({ ran: false, findings: [] });
    expect(live({}).gaps).toHaveLength(applicationSections.length);
  });
});

describe('what is shown', () => {
  const server = assess(longStay, lawfulContext);
  const browser = liveCheck(lawfulMission(), { ...lawfulContext, otherMissions: null }, today);
  test('is the word of the server when all is saved', () => {
    expect(shownCheck(server, browser, false, longStay).findings).toEqual(server.findings);
  });
  test("is the browser's while something is not, so that a mended finding goes at once", () => {
    expect(shownCheck(server, browser, true, longStay).findings.map(({ rule }) => rule)).not.toContain('DAY-01');
  });
  test('keeps what only the server can know', () => {
    const [any] = server.findings;
    const withOther = { ...server, findings: [{ ...any!, rule: 'LEAD-02' }] };
    expect(shownCheck(withOther, browser, true, longStay).findings.map(({ rule }) => rule)).toContain('LEAD-02');
  });
});
