import { expect, test } from 'vitest';
import { yearOf } from './plan-year.ts';

test('the year of the address holds; anything else is the running year', () => {
  expect(yearOf('2027', '2026-11-24')).toBe(2027);
  expect(yearOf(null, '2026-11-24')).toBe(2026);
  expect(yearOf('1800', '2026-11-24')).toBe(2026);
  expect(yearOf('soon', '2026-11-24')).toBe(2026);
});
