import { sql } from 'kysely';
import type { EntryRow } from '#kernel/audit/entry.ts';
import { insertEntries } from '#kernel/audit/write.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { OutboxMessage } from './command.ts';

export interface KeyRow {
  readonly officeId: string;
  readonly personId: string;
  readonly command: string;
  readonly key: string;
  readonly digest: Buffer;
}

export interface Claim {
  /** False: another attempt with this key has committed. */
  readonly fresh: boolean;
  /** The actor's subject key in the trail, if there is one already. */
  readonly subject: string | null;
}

/** Writes the key, waiting for a running attempt with the same one as long as the connection's lock limit (DU-08). */
export async function claimKey(queries: Queries, row: KeyRow): Promise<Claim> {
  const { rows } = await sql<{ fresh: boolean; subject: string | null }>`
    with claimed as (
      insert into kernel.command_keys (office_id, person_id, command, key, input_digest)
      values (${row.officeId}, ${row.personId}, ${row.command}, ${row.key}, ${row.digest})
      on conflict do nothing returning 1)
    select exists (select from claimed) as fresh,
      (select subject from kernel.audit_subjects
        where office_id = ${row.officeId} and person_id = ${row.personId}) as subject`.execute(queries);
  return rows[0]!;
}

export async function storedAnswer(
  queries: Queries,
  row: KeyRow,
): Promise<{ digest: Buffer; answer: string | null } | undefined> {
  const { rows } = await sql<{ input_digest: Buffer; answer: string | null }>`
    select input_digest, answer from kernel.command_keys where office_id = ${row.officeId}
      and person_id = ${row.personId} and command = ${row.command} and key = ${row.key}`.execute(queries);
  return rows[0] && { digest: rows[0].input_digest, answer: rows[0].answer };
}

/** Answer, messages and entries in one statement: a command costs one round trip at its end. */
export async function finish(
  queries: Queries,
  row: KeyRow,
  answer: string,
  now: Date,
  messages: readonly OutboxMessage[],
  entries: readonly EntryRow[],
): Promise<void> {
  const outbox = messages.map((message) => ({
    id: uuidv7(),
    topic: message.topic,
    about: message.about ?? null,
    body: message.body,
  }));
  await sql`with answered as (
      update kernel.command_keys set answer = ${answer} where office_id = ${row.officeId}
        and person_id = ${row.personId} and command = ${row.command} and key = ${row.key} returning 1),
    sent as (
      insert into kernel.outbox (office_id, id, topic, about, body, sent_at)
      select ${row.officeId}::uuid, m.id, m.topic, m.about, m.body, ${now.toISOString()}::timestamptz
      from rows from (jsonb_to_recordset(${JSON.stringify(outbox)}::jsonb)
        as (id uuid, topic text, about text, body jsonb)) with ordinality as m(id, topic, about, body, nth)
      order by m.nth returning 1)
    ${insertEntries(row.officeId, entries)}`.execute(queries);
}

/**
 * Forgets keys older than 30 days of real time (CC-01); for the nightly job. Returns how many.
 * `keep` names commands whose keys stay for ever (operations of phones).
 */
export async function purgeCommandKeys(
  queries: Queries,
  officeId: string,
  keep: readonly string[] = [],
): Promise<number> {
  const { rows } = await sql`delete from kernel.command_keys
    where office_id = ${officeId} and written_at < now() - interval '30 days' and command <> all(${[...keep]}::text[])
    returning 1`.execute(queries);
  return rows.length;
}
