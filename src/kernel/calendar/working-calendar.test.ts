import { isWorkday } from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, daysBetween } from './day.ts';
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  noticeCalendar,
  withEdits,
  workingDaysBetween,
} from './working-calendar.ts';

/** The notices for 2024 to 2026, read by hand from the notices and not from the package. */
const notices = {
  off: [
    ...['2024-01-01', '2024-02-10', '2024-02-17', '2024-04-04', '2024-04-06', '2024-05-01', '2024-05-05', '2024-06-10'],
    ...['2024-09-15', '2024-09-17', '2024-10-01', '2024-10-07', '2025-01-01', '2025-01-28', '2025-02-04', '2025-04-04'],
    ...['2025-05-01', '2025-05-05', '2025-05-31', '2025-06-02', '2025-10-01', '2025-10-08', '2026-01-01', '2026-01-02'],
    ...['2026-02-16', '2026-02-20', '2026-02-23', '2026-04-06', '2026-05-01', '2026-05-05', '2026-06-19', '2026-09-25'],
    ...['2026-10-01', '2026-10-07'],
  ],
  makeUp: [
    ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
    ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11', '2026-01-04', '2026-02-14', '2026-02-28'],
    ...['2026-05-09', '2026-09-20', '2026-10-10'],
  ],
};

describe('the State Council notices', () => {
  test.each(notices.off)('%s is off', (date) => {
    expect(isWorkingDay(noticeCalendar, day(date))).toBe(false);
  });
  test.each(notices.makeUp)('%s, a weekend day, is worked', (date) => {
    expect(isWorkingDay(noticeCalendar, day(date))).toBe(true);
  });
  test('2024 to 2026 have no make-up day but those', () => {
    const later = [...noticeCalendar.makeUpDays.keys()].filter((date) => date >= '2024-01-01');
    expect(later.sort()).toEqual(notices.makeUp.map(day).sort());
  });
  test('every day of 2004 to 2026 is as in the package', () => {
    const different: string[] = [];
    for (let date = day('2004-01-01'); date <= '2026-12-31'; date = addDays(date, 1)) {
      if (isWorkingDay(noticeCalendar, date) !== isWorkday(date)) different.push(date);
    }
    expect(different).toEqual([]);
  });
});

describe('counting over Spring Festival and National Day', () => {
  test('the make-up Saturday before Spring Festival 2026 counts, the nine days off do not', () => {
    expect(addWorkingDays(noticeCalendar, day('2026-02-13'), 1)).toEqual({ day: '2026-02-14', provisional: false });
    expect(addWorkingDays(noticeCalendar, day('2026-02-13'), 2)).toEqual({ day: '2026-02-24', provisional: false });
  });
  test('the make-up Saturday after National Day 2026 counts, the Sunday after it does not', () => {
    expect(workingDaysBetween(noticeCalendar, day('2026-09-30'), day('2026-10-11'))).toEqual({
      days: 3,
      provisional: false,
    });
  });
});

describe('beyond the last notice', () => {
  test('2027 is a plain week and provisional', () => {
    expect(isWorkingDay(noticeCalendar, day('2027-10-01'))).toBe(true);
    expect(isProvisional(noticeCalendar, day('2027-10-01'))).toBe(true);
    expect(addWorkingDays(noticeCalendar, day('2026-12-31'), 1)).toEqual({ day: '2027-01-01', provisional: true });
  });
  test('a count that ends in 2026 is not provisional', () => {
    expect(addWorkingDays(noticeCalendar, day('2026-12-30'), 1)).toEqual({ day: '2026-12-31', provisional: false });
  });
});

describe('entries of an office', () => {
  const entry = (date: string, working: boolean, recordedOn: string) => ({
    day: day(date),
    working,
    name: '市政府通知',
    recordedOn: day(recordedOn),
  });
  test('the notice for 2027 entered by the office makes that year firm', () => {
    const calendar = withEdits(noticeCalendar, {
      entries: [entry('2027-01-01', false, '2026-11-20')],
      knownYears: [2027],
    });
    expect(addWorkingDays(calendar, day('2026-12-31'), 1)).toEqual({ day: '2027-01-04', provisional: false });
  });
  test('a later entry for the same day holds, and the original calendar is untouched', () => {
    const calendar = withEdits(noticeCalendar, {
      entries: [entry('2026-08-03', true, '2026-07-02'), entry('2026-08-03', false, '2026-07-01')],
      knownYears: [],
    });
    expect(isWorkingDay(calendar, day('2026-08-03'))).toBe(true);
    expect(noticeCalendar.makeUpDays.has(day('2026-08-03'))).toBe(false);
  });
  test('an entry recorded after the day asked about is not yet seen', () => {
    const edits = { entries: [entry('2026-08-03', false, '2026-07-10')], knownYears: [] };
    expect(isWorkingDay(withEdits(noticeCalendar, edits, day('2026-07-09')), day('2026-08-03'))).toBe(true);
    expect(isWorkingDay(withEdits(noticeCalendar, edits, day('2026-07-10')), day('2026-08-03'))).toBe(false);
  });
});

describe('for any day and any number', () => {
  const anyDay = fc.integer({ min: 0, max: 8_700 }).map((n) => addDays(day('2003-06-01'), n));
  const count = fc.integer({ min: -60, max: 60 });

  test('counting undoes adding', () => {
    fc.assert(
      fc.property(anyDay, count, (start, n) => {
        const end = addWorkingDays(noticeCalendar, start, n).day;
        expect(workingDaysBetween(noticeCalendar, start, end).days).toBe(n);
      }),
    );
  });
  test('adding lands on a working day, and one more lands later', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const end = addWorkingDays(noticeCalendar, start, n).day;
        expect(isWorkingDay(noticeCalendar, end)).toBe(true);
        expect(addWorkingDays(noticeCalendar, start, n + 1).day > end).toBe(true);
      }),
    );
  });
  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 30 }), (start, n, shift) => {
        const later = addWorkingDays(noticeCalendar, addDays(start, shift), n).day;
        expect(later >= addWorkingDays(noticeCalendar, start, n).day).toBe(true);
      }),
    );
  });
  test('there are never more working days than days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (start, length) => {
        const end = addDays(start, length);
        const { days } = workingDaysBetween(noticeCalendar, start, end);
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThanOrEqual(daysBetween(start, end));
      }),
    );
  });
});
