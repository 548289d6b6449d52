import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { killAndReckon } from './killing.ts';

/** `bench/kill.ts` does the same two hundred times. */
test('a program killed at any moment loses nothing that it answered and does nothing twice', async () => {
  const seed = randomInt(2 ** 31);
  const { faults, commands, repeated, submitted, inFlight } = await killAndReckon({ kills: 6, seed });
  expect(faults, `seed ${seed}`).toEqual([]);
  expect(commands).toBeGreaterThan(50);
  expect(submitted).toBeGreaterThan(0);
  // Without commands that were cut off the run would have shown nothing.
  expect(repeated).toBeGreaterThan(3);
  expect(inFlight).toBeGreaterThanOrEqual(3);
}, 300_000);
