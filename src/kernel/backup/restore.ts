import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anchorKeyAt, readAnchors } from '../audit/anchors.ts';
import { type AuditVerdict, verifyAudit } from '../audit/verify.ts';
import type { Clock } from '../calendar/day.ts';
import { createCrypto } from '../crypto/crypto.ts';
import { type MasterKey, syncFolder } from '../crypto/master-key.ts';
import { startEmbedded } from '../database/embedded.ts';
import type { MigrationSource } from '../database/migrate.ts';
import { type OpenedDatabase, openDatabase } from '../database/open.ts';
import { localBlobs } from '../files/blobs.ts';
import { scrub } from '../files/scrub.ts';
import { archivesIn, restoreArchives } from './archives.ts';
import { restoreFonts } from './fonts.ts';
import { emptyAgain, loadDatabase, refuseForeignSchema } from './load.ts';
import { type BlobName, blobName, type Kept } from './manifest.ts';
import { unpacked } from './packs.ts';
import { checkParts, type OpenedBackup, partContent, readKept } from './read-back.ts';
import { recordForAll } from './record.ts';
import { BackupRefused } from './refusal.ts';
import { refuseUsedDatabase, refuseUsedFolder } from './target.ts';

export interface RestoreOptions {
  readonly backup: OpenedBackup;
  readonly master: MasterKey;
  /** Copied into the new data folder if it does not lie there already. */
  readonly masterKeyFile: string;
  /** The new data folder: missing, or empty but for `keys/master.key`. */
  readonly into: string;
  /** An empty database on a server of one's own; absent, a built-in one is made in the folder. */
  readonly databaseUrl: string | undefined;
  /** All migrations of this program. */
  readonly sources: readonly MigrationSource[];
  /** Stores of signed heads outside the backup. */
  readonly anchorStores: readonly string[];
  readonly clock: Clock;
  readonly log?: (message: string) => void;
}

export interface Restored {
  readonly backupId: string;
  readonly madeAt: string;
  readonly rows: number;
  readonly files: number;
  readonly audit: readonly AuditVerdict[];
  /** Entries that outside heads prove to have existed after the backup, by office: they are lost. */
  readonly lostEntries: Readonly<Record<string, number>>;
  /** Contents that were missing or damaged before the backup was made. */
  readonly damaged: readonly BlobName[];
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Restores into an empty place and proves it: checksums before anything is touched, row counts, audit chain against its signed
 * heads, every file's digest (OP-02). What is restored takes its place at the end, in one go; until then, and after a failure, the
 * target is as empty as it was.
 * @throws BackupRefused
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { backup, master, into, databaseUrl, sources } = options;
  const log = options.log ?? (() => {});
  const { manifest } = backup;
  refuseOtherMasterKey(manifest.masterKeys, master.id);
  refuseForeignSchema(manifest, sources);
  refuseUsedFolder(into);
  if (databaseUrl) await refuseUsedDatabase(databaseUrl);
  await checkParts(backup);
  log('checksums agree');
  await mkdir(into, { recursive: true, mode: 0o750 });
  const work = join(into, `restoring-${randomBytes(4).toString('hex')}`);
  await mkdir(work, { mode: 0o750 });
  try {
    const server = databaseUrl ? undefined : await startEmbedded({ dataFolder: work, log });
    try {
      const url = databaseUrl ?? server!.url;
      await loadDatabase(backup, url, sources, log);
      const database = await openDatabase({ url, statementTimeout: 600_000 });
      const restored = await fillAndProve(options, database, work, log).finally(() => database.close());
      await server?.stop();
      await takePlace(work, into, options.masterKeyFile);
      return restored;
    } catch (cause) {
      await server?.stop();
      if (databaseUrl) await emptyAgain(databaseUrl);
      throw cause;
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function refuseOtherMasterKey(needed: readonly string[], given: string): void {
  const other = needed.find((id) => id !== given);
  if (other === undefined) return;
  throw new BackupRefused('other-master-key', {
    zh: `主密钥不对：备份里的数据用主密钥 ${other} 加密，给出的是 ${given}。没有恢复；请从保管处取出对应的主密钥。`,
    en: `Wrong master key: the data in the backup is sealed under ${other}, the one given is ${given}. Nothing was restored; fetch the right one from its safe place.`,
  });
}

async function fillAndProve(
  options: RestoreOptions,
  database: OpenedDatabase,
  work: string,
  log: (message: string) => void,
): Promise<Restored> {
  const { backup, master, clock } = options;
  const { manifest } = backup;
  const files = await restoreFiles(backup, work);
  await restoreFonts(backup, work);
  await restoreArchives(backup, work);
  const kept = await readKept(backup);
  const anchors = await restoreAnchors(kept, work, options.anchorStores);
  const crypto = createCrypto({ database, master, profile: manifest.suite });
  const blobs = localBlobs(join(work, 'files'));
  const damaged: BlobName[] = [];
  const audit: AuditVerdict[] = [];
  const lost: Record<string, number> = {};
  for (const head of manifest.audit) {
    const { office } = head;
    // Heads signed after the backup speak of entries that are lost, not of a chain that was cut.
    const known = anchors.filter((anchor) => anchor.office === office);
    const verdict = await database.transaction(office, (queries) =>
      verifyAudit(
        queries,
        office,
        known.filter((anchor) => anchor.sequence <= head.sequence),
        archivesIn(work),
      ),
    );
    if (verdict.whole && (verdict.head.sequence !== head.sequence || !sameDigest(verdict, head.digest))) {
      throw headDiffers(office);
    }
    audit.push(verdict);
    const newest = Math.max(0, ...known.map((anchor) => anchor.sequence));
    if (newest > head.sequence) lost[office] = newest - head.sequence;
    const state = await scrub({ database, clock, crypto, blobs }, office, 'all');
    for (const { digest } of [...state.missing, ...state.damaged]) {
      const swept = manifest.files.missing.some(
        (blob) => blob.office === office && blob.digest === digest && !blob.damage,
      );
      if (!swept) damaged.push({ office, digest });
    }
  }
  log(`${files} files, ${audit.reduce((sum, verdict) => sum + verdict.entries, 0)} audit entries`);
  await recordForAll(database, clock, 'backup.restored', manifest.id);
  return {
    backupId: manifest.id,
    madeAt: manifest.madeAt,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files,
    audit,
    lostEntries: lost,
    damaged,
    settings: kept.settings,
  };
}

function sameDigest(verdict: AuditVerdict, digest: string | null): boolean {
  return digest === null ? verdict.head.sequence === 0 : verdict.head.digest === digest;
}

function headDiffers(office: string): BackupRefused {
  return new BackupRefused('head-differs', {
    zh: `恢复后审计链的链头与清单不符（单位 ${office}）。恢复已全部撤回。`,
    en: `The head of the restored audit chain of office ${office} is not the one in the manifest. All of it was undone.`,
  });
}

async function restoreFiles(backup: OpenedBackup, work: string): Promise<number> {
  const blobs = localBlobs(join(work, 'files'));
  let count = 0;
  for (const pack of backup.manifest.files.packs) {
    for await (const { head, content } of unpacked(pack, blobName, partContent(backup, pack))) {
      await blobs.put(head.office, head.digest, content);
      count += 1;
    }
  }
  return count;
}

/** Lays heads and key down for the new place, and answers every genuine head that is known, outside stores included. */
async function restoreAnchors(kept: Kept, work: string, stores: readonly string[]) {
  const keyFile = join(work, 'keys', 'anchor.key');
  const store = join(work, 'anchors', 'audit.jsonl');
  if (kept.anchorKey === null) return [];
  await mkdir(join(work, 'keys'), { mode: 0o700 });
  await writeFile(keyFile, kept.anchorKey, { mode: 0o600, flag: 'wx' });
  await mkdir(join(work, 'anchors'), { mode: 0o700 });
  await writeFile(store, kept.anchors ?? '', { mode: 0o600, flag: 'wx' });
  const { publicKey } = await anchorKeyAt(keyFile);
  const read = await Promise.all([store, ...stores].map((path) => readAnchors(path, publicKey)));
  return read.flatMap(({ anchors }) => anchors);
}

/** The database comes last: a folder with a database in it is a whole one. */
async function takePlace(work: string, into: string, masterKeyFile: string): Promise<void> {
  await mkdir(join(into, 'keys'), { recursive: true, mode: 0o700 });
  const master = join(into, 'keys', 'master.key');
  if (!existsSync(master)) {
    await copyFile(masterKeyFile, master);
    const file = await open(master, 'r+');
    await file.chmod(0o600);
    await file.sync().finally(() => file.close());
  }
  for (const name of ['keys/anchor.key', 'anchors', 'fonts', 'audit-archive', 'files', 'pg']) {
    if (existsSync(join(work, name))) await rename(join(work, name), join(into, name));
  }
  await syncFolder(join(into, 'keys'));
  await syncFolder(into);
}
