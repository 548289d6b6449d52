import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase({ poolSize: 1 });
});
afterAll(() => t.close());

const kept = async (officeId: string) =>
  (
    await t.database.read(officeId, (queries) =>
      sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(queries),
    )
  ).rows.map(({ statement }) => statement);

test('what is asked again and again is kept by the server, and still answers each office for itself', async () => {
  const other = await t.office('nantong');
  const codes = async (officeId: string) =>
    (
      await t.database.read(officeId, (queries) =>
        sql<{ code: string }>`select code from kernel.offices where code <> ${'nobody'}`.execute(queries),
      )
    ).rows.map(({ code }) => code);
  for (let time = 0; time < 12; time += 1) {
    expect(await codes(t.officeId)).toEqual(['suqian']);
    expect(await codes(other)).toEqual(['nantong']);
  }
  expect(await kept(t.officeId)).toContain('select code from kernel.offices where code <> $1');
});

test('a statement that fails goes on failing, and the connection goes on working', async () => {
  for (let time = 0; time < 8; time += 1) {
    await expect(
      t.database.read(t.officeId, (queries) => sql`select 1 / ${0}::int as broken`.execute(queries)),
    ).rejects.toThrow('division by zero');
  }
  const { rows } = await t.database.read(t.officeId, (queries) => sql`select 1 as one`.execute(queries));
  expect(rows).toEqual([{ one: 1 }]);
});

test('of statements without end the server keeps so many and no more', async () => {
  for (let text = 0; text < 80; text += 1) {
    const columns = sql.join(Array.from({ length: text + 1 }, () => sql`1`));
    for (let time = 0; time < 5; time += 1) {
      await t.database.read(t.officeId, (queries) => sql`select ${columns}`.execute(queries));
    }
  }
  expect((await kept(t.officeId)).length).toBe(60);
});
