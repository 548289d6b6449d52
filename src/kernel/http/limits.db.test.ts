import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#kernel/database/testing.ts';
import { createLimits } from './limits.ts';
import type { Problem } from './problem.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

const refusedBy = (work: () => void) => {
  try {
    work();
    return null;
  } catch (cause) {
    return (cause as Problem).code;
  }
};

test('what one node counted the other knows after the next exchange: one sum for both (OP-09)', async () => {
  const [one, two] = [createLimits(t.database, 50), createLimits(t.database, 50)];
  for (let nth = 0; nth < 6; nth += 1) one.count('read somebody', 10);
  for (let nth = 0; nth < 3; nth += 1) two.count('read somebody', 10);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 400));
  await pause();
  // Each hears of the other when it has something to tell.
  two.count('read somebody', 10);
  await pause();
  expect(refusedBy(() => two.count('read somebody', 10))).toBe('too-many-requests');
  expect(refusedBy(() => two.count('read somebody else', 10))).toBeNull();
  await one.close();
  await two.close();
});

test('without a database a node goes on counting alone', async () => {
  const gone = await testDatabase();
  const limits = createLimits(gone.database, 50);
  await gone.close();
  limits.count('change somebody', 2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  limits.count('change somebody', 2);
  expect(refusedBy(() => limits.count('change somebody', 2))).toBe('too-many-requests');
  await limits.close();
});
