import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DB } from '#kernel/database/tables.gen.ts';
import { wireTypes } from '#kernel/database/wire-types.ts';
import { type TestRunner, testRunner } from '../commands/testing.ts';
import { createLinker } from './link.ts';
import { verifyAudit } from './verify.ts';
import { recordAudit } from './write.ts';

const length = 120;
let t: TestRunner;
/** The tables' owner, who can switch triggers off and then undo everything by a rollback. */
let owner: Kysely<DB>;

beforeAll(async () => {
  t = await testRunner();
  owner = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: t.url, max: 1, types: wireTypes }) }),
  });
  const actor = t.actor();
  const entries = Array.from({ length }, (_, n) => ({
    event: 'trial.written',
    object: `note:${n}`,
    result: 'done' as const,
    details: { n },
  }));
  await recordAudit(t.database, t.clock, t.officeId, actor, ...entries);
  const linker = createLinker(t.database);
  for (let linked = 0; linked < length; linked += await linker.link(t.officeId))
    await new Promise((r) => setTimeout(r, 20));
});
afterAll(async () => {
  await owner.destroy();
  await t.close();
});

class Undo extends Error {}

/** Tampers, verifies, and undoes. */
async function firstBreakAfter(tamper: (queries: Kysely<DB>) => Promise<unknown>): Promise<number | null> {
  let found: number | null | undefined;
  await owner
    .transaction()
    .execute(async (queries) => {
      await sql`alter table kernel.audit_entries disable trigger user`.execute(queries);
      await sql`alter table kernel.audit_links disable trigger user`.execute(queries);
      await tamper(queries);
      found = (await verifyAudit(queries, t.officeId)).firstBreak?.sequence ?? null;
      throw new Undo();
    })
    .catch((cause: unknown) => {
      if (!(cause instanceof Undo)) throw cause;
    });
  if (found === undefined) throw new Error('was not verified');
  return found;
}

const columns = [
  `at_real = at_real + interval '1 microsecond'`,
  `at_business = at_business - interval '1 second'`,
  'subject = gen_random_uuid()',
  'on_behalf = gen_random_uuid()',
  `post = coalesce(post, '') || 'x'`,
  'session_digest = null',
  `address = '10.0.0.1'`,
  `event = event || ' '`,
  `object = 'note:x'`,
  `result = 'refused'`,
  `reason = ''`,
  `request_id = 'r'`,
  'details = null',
  `details = '{"n": 1.0}'`,
];

it('an untouched trail has no break', async () => {
  expect(await firstBreakAfter(async () => {})).toBeNull();
});

it.each(columns)('%s is found wherever it is done (AU-05)', async (change) => {
  for (const at of [1, 2, 60, length - 1, length]) {
    const found = await firstBreakAfter((queries) =>
      sql`update kernel.audit_entries set ${sql.raw(change)} where office_id = ${t.officeId} and id =
        (select entry_id from kernel.audit_links where office_id = ${t.officeId} and sequence = ${at})`.execute(
        queries,
      ),
    );
    expect(`${at}: ${found}`).toBe(`${at}: ${at}`);
  }
});

it('a stretch deleted, from any place but the end, is found at its first link', async () => {
  for (let from = 1; from < length; from += 7) {
    const found = await firstBreakAfter((queries) =>
      sql`delete from kernel.audit_links where office_id = ${t.officeId}
        and sequence between ${from} and ${Math.min(from + 4, length - 1)}`.execute(queries),
    );
    expect(found).toBe(from);
  }
});

it('two links exchanged are found at the first of them', async () => {
  for (let from = 1; from < length - 20; from += 9) {
    const to = from + 20;
    const found = await firstBreakAfter(async (queries) => {
      const move = (a: number, b: number) =>
        sql`update kernel.audit_links set sequence = ${b} where office_id = ${t.officeId} and sequence = ${a}`.execute(
          queries,
        );
      await move(from, 10_000);
      await move(to, from);
      await move(10_000, to);
    });
    expect(found).toBe(from);
  }
});
