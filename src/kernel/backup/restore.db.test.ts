import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { anchorKeyAt, readAnchors } from '../audit/anchors.ts';
import { createLinker } from '../audit/link.ts';
import { verifyAudit } from '../audit/verify.ts';
import { createCrypto } from '../crypto/crypto.ts';
import { readMasterKey } from '../crypto/master-key.ts';
import { startEmbedded } from '../database/embedded.ts';
import { openDatabase } from '../database/open.ts';
import { localBlobs } from '../files/blobs.ts';
import { createFileStore } from '../files/store.ts';
import { byMasterKey } from './backup-key.ts';
import { type MadeBackup, makeBackup } from './make.ts';
import { openBackup } from './read-back.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';
import { contentOf, emptyDatabase, type LivingOffice, livingOffice, sources } from './testing.ts';

// Databases are made, filled and flushed to the disk.
vi.setConfig({ testTimeout: 120_000 });

let office: LivingOffice;
let made: MadeBackup;
let person: string;
let file: { readonly id: string; readonly digest: string };

beforeAll(async () => {
  office = await livingOffice();
  person = await office.addPerson('张三\t\\N\n"李四"');
  for (let n = 0; n < 30; n += 1) await office.addPerson(`人员${n}`);
  file = await office.keepFile('姓名,事由\n张三,访问大阪\n');
  await office.keepFile(`姓名,事由\n${'李四,访问首尔\n'.repeat(40_000)}`);
  await mkdir(join(office.dataFolder, 'fonts'));
  await writeFile(join(office.dataFolder, 'fonts', '仿宋.ttf'), Buffer.alloc(300_000, 5));
  await office.anchor();
  made = await makeBackup(office.backupOptions());
});
afterAll(() => office.close());

const options = async (into: string, more: Partial<RestoreOptions> = {}): Promise<RestoreOptions> => ({
  backup: await openBackup(made.folder, byMasterKey(office.master)),
  master: office.master,
  masterKeyFile: office.masterKeyFile,
  into,
  databaseUrl: undefined,
  sources,
  anchorStores: [],
  clock: office.clock,
  ...more,
});

async function proveAlive(url: string, dataFolder: string): Promise<void> {
  const database = await openDatabase({ url });
  try {
    const master = await readMasterKey(join(dataFolder, 'keys', 'master.key'));
    const crypto = createCrypto({ database, master });
    await database.read(office.officeId, async (queries) => {
      const row = await queries
        .selectFrom('kernel.persons')
        .select(['name', 'sealed'])
        .where('id', '=', person)
        .executeTakeFirstOrThrow();
      expect(row.name).toBe('张三\t\\N\n"李四"');
      const cipher = (await crypto.persons(queries, office.officeId, [person], 'read')).get(person)!;
      const place = { table: 'kernel.persons', column: 'sealed', row: person };
      expect(cipher.open(place, row.sealed!)).toBe('number of 张三\t\\N\n"李四"');
    });
    const blobs = localBlobs(join(dataFolder, 'files'));
    const store = createFileStore({ database, clock: office.clock, crypto, blobs });
    const pieces: Buffer[] = [];
    for await (const piece of (await store.read(office.actor(), file.id)).content) pieces.push(piece as Buffer);
    expect(Buffer.concat(pieces).toString('utf8')).toBe('姓名,事由\n张三,访问大阪\n');
    // The chain goes on from where it stood, over entries whose transaction numbers are another cluster's.
    await createLinker(database).link(office.officeId);
    const key = await anchorKeyAt(join(dataFolder, 'keys', 'anchor.key'));
    const { anchors, badLines } = await readAnchors(join(dataFolder, 'anchors', 'audit.jsonl'), key.publicKey);
    expect(badLines).toEqual([]);
    expect(anchors.length).toBeGreaterThan(0);
    const verdict = await database.transaction(office.officeId, (q) => verifyAudit(q, office.officeId, anchors));
    expect(verdict).toMatchObject({ whole: true, anchorsChecked: anchors.length });
    expect(verdict.unlinked.count).toBe(0);
  } finally {
    await database.close();
  }
}

describe('restoring into an empty place', () => {
  it('brings back every row, file, key and signed head in a built-in PostgreSQL', async () => {
    const into = join(await office.scratch(), 'new');
    const restored = await restoreBackup(await options(into));
    expect(restored).toMatchObject({ backupId: made.id, rows: made.rows, files: 2, damaged: [], lostEntries: {} });
    expect(restored.settings).toEqual({ HONGLU_ORIGIN: 'https://fao.example.gov.cn' });
    expect(await readFile(join(into, 'fonts', '仿宋.ttf'))).toEqual(Buffer.alloc(300_000, 5));
    const server = await startEmbedded({ dataFolder: into });
    try {
      expect(await contentOf(server.url)).toEqual(await contentOf(office.url));
      await proveAlive(server.url, into);
    } finally {
      await server.stop();
    }
  });

  it('brings back the same in another PostgreSQL, with row security, triggers and foreign keys in force', async () => {
    const target = await emptyDatabase();
    const into = join(await office.scratch(), 'new');
    try {
      await restoreBackup(await options(into, { databaseUrl: target.url }));
      expect(await contentOf(target.url)).toEqual(await contentOf(office.url));
      await proveAlive(target.url, into);
      const database = await openDatabase({ url: target.url });
      try {
        const stranger = '018f0000-0000-7000-8000-000000000000';
        const seen = await database.read(stranger, (q) => q.selectFrom('kernel.persons').selectAll().execute());
        expect(seen).toEqual([]);
        const forged = database.read(office.officeId, (q) =>
          sql`update kernel.audit_entries set event = 'x'`.execute(q),
        );
        await expect(forged).rejects.toThrow();
        const orphan = database.read(office.officeId, (q) =>
          sql`insert into kernel.posts (office_id, id, person_id, unit_id, title, roles, valid_from)
            values (${office.officeId}, ${stranger}, ${stranger}, ${stranger}, 'x', '{intake}', '2020-01-01')`.execute(
            q,
          ),
        );
        await expect(orphan).rejects.toMatchObject({ code: '23503' });
      } finally {
        await database.close();
      }
    } finally {
      await target.drop();
    }
  });

  it('goes on counting where sequences stood', async () => {
    const target = await emptyDatabase();
    await office.asOwner(
      `insert into kernel.outbox (office_id, id, topic, body, sent_at) values ($1, gen_random_uuid(), 'trial', '{}', now())`,
      [office.officeId],
    );
    const again = await makeBackup(office.backupOptions());
    const into = join(await office.scratch(), 'new');
    try {
      const backup = await openBackup(again.folder, byMasterKey(office.master));
      await restoreBackup(await options(into, { databaseUrl: target.url, backup }));
      const database = await openDatabase({ url: target.url });
      const { rows } = await database.read(office.officeId, (q) =>
        sql<{ later: boolean }>`with added as (
            insert into kernel.outbox (office_id, id, topic, body, sent_at)
            values (${office.officeId}, gen_random_uuid(), 'trial', '{}', now()) returning position)
          select (select position from added) > (select max(position) from kernel.outbox) as later`.execute(q),
      );
      await database.close();
      expect(rows[0]!.later).toBe(true);
    } finally {
      await target.drop();
    }
  });

  it('takes a folder in which only the master key lies, and one in which the backups lie', async () => {
    const target = await emptyDatabase();
    const into = await office.scratch();
    await mkdir(join(into, 'keys'), { mode: 0o700 });
    await writeFile(join(into, 'keys', 'master.key'), await readFile(office.masterKeyFile), { mode: 0o600 });
    await mkdir(join(into, 'backups'));
    try {
      const restored = await restoreBackup(await options(into, { databaseUrl: target.url }));
      expect(restored.rows).toBe(made.rows);
    } finally {
      await target.drop();
    }
  });

  it('says how many entries were lost when a head outside is younger than the backup', async () => {
    const target = await emptyDatabase();
    const outside = join(await office.scratch(), 'heads.jsonl');
    await office.addPerson('王五');
    await office.anchor();
    await writeFile(outside, await readFile(join(office.dataFolder, 'anchors', 'audit.jsonl')));
    const into = join(await office.scratch(), 'new');
    try {
      const restored = await restoreBackup(await options(into, { databaseUrl: target.url, anchorStores: [outside] }));
      expect(restored.lostEntries[office.officeId]).toBeGreaterThan(0);
      expect(restored.audit.every((verdict) => verdict.whole)).toBe(true);
    } finally {
      await target.drop();
    }
  });
});
