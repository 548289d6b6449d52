import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { masterKeyFrom } from '../crypto/master-key.ts';
import { suites } from '../crypto/suites.ts';
import { byMasterKey, byPassphrase, partSeal } from './backup-key.ts';
import { type MadeBackup, makeBackup } from './make.ts';
import { type Manifest, manifestFile, manifestSealFile, sealManifest } from './manifest.ts';
import { checkParts, findBackup, openBackup, readBack } from './read-back.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';
import { emptyDatabase, type LivingOffice, livingOffice, sources } from './testing.ts';

// Databases are made, filled and flushed to the disk.
vi.setConfig({ testTimeout: 120_000 });

let office: LivingOffice;
let made: MadeBackup;

beforeAll(async () => {
  office = await livingOffice();
  for (let n = 0; n < 20; n += 1) await office.addPerson(`人员${n}`);
  await office.keepFile('姓名,事由\n张三,访问大阪\n');
  await office.anchor();
  made = await makeBackup(office.backupOptions());
});
afterAll(() => office.close());

async function copied(): Promise<string> {
  const folder = join(await office.scratch(), 'copy');
  await cp(made.folder, folder, { recursive: true });
  return folder;
}

const key = () => byMasterKey(office.master);

async function options(folder: string, into: string, more: Partial<RestoreOptions> = {}): Promise<RestoreOptions> {
  return {
    backup: await openBackup(folder, key()),
    master: office.master,
    masterKeyFile: office.masterKeyFile,
    into,
    databaseUrl: undefined,
    sources,
    anchorStores: [],
    clock: office.clock,
    ...more,
  };
}

async function restored(folder: string, more: Partial<RestoreOptions> = {}) {
  const into = join(await office.scratch(), 'new');
  const outcome = await options(folder, into, more)
    .then(restoreBackup)
    .catch((cause: unknown) => cause);
  return { outcome, untouched: !existsSync(into) };
}

/** Writes the manifest anew with its right seal: what only the holder of the key could do. */
async function forge(folder: string, change: (manifest: Manifest) => Manifest): Promise<void> {
  const { manifest, seal } = await openBackup(folder, key());
  const bytes = Buffer.from(JSON.stringify(change(manifest)), 'utf8');
  await writeFile(join(folder, manifestFile), bytes);
  await writeFile(join(folder, manifestSealFile), sealManifest(seal, bytes));
}

describe('a backup that is not what was written (OP-02)', () => {
  it.each(['database/kernel.persons', 'database/kernel.audit_entries', 'files/00001', 'kept/settings'])(
    'is refused by the name of the part: one bit of %s',
    async (name) => {
      const folder = await copied();
      const path = join(folder, `${name}.part`);
      const bytes = await readFile(path);
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      await writeFile(path, bytes);
      const { outcome, untouched } = await restored(folder);
      expect(outcome).toMatchObject({ code: 'part-changed', message: expect.stringContaining(name) });
      expect(untouched).toBe(true);
    },
  );

  it('is refused by name when a part is cut, or missing', async () => {
    const cut = await copied();
    await truncate(join(cut, 'database', 'kernel.persons.part'), 100);
    expect((await restored(cut)).outcome).toMatchObject({ code: 'part-changed' });
    const without = await copied();
    await rm(join(without, 'files', '00001.part'));
    const { outcome, untouched } = await restored(without);
    expect(outcome).toMatchObject({ code: 'part-missing', message: expect.stringContaining('files/00001') });
    expect(untouched).toBe(true);
  });

  it('is refused when manifest or seal was changed, cut or taken away', async () => {
    const changed = await copied();
    const manifest = await readFile(join(changed, manifestFile), 'utf8');
    await writeFile(join(changed, manifestFile), manifest.replace('"rows": 2', '"rows": 3'));
    await expect(openBackup(changed, key())).rejects.toMatchObject({ code: 'manifest-changed' });
    await writeFile(join(changed, manifestFile), manifest.slice(0, 500));
    await expect(openBackup(changed, key())).rejects.toMatchObject({ code: 'manifest-malformed' });
    await writeFile(join(changed, manifestFile), manifest);
    await rm(join(changed, manifestSealFile));
    await expect(openBackup(changed, key())).rejects.toMatchObject({ code: 'part-missing' });
    await writeFile(join(changed, manifestSealFile), Buffer.alloc(76));
    await expect(openBackup(changed, key())).rejects.toMatchObject({ code: 'manifest-changed' });
  });

  it('is refused when a part of another backup lies in its place', async () => {
    const other = await makeBackup(office.backupOptions());
    const folder = await copied();
    const name = join('database', 'kernel.persons.part');
    await cp(join(other.folder, name), join(folder, name));
    expect((await restored(folder)).outcome).toMatchObject({ code: 'part-changed' });
  });

  it('leaves an empty database empty when the rows do not agree at the end', async () => {
    const folder = await copied();
    await forge(folder, (manifest) => ({
      ...manifest,
      tables: manifest.tables.map((one) => (one.name === 'kernel.units' ? { ...one, rows: one.rows + 1 } : one)),
    }));
    const target = await emptyDatabase();
    try {
      const { outcome } = await restored(folder, { databaseUrl: target.url });
      expect(outcome).toMatchObject({ code: 'counts-differ', message: expect.stringContaining('kernel.units') });
      const client = new Client({ connectionString: target.url });
      await client.connect();
      const { rows } = await client.query("select nspname from pg_namespace where nspname in ('kernel', 'jobs')");
      await client.end();
      expect(rows).toEqual([]);
    } finally {
      await target.drop();
    }
  });

  it('is found by reading it back, with the part that lost a row', async () => {
    const folder = await copied();
    await forge(folder, (manifest) => ({
      ...manifest,
      tables: manifest.tables.map((one) => (one.name === 'kernel.persons' ? { ...one, rows: one.rows + 1 } : one)),
    }));
    const backup = await openBackup(folder, key());
    await expect(checkParts(backup)).resolves.toBeUndefined();
    await expect(readBack(backup)).rejects.toMatchObject({ code: 'read-back-failed' });
    await expect(readBack(await openBackup(made.folder, key()))).resolves.toBeUndefined();
  });
});

describe('the key', () => {
  const stranger = masterKeyFrom(Buffer.alloc(32, 9));

  it('is named at once when it is the wrong one', async () => {
    const refused = openBackup(made.folder, byMasterKey(stranger));
    await expect(refused).rejects.toMatchObject({
      code: 'wrong-key',
      message: expect.stringContaining(office.master.id),
    });
  });

  it('may be a passphrase, which opens the backup and no other does', async () => {
    const by = byPassphrase('正大光明 correct horse battery\n');
    const { folder } = await makeBackup({ ...office.backupOptions(), key: by });
    await expect(openBackup(folder, byPassphrase('正大光明 correct horse battery'))).resolves.toBeDefined();
    await expect(openBackup(folder, byPassphrase('正大光明 correct horse staple'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    await expect(openBackup(folder, key())).rejects.toMatchObject({ code: 'wrong-key' });
    await expect(openBackup(made.folder, by)).rejects.toMatchObject({ code: 'wrong-key' });
  });

  it('may not be a short passphrase', () => {
    expect(() => byPassphrase('short')).toThrow(expect.objectContaining({ code: 'passphrase-too-short' }));
  });

  it('must be the one that sealed the data, when backing up and when restoring', async () => {
    const backup = makeBackup({ ...office.backupOptions(), key: byMasterKey(stranger) });
    await expect(backup).rejects.toMatchObject({ code: 'other-master-key' });
    const { outcome, untouched } = await restored(made.folder, { master: stranger });
    expect(outcome).toMatchObject({ code: 'other-master-key' });
    expect(untouched).toBe(true);
  });

  it('is not in the backup, nor is any name or stored text', async () => {
    const secret = (await readFile(office.masterKeyFile, 'utf8')).split(' ')[1]!.trim();
    const raw = Buffer.from(secret, 'base64url');
    const wanted = [secret, raw, raw.toString('hex'), raw.toString('base64'), '人员7', '访问大阪'].map((one) =>
      Buffer.from(one),
    );
    const files = await readdir(made.folder, { recursive: true, withFileTypes: true });
    let searched = 0;
    for (const file of files.filter((one) => one.isFile())) {
      const bytes = await readFile(join(file.parentPath, file.name));
      for (const value of wanted) expect(bytes.includes(value)).toBe(false);
      searched += 1;
    }
    expect(searched).toBeGreaterThan(20);
  });

  it('may be of the national suite', async () => {
    const { folder } = await makeBackup({ ...office.backupOptions(), profile: 'sm4-ctr-hmac-sm3' });
    const backup = await openBackup(folder, key());
    expect(backup.manifest.suite).toBe('sm4-ctr-hmac-sm3');
    await expect(readBack(backup)).resolves.toBeUndefined();
    const mixed = partSeal(suites['aes-256-gcm'], Buffer.alloc(32), backup.manifest.id);
    await expect(readBack({ ...backup, seal: mixed })).rejects.toMatchObject({ code: 'part-changed' });
  });
});

describe('a target', () => {
  it.each(['pg', 'files', 'anchors', 'keys/anchor.key', 'anything.txt'])(
    'that holds %s is not touched',
    async (name) => {
      const into = await office.scratch();
      await mkdir(join(into, 'keys'));
      await writeFile(join(into, name), 'there before');
      await expect(restoreBackup(await options(made.folder, into))).rejects.toMatchObject({ code: 'target-not-empty' });
      expect(await readFile(join(into, name), 'utf8')).toBe('there before');
    },
  );

  it('database that holds a table is not touched', async () => {
    const target = await emptyDatabase();
    const client = new Client({ connectionString: target.url });
    await client.connect();
    try {
      await client.query('create table public.mine (n int); insert into public.mine values (7)');
      const { outcome, untouched } = await restored(made.folder, { databaseUrl: target.url });
      expect(outcome).toMatchObject({ code: 'target-not-empty', message: expect.stringContaining('public.mine') });
      expect(untouched).toBe(true);
      expect((await client.query('select n from public.mine')).rows).toEqual([{ n: 7 }]);
      expect((await client.query("select from pg_namespace where nspname = 'kernel'")).rowCount).toBe(0);
    } finally {
      await client.end();
      await target.drop();
    }
  });
});

describe('another program', () => {
  it('that is older than the backup refuses, and so does one with other migrations', async () => {
    const newer = await copied();
    await forge(newer, (manifest) => ({
      ...manifest,
      migrations: [...manifest.migrations, { source: 'kernel', file: '0999-later.sql', digest: 'a'.repeat(64) }],
    }));
    expect((await restored(newer)).outcome).toMatchObject({ code: 'newer-program' });
    const other = await copied();
    await forge(other, (manifest) => ({
      ...manifest,
      migrations: manifest.migrations.map((one) => ({ ...one, digest: 'b'.repeat(64) })),
    }));
    const { outcome, untouched } = await restored(other);
    expect(outcome).toMatchObject({ code: 'changed-migration' });
    expect(untouched).toBe(true);
  });
});

describe('finding a backup', () => {
  it('takes the folder itself, the newest of several, and refuses what is none', async () => {
    const place = await office.scratch();
    await cp(made.folder, join(place, 'honglu-20200101-000000-aaaaaa'), { recursive: true });
    await cp(made.folder, join(place, 'honglu-20210101-000000-aaaaaa'), { recursive: true });
    await mkdir(join(place, 'honglu-20220101-000000-unfinished'));
    expect(await findBackup(made.folder)).toBe(made.folder);
    expect(await findBackup(place)).toBe(join(place, 'honglu-20210101-000000-aaaaaa'));
    await expect(findBackup(join(place, 'nowhere'))).rejects.toMatchObject({ code: 'no-backup' });
  });
});
