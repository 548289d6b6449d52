import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { notReady } from '#kernel/http/health.ts';
import { checkAudit, checkCases } from '#kernel/operations/nightly.ts';
import { beat, findingsFor, watchOperations } from '#kernel/operations/watch.ts';
import type { TestPerson } from '../../src/apps/server/testing.ts';
import { plenty, type StandingProgram, standingProgram } from './state-of-program.ts';

vi.setConfig({ testTimeout: 60_000 });

let program: StandingProgram;
let administrator: TestPerson;
let officer: TestPerson;
beforeAll(async () => {
  program = await standingProgram();
  administrator = await program.t.person({ roles: ['system-administrator'], subtree: true });
  officer = await program.t.person({ roles: ['reviewer'] });
});
afterAll(() => program.close());

const gigabyte = 1024 ** 3;
const nearlyFull = { free: gigabyte / 2, total: 100 * gigabyte };

const age = (event: string, hours: number) =>
  program.t.asOwner(
    `alter table kernel.audit_entries disable trigger user;
     update kernel.audit_entries set at_real = clock_timestamp() - interval '${hours} hours' where event like '${event}';
     alter table kernel.audit_entries enable trigger user`,
  );

describe('OP-05 each cause makes /readyz fail and recover', () => {
  const causes: Record<string, { readonly begin: () => Promise<unknown>; readonly end: () => Promise<unknown> }> = {
    'database-write': {
      begin: () =>
        program.t.asOwner('alter table kernel.pulse add constraint stopped check (beaten_at is null) not valid'),
      end: () => program.t.asOwner('alter table kernel.pulse drop constraint stopped'),
    },
    schema: {
      begin: () => program.t.asOwner(`insert into kernel.migrations values ('kernel', '9999-later.sql', 'x')`),
      end: () => program.t.asOwner(`delete from kernel.migrations where file = '9999-later.sql'`),
    },
    disk: { begin: () => program.room(nearlyFull), end: () => program.room(plenty) },
    'audit-chain': {
      begin: () =>
        program.t.asOwner(
          `insert into kernel.alarms (office_id, id, kind, raised_at, details) values ($1, gen_random_uuid(), 'audit-broken', now(), '{}')`,
          [program.t.officeId],
        ),
      // The next comparison finds the chain whole, and ends the alarm itself.
      end: () => checkAudit(program.kernel, program.t.officeId, [], program.dataFolder),
    },
    backup: { begin: () => age('%', 27), end: () => age('%', 1) },
  };

  test.each(Object.keys(causes))('%s', async (name) => {
    const { begin, end } = causes[name]!;
    expect(await program.ready()).toEqual({ status: 200, body: '{"status":"ready"}' });
    await begin();
    try {
      expect(await notReady(program.kernel.readiness)).toEqual([name]);
      // A stranger is told no more than that.
      expect(await program.ready()).toEqual({ status: 503, body: '{"status":"not ready"}' });
      expect((await program.t.ask('GET', '/healthz', { on: program.app })).statusCode).toBe(200);
    } finally {
      await end();
    }
    expect(await program.ready()).toEqual({ status: 200, body: '{"status":"ready"}' });
  });

  test('the state is for the administrators of system and audit; others and strangers are refused', async () => {
    const ask = (as?: TestPerson) =>
      program.t.ask('GET', '/api/operations/state', { on: program.app, ...(as ? { as } : {}) });
    const auditor = await program.t.person({ roles: ['audit-administrator'] });
    const security = await program.t.person({ roles: ['security-administrator'] });
    expect((await ask(administrator)).statusCode).toBe(200);
    expect((await ask(auditor)).statusCode).toBe(200);
    expect([(await ask(officer)).statusCode, (await ask(security)).statusCode]).toEqual([403, 403]);
    expect((await ask()).statusCode).toBe(401);
  });
});

describe('DU-06 a disk that fills up', () => {
  const change = () =>
    program.t.ask('POST', '/api/parties/persons', { as: officer, on: program.app, body: { name: '王五' } });

  test('nothing new is taken and the words say why; reading goes on; with room it goes on without help', async () => {
    expect((await change()).statusCode).toBe(200);
    await program.room(nearlyFull);
    const refused = await change();
    expect([refused.statusCode, refused.json().type, refused.headers['retry-after']]).toEqual([
      507,
      'urn:honglu:problem:disk-full',
      '60',
    ]);
    const read = await program.t.ask('GET', `/api/parties/persons?name=${encodeURIComponent('王五')}`, {
      as: officer,
      on: program.app,
    });
    expect(read.statusCode).toBe(200);
    expect(read.json().persons).toHaveLength(1);
    // Signing out and in must still be possible.
    expect((await program.t.ask('POST', '/api/identity/sign-in', { on: program.app, body: {} })).statusCode).not.toBe(
      507,
    );
    await program.room(plenty);
    expect((await change()).statusCode).toBe(200);
  });

  test('a disk that is low refuses nothing, but is told', async () => {
    await program.room({ free: 9 * gigabyte, total: 100 * gigabyte });
    expect((await change()).statusCode).toBe(200);
    await watchOperations(program.kernel.operations);
    const { alarms, disk } = (
      await program.t.ask('GET', '/api/operations/state', { as: administrator, on: program.app })
    ).json();
    expect(disk.level).toBe('low');
    expect(alarms).toMatchObject([{ kind: 'disk-low' }]);
    await program.room(plenty);
    await watchOperations(program.kernel.operations);
  });
});

describe('alarms', () => {
  /** Of backups and comparisons; entries that were made old are outside the chain for a moment, which is an alarm of its own. */
  const standing = async () =>
    (
      await program.t.asOwner(
        `select kind from kernel.alarms where ended_at is null and kind <> 'audit-unlinked' order by kind`,
      )
    ).map(({ kind }) => kind);
  const messages = () =>
    program.t.asOwner(
      `select body ->> 'kind' as kind from kernel.outbox where topic = 'operations.alarm' order by position`,
    );

  test('OP-01 a backup older than 26 hours is told once, and the alarm ends with the next backup', async () => {
    const before = (await messages()).length;
    await age('%', 27);
    await watchOperations(program.kernel.operations);
    await watchOperations(program.kernel.operations);
    expect((await messages()).slice(before)).toContainEqual({ kind: 'backup-old' });
    expect((await messages()).filter(({ kind }) => kind === 'backup-old')).toHaveLength(1);
    await age('%', 1);
    await watchOperations(program.kernel.operations);
    expect(await standing()).toEqual([]);
  });

  test('OP-02 no restore drill for 35 days is an alarm, for 34 it is none', async () => {
    await age('%', 34 * 24);
    await program.t.asOwner(
      `insert into kernel.audit_entries (office_id, id, at_business, event, object, result)
       values ($1, $2, now(), 'backup.made', 'backup:x', 'done')`,
      [program.t.officeId, (await program.t.asOwner('select kernel.id_at(clock_timestamp()) as id'))[0]!.id],
    );
    await watchOperations(program.kernel.operations);
    expect(await standing()).toEqual([]);
    await age('%', 36 * 24);
    await watchOperations(program.kernel.operations);
    expect(await standing()).toEqual(['backup-old', 'drill-old']);
    await age('%', 1);
    await watchOperations(program.kernel.operations);
  });

  test('CC-09 a nightly comparison without a difference says so and raises nothing', async () => {
    await checkCases(program.kernel, program.t.officeId);
    const { checks } = (
      await program.t.ask('GET', '/api/operations/state', { as: administrator, on: program.app })
    ).json();
    expect(checks).toContainEqual(expect.objectContaining({ kind: 'cases', found: 0 }));
    expect(await standing()).toEqual([]);
  });
});

test('DU-02 the state page says in one sentence what the database promises, from its settings', async () => {
  const { database, version } = (
    await program.t.ask('GET', '/api/operations/state', { as: administrator, on: program.app })
  ).json();
  // The server of the test run writes without waiting for the disk, and must not promise otherwise.
  const [{ fsync }] = (await program.t.asOwner('show fsync')) as [{ fsync: string }];
  expect(database.durable).toBe(fsync === 'on');
  expect(database.promise.zh.startsWith(fsync === 'on' ? '凡已提示完成的操作均已写入磁盘' : '试运行')).toBe(true);
  expect(database.version).toMatch(/^\d+\.\d+$/);
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
});

describe('AU-07 a trail that takes no entries', () => {
  test('changes stop and reading goes on; what was read meanwhile is on record once there is room', async () => {
    const { t, app, kernel } = program;
    await t.asOwner(
      `create function kernel.no_room() returns trigger language plpgsql as $$ begin raise exception 'no room' using errcode = '53100'; end $$;
       create trigger no_room before insert on kernel.audit_entries for each row execute function kernel.no_room()`,
    );
    const search = `/api/parties/persons?name=${encodeURIComponent('王五')}`;
    const readings = async () =>
      (
        await t.asOwner(
          `select e.result, s.person_id from kernel.audit_entries e join kernel.audit_subjects s using (office_id, subject)
           where e.event = 'parties.persons-read' and s.person_id = $1`,
          [officer.personId],
        )
      ).length;
    const before = await readings();
    const persons = async () => (await t.asOwner('select count(*)::int as count from kernel.persons'))[0]!.count;
    const there = await persons();
    try {
      const refused = await t.ask('POST', '/api/parties/persons', { as: officer, on: app, body: { name: '赵六' } });
      expect([refused.statusCode, refused.json().type]).toEqual([507, 'urn:honglu:problem:storage-full']);
      expect(refused.json().text.zh).toContain('没有保存');
      const read = await t.ask('GET', search, { as: officer, on: app });
      expect(read.statusCode).toBe(200);
      expect((await t.ask('GET', search, { as: officer, on: app })).statusCode).toBe(200);
      expect([await persons(), await readings()]).toEqual([there, before]);
    } finally {
      await t.asOwner('drop trigger no_room on kernel.audit_entries; drop function kernel.no_room()');
    }
    await expect.poll(readings, { timeout: 15_000 }).toBe(before + 2);
    // Brought once, however often it is tried.
    expect(await kernel.aside.bring(kernel.database)).toBe(0);
    expect(await readings()).toBe(before + 2);
    const change = await t.ask('POST', '/api/parties/persons', { as: officer, on: app, body: { name: '赵六' } });
    expect(change.statusCode).toBe(200);
  });

  test('at 80 % of its space there is an alarm, below it there is none', async () => {
    const { operations } = program.kernel;
    const [{ bytes }] = (await program.t.asOwner('select kernel.audit_bytes()::int as bytes')) as [{ bytes: number }];
    const raised = async (auditSpace: number) =>
      (await findingsFor({ ...operations, auditSpace }, { officeId: program.t.officeId, demonstration: false })).find(
        ({ kind }) => kind === 'audit-space',
      )?.holds;
    expect([await raised(bytes * 1.3), await raised(bytes * 1.2)]).toEqual([false, true]);
  });
});

test('AU-02 a clock that steps by an hour is one entry in the trail', async () => {
  const { t, kernel } = program;
  const steps = async () =>
    await t.asOwner(`select details from kernel.audit_entries where event = 'operations.clock-stepped'`);
  const before = (await steps()).length;
  await beat(kernel.operations);
  const real = Date.now;
  const stepped = vi.spyOn(Date, 'now').mockImplementation(() => real() + 3_600_000);
  await beat(kernel.operations).finally(() => stepped.mockRestore());
  const found = (await steps()).slice(before).map(({ details }) => details);
  expect(found.filter((one) => (one as { against: string }).against === 'wall')).toEqual([
    { against: 'wall', seconds: 3600 },
  ]);
});
