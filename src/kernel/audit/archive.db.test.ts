import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#kernel/database/testing.ts';
import { TestClock, testActor } from '../commands/testing.ts';
import { ArchiveRefused, archiveMonth, monthsToArchive } from './archive.ts';
import { archiveName, linesOfArchive, monthOfId } from './archive-file.ts';
import { createLinker } from './link.ts';
import { verifyAudit } from './verify.ts';
import { recordAudit } from './write.ts';

let t: TestDatabase;
let folder: string;
let other: string;
const clock = new TestClock();

/** Entries as they were written in that month: their ids begin with its time. */
async function writeIn(month: string, office: string, count: number): Promise<void> {
  for (let nth = 1; nth <= count; nth += 1) {
    await t.asOwner(
      `insert into kernel.audit_entries (office_id, id, at_business, event, object, result, details)
       select $1::uuid, (left(kernel.id_at($2::timestamptz)::text, 14) || '7' || substr(md5(random()::text), 1, 3) || '-8000-' || lpad($3, 12, '0'))::uuid,
         $2::timestamptz, 'trial.written', 'note:' || $3, 'done', '{"甲": "乙"}'`,
      [office, `${month}-15T08:00:0${nth % 10}Z`, String(nth)],
    );
  }
}

async function link(office: string): Promise<void> {
  const linker = createLinker(t.database);
  for (;;) {
    await linker.link(office);
    const [row] = await t.asOwner(
      `select count(*)::int as open from kernel.audit_entries e where office_id = $1
        and not exists (select from kernel.audit_links l where l.office_id = e.office_id and l.entry_id = e.id)`,
      [office],
    );
    if (row!.open === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const verify = (office: string, archives: string | undefined = folder) =>
  t.database.transaction(office, (queries) => verifyAudit(queries, office, [], archives));
const parts = () => ({ database: t.database, clock, ownerUrl: t.url, folder });
const partitions = async () =>
  (await t.asOwner(`select relname from pg_class where relname ~ '^audit_entries_20(19|20)_[0-9]{2}$' order by 1`)).map(
    ({ relname }) => relname,
  );

beforeAll(async () => {
  t = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'honglu-archive-'));
  other = await t.office('lianyungang');
  for (const month of ['2019-11', '2020-03']) {
    const name = `kernel.audit_entries_${month.replace('-', '_')}`;
    await t.asOwner(
      `do $$ begin execute format('create table ${name} partition of kernel.audit_entries for values from (%L) to (%L)',
         kernel.id_at('${month}-01T00:00:00Z'), kernel.id_at('${month}-01T00:00:00Z'::timestamptz + interval '${month === '2019-11' ? 30 : 31} days')); end $$`,
    );
    await writeIn(month, t.officeId, 25);
  }
  await writeIn('2020-03', other, 5);
  await recordAudit(t.database, clock, t.officeId, testActor({ officeId: t.officeId }), {
    event: 'trial.now',
    object: 'note:now',
    result: 'done',
  });
  await link(t.officeId);
  await link(other);
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true });
});

describe('AU-07 older months', () => {
  test('each entry lies in the partition of its month, and months to come are made ahead', async () => {
    const [now] = await t.asOwner(
      `select tableoid::regclass::text as partition, id from kernel.audit_entries where event = 'trial.now'`,
    );
    const month = monthOfId(String(now!.id));
    expect(now!.partition).toBe(`kernel.audit_entries_${month.replace('-', '_')}`);
    const ahead = await t.asOwner(
      `select count(*)::int as count from pg_class where relname = any (select 'audit_entries_' || to_char(now() at time zone 'UTC' + make_interval(months => n), 'YYYY_MM') from generate_series(0, 3) n)`,
    );
    expect(ahead[0]!.count).toBe(4);
  });

  test('are moved to sealed files, one for each office, and the chain verifies across the seam', async () => {
    expect(await verify(t.officeId)).toMatchObject({ whole: true, archived: 0 });
    expect(await monthsToArchive(t.database, 12)).toEqual(['2019-11', '2020-03']);
    expect(await archiveMonth(parts(), '2019-11')).toMatchObject([{ officeId: t.officeId, entries: 25 }]);
    const both = await archiveMonth(parts(), '2020-03');
    expect(both.map(({ entries }) => entries).sort()).toEqual([25, 5].sort());
    expect(await partitions()).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(
      [archiveName(t.officeId, '2019-11'), archiveName(t.officeId, '2020-03'), archiveName(other, '2020-03')].sort(),
    );
    await link(t.officeId);
    const verdict = await verify(t.officeId);
    expect(verdict).toMatchObject({ whole: true, archived: 50 });
    expect(await verify(other)).toMatchObject({ whole: true, archived: 5 });
    const sealed = await t.asOwner(
      `select details ->> 'sm3' as sm3, encode(a.digest, 'hex') as digest from kernel.audit_entries e
       join kernel.audit_archives a on a.office_id = e.office_id and e.object = 'audit-month:' || to_char(a.month, 'YYYY-MM')
       where e.event = 'audit.month-archived'`,
    );
    expect(sealed).toHaveLength(3);
    // What the file must be stands in the chain itself, which is signed every hour.
    expect(sealed.every(({ sm3, digest }) => sm3 === digest)).toBe(true);
  });

  test('a sealed file that was changed, cut, or taken away is named; put back, the chain is whole', async () => {
    const path = join(folder, archiveName(t.officeId, '2020-03'));
    const sound = await readFile(path);
    const differs = { whole: false, firstBreak: { kind: 'archive-differs' } };
    await appendFile(path, 'x');
    expect(await verify(t.officeId)).toMatchObject(differs);
    await writeFile(path, sound.subarray(0, sound.length - 40));
    expect(await verify(t.officeId)).toMatchObject(differs);
    await rename(path, `${path}.away`);
    expect(await verify(t.officeId)).toMatchObject(differs);
    await rename(`${path}.away`, path);
    await writeFile(path, sound);
    expect(await verify(t.officeId)).toMatchObject({ whole: true });
    expect(await verify(t.officeId, join(folder, 'elsewhere'))).toMatchObject(differs);
  });

  test('each line of a sealed file proves itself, without database and program', async () => {
    const lines = [];
    for await (const line of linesOfArchive(join(folder, archiveName(other, '2020-03')), other)) lines.push(line);
    expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    const foreign = async () => {
      for await (const _line of linesOfArchive(join(folder, archiveName(other, '2020-03')), t.officeId));
    };
    await expect(foreign()).rejects.toThrow('is not what was linked');
  });

  test('a month of less than half a year ago stays, and so does one with an entry outside the chain', async () => {
    const [now] = await t.asOwner(`select to_char(now() at time zone 'UTC', 'YYYY-MM') as month`);
    await expect(archiveMonth(parts(), String(now!.month))).rejects.toMatchObject({ code: 'too-young' });
    await t.asOwner(
      `do $$ begin execute format('create table kernel.audit_entries_2020_05 partition of kernel.audit_entries for values from (%L) to (%L)',
         kernel.id_at('2020-05-01T00:00:00Z'), kernel.id_at('2020-06-01T00:00:00Z')); end $$`,
    );
    await writeIn('2020-05', t.officeId, 3);
    await expect(archiveMonth(parts(), '2020-05')).rejects.toBeInstanceOf(ArchiveRefused);
    const [left] = await t.asOwner('select count(*)::int as count from kernel.audit_entries_2020_05');
    expect(left!.count).toBe(3);
    await link(t.officeId);
    expect(await archiveMonth(parts(), '2020-05')).toMatchObject([{ entries: 3 }]);
    await link(t.officeId);
    expect(await verify(t.officeId)).toMatchObject({ whole: true, archived: 53 });
  });

  test('the program’s own role can neither remove a month nor change what is kept of it', async () => {
    const { unscoped } = t.database;
    const { sql } = await import('kysely');
    await expect(sql`drop table kernel.audit_entries_other`.execute(unscoped)).rejects.toThrow(/must be owner/);
    await expect(sql`delete from kernel.audit_archives`.execute(unscoped)).rejects.toThrow(/permission denied/);
    await expect(sql`select 1 from kernel.audit_entries_other`.execute(unscoped)).rejects.toThrow(/permission denied/);
  });
});
