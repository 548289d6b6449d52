import { describe, expect, test } from 'vitest';
import { day } from './day.ts';
import { covers, firstDayOf, lastDayOf, overlap } from './period.ts';

describe('a date known only to the year or month', () => {
  test('begins on the first day of the year, the month, or that day', () => {
    expect(firstDayOf('2013')).toBe('2013-01-01');
    expect(firstDayOf('2013-11')).toBe('2013-11-01');
    expect(firstDayOf('2014-01-20')).toBe('2014-01-20');
  });
  test('ends on the last day, in February of a leap year the 29th', () => {
    expect(lastDayOf('2013')).toBe('2013-12-31');
    expect(lastDayOf('2012-02')).toBe('2012-02-29');
    expect(lastDayOf('2013-02')).toBe('2013-02-28');
    expect(lastDayOf('2013-12')).toBe('2013-12-31');
  });
  test('anything else is refused', () => {
    expect(() => firstDayOf('13')).toThrow(RangeError);
    expect(() => lastDayOf('2013-13')).toThrow(RangeError);
  });
});

test('both ends of a period are inside it, and null leaves an end open', () => {
  const period = { from: day('2013-01-01'), to: day('2013-12-31') };
  expect([covers(period, day('2013-01-01')), covers(period, day('2013-12-31'))]).toEqual([true, true]);
  expect([covers(period, day('2012-12-31')), covers(period, day('2014-01-01'))]).toEqual([false, false]);
  expect(covers({ from: null, to: null }, day('1990-01-01'))).toBe(true);
});

test('two periods that share one end day overlap; neighbours do not', () => {
  const june = { from: day('2026-06-01'), to: day('2026-06-08') };
  expect(overlap(june, { from: day('2026-06-08'), to: day('2026-06-10') })).toBe(true);
  expect(overlap(june, { from: day('2026-06-09'), to: day('2026-06-10') })).toBe(false);
});
