import { expect, test } from 'vitest';
import { uuidv7 } from './uuid.ts';

test('ids made in a row sort in the order they were made, also within one millisecond', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id is a UUID of version 7 that carries the millisecond it was made in', () => {
  const before = Date.now();
  const id = uuidv7();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const milliseconds = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  // A run of more ids than fit into a millisecond borrows from the next ones.
  expect(milliseconds).toBeGreaterThanOrEqual(before);
  expect(milliseconds).toBeLessThan(before + 1000);
});
