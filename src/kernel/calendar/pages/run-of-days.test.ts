import { expect, test } from 'vitest';
import { day } from '../day.ts';
import { daysBetweenInclusive } from './run-of-days.ts';

test('a run holds both its ends, over the end of a month too', () => {
  expect(daysBetweenInclusive(day('2027-01-30'), day('2027-02-02'))).toEqual([
    '2027-01-30',
    '2027-01-31',
    '2027-02-01',
    '2027-02-02',
  ]);
  expect(daysBetweenInclusive(day('2027-05-01'), day('2027-05-01'))).toEqual(['2027-05-01']);
});

test('a run that goes backwards, or is too long, is none', () => {
  expect(daysBetweenInclusive(day('2027-05-02'), day('2027-05-01'))).toEqual([]);
  expect(daysBetweenInclusive(day('2027-01-01'), day('2027-12-31'))).toEqual([]);
});
