import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';

/**
 * The random keys by which the trail names these persons, made where missing. A key made at the same moment by another
 * transaction is waited for, so one person has one key.
 */
export async function auditSubjects(
  queries: Queries,
  officeId: string,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(personIds)].sort();
  const found = await read(queries, officeId, wanted);
  const missing = wanted.filter((person) => !found.has(person));
  if (missing.length === 0) return found;
  await sql`insert into kernel.audit_subjects (office_id, person_id)
    select ${officeId}::uuid, person from unnest(${missing}::uuid[]) as person
    on conflict (office_id, person_id) do nothing`.execute(queries);
  return read(queries, officeId, wanted);
}

async function read(queries: Queries, officeId: string, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ person_id: string; subject: string }>`
    select person_id, subject from kernel.audit_subjects
    where office_id = ${officeId} and person_id = any(${personIds}::uuid[])`.execute(queries);
  return new Map(rows.map((row) => [row.person_id, row.subject]));
}

/** Who the trail means, for those who may read it; an erased person is missing from the answer. */
export async function personsOfSubjects(
  queries: Queries,
  officeId: string,
  subjects: readonly string[],
): Promise<Map<string, string>> {
  if (subjects.length === 0) return new Map();
  const { rows } = await sql<{ person_id: string; subject: string }>`
    select person_id, subject from kernel.audit_subjects
    where office_id = ${officeId} and subject = any(${[...new Set(subjects)]}::uuid[])`.execute(queries);
  return new Map(rows.map((row) => [row.subject, row.person_id]));
}

/** Makes a person nameless in the trail (AU-09). The chain is untouched; entries are still counted. */
export async function eraseAuditSubject(queries: Queries, officeId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`delete from kernel.audit_subjects
    where office_id = ${officeId} and person_id = ${personId} returning subject`.execute(queries);
  return rows.length > 0;
}
