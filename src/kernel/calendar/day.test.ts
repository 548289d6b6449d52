import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, type Day, day, dayInBeijing, daysBetween, isDay } from './day.ts';

describe('a day', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-01-32', '20260101', ''])(
    '%s is none',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => day(text)).toThrow(RangeError);
    },
  );
  test('the 29th of February is one in a leap year', () => {
    expect(isDay('2028-02-29')).toBe(true);
  });
  test('in Beijing the day begins at 16:00 UTC', () => {
    expect(dayInBeijing(new Date('2026-06-07T15:59:59Z'))).toBe('2026-06-07');
    expect(dayInBeijing(new Date('2026-06-07T16:00:00Z'))).toBe('2026-06-08');
  });
});

describe('adding', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-06-09', 1, '2026-06-10'],
    ['2026-06-28', -27, '2026-06-01'],
  ])('%s and %i days is %s', (start, days, end) => {
    expect(addDays(day(start), days)).toBe(end);
  });
  test('a month after the 31st of August is the 30th of September', () => {
    expect(addMonths(day('2026-08-31'), 1)).toBe('2026-09-30');
    expect(addMonths(day('2026-08-31'), -6)).toBe('2026-02-28');
  });
  test('days between undo days added, and every step is one day', () => {
    const anyDay = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01' as Day, n));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (start, n) => {
        const end = addDays(start, n);
        expect(isDay(end)).toBe(true);
        expect(daysBetween(start, end)).toBe(n);
        expect(addDays(end, -n)).toBe(start);
      }),
    );
  });
});
