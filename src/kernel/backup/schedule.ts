import { cp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../calendar/day.ts';
import { syncFolder } from '../crypto/master-key.ts';
import type { Database } from '../database/database.ts';
import type { Readiness } from '../http/health.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { type BackupOptions, type MadeBackup, makeBackup } from './make.ts';
import { manifestFile, parseManifest } from './manifest.ts';
import { checkParts } from './read-back.ts';
import { backupIsFresh, recordForAll } from './record.ts';

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

/** Every night at 01:30 Beijing time, on one of the nodes. Call before the jobs start. */
export function scheduleBackups(
  jobs: Pick<Jobs, 'define' | 'schedule'>,
  options: BackupOptions & { readonly database: Database } & KeptBackups,
): void {
  jobs.define(backupJob, {
    data: z.strictObject({ due: z.iso.datetime() }),
    // 50 GB take minutes; a slow second place takes hours.
    limitSeconds: 6 * 3600,
    retryLimit: 2,
    retryDelaySeconds: 600,
    handler: async () => {
      await backUp(options);
    },
  });
  jobs.schedule(backupJob, '30 1 * * *');
}

/** For `/readyz`: the alarm of OP-01. */
export function backupReadiness(database: Database): Readiness {
  return { name: 'backup', check: () => backupIsFresh(database) };
}
