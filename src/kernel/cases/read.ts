import { type RawBuilder, sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import { type Counted, revisionOf } from '#kernel/database/revisions.ts';
import { statement } from '#kernel/database/statement.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { may } from '#kernel/identity/may.ts';
import type { Permission, Relation, Subject } from '#kernel/identity/permission.ts';
import type { Process } from './definition.ts';
import { draftDefinition } from './draft-definition.ts';
import type { CaseEvent, EventBody } from './events.ts';
import { emptyState, fold } from './fold.ts';
import { mayKnowCase } from './known.ts';
import { unknownCase } from './problems.ts';
import type { CaseDefinitionInForce } from './reducer.ts';
import type { RowPeople } from './row.ts';
import type { CaseState } from './state.ts';
import { type CaseRow, loadDefinition } from './storage.ts';

export interface StoredCase {
  readonly row: CaseRow;
  /** Definition that the case keeps; of a draft the process with an empty route. */
  readonly definition: CaseDefinitionInForce;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly people: RowPeople;
  /** Words that events name, by id. */
  readonly texts: ReadonlyMap<string, string>;
}

interface WholeRow extends CaseRow {
  member_ids: string[];
  history: { at: string; by_person: string | null; for_person: string | null; command_key: string; body: EventBody }[];
  words: { id: string; body: string }[];
}

/** Row, members, history and words in one question. */
function wholeCase(where: RawBuilder<unknown>): RawBuilder<WholeRow> {
  const of = (alias: string) => sql.raw(`${alias}.office_id = c.office_id and ${alias}.case_id = c.id`);
  return sql<WholeRow>`select c.*,
    array(select p.person_id from kernel.case_people p where ${of('p')} and p.relation = 'member' order by 1) as member_ids,
    coalesce((select json_agg(json_build_object('at', e.at, 'by_person', e.by_person, 'for_person', e.for_person,
        'command_key', e.command_key, 'body', e.body) order by e.sequence)
      from kernel.case_events e where ${of('e')}), '[]'::json) as history,
    coalesce((select json_agg(json_build_object('id', t.id, 'body', t.body) order by t.written_at, t.id)
      from kernel.case_texts t where ${of('t')}), '[]'::json) as words
    from kernel.cases as c where ${where}`;
}

/**
 * The whole case, if the actor may know of it. Put the state through `actionsFor` and `pathOf` for the page.
 * @throws Problem 404
 */
export async function readCase(
  queries: Queries,
  actor: Actor,
  permission: Permission,
  process: Process,
  caseId: string,
): Promise<StoredCase> {
  const { rows } =
    await wholeCase(sql`c.id = ${caseId}::uuid and c.service = ${process.service} and c.kind = ${process.kind}
    and ${mayKnowCase(actor, permission)}`).execute(queries);
  if (!rows[0]) throw unknownCase();
  return stored(queries, rows[0], process);
}

/** The same for jobs, which may know of everything. @throws Problem 404 */
export async function storedCase(
  queries: Queries,
  row: Pick<CaseRow, 'office_id' | 'id'>,
  process: Process,
): Promise<StoredCase> {
  const { rows } = await wholeCase(sql`c.office_id = ${row.office_id}::uuid and c.id = ${row.id}::uuid`).execute(
    queries,
  );
  if (!rows[0]) throw unknownCase();
  return stored(queries, rows[0], process);
}

interface Seen {
  readonly unit_path: string[];
  /** `relation person` of the reader and those stood in for. */
  readonly related: string[];
  readonly stamp: string;
}

function subjectOf(officeId: string, { unit_path: unitPath, related }: Seen): Subject {
  const people: Partial<Record<Relation, string[]>> = {};
  for (const one of related) {
    const [relation, person] = one.split(' ') as [Relation, string];
    people[relation] = [...(people[relation] ?? []), person];
  }
  return { officeId, unitPath, people };
}

/**
 * One short question before a page is composed, or found composed already: may the actor know of the case, and has anything changed
 * that the page rests on? The stamp names the version of the case's row, which every act and every saved section renews, and the
 * number of changes of the other tables; both are read in one statement, so the stamp is of one moment.
 */
export function sightOfCase(restsOn: readonly Counted[]) {
  const look = statement<Seen>(`select c.unit_path,
      array(select p.relation || ' ' || p.person_id from kernel.case_people p
        where p.office_id = c.office_id and p.case_id = c.id and p.person_id = any ($5::uuid[])) as related,
      c.xmin::text || ' ' || ${revisionOf('$1::uuid', restsOn)} as stamp
    from kernel.cases c where c.office_id = $1::uuid and c.id = $2::uuid and c.service = $3 and c.kind = $4`);
  /** @throws Problem 404 */
  return async (
    queries: Queries,
    actor: Actor,
    permission: Permission,
    process: Process,
    caseId: string,
  ): Promise<string> => {
    const persons = [actor.personId, ...actor.actsFor.map(({ personId }) => personId)];
    const [seen] = await look(queries, actor.officeId, caseId, process.service, process.kind, persons);
    if (!seen) throw unknownCase();
    if (may(actor, permission, subjectOf(actor.officeId, seen)).allowed) return seen.stamp;
    // Who fills an open task by duty, or is asked for a co-signature, may know of it too.
    const { rows } =
      await sql`select 1 from kernel.cases c where c.id = ${caseId}::uuid and ${mayKnowCase(actor, permission)}`.execute(
        queries,
      );
    if (rows.length === 0) throw unknownCase();
    return seen.stamp;
  };
}

async function stored(queries: Queries, whole: WholeRow, process: Process): Promise<StoredCase> {
  const { member_ids: members, history, words, ...row } = whole;
  const people = { applicant: row.applicant_id, members, unitPath: row.unit_path };
  const texts = new Map(words.map(({ id, body }) => [id, body]));
  if (!row.definition) {
    const definition = draftDefinition(process);
    return { row, definition, state: emptyState(definition.definition), events: [], people, texts };
  }
  const definition = await loadDefinition(queries, row.office_id, row.definition);
  const events = history.map(
    ({ at, by_person, for_person, command_key, body }): CaseEvent => ({
      at: new Date(at).toISOString(),
      by: by_person ?? 'system',
      ...(for_person ? { for: for_person } : {}),
      key: command_key,
      ...body,
    }),
  );
  return { row, definition, state: fold(definition.definition, events), events, people, texts };
}
