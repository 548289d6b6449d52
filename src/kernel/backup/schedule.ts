import { cp, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../calendar/day.ts';
import { readMasterKey, syncFolder } from '../crypto/master-key.ts';
import type { Database } from '../database/database.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { byMasterKey } from './backup-key.ts';
import { type BackupOptions, type MadeBackup, makeBackup } from './make.ts';
import { manifestFile, parseManifest } from './manifest.ts';
import { checkParts, findBackup, openBackup } from './read-back.ts';
import { recordForAll } from './record.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';

export interface KeptBackups {
  /** A second place, best on another machine's disk; each backup is copied there and checked. */
  readonly secondPlace?: string;
  /**
   * Days until a backup is removed, in both places. A person's destroyed key lives on in older backups, so this is also how long
   * destruction takes to reach them (PR-06).
   */
  readonly keepDays: number;
}

export const backupJob = 'kernel.backup';

const dayMilliseconds = 24 * 3_600_000;
/** However old they are. */
const alwaysKept = 3;

/** Backup, second copy, old ones removed, entry in the trail: what the command line and the nightly job both do. */
export async function backUp(
  options: BackupOptions & { readonly database: Database } & Partial<KeptBackups>,
): Promise<MadeBackup & { readonly copy: string | null; readonly removed: readonly string[] }> {
  const { database, secondPlace, keepDays, clock } = options;
  const made = await makeBackup(options);
  const copy = secondPlace === undefined ? null : await copyBackup(made.folder, secondPlace);
  await recordForAll(database, clock, 'backup.made', made.id);
  const removed: string[] = [];
  if (keepDays !== undefined) {
    for (const place of [options.to, ...(secondPlace === undefined ? [] : [secondPlace])]) {
      removed.push(...(await removeOld(place, keepDays, clock)));
    }
  }
  return { ...made, copy, removed };
}

/** @throws BackupRefused naming the part that did not arrive as it was */
export async function copyBackup(folder: string, place: string): Promise<string> {
  const name = basename(folder);
  const unfinished = join(place, `.unfinished-${name}`);
  try {
    await cp(folder, unfinished, { recursive: true, errorOnExist: true, force: false });
    const manifest = parseManifest(await readFile(join(unfinished, manifestFile)));
    await checkParts({ folder: unfinished, manifest });
    await rename(unfinished, join(place, name));
    await syncFolder(place);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw cause;
  }
  return join(place, name);
}

/** Answers the folders that went. What an interrupted backup left goes, too, after a day. */
export async function removeOld(place: string, keepDays: number, clock: Clock): Promise<string[]> {
  const now = clock.now().getTime();
  const backups: { readonly folder: string; readonly at: number }[] = [];
  const removed: string[] = [];
  for (const name of await readdir(place)) {
    const folder = join(place, name);
    if (name.startsWith('.unfinished-')) {
      // It has no time of its own, only the disk's.
      const { mtimeMs } = await stat(folder);
      if (Date.now() - mtimeMs > dayMilliseconds) removed.push(folder);
      continue;
    }
    const bytes = name.startsWith('honglu-') ? await readFile(join(folder, manifestFile)).catch(() => null) : null;
    if (bytes) backups.push({ folder, at: new Date(parseManifest(bytes).madeAt).getTime() });
  }
  backups.sort((a, b) => b.at - a.at);
  for (const { folder, at } of backups.slice(alwaysKept)) {
    if (now - at > keepDays * dayMilliseconds) removed.push(folder);
  }
  for (const folder of removed) await rm(folder, { recursive: true, force: true });
  return removed;
}

export const drillJob = 'kernel.drill';

const due = z.strictObject({ due: z.iso.datetime() });

/** Whether there is anything worth a backup: a demonstration is made anew instead. */
async function holdsRealOffice(database: Database): Promise<boolean> {
  const { rows } = await sql`select from kernel.all_offices() where not demonstration limit 1`.execute(
    database.unscoped,
  );
  return rows.length > 0;
}

/** Every night at 01:30 Beijing time, on one of the nodes. Call before the jobs start. */
export function scheduleBackups(
  jobs: Pick<Jobs, 'define' | 'schedule'>,
  options: Omit<BackupOptions, 'key'> & {
    readonly database: Database;
    /** Read anew each night: the master key may have been changed while the program runs. */
    readonly masterKeyFile: string;
  } & KeptBackups,
): void {
  jobs.define(backupJob, {
    data: due,
    // 50 GB take minutes; a slow second place takes hours.
    limitSeconds: 6 * 3600,
    retryLimit: 2,
    retryDelaySeconds: 600,
    handler: async () => {
      if (!(await holdsRealOffice(options.database))) return;
      const { masterKeyFile, ...rest } = options;
      await backUp({ ...rest, key: byMasterKey(await readMasterKey(masterKeyFile)) });
    },
  });
  jobs.schedule(backupJob, '30 1 * * *');
}

export type DrillOptions = Pick<RestoreOptions, 'masterKeyFile' | 'sources' | 'anchorStores' | 'clock' | 'log'> & {
  readonly database: Database;
  /** The places of backups; the last one is drilled from: what is nearest to a disaster is the copy. */
  readonly places: readonly string[];
};

/**
 * Restores the newest backup into an empty place, proves it and removes it; it then stands in every office's trail (OP-02).
 * @throws BackupRefused, Error naming what was not sound
 */
export async function drill(options: DrillOptions): Promise<void> {
  const { database, places, clock } = options;
  const master = await readMasterKey(options.masterKeyFile);
  const backup = await openBackup(await findBackup(places.at(-1)!), byMasterKey(master));
  const into = await mkdtemp(join(tmpdir(), 'honglu-drill-'));
  try {
    const { backupId, audit, damaged } = await restoreBackup({
      ...options,
      backup,
      master,
      into,
      databaseUrl: undefined,
    });
    const broken = audit.find((verdict) => !verdict.whole);
    if (broken) throw new Error(`the restored audit chain is broken at ${broken.firstBreak?.sequence}`);
    if (damaged.length > 0) throw new Error(`${damaged.length} restored files are missing or damaged`);
    await recordForAll(database, clock, 'backup.drilled', backupId);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

/** On the first of every month at 04:30 Beijing time, when nobody works. Call before the jobs start. */
export function scheduleDrills(jobs: Pick<Jobs, 'define' | 'schedule'>, options: DrillOptions): void {
  jobs.define(drillJob, {
    data: due,
    limitSeconds: 6 * 3600,
    retryLimit: 3,
    retryDelaySeconds: 3600,
    handler: async () => {
      if (await holdsRealOffice(options.database)) await drill(options);
    },
  });
  jobs.schedule(drillJob, '30 4 1 * *');
}
