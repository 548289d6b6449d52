import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { durabilityPromise } from './durability.ts';
import { DatabaseUnavailable } from './errors.ts';
import { openDatabase } from './open.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let here: TestDatabase;

beforeAll(async () => {
  here = await testDatabase();
  await here.asOwner(`
    create table kernel.trial_balance (office_id uuid not null, id int not null, amount numeric not null, primary key (office_id, id));
    select kernel.protect('kernel.trial_balance');`);
  await here.database.transaction(here.officeId, (queries) =>
    sql`insert into kernel.trial_balance values (${here.officeId}, 1, 0), (${here.officeId}, 2, 0)`.execute(queries),
  );
});
afterAll(() => here.close());

const one = async <T>(statement: ReturnType<typeof sql<T>>): Promise<T | undefined> =>
  (await statement.execute(here.database.unscoped)).rows[0];

describe('values', () => {
  test('a day comes back as the day, whatever the machine thinks of time zones', async () => {
    expect(await one(sql`select date '2020-02-29' as day, array[date '2020-01-01', null] as days`)).toEqual({
      day: '2020-02-29',
      days: ['2020-01-01', null],
    });
  });

  test('money keeps every digit', async () => {
    expect(await one(sql`select 12345678901234567890.10::numeric as amount`)).toEqual({
      amount: '12345678901234567890.10',
    });
  });

  test('a whole number is a number; one that a number cannot hold exactly is refused', async () => {
    expect(await one(sql`select 9007199254740991::int8 as count, array[1, null]::int8[] as list`)).toEqual({
      count: 9007199254740991,
      list: [1, null],
    });
    await expect(one(sql`select 9007199254740993::int8 as count`)).rejects.toThrow(RangeError);
  });

  test('an instant is an instant, and its day is the day in Beijing', async () => {
    const instant = new Date('2020-06-30T16:30:00Z');
    expect(await one(sql`select ${instant}::timestamptz as at, ${instant}::timestamptz::date as day`)).toEqual({
      at: instant,
      day: '2020-07-01',
    });
  });
});

describe('limits', () => {
  test('hold on every connection', async () => {
    const settings = await one(
      sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
            current_setting('idle_in_transaction_session_timeout') as idle, current_user::text as role`,
    );
    expect(settings).toEqual({ statement: '15s', lock: '5s', idle: '30s', role: 'honglu_app' });
  });

  test('a statement that runs too long is ended, and the connection serves on (DU-08)', async () => {
    const short = await openDatabase({ url: here.url, statementTimeout: 100, poolSize: 1 });
    await expect(
      short.read(here.officeId, (queries) => sql`select pg_sleep(5)`.execute(queries)),
    ).rejects.toMatchObject({
      code: '57014',
    });
    expect((await sql<{ one: number }>`select 1 as one`.execute(short.unscoped)).rows).toEqual([{ one: 1 }]);
    await short.close();
  });

  test('when too many wait for a connection, one more is told at once (DU-08)', async () => {
    const narrow = await openDatabase({ url: here.url, poolSize: 1, queueLimit: 2 });
    const sleep = () => narrow.read(here.officeId, (queries) => sql`select pg_sleep(0.2)`.execute(queries));
    const waiting = [sleep(), sleep(), sleep()];
    await expect(sleep()).rejects.toMatchObject({ name: 'DatabaseUnavailable', reason: 'busy' });
    await Promise.all(waiting);
    await narrow.close();
  });
});

describe('a transaction', () => {
  test('that fails leaves nothing', async () => {
    const failed = here.database.transaction(here.officeId, async (queries) => {
      await sql`insert into kernel.trial_balance values (${here.officeId}, 9, 1)`.execute(queries);
      throw new Error('second thoughts');
    });
    await expect(failed).rejects.toThrow('second thoughts');
    const rows = await here.database.read(here.officeId, (queries) =>
      sql`select from kernel.trial_balance where id = 9`.execute(queries),
    );
    expect(rows.rows).toHaveLength(0);
  });

  test('that deadlocks with another is run again from the start, and both are done (CC-04)', async () => {
    let attempts = 0;
    let arrived = 0;
    let meet: () => void = () => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const crossing = (first: number, second: number) =>
      here.database.transaction(here.officeId, async (queries) => {
        attempts += 1;
        await sql`update kernel.trial_balance set amount = amount + 1 where id = ${first}`.execute(queries);
        arrived += 1;
        if (arrived === 2) meet();
        await bothHoldOne;
        await sql`update kernel.trial_balance set amount = amount + 1 where id = ${second}`.execute(queries);
      });
    await Promise.all([crossing(1, 2), crossing(2, 1)]);
    expect(attempts).toBe(3);
    const { rows } = await here.database.read(here.officeId, (queries) =>
      sql`select amount from kernel.trial_balance where id in (1, 2)`.execute(queries),
    );
    expect(rows).toEqual([{ amount: '2' }, { amount: '2' }]);
  });

  test('that cannot be serialized is tried four times in all and then fails (CC-04)', async () => {
    let attempts = 0;
    const hopeless = here.database.transaction(here.officeId, async (queries) => {
      attempts += 1;
      await sql`do $$ begin raise exception 'clash' using errcode = '40001'; end $$`.execute(queries);
    });
    await expect(hopeless).rejects.toMatchObject({ code: '40001' });
    expect(attempts).toBe(4);
  });

  test('that breaks a constraint is not run again', async () => {
    let attempts = 0;
    const twice = here.database.transaction(here.officeId, async (queries) => {
      attempts += 1;
      await sql`insert into kernel.trial_balance values (${here.officeId}, 1, 0)`.execute(queries);
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    expect(attempts).toBe(1);
  });
});

test('a connection that the server ends is a typed error, and the next statement works again', async () => {
  const victim = await openDatabase({ url: here.url, poolSize: 1, applicationName: 'victim' });
  const broken = victim.transaction(here.officeId, async (queries) => {
    await sql`select 1`.execute(queries);
    await here.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'`);
    await sql`select 2`.execute(queries);
  });
  await expect(broken).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect((await sql<{ one: number }>`select 1 as one`.execute(victim.unscoped)).rows).toEqual([{ one: 1 }]);
  await victim.close();
});

test('opening where no server listens says so', async () => {
  await expect(openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', connectTimeout: 500 })).rejects.toMatchObject({
    name: 'DatabaseUnavailable',
    reason: 'unreachable',
  });
});

test('an address that would swallow the application role is refused, because row security would not hold', async () => {
  const address = new URL(here.url);
  address.searchParams.set('options', '-c statement_timeout=0');
  await expect(openDatabase({ url: address.href })).rejects.toThrow(/not as honglu_app/);
});

test('what the server promises about a commit is read at opening (DU-01)', async () => {
  const [settings] = await here.asOwner(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit`,
  );
  expect(here.database.durability.settings).toEqual(settings);
  expect(here.database.durability.durable).toBe(Object.values(settings ?? {}).every((value) => value === 'on'));
  expect(durabilityPromise(here.database.durability).zh).toContain(
    here.database.durability.durable ? '都不会丢失' : '试运行',
  );
  expect(here.database.durability.serverVersion).toBeGreaterThanOrEqual(150_000);
});
