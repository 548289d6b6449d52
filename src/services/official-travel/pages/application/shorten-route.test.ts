import { expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { assess } from '../../assess.ts';
import { lawfulContext, lawfulMission } from '../../fixtures.ts';
import { shortenedRoute } from './shorten-route.ts';

const long = lawfulMission((mission) => {
  mission.route.return = day('2026-06-13');
  mission.route.stops[0]!.leave = day('2026-06-13');
});

test('the one press that mends the length moves return and last stop, and the rule is then kept', () => {
  const finding = assess(long, lawfulContext).findings.find(({ rule }) => rule === 'DAY-01')!;
  const mended = shortenedRoute(finding, long.route);
  expect(mended?.return).toBe('2026-06-12');
  const after = assess({ ...long, route: mended as never }, lawfulContext);
  expect(after.findings.map(({ rule }) => rule)).not.toContain('DAY-01');
});

test('other findings have no such press', () => {
  expect(shortenedRoute({ section: 'route', at: '/stops/0', params: { max: 5 } }, long.route)).toBeNull();
  expect(shortenedRoute({ section: 'route', at: '/return', params: {} }, long.route)).toBeNull();
  expect(shortenedRoute({ section: 'route', at: '/return', params: { max: 9 } }, long.route)).toBeNull();
});
