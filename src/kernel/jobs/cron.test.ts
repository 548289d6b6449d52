import { expect, test } from 'vitest';
import { duesBetween, nextDue } from './cron.ts';

const between = (cron: string, after: string, until: string) =>
  duesBetween(cron, new Date(after), new Date(until)).map((due) => due.toISOString());

test('a time of day is Beijing time', () => {
  expect(between('30 8 * * *', '2020-03-01T00:00:00Z', '2020-03-02T00:00:00Z')).toEqual(['2020-03-01T00:30:00.000Z']);
});

test('the start is not included, the end is', () => {
  expect(between('*/10 * * * *', '2020-01-01T00:00:00Z', '2020-01-01T00:20:00Z')).toEqual([
    '2020-01-01T00:10:00.000Z',
    '2020-01-01T00:20:00.000Z',
  ]);
});

test('Monday in Beijing begins while it is still Sunday in Greenwich', () => {
  expect(between('0 0 * * 1', '2020-06-01T00:00:00Z', '2020-06-08T00:00:00Z')).toEqual(['2020-06-07T16:00:00.000Z']);
});

test('nothing is due when the clock was put back', () => {
  expect(between('* * * * *', '2020-01-01T01:00:00Z', '2020-01-01T00:00:00Z')).toEqual([]);
});

test('after a long stop only the latest hundred are looked at', () => {
  const dues = between('* * * * *', '2020-01-01T00:00:00Z', '2020-02-01T00:00:00Z');
  expect(dues).toHaveLength(100);
  expect(dues.at(-1)).toBe('2020-02-01T00:00:00.000Z');
});

test('words that are no schedule are refused', () => {
  expect(() => between('every Monday', '2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z')).toThrow();
});

test('the next time is after the instant, not at it', () => {
  expect(nextDue('0 9 * * *', new Date('2020-01-01T01:00:00Z')).toISOString()).toBe('2020-01-02T01:00:00.000Z');
  expect(nextDue('0 9 * * *', new Date('2020-01-01T00:59:59Z')).toISOString()).toBe('2020-01-01T01:00:00.000Z');
});
