import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import type { Queries } from './database.ts';
import { revisionOf } from './revisions.ts';
import { statement } from './statement.ts';
import { uuidv7 } from './uuid.ts';

let t: TestRunner;
beforeAll(async () => {
  t = await testRunner({ poolSize: 8, lockTimeout: 500 });
});
afterAll(() => t.close());

const read = statement<{ number: string }>(
  `select ${revisionOf('$1::uuid', ['kernel.persons', 'official_travel.*'])} as number`,
);
const revision = (officeId = t.officeId) =>
  t.database.read(officeId, async (queries) => Number((await read(queries, officeId))[0]!.number));
const addPerson = (queries: Queries, officeId = t.officeId) =>
  sql`insert into kernel.persons (office_id, id, name, created_at) values (${officeId}::uuid, ${uuidv7()}::uuid, '王敏', now())`.execute(
    queries,
  );
const held = () => {
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { release, until };
};

it('a change is counted with its commit, not before, and not at all if it is undone', async () => {
  const before = await revision();
  await t.database.transaction(t.officeId, async (queries) => {
    await addPerson(queries);
    expect(await revision()).toBe(before);
  });
  const after = await revision();
  expect(after).toBeGreaterThan(before);
  await expect(
    t.database.transaction(t.officeId, async (queries) => {
      await addPerson(queries);
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await revision()).toBe(after);
});

it('writers at the same time do not wait for one another, and each of their commits is another number', async () => {
  const before = await revision();
  const [first, second] = [held(), held()];
  const wrote = [held(), held()];
  const work = (nth: 0 | 1, until: Promise<void>) =>
    t.database.transaction(t.officeId, async (queries) => {
      await addPerson(queries);
      wrote[nth]!.release();
      await until;
    });
  const one = work(0, first.until);
  await wrote[0]!.until;
  const other = work(1, second.until);
  await wrote[1]!.until;
  second.release();
  await other;
  const between = await revision();
  first.release();
  await one;
  expect(between).toBeGreaterThan(before);
  expect(await revision()).toBeGreaterThan(between);
});

it('what another office changes counts there', async () => {
  const elsewhere = await t.office('elsewhere');
  const [here, there] = [await revision(), await revision(elsewhere)];
  await t.database.transaction(elsewhere, (queries) => addPerson(queries, elsewhere));
  expect(await revision()).toBe(here);
  expect(await revision(elsewhere)).toBeGreaterThan(there);
});
