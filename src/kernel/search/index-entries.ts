import { sql, type Transaction } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { DB } from '#kernel/database/tables.gen.ts';
import type { CaseKinds } from '#kernel/desk/case-kinds.ts';
import { type Indexed, lexemesOf } from './words.ts';

export interface SearchEntry extends Indexed {
  /** Group of hits: `case`, or the key of a `SearchKind`. */
  readonly kind: string;
  readonly id: string;
  /** Seen by whoever may know of this case. */
  readonly caseId?: string;
  /** Without a case: the unit that it belongs to and those above, root first. */
  readonly unitPath?: readonly string[];
  /** Stands beside the title: number, unit. */
  readonly note?: string;
  /** Business time of its last change: later ones stand first. */
  readonly at: Date;
}

/** Writes what a record is found by, in the transaction that changes the record. Passport and identity numbers do not belong here. */
export async function indexObject(queries: Transaction<DB>, officeId: string, entry: SearchEntry): Promise<void> {
  const words = lexemesOf(officeId, entry);
  await sql`insert into kernel.search_entries (office_id, kind, object_id, case_id, unit_path, title, note, words, updated_at)
    values (${officeId}::uuid, ${entry.kind}, ${entry.id}::uuid, ${entry.caseId ?? null}::uuid, ${[...(entry.unitPath ?? [])]}::uuid[],
      ${entry.title.slice(0, 300)}, ${(entry.note ?? '').slice(0, 300)}, array_to_tsvector(${[...words]}::text[]), ${entry.at})
    on conflict (office_id, kind, object_id) do update set case_id = excluded.case_id, unit_path = excluded.unit_path,
      title = excluded.title, note = excluded.note, words = excluded.words, updated_at = excluded.updated_at`.execute(
    queries,
  );
}

/** It is not found any more. */
export async function removeEntry(
  queries: Transaction<DB>,
  officeId: string,
  entry: { readonly kind: string; readonly id: string },
): Promise<void> {
  await queries
    .deleteFrom('kernel.search_entries')
    .where('office_id', '=', officeId)
    .where('kind', '=', entry.kind)
    .where('object_id', '=', entry.id)
    .execute();
}

async function peopleOf(queries: Queries, officeId: string, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select distinct p.name from kernel.case_people r
    join kernel.persons p on p.office_id = r.office_id and p.id = r.person_id
    where r.office_id = ${officeId}::uuid and r.case_id = ${caseId}::uuid and r.relation in ('applicant', 'member')
    order by p.name`.execute(queries);
  return rows.map((row) => row.name);
}

/** A case as it stands now: number, title, unit, people, and what its service adds. A case that is gone takes its entry along. */
export async function indexCase(
  queries: Transaction<DB>,
  officeId: string,
  caseId: string,
  kinds: CaseKinds,
): Promise<void> {
  const row = await queries
    .selectFrom('kernel.cases as c')
    .leftJoin('kernel.units as u', (join) =>
      join.onRef('u.office_id', '=', 'c.office_id').onRef('u.id', '=', 'c.unit_id'),
    )
    .select(['c.service', 'c.kind', 'c.number', 'c.title', 'c.updated_at', 'u.name as unit_name', 'u.short_name'])
    .where('c.office_id', '=', officeId)
    .where('c.id', '=', caseId)
    .executeTakeFirst();
  if (!row) return;
  const more = await kinds.of(row.service, row.kind)?.searched?.(queries, officeId, caseId);
  const numbers = [...(row.number === null ? [] : [row.number]), ...(more?.numbers ?? [])];
  const process = kinds.title(row.service, row.kind);
  await indexObject(queries, officeId, {
    kind: 'case',
    id: caseId,
    caseId,
    // A draft may have no title yet; it is found by its kind.
    title: row.title.trim() === '' ? process.zh : row.title,
    note: [row.number, row.unit_name].filter((part) => part !== null).join(' · '),
    names: await peopleOf(queries, officeId, caseId),
    numbers,
    body: [row.unit_name, row.short_name, process.zh, more?.body].filter((part) => part != null).join(' '),
    at: row.updated_at,
  });
}
