import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { migrate, readMigrations } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { notReady } from '../http/health.ts';
import { Jobs } from '../jobs/jobs.ts';
import { byMasterKey } from './backup-key.ts';
import { makeBackup } from './make.ts';
import { openBackup } from './read-back.ts';
import { backupIsFresh } from './record.ts';
import { restoreBackup } from './restore.ts';
import { backUp, backupJob, copyBackup, drill, removeOld, scheduleBackups } from './schedule.ts';
import { emptyDatabase, type LivingOffice, livingOffice, sources } from './testing.ts';

// Databases are made, filled and flushed to the disk.
vi.setConfig({ testTimeout: 120_000 });

let office: LivingOffice;
beforeAll(async () => {
  office = await livingOffice();
  await office.addPerson('张三');
});
afterAll(() => office.close());

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a backup made while people work', () => {
  it('holds every command that was acknowledged before it began, and whole commands only (OP-01)', async () => {
    let stop = false;
    const acknowledged: string[] = [];
    const worker = async (name: string) => {
      for (let n = 0; !stop; n += 1) {
        acknowledged.push(await office.addPerson(`${name}${n}`));
        if (n % 10 === 0) await office.keepFile(`姓名,事由\n${name}${n},访问\n`);
      }
    };
    const workers = [worker('甲'), worker('乙'), worker('丙')];
    await pause(1500);
    const before = [...acknowledged];
    const made = await makeBackup({ ...office.backupOptions(), to: await office.scratch() });
    stop = true;
    await Promise.all(workers);
    expect(before.length).toBeGreaterThan(20);
    expect(acknowledged.length).toBeGreaterThan(before.length);
    expect(made.missing).toEqual([]);
    const target = await emptyDatabase();
    try {
      const restored = await restoreBackup({
        backup: await openBackup(made.folder, byMasterKey(office.master)),
        master: office.master,
        masterKeyFile: office.masterKeyFile,
        into: join(await office.scratch(), 'new'),
        databaseUrl: target.url,
        sources,
        anchorStores: [],
        clock: office.clock,
      });
      expect(restored.damaged).toEqual([]);
      const client = new Client({ connectionString: target.url });
      await client.connect();
      const persons = new Set((await client.query('select id from kernel.persons')).rows.map((row) => row.id));
      expect(before.filter((id) => !persons.has(id))).toEqual([]);
      // Of each command person, key of the person, entry and stored answer are all there, or none is.
      const { rows } = await client.query(`select
        (select count(*) from kernel.persons) as persons,
        (select count(*) from kernel.person_keys) as keys,
        (select count(*) from kernel.audit_entries where event = 'parties.person-added') as entries,
        (select count(*) from kernel.command_keys where command = 'parties.add-person' and answer is not null) as answers`);
      await client.end();
      expect(new Set(Object.values(rows[0])).size).toBe(1);
    } finally {
      await target.drop();
    }
  });

  it('waits for a migration under way, so that no rewritten table looks empty', async () => {
    const blocker = office.asOwner(
      `begin; alter table kernel.persons add column trial text not null default 'x'; select pg_sleep(1.5); commit`,
    );
    await pause(300);
    const made = await makeBackup({ ...office.backupOptions(), to: await office.scratch() });
    await blocker;
    const { manifest } = await openBackup(made.folder, byMasterKey(office.master));
    const persons = manifest.tables.find((table) => table.name === 'kernel.persons')!;
    const [count] = await office.asOwner('select count(*)::int as count from kernel.persons');
    await office.asOwner('alter table kernel.persons drop column trial');
    expect(persons.rows).toBe(count!.count);
    expect(persons.columns).toContain('trial');
  });
});

describe('stored contents', () => {
  it('that are missing are reported as damage; those whose row went in the meantime are not', async () => {
    const kept = await office.keepFile('姓名,事由\n李四,访问首尔\n');
    await rm(join(office.dataFolder, 'files', office.officeId, kept.digest.slice(0, 2), kept.digest));
    const made = await makeBackup({ ...office.backupOptions(), to: await office.scratch() });
    expect(made.missing).toEqual([{ office: office.officeId, digest: kept.digest, damage: true }]);
    await office.asOwner('delete from kernel.files where id = $1', [kept.id]);
    const after = await makeBackup({ ...office.backupOptions(), to: await office.scratch() });
    expect(after.missing).toEqual([]);
  });
});

describe('waiting jobs', () => {
  it('are in the backup and wait again after the restore', async () => {
    const define = (database: LivingOffice['database'], url: string, done: string[]) => {
      const jobs = new Jobs({ database, ownerUrl: url, clock: office.clock, pollMilliseconds: 50 });
      jobs.define('trial.send', {
        data: z.strictObject({ letter: z.string() }),
        handler: async (job) => void done.push(job.data.letter),
        failed: async () => {},
      });
      return jobs;
    };
    const before = define(office.database, office.url, []);
    await before.start({ work: false });
    await office.database.transaction(office.officeId, (queries) =>
      before.enqueue(queries, 'trial.send', { letter: '函1' }),
    );
    await before.stop();
    const made = await makeBackup({ ...office.backupOptions(), to: await office.scratch() });
    const target = await emptyDatabase();
    try {
      await restoreBackup({
        backup: await openBackup(made.folder, byMasterKey(office.master)),
        master: office.master,
        masterKeyFile: office.masterKeyFile,
        into: join(await office.scratch(), 'new'),
        databaseUrl: target.url,
        sources,
        anchorStores: [],
        clock: office.clock,
      });
      const database = await openDatabase({ url: target.url });
      const done: string[] = [];
      const after = define(database, target.url, done);
      await after.start();
      for (let waited = 0; waited < 10_000 && done.length === 0; waited += 50) await pause(50);
      await after.stop();
      await database.close();
      expect(done).toEqual(['函1']);
    } finally {
      await target.drop();
    }
  });
});

describe('an older backup', () => {
  it('is brought to the schema of this program, with its rows', async () => {
    const old = await emptyDatabase();
    const target = await emptyDatabase();
    try {
      // As the program was before its services: the kernel alone.
      await migrate({ url: old.url, sources: sources.filter((source) => source.name === 'kernel') });
      const before = new Client({ connectionString: old.url });
      await before.connect();
      await before.query(
        `insert into kernel.offices (office_id, code, name_zh, name_en, created_at)
         values (gen_random_uuid(), 'old', '旧', 'Old', '2020-01-01')`,
      );
      await before.end();
      const made = await makeBackup({ ...office.backupOptions(), url: old.url, to: await office.scratch() });
      const backup = await openBackup(made.folder, byMasterKey(office.master));
      expect(backup.manifest.tables.some((table) => table.name.startsWith('official_travel.'))).toBe(false);
      await restoreBackup({
        backup,
        master: office.master,
        masterKeyFile: office.masterKeyFile,
        into: join(await office.scratch(), 'new'),
        databaseUrl: target.url,
        sources,
        anchorStores: [],
        clock: office.clock,
      });
      const client = new Client({ connectionString: target.url });
      await client.connect();
      const applied = await client.query('select source, file from kernel.migrations');
      const offices = await client.query('select code from kernel.offices');
      await client.end();
      expect(applied.rows).toHaveLength(readMigrations(sources).length);
      expect(offices.rows).toEqual([{ code: 'old' }]);
    } finally {
      await old.drop();
      await target.drop();
    }
  });
});

describe('keeping backups', () => {
  it('copies to a second place, stands in the trail, and removes what is too old, but never the newest three (OP-01)', async () => {
    const to = await office.scratch();
    const secondPlace = await office.scratch();
    const options = { ...office.backupOptions(), to, database: office.database, secondPlace, keepDays: 30 };
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      made.push((await backUp(options)).folder);
      office.clock.advance({ days: 20 });
    }
    const names = made.map((folder) => basename(folder));
    expect((await readdir(to)).sort()).toEqual(names.slice(-3).sort());
    expect((await readdir(secondPlace)).sort()).toEqual(names.slice(-3).sort());
    const [entries] = await office.asOwner(
      `select count(*)::int as count from kernel.audit_entries where event = 'backup.made'`,
    );
    expect(entries!.count).toBe(5);
    // Young ones stay, however many there are.
    expect(await removeOld(to, 3650, office.clock)).toEqual([]);
  });

  it('clears away what an interrupted backup left, after a day', async () => {
    const to = await office.scratch();
    await mkdir(join(to, '.unfinished-new'));
    await mkdir(join(to, '.unfinished-old'));
    const past = new Date(Date.now() - 2 * 24 * 3_600_000);
    await utimes(join(to, '.unfinished-old'), past, past);
    expect(await removeOld(to, 30, office.clock)).toEqual([join(to, '.unfinished-old')]);
    expect(existsSync(join(to, '.unfinished-new'))).toBe(true);
  });

  it('takes no copy for one that arrived changed', async () => {
    const made = await makeBackup({ ...office.backupOptions(), to: await office.scratch() });
    const place = await office.scratch();
    await writeFile(join(made.folder, 'kept', 'settings.part'), 'something else');
    await expect(copyBackup(made.folder, place)).rejects.toMatchObject({ code: 'part-changed' });
    expect(await readdir(place)).toEqual([]);
  });

  it('raises the alarm when the newest is older than 26 hours, and not before', async () => {
    const failing = () => notReady([{ name: 'backup', check: () => backupIsFresh(office.database) }]);
    expect(await failing()).toEqual([]);
    const age = (hours: number, event: string) =>
      office.asOwner(
        `alter table kernel.audit_entries disable trigger user;
         update kernel.audit_entries set at_real = clock_timestamp() - interval '${hours} hours' where event like '${event}';
         alter table kernel.audit_entries enable trigger user`,
      );
    await age(27, '%');
    expect(await failing()).toEqual(['backup']);
    await age(25, 'backup.made');
    expect(await failing()).toEqual([]);
  });

  it('OP-02 a drill restores the newest copy into an empty place, proves it, stands in the trail and leaves nothing', async () => {
    const to = await office.scratch();
    const secondPlace = await office.scratch();
    await office.anchor();
    const keeping = { ...office.backupOptions(), to, secondPlace, database: office.database, keepDays: 30 };
    await backUp(keeping);
    const drilling = {
      database: office.database,
      clock: office.clock,
      masterKeyFile: office.masterKeyFile,
      sources,
      anchorStores: [],
      places: [to, secondPlace],
    };
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('honglu-drill-'));
    const before = await left();
    const drills = () => office.asOwner(`select object from kernel.audit_entries where event = 'backup.drilled'`);
    await drill(drilling);
    expect(await drills()).toHaveLength(1);
    // The copy is damaged: no drill is on record, and it says which part.
    const [copy] = await readdir(secondPlace);
    await writeFile(join(secondPlace, copy!, 'kept', 'settings.part'), 'something else');
    await expect(drill(drilling)).rejects.toMatchObject({ code: 'part-changed' });
    expect(await drills()).toHaveLength(1);
    expect(await left()).toEqual(before);
  });

  it('happens every night by itself', async () => {
    const to = await office.scratch();
    const jobs = new Jobs({
      database: office.database,
      ownerUrl: office.url,
      clock: office.clock,
      pollMilliseconds: 50,
      scheduleMilliseconds: 3_600_000,
    });
    office.clock.set('2026-03-01T12:00:00+08:00');
    const { key: _, ...rest } = office.backupOptions();
    const { masterKeyFile, database } = office;
    scheduleBackups(jobs, { ...rest, to, database, masterKeyFile, keepDays: 30 });
    await jobs.start();
    try {
      await jobs.fireSchedules();
      office.clock.set('2026-03-02T01:29:00+08:00');
      await jobs.fireSchedules();
      await pause(300);
      expect(await readdir(to)).toEqual([]);
      office.clock.set('2026-03-02T01:31:00+08:00');
      await jobs.fireSchedules();
      const finished = async () => (await readdir(to)).filter((name) => name.startsWith('honglu-'));
      for (let waited = 0; waited < 20_000 && (await finished()).length === 0; waited += 100) await pause(100);
      expect(await finished()).toEqual([expect.stringMatching(/^honglu-20260302-013100-/)]);
      expect(backupJob).toBe('kernel.backup');
      // A demonstration is made anew instead.
      await office.asOwner('update kernel.offices set demonstration = true');
      office.clock.set('2026-03-03T01:31:00+08:00');
      await jobs.fireSchedules();
      await pause(1_000);
      expect(await finished()).toHaveLength(1);
      await office.asOwner('update kernel.offices set demonstration = false');
    } finally {
      await jobs.stop();
    }
  });
});
