import { expect, test } from 'vitest';
import { latestDays } from './countdown.ts';

test("the latest days run from the unit's signature to the paper, each before the next, all before the departure", () => {
  const days = latestDays('2026-06-08');
  expect(days[0]?.step.zh).toBe('单位签批');
  expect(days.at(-1)?.step.zh).toBe('任务批件印发');
  const order = days.map(({ day }) => day);
  expect(order).toEqual([...order].sort());
  expect(order.at(-1)! < '2026-06-08').toBe(true);
  expect(days.every(({ provisional }) => !provisional)).toBe(true);
});

test('budget and personnel run side by side: the longer of both counts, once', () => {
  expect(latestDays('2026-06-08').filter(({ step }) => step.zh.includes('经费先行审核'))).toHaveLength(1);
});

test('a departure in a year without holidays known yet makes the days provisional', () => {
  expect(latestDays('2027-06-08')[0]?.provisional).toBe(true);
});

test('without a departure there are none', () => {
  expect(latestDays(null)).toEqual([]);
  expect(latestDays('2026-02-30')).toEqual([]);
});
