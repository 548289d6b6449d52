/**
 * A table of which `kernel.count_changes` counts the changes, or `schema.*` for all of a schema. What is computed from them can be
 * remembered under the number that `revisionOf` reads: another number, and it is computed anew.
 */
export type Counted = `${string}.${string}`;

/** SQL for the number of all changes of these tables in the office that `officeId` names, as text. Part of a larger statement. */
export function revisionOf(officeId: string, tables: readonly Counted[]): string {
  const topics = tables.map((table) =>
    table.endsWith('.*') ? `starts_with(r.topic, '${table.slice(0, -1)}')` : `r.topic = '${table}'`,
  );
  return `(select coalesce(sum(r.revision), 0)::text from kernel.revisions r
    where r.office_id = ${officeId} and (${topics.join(' or ')}))`;
}
