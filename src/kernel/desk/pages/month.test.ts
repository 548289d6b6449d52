import { expect, test } from 'vitest';
import { monthAfter, weeksOf } from './month.ts';

test('the month before January is December of the year before', () => {
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2026-04', 0)).toBe('2026-04');
});

test('weeks begin on Monday and hold every day once', () => {
  const days = Array.from({ length: 30 }, (_one, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
  const weeks = weeksOf(days);
  // 1 November 2026 is a Sunday.
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
  expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
  expect(weeks.flat().filter((day) => day !== null)).toEqual(days);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeksOf([])).toEqual([]);
});
