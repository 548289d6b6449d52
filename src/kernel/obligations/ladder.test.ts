import { expect, test } from 'vitest';
import { type Ladder, nextLook, rungsDue } from './ladder.ts';

const due = new Date('2026-11-26T00:00:00+08:00');
const on = (text: string) => new Date(`${text}T00:00:00+08:00`);
const ladder: Ladder = [
  { afterDays: 7, act: 'lock-person' },
  { afterDays: -3, act: 'remind' },
  { afterDays: 1, act: 'tell-unit-head' },
];

test('before the first rung the next look is at the first rung', () => {
  expect(nextLook(ladder, 0, due, false)).toEqual(on('2026-11-23'));
  expect(rungsDue(ladder, 0, due, on('2026-11-22'))).toEqual([]);
});

test('after a reminder the next look is when it becomes late, not at the next rung', () => {
  expect(nextLook(ladder, 1, due, false)).toEqual(due);
  expect(nextLook(ladder, 1, due, true)).toEqual(on('2026-11-27'));
});

test('rungs are climbed in their order, whatever the order they are written in', () => {
  expect(rungsDue(ladder, 1, due, on('2026-12-20')).map((rung) => [rung.place, rung.act])).toEqual([
    [2, 'tell-unit-head'],
    [3, 'lock-person'],
  ]);
});

test('at the top of the ladder nobody looks any more; without a ladder one look marks it late', () => {
  expect(nextLook(ladder, 3, due, true)).toBeNull();
  expect(nextLook([], 0, due, false)).toEqual(due);
});
