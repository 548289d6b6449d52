import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { AuditEntry } from '../commands/command.ts';
import { type EntryRow, entryRow } from './entry.ts';
import { auditSubjects } from './subjects.ts';

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
 * Entries inside a transaction that is already open, e.g. of a read that shows personal data. Inside a command use
 * `work.audit`. `actor` is null where nobody is signed in (failed sign-in, job).
 */
export async function writeAudit(
  queries: Queries,
  officeId: string,
  actor: Actor | null,
  now: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const subjects = await auditSubjects(queries, officeId, personsNamed(actor, entries));
  const rows = entries.map((entry) => entryRow(entry, { actor, now, subjects }));
  await insertEntries(officeId, rows).execute(queries);
}

/** Entries in a transaction of their own: a refusal, a failure, a reading. */
export async function recordAudit(
  database: Database,
  clock: Clock,
  officeId: string,
  actor: Actor | null,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  await database.transaction(officeId, (queries) => writeAudit(queries, officeId, actor, clock.now(), entries));
}
