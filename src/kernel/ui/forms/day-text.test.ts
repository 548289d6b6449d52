import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#kernel/calendar/day.ts';
import { dayWords } from '#kernel/ui/look/dates.ts';
import { parseDayText } from './day-text.ts';

const today = day('2026-11-24');

describe('a day as it is typed', () => {
  test.each([
    ['2027-3-9', '2027-03-09'],
    ['20270309', '2027-03-09'],
    ['3.9', '2027-03-09'],
    ['2027/3/9', '2027-03-09'],
    ['2027.03.09', '2027-03-09'],
    ['2027年3月9日', '2027-03-09'],
    ['2027年3月9日（周二）', '2027-03-09'],
    [' 3月9日 ', '2027-03-09'],
    ['3月9号', '2027-03-09'],
    ['０３０９', '2027-03-09'],
    ['２０２７－３－９', '2027-03-09'],
    ['2027 3 9', '2027-03-09'],
    ['11-23', '2026-11-23'],
    ['12.31', '2026-12-31'],
    ['2028-2-29', '2028-02-29'],
  ])('%s is %s', (typed, expected) => {
    expect(parseDayText(typed, today)).toBe(expected);
  });

  test.each(['2027-2-29', '2027-13-1', '20270332', '27-3-9', '明天', '3', '', '2027', '3.9.1', '00.00'])(
    '%s is no day',
    (typed) => {
      expect(parseDayText(typed, today)).toBeNull();
    },
  );

  test('a birthday without a year never lies ahead', () => {
    expect(parseDayText('3.9', today, 'past')).toBe('2026-03-09');
    expect(parseDayText('12.1', today, 'past')).toBe('2025-12-01');
  });

  test('what is echoed can be typed again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (offset) => {
        const value = addDays(today, offset);
        expect(parseDayText(dayWords(value).zh, today)).toBe(value);
        expect(parseDayText(value.replaceAll('-', ''), today)).toBe(value);
      }),
    );
  });
});
