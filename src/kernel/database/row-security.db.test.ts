import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing.ts';

let here: TestDatabase;
let otherOffice: string;

beforeAll(async () => {
  here = await testDatabase();
  otherOffice = await here.office('lianyungang');
});
afterAll(() => here.close());

test('raw SQL in one office sees that office and no other (AZ-07)', async () => {
  const rows = await here.database.read(here.officeId, (queries) =>
    sql<{ office_id: string }>`select office_id from kernel.offices`.execute(queries),
  );
  expect(rows.rows).toEqual([{ office_id: here.officeId }]);
});

test('raw SQL cannot change, delete or write a row of another office', async () => {
  await here.database.transaction(here.officeId, async (queries) => {
    const changed =
      await sql`update kernel.offices set name_en = 'taken over' where office_id = ${otherOffice}`.execute(queries);
    expect(changed.numAffectedRows).toBe(0n);
    const deleted = await sql`delete from kernel.offices where office_id = ${otherOffice}`.execute(queries);
    expect(deleted.numAffectedRows).toBe(0n);
  });
  const refused = here.database.transaction(here.officeId, (queries) =>
    sql`insert into kernel.offices (office_id, code, name_zh, name_en, created_at)
        values (gen_random_uuid(), 'foreign', '外', 'foreign', '2020-01-01T00:00:00Z')`.execute(queries),
  );
  await expect(refused).rejects.toThrow(/row-level security/);
});

test('a row cannot be moved into another office', async () => {
  const moved = here.database.transaction(here.officeId, (queries) =>
    sql`update kernel.offices set office_id = gen_random_uuid() where office_id = ${here.officeId}`.execute(queries),
  );
  await expect(moved).rejects.toThrow(/row-level security/);
});

test('with no office set no row is seen, except through the named function', async () => {
  const rows = await sql`select * from kernel.offices`.execute(here.database.unscoped);
  expect(rows.rows).toEqual([]);
  const all = await sql<{ code: string }>`select code from kernel.all_offices()`.execute(here.database.unscoped);
  expect(all.rows.map((row) => row.code).sort()).toEqual(['lianyungang', 'suqian']);
});

test('offices that work at the same time over few connections never see each other', async () => {
  const offices = [here.officeId, otherOffice];
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const office = offices[index % 2] ?? '';
      const read = () =>
        here.database.read(office, (queries) => queries.selectFrom('kernel.offices').select('office_id').execute());
      // Every third goes through a transaction that is undone: a rollback must not bring the last office back.
      if (index % 3 !== 0) return { office, rows: await read() };
      const undone = await here.database
        .transaction(office, async (queries) => {
          const rows = await queries.selectFrom('kernel.offices').select('office_id').execute();
          throw Object.assign(new Error('undone on purpose'), { rows });
        })
        .catch((error: { rows: { office_id: string }[] }) => error.rows);
      return { office, rows: undone };
    }),
  );
  for (const { office, rows } of answers) expect(rows).toEqual([{ office_id: office }]);
});

test('something that is no office id is refused before it reaches the server', async () => {
  await expect(here.database.read("'; drop table x", async () => 1)).rejects.toThrow(TypeError);
});

describe('the application role (OP-08)', () => {
  test('cannot make a table of any kind, nor a schema', async () => {
    const { unscoped } = here.database;
    await expect(sql`create table kernel.own (id int)`.execute(unscoped)).rejects.toThrow(/permission denied/);
    await expect(sql`create table public.own (id int)`.execute(unscoped)).rejects.toThrow(/permission denied/);
    await expect(sql`create temporary table own (id int)`.execute(unscoped)).rejects.toThrow(/permission denied/);
    await expect(sql`create schema own`.execute(unscoped)).rejects.toThrow(/permission denied/);
  });

  test('cannot switch row security off', async () => {
    await expect(
      sql`alter table kernel.offices no force row level security`.execute(here.database.unscoped),
    ).rejects.toThrow(/must be owner/);
    const off = here.database.unscoped.connection().execute(async (connection) => {
      try {
        await sql`set row_security = off`.execute(connection);
        return await sql`select * from kernel.offices`.execute(connection);
      } finally {
        await sql`reset row_security`.execute(connection);
      }
    });
    await expect(off).rejects.toThrow(/row-level security/);
  });

  test('stays the application role after a reset', async () => {
    const rows = await here.database.unscoped.connection().execute(async (connection) => {
      await sql`reset role`.execute(connection);
      return sql<{ name: string }>`select current_user as name`.execute(connection);
    });
    expect(rows.rows).toEqual([{ name: 'honglu_app' }]);
  });

  test('owns nothing', async () => {
    const owned = await here.asOwner(
      "select relname from pg_class where relowner = 'honglu_app'::regrole union all select nspname from pg_namespace where nspowner = 'honglu_app'::regrole",
    );
    expect(owned).toEqual([]);
  });

  test('may add to an append-only table but not change or delete', async () => {
    await here.asOwner(
      `create table kernel.trial_register (office_id uuid not null, id int not null, primary key (office_id, id))`,
    );
    await here.asOwner(`select kernel.protect_append_only('kernel.trial_register')`);
    await here.database.transaction(here.officeId, async (queries) => {
      await sql`insert into kernel.trial_register values (${here.officeId}, 1)`.execute(queries);
    });
    const change = (statement: ReturnType<typeof sql>) =>
      here.database.transaction(here.officeId, (queries) => statement.execute(queries));
    await expect(change(sql`update kernel.trial_register set id = 2`)).rejects.toThrow(/permission denied/);
    await expect(change(sql`delete from kernel.trial_register`)).rejects.toThrow(/permission denied/);
    await expect(change(sql`truncate kernel.trial_register`)).rejects.toThrow(/permission denied/);
    const rows = await here.database.read(here.officeId, (queries) =>
      sql`select id from kernel.trial_register`.execute(queries),
    );
    expect(rows.rows).toEqual([{ id: 1 }]);
    await here.asOwner('drop table kernel.trial_register');
  });
});

describe('every table', () => {
  const tables = (condition: string) =>
    here.asOwner(`
      select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
        exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = array['honglu_app'::regrole::oid]
                and pg_get_expr(p.polqual, c.oid) like '%office_id = kernel.current_office()%'
                and pg_get_expr(p.polwithcheck, c.oid) like '%office_id = kernel.current_office()%') as by_office,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where i.indrelid = c.oid and i.indisprimary) as leads,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polroles && array['honglu_app'::regrole::oid, 0::oid])
          as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'jobs')
        and ${condition}
      order by 1`);
  const withinReach = `has_table_privilege('honglu_app', c.oid, 'select, insert, update, delete, truncate')`;

  test('that the application role can reach has an office, leads its key with it, and row security is forced (AZ-07)', async () => {
    const reachable = await tables(withinReach);
    expect(reachable.map((table) => table.name)).toContain('kernel.offices');
    expect(
      reachable.filter(
        (table) => !(table.forced && table.by_office && table.leads === 'office_id' && table.policies === 1),
      ),
    ).toMatchObject([{ name: 'kernel.migrations' }]);
  });

  test('that knows no office is out of reach, except that the list of migrations may be read', async () => {
    const open = await tables(`not c.relrowsecurity and ${withinReach}`);
    expect(open).toMatchObject([{ name: 'kernel.migrations' }]);
    await expect(sql`delete from kernel.migrations`.execute(here.database.unscoped)).rejects.toThrow(
      /permission denied/,
    );
  });

  test('whose key does not begin with the office cannot be protected, nor one without an office', async () => {
    await here.asOwner('create table kernel.trial (id uuid primary key, office_id uuid not null)');
    await expect(here.asOwner(`select kernel.protect('kernel.trial')`)).rejects.toThrow(
      /does not begin with office_id/,
    );
    await here.asOwner('drop table kernel.trial; create table kernel.trial (id uuid primary key)');
    await expect(here.asOwner(`select kernel.protect('kernel.trial')`)).rejects.toThrow(/no column office_id/);
    await here.asOwner('drop table kernel.trial');
  });
});

test('functions that see all offices name their search path', async () => {
  const loose = await here.asOwner(`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'jobs')
      and not exists (select from unnest(coalesce(p.proconfig, '{}')) setting where setting like 'search_path=%')`);
  expect(loose).toEqual([]);
});
