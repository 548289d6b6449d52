import { expect, test } from 'vitest';
import { nextRow } from './row-keys.ts';

test('J goes down and K up; at the ends they stay', () => {
  expect(nextRow('j', -1, 3)).toBe(0);
  expect(nextRow('j', 0, 3)).toBe(1);
  expect(nextRow('j', 2, 3)).toBe(2);
  expect(nextRow('k', 2, 3)).toBe(1);
  expect(nextRow('k', 0, 3)).toBe(0);
});

test('no other key moves, and nothing moves in an empty list', () => {
  expect(nextRow('x', 1, 3)).toBeNull();
  expect(nextRow('j', -1, 0)).toBeNull();
});
