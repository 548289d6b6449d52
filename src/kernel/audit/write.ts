import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { AuditEntry } from '../commands/command.ts';
import { type EntryRow, entryRow } from './entry.ts';
import { recordTogether } from './together.ts';

/** The insert itself, to stand alone or as the last part of a command's statement. */
export function insertEntries(officeId: string, rows: readonly EntryRow[]): RawBuilder<unknown> {
  return sql`insert into kernel.audit_entries (office_id, id, at_business, subject, on_behalf, post, session_digest,
      address, event, object, result, reason, request_id, details)
    select ${officeId}::uuid, e.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid,
      at_business timestamptz, subject uuid, on_behalf uuid, post text, session_digest text, address text, event text,
      object text, result text, reason text, request_id text, details jsonb)`;
}

/** Persons whose subject keys these entries need. */
export function personsNamed(actor: Actor | null, entries: readonly AuditEntry[]): string[] {
  const persons = entries.flatMap((entry) => (entry.onBehalfOf === undefined ? [] : [entry.onBehalfOf]));
  return actor ? [actor.personId, ...persons] : persons;
}

/**
 * Entries on their own: a refusal, a failure, a reading. They are on disk when the promise is kept; entries of requests that run at
 * the same time go there together.
 */
export async function recordAudit(
  database: Database,
  clock: Clock,
  officeId: string,
  actor: Actor | null,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  const now = clock.now();
  // The statement puts the subject keys in place of the persons.
  const persons = new Map(personsNamed(actor, entries).map((person) => [person, person]));
  await recordTogether(
    database,
    officeId,
    entries.map((entry) => entryRow(entry, { actor, now, subjects: persons })),
  );
}
