import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { MasterKeys } from './master-keys.ts';
import { keyBytes, SealBroken, type Suite } from './suite.ts';

/** What an office's key is for. `index` keys are never replaced: the look-up values made with them would be lost. */
export type KeyPurpose = 'field' | 'file' | 'index';

export interface StoredKey {
  readonly version: number;
  readonly masterKeyId: string;
  /** Null when destroyed. */
  readonly wrapped: Buffer | null;
  readonly ageSeconds: number;
}

export interface KeyVersion {
  readonly version: number;
  readonly key: Buffer;
}

export async function storedDataKeys(queries: Queries, officeId: string, purpose: KeyPurpose): Promise<StoredKey[]> {
  const rows = await queries
    .selectFrom('kernel.data_keys')
    .select(['version', 'master_key_id', 'wrapped'])
    .select(sql<number>`extract(epoch from clock_timestamp() - made_at)::float8`.as('age'))
    .where('office_id', '=', officeId)
    .where('purpose', '=', purpose)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    masterKeyId: row.master_key_id,
    wrapped: row.wrapped,
    ageSeconds: row.age,
  }));
}

/** The next version of a key. Two nodes that make one at the same moment end with the same one. */
export async function addDataKey(
  queries: Queries,
  officeId: string,
  purpose: KeyPurpose,
  version: number,
  masters: MasterKeys,
  suite: Suite,
): Promise<void> {
  const master = masters.current();
  const wrapped = master.wrap(suite, randomBytes(keyBytes), 'data', officeId, purpose, version);
  await queries
    .insertInto('kernel.data_keys')
    .values({ office_id: officeId, purpose, version, master_key_id: master.id, wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** @throws SealBroken `key-destroyed`, or `key-missing` if a master key wrapped it that is not at hand */
export function unwrapDataKey(
  masters: MasterKeys,
  officeId: string,
  purpose: KeyPurpose,
  stored: StoredKey,
): KeyVersion {
  if (stored.wrapped === null) throw new SealBroken('key-destroyed');
  const master = masters.under(stored.masterKeyId);
  if (!master) throw new SealBroken('key-missing');
  return {
    version: stored.version,
    key: master.unwrap(stored.wrapped, 'data', officeId, purpose, stored.version),
  };
}

/** After everything sealed under it was sealed anew. What is still sealed under it can never be read again. */
export async function destroyDataKey(
  queries: Queries,
  officeId: string,
  purpose: Exclude<KeyPurpose, 'index'>,
  version: number,
): Promise<boolean> {
  const { rows } = await sql`update kernel.data_keys set wrapped = null, destroyed_at = clock_timestamp()
    where office_id = ${officeId} and purpose = ${purpose} and version = ${version} and wrapped is not null
    returning version`.execute(queries);
  return rows.length > 0;
}

/** Keys of these persons; missing ones are made if `make`. A key made in a transaction that rolls back never was. */
export async function personKeys(
  queries: Queries,
  officeId: string,
  personIds: readonly string[],
  masters: MasterKeys,
  make: Suite | null,
): Promise<Map<string, Buffer | null>> {
  const wanted = [...new Set(personIds)].sort();
  const found = await readPersonKeys(queries, officeId, wanted, masters);
  const missing = make ? wanted.filter((person) => !found.has(person)) : [];
  if (!make || missing.length === 0) return found;
  const master = masters.current();
  await queries
    .insertInto('kernel.person_keys')
    .values(
      missing.map((person) => ({
        office_id: officeId,
        person_id: person,
        master_key_id: master.id,
        wrapped: master.wrap(make, randomBytes(keyBytes), 'person', officeId, person),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return readPersonKeys(queries, officeId, wanted, masters);
}

async function readPersonKeys(
  queries: Queries,
  officeId: string,
  personIds: readonly string[],
  masters: MasterKeys,
): Promise<Map<string, Buffer | null>> {
  if (personIds.length === 0) return new Map();
  const rows = await queries
    .selectFrom('kernel.person_keys')
    .select(['person_id', 'master_key_id', 'wrapped'])
    .where('office_id', '=', officeId)
    .where('person_id', 'in', personIds)
    .execute();
  return new Map(
    rows.map((row) => {
      if (row.wrapped === null) return [row.person_id, null];
      const master = masters.under(row.master_key_id);
      if (!master) throw new SealBroken('key-missing');
      return [row.person_id, master.unwrap(row.wrapped, 'person', officeId, row.person_id)];
    }),
  );
}

/**
 * Destroys a person's key: every value sealed under it is unreadable from now on, in backups too once they hold no key
 * of that person (PR-06). The row stays and says when.
 */
export async function destroyPersonKey(queries: Queries, officeId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`update kernel.person_keys set wrapped = null, destroyed_at = clock_timestamp()
    where office_id = ${officeId} and person_id = ${personId} and wrapped is not null
    returning person_id`.execute(queries);
  return rows.length > 0;
}
