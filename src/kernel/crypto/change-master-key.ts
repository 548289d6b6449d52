import { existsSync } from 'node:fs';
import { link, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { recordAudit } from '#kernel/audit/write.ts';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { type MasterKey, MasterKeyUnusable, makeMasterKey, masterKeyIn, syncFolder } from './master-key.ts';
import { masterKeysAt, nextKeyFile, replacedKeyFile, replacingKeyFile } from './master-keys.ts';
import { suiteById } from './suites.ts';

export interface MasterKeyChange {
  readonly from: string;
  readonly to: string;
  /** Keys of offices and persons that this run wrapped anew. */
  readonly wrapped: number;
  /** The change was begun by an earlier run that was broken off. */
  readonly resumed: boolean;
  /** Where the key lies that was replaced. */
  readonly replacedFile: string;
}

export interface ChangeParts {
  readonly database: Database;
  /** Of the tables' owner, who sees which transactions are open. */
  readonly url: string;
  /** `<data>/keys/master.key` */
  readonly path: string;
  readonly clock: Clock;
  /** Who stands in the trail of an office. */
  readonly actor: (officeId: string) => Actor;
  readonly log: (message: string) => void;
}

/** Another run is changing the key at this moment. */
export class ChangeUnderWay extends Error {}

const changeLock = 7_406_129_318;
const batch = 200;
/** The program's own statements end after half a minute; what is older than this is somebody else's session. */
const longestTransaction = 120_000;

/**
 * Puts a new master key in the place of the old one while the program runs, and wraps every key of every office and person anew. What
 * is sealed stays as it is. Broken off at any moment, it is simply run again:
 *
 * 1. a new key in `master.key.next`; running programs read it when a row names it
 * 2. every key wrapped anew
 * 3. `master.key` becomes the new key, the old one `master.key.replacing-<id>`; running programs now wrap with the new one
 * 4. what was wrapped with the old one meanwhile, after every transaction that may still do so has ended; then the entries in the
 *    trail, and the old key is `master.key.replaced-<id>`
 *
 * Afterwards no row names the old key: a program that is given it refuses to start.
 * @throws MasterKeyUnusable, ChangeUnderWay
 */
export async function changeMasterKey(parts: ChangeParts): Promise<MasterKeyChange> {
  const session = new Client({ connectionString: parts.url, application_name: 'honglu-command' });
  await session.connect();
  try {
    const { rows } = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [changeLock]);
    if (!rows[0]?.got) throw new ChangeUnderWay('another change of the master key is under way');
    return await change(parts, session);
  } finally {
    // Ends the lock as well.
    await session.end();
  }
}

async function change(parts: ChangeParts, session: Client): Promise<MasterKeyChange> {
  const { path, log } = parts;
  const replacing = await keyBeingReplaced(path);
  const resumed = replacing !== null || existsSync(nextKeyFile(path));
  const from = replacing ?? masterKeyIn(path);
  let wrapped = 0;
  if (!replacing) {
    const next = existsSync(nextKeyFile(path))
      ? masterKeyIn(nextKeyFile(path))
      : await makeMasterKey(nextKeyFile(path));
    log(`wrapping under master key ${next.id}`);
    wrapped += await wrapAll(parts, await officesOf(parts.database), next);
    await putInPlace(path, from.id);
  }
  const to = masterKeyIn(path);
  await olderTransactionsEnded(session);
  const offices = await officesOf(parts.database);
  wrapped += await wrapAll(parts, offices, to);
  for (const officeId of offices) {
    await recordAudit(parts.database, parts.clock, officeId, parts.actor(officeId), {
      event: 'crypto.master-key-changed',
      object: `office:${officeId}`,
      result: 'done',
      details: { from: from.id, to: to.id },
    });
  }
  await rename(replacingKeyFile(path, from.id), replacedKeyFile(path, from.id));
  await syncFolder(dirname(path));
  return { from: from.id, to: to.id, wrapped, resumed, replacedFile: replacedKeyFile(path, from.id) };
}

async function officesOf(database: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select office_id as id from kernel.all_offices() as office_id`.execute(
    database.unscoped,
  );
  return rows.map((row) => row.id);
}

/** The old key of a run that ended between its third and its last part. */
async function keyBeingReplaced(path: string): Promise<MasterKey | null> {
  const prefix = `${basename(path)}.replacing-`;
  const { id } = masterKeyIn(path);
  for (const file of await readdir(dirname(path))) {
    if (!file.startsWith(prefix)) continue;
    const replaced = masterKeyIn(join(dirname(path), file));
    // The same key under both names: the run ended before the new one took its place.
    if (replaced.id !== id) return replaced;
  }
  return null;
}

/** Never without a `master.key`: the old one gets a second name first, then the new one takes its place in one step. */
async function putInPlace(path: string, oldId: string): Promise<void> {
  const replacing = replacingKeyFile(path, oldId);
  if (!existsSync(replacing)) await link(path, replacing);
  await syncFolder(dirname(path));
  await rename(nextKeyFile(path), path);
  await syncFolder(dirname(path));
}

async function olderTransactionsEnded(session: Client): Promise<void> {
  const { rows } = await session.query<{ at: string }>('select clock_timestamp()::text as at');
  for (const until = performance.now() + longestTransaction; performance.now() < until; ) {
    const open = await session.query(
      `select from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start < $1::timestamptz limit 1`,
      [rows[0]!.at],
    );
    if (open.rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function wrapAll(parts: ChangeParts, offices: readonly string[], to: MasterKey): Promise<number> {
  let wrapped = 0;
  for (const officeId of offices) {
    for (const table of ['data', 'person'] as const) {
      for (;;) {
        const done = await wrapSome(parts, officeId, table, to);
        wrapped += done;
        if (done === 0) break;
      }
    }
  }
  return wrapped;
}

/** A batch, in a transaction of its own: what was done before a kill stays done. */
async function wrapSome(
  parts: ChangeParts,
  officeId: string,
  table: 'data' | 'person',
  to: MasterKey,
): Promise<number> {
  const masters = masterKeysAt(parts.path);
  const anew = (wrapped: Buffer, id: string, ...binding: readonly (string | number)[]) => {
    const by = masters.under(id);
    if (!by) throw new MasterKeyUnusable(`master key: keys of the database are under ${id}, which is not at hand`);
    return to.wrap(suiteById(wrapped[0]), by.unwrap(wrapped, ...binding), ...binding);
  };
  return parts.database.transaction(officeId, async (queries) => {
    if (table === 'data') {
      const { rows } = await sql<{ purpose: string; version: number; id: string; wrapped: Buffer }>`
        select purpose, version, master_key_id as id, wrapped from kernel.data_keys
        where office_id = ${officeId}::uuid and wrapped is not null and master_key_id <> ${to.id}
        order by purpose, version limit ${batch} for update`.execute(queries);
      for (const { purpose, version, id, wrapped } of rows) {
        await sql`update kernel.data_keys set master_key_id = ${to.id},
            wrapped = ${anew(wrapped, id, 'data', officeId, purpose, version)}
          where office_id = ${officeId}::uuid and purpose = ${purpose} and version = ${version}`.execute(queries);
      }
      return rows.length;
    }
    const { rows } = await sql<{ person: string; id: string; wrapped: Buffer }>`
      select person_id as person, master_key_id as id, wrapped from kernel.person_keys
      where office_id = ${officeId}::uuid and wrapped is not null and master_key_id <> ${to.id}
      order by person_id limit ${batch} for update`.execute(queries);
    if (rows.length === 0) return 0;
    const news = rows.map(({ person, id, wrapped }) => anew(wrapped, id, 'person', officeId, person));
    await sql`update kernel.person_keys k set master_key_id = ${to.id}, wrapped = n.wrapped
      from unnest(${rows.map(({ person }) => person)}::uuid[], ${news}::bytea[]) as n(person, wrapped)
      where k.office_id = ${officeId}::uuid and k.person_id = n.person`.execute(queries);
    return rows.length;
  });
}

/**
 * A key file that is not the one the database was sealed under: named before anything is served.
 * @throws MasterKeyUnusable
 */
export async function refuseForeignMasterKey(database: Database, path: string): Promise<void> {
  const masters = masterKeysAt(path);
  for (const officeId of await officesOf(database)) {
    const { rows } = await database.read(officeId, (queries) =>
      sql<{ id: string }>`select distinct master_key_id as id from kernel.data_keys
        where office_id = ${officeId}::uuid and wrapped is not null`.execute(queries),
    );
    const foreign = rows.find(({ id }) => !masters.under(id));
    if (!foreign) continue;
    throw new MasterKeyUnusable(
      `master key: ${path} holds ${masters.current().id}, but the database is sealed under ${foreign.id}; put that key back`,
    );
  }
}
