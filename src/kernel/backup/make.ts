import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../calendar/day.ts';
import { syncFolder } from '../crypto/master-key.ts';
import type { SuiteName } from '../crypto/suite.ts';
import { suites } from '../crypto/suites.ts';
import { uuidv7 } from '../database/uuid.ts';
import { BlobMissing, type Blobs } from '../files/blobs.ts';
import { sealedMonthsIn } from './archives.ts';
import { type BackupKeySource, newBackupKey, type PartSeal, partSeal } from './backup-key.ts';
import { nameOf } from './catalogue.ts';
import { fontsIn } from './fonts.ts';
import {
  type BlobName,
  type Kept,
  type Manifest,
  manifestFile,
  manifestSealFile,
  type Part,
  sealManifest,
} from './manifest.ts';
import { type Packed, packed } from './packs.ts';
import { writePart } from './parts.ts';
import { readBack } from './read-back.ts';
import { BackupRefused } from './refusal.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

export interface BackupOptions {
  /** Of the tables' owner. */
  readonly url: string;
  readonly dataFolder: string;
  readonly blobs: Blobs;
  /** The folder of all backups; the new one becomes a folder in it. */
  readonly to: string;
  readonly key: BackupKeySource;
  readonly profile: SuiteName;
  /** Version of the program. */
  readonly program: string;
  readonly clock: Clock;
  /** Settings that lie outside the database and are no secrets, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly log?: (message: string) => void;
}

export interface MadeBackup {
  readonly folder: string;
  readonly id: string;
  readonly madeAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** On the disk, sealed. */
  readonly bytes: number;
  /** Contents that rows name and the store does not have: damage from before the backup. */
  readonly missing: readonly BlobName[];
}

/** About that much in one part, so that no single file grows beyond what media and people handle. */
const packBytes = 1024 ** 3;

/**
 * One consistent copy of database, files and settings while the program goes on working: encrypted, with checksums, read back
 * after writing (OP-01). It appears under its name only when it is whole and on the disk.
 * @throws BackupRefused `no-database`, `other-master-key`, `read-back-failed`
 */
export async function makeBackup(options: BackupOptions): Promise<MadeBackup> {
  const id = uuidv7();
  await mkdir(options.to, { recursive: true, mode: 0o700 });
  const unfinished = join(options.to, `.unfinished-${id}`);
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const manifest = await write(options, id, unfinished);
    await readBack({ folder: unfinished, manifest, seal: sealOf(options, id, manifest) });
    const folder = join(options.to, folderName(manifest));
    await rename(unfinished, folder);
    await syncFolder(options.to);
    return {
      folder,
      id,
      madeAt: manifest.madeAt,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.files.count,
      bytes: manifest.parts.reduce((sum, part) => sum + part.bytes, 0),
      missing: manifest.files.missing.filter((blob) => blob.damage),
    };
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw cause;
  }
}

/** By the key as it was wrapped, so that reading back proves that, too. */
function sealOf(options: BackupOptions, id: string, manifest: Manifest): PartSeal {
  return partSeal(suites[manifest.suite], options.key.unwrap(id, manifest.key), id);
}

/** Beijing time, so that the folders stand in the order in which they were made. */
function folderName({ id, madeAt }: Manifest): string {
  const local = new Date(new Date(madeAt).getTime() + 8 * 3_600_000).toISOString();
  return `honglu-${local.slice(0, 10).replaceAll('-', '')}-${local.slice(11, 19).replaceAll(':', '')}-${id.slice(-6)}`;
}

async function write(options: BackupOptions, id: string, folder: string): Promise<Manifest> {
  const { key, profile, log } = options;
  const suite = suites[profile];
  const backupKey = newBackupKey();
  const seal = partSeal(suite, backupKey, id);
  const snapshot = await takeSnapshot(options.url);
  try {
    const madeAt = options.clock.now().toISOString();
    refuseOtherMasterKey(key, snapshot.facts.masterKeys);
    const parts: Part[] = [];
    const tables: Manifest['tables'] = [];
    for (const table of snapshot.tables) {
      const part = `database/${nameOf(table)}`;
      const { content, rows } = snapshot.copy(table);
      parts.push(await writePart(folder, part, true, seal, content));
      tables.push({ name: nameOf(table), part, columns: [...table.columns], rows: rows() });
    }
    log?.(`${tables.length} tables, ${tables.reduce((sum, table) => sum + table.rows, 0)} rows`);
    const files = await writePacks(options, snapshot, folder, seal, parts);
    const fonts = 'kept/fonts';
    parts.push(await writePart(folder, fonts, true, seal, packed(fontsIn(options.dataFolder))));
    const archives = 'kept/audit-archive';
    parts.push(await writePart(folder, archives, true, seal, packed(sealedMonthsIn(options.dataFolder))));
    const kept = 'kept/settings';
    parts.push(await writePart(folder, kept, true, seal, bytesOf(await readKept(options))));
    const manifest: Manifest = {
      format: 'honglu-backup/1',
      id,
      program: options.program,
      madeAt,
      suite: suite.name,
      key: key.wrap(suite, id, backupKey),
      ...snapshot.facts,
      tables,
      files,
      fonts,
      archives,
      kept,
      parts,
    };
    await writeManifest(folder, manifest, seal);
    return manifest;
  } finally {
    await snapshot.close();
  }
}

/** What another key sealed could be backed up, but never read again: better to say so now. */
function refuseOtherMasterKey(key: BackupKeySource, used: readonly string[]): void {
  if (key.masterKeyId === undefined) return;
  const other = used.find((id) => id !== key.masterKeyId);
  if (other === undefined) return;
  throw new BackupRefused('other-master-key', {
    zh: `数据用主密钥 ${other} 加密，给出的主密钥是 ${key.masterKeyId}。请核对数据目录和密钥文件。`,
    en: `The data is sealed under master key ${other}, and the one given is ${key.masterKeyId}. Check data folder and key file.`,
  });
}

async function writePacks(
  options: BackupOptions,
  snapshot: Snapshot,
  folder: string,
  seal: PartSeal,
  parts: Part[],
): Promise<Manifest['files']> {
  const missing: BlobName[] = [];
  const packs: string[] = [];
  let next = 0;
  let count = 0;
  while (next < snapshot.blobs.length) {
    let bytes = 0;
    async function* some(): AsyncGenerator<Packed<BlobName>> {
      while (next < snapshot.blobs.length && bytes < packBytes) {
        const blob = snapshot.blobs[next]!;
        next += 1;
        const content = await begun(options.blobs.read(blob.office, blob.digest));
        if (!content) {
          missing.push(blob);
          continue;
        }
        count += 1;
        yield { head: blob, content: counted(content, (size) => (bytes += size)) };
      }
    }
    const name = `files/${String(packs.length + 1).padStart(5, '0')}`;
    parts.push(await writePart(folder, name, false, seal, packed(some())));
    packs.push(name);
  }
  if (snapshot.blobs.length > 0) options.log?.(`${count} files`);
  const marked: Manifest['files']['missing'] = [];
  for (const blob of missing) marked.push({ ...blob, damage: await snapshot.stillNamed(blob) });
  return { count, packs, missing: marked };
}

/** Opens the content before anything is written of it; null if it is not there. */
async function begun(content: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | null> {
  const pieces = content[Symbol.asyncIterator]();
  try {
    const first = await pieces.next();
    return rejoined(first, { [Symbol.asyncIterator]: () => pieces });
  } catch (cause) {
    if (cause instanceof BlobMissing) return null;
    throw cause;
  }
}

async function* rejoined<T>(first: IteratorResult<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function* counted(source: AsyncIterable<Uint8Array>, add: (size: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    add(piece.length);
    yield piece;
  }
}

async function readKept({ dataFolder, settings }: BackupOptions): Promise<Kept> {
  const text = (path: string) =>
    readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null;
      throw cause;
    });
  return {
    settings,
    anchors: await text(join(dataFolder, 'anchors', 'audit.jsonl')),
    anchorKey: await text(join(dataFolder, 'keys', 'anchor.key')),
  };
}

async function* bytesOf(content: Kept): AsyncGenerator<Buffer> {
  yield Buffer.from(JSON.stringify(content), 'utf8');
}

async function writeManifest(folder: string, manifest: Manifest, seal: PartSeal): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');
  for (const [name, content] of [
    [manifestFile, bytes],
    [manifestSealFile, sealManifest(seal, bytes)],
  ] as const) {
    const file = await open(join(folder, name), 'wx', 0o600);
    await file.writeFile(content);
    await file.sync().finally(() => file.close());
  }
  for (const part of new Set(manifest.parts.map((one) => one.name.split('/')[0]!)))
    await syncFolder(join(folder, part));
  await syncFolder(folder);
}
