import { type Insertable, type Selectable, sql, type Transaction, type Updateable } from 'kysely';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { DB, KernelCases } from '#kernel/database/tables.gen.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { CaseDefinition } from './definition.ts';
import { definitionDigest } from './digest.ts';
import type { CaseEvent, EventBody } from './events.ts';
import type { CaseDefinitionInForce } from './reducer.ts';
import { type OpenTask, openTasks, peopleOf, type RowPeople, rowOf } from './row.ts';
import type { CaseState } from './state.ts';

export type CaseRow = Selectable<KernelCases>;

export interface CaseId {
  readonly officeId: string;
  readonly caseId: string;
}

/** Locks the list row; the lock of a case, taken before tasks, registers and series (CC-04). */
export async function lockCase(queries: Transaction<DB>, { officeId, caseId }: CaseId): Promise<CaseRow | undefined> {
  return queries
    .selectFrom('kernel.cases')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();
}

export async function loadEvents(queries: Queries, { officeId, caseId }: CaseId): Promise<readonly CaseEvent[]> {
  const rows = await queries
    .selectFrom('kernel.case_events')
    .select(['at', 'by_person', 'for_person', 'command_key', 'body'])
    .where('office_id', '=', officeId)
    .where('case_id', '=', caseId)
    .orderBy('sequence')
    .execute();
  return rows.map((row) => ({
    at: row.at.toISOString(),
    by: row.by_person ?? 'system',
    ...(row.for_person ? { for: row.for_person } : {}),
    key: row.command_key,
    // Written by this engine only, and append-only.
    ...(row.body as unknown as EventBody),
  }));
}

/** By digest, which is the definition's own: what was read and proved once need not be read again. */
const knownDefinitions = new Map<string, CaseDefinitionInForce>();
const rememberedAtMost = 500;

/** @throws Error if the stored definition is not what its digest says: then the case may not be worked on */
export async function loadDefinition(
  queries: Queries,
  officeId: string,
  digest: string,
): Promise<CaseDefinitionInForce> {
  const before = knownDefinitions.get(digest);
  if (before) return before;
  const row = await queries
    .selectFrom('kernel.case_definitions')
    .select('body')
    .where('office_id', '=', officeId)
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow();
  const definition = row.body as unknown as CaseDefinition;
  if (definitionDigest(definition) !== digest) throw new Error(`definition ${digest} was changed`);
  if (knownDefinitions.size >= rememberedAtMost) knownDefinitions.clear();
  const known = { definition, digest };
  knownDefinitions.set(digest, known);
  return known;
}

export async function keepDefinition(
  queries: Queries,
  officeId: string,
  { definition, digest }: CaseDefinitionInForce,
  now: Date,
): Promise<void> {
  // Most cases run by one that is there; it is large, and its text is sent only when it is missing.
  const there = await queries
    .selectFrom('kernel.case_definitions')
    .select('digest')
    .where('office_id', '=', officeId)
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (there) return;
  const { service, kind } = definition.process;
  await queries
    .insertInto('kernel.case_definitions')
    .values({ office_id: officeId, digest, service, kind, body: JSON.stringify(definition), kept_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Next number of the series, gapless: the row stays locked until the command ends. 市代码-年度-流水, year in Beijing. */
export async function nextNumber(
  queries: Transaction<DB>,
  officeId: string,
  service: string,
  prefix: string,
  now: Date,
): Promise<string> {
  const year = Number(dayInBeijing(now).slice(0, 4));
  const { last } = await queries
    .insertInto('kernel.case_numbers')
    .values({ office_id: officeId, service, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['office_id', 'service', 'year']).doUpdateSet({ last: sql`kernel.case_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `${prefix}-${year}-${String(last).padStart(4, '0')}`;
}

export async function appendEvents(
  queries: Transaction<DB>,
  { officeId, caseId }: CaseId,
  after: number,
  events: readonly CaseEvent[],
): Promise<void> {
  const rows = events.map(({ at, by, for: signedFor, key, ...body }, index) => ({
    office_id: officeId,
    case_id: caseId,
    sequence: after + index + 1,
    type: body.type,
    at: new Date(at),
    by_person: by === 'system' ? null : by,
    for_person: signedFor ?? null,
    command_key: key,
    body: JSON.stringify(body),
  }));
  if (rows.length > 0) await queries.insertInto('kernel.case_events').values(rows).execute();
}

type RowColumns = Pick<
  Insertable<KernelCases>,
  'phase' | 'state' | 'nodes' | 'holders' | 'holder_ids' | 'due_on' | 'due_provisional' | 'version' | 'definition'
>;

/** Columns that the history decides, as they are written and compared. */
export function columnsOf(definition: CaseDefinition, state: CaseState, people: RowPeople): RowColumns {
  const row = rowOf(definition, state, people);
  return {
    phase: row.phase,
    state: row.state,
    nodes: [...row.nodes],
    holders: JSON.stringify(row.holders),
    holder_ids: [...row.holderIds],
    due_on: row.dueOn,
    due_provisional: row.dueProvisional,
    version: row.version,
    definition: row.definition,
  };
}

/** @param beside columns that the history does not decide; all are written at once, since a row has many indexes to keep */
export async function writeProjection(
  queries: Transaction<DB>,
  id: CaseId,
  definition: CaseDefinition,
  state: CaseState,
  people: RowPeople,
  now: Date,
  beside: Updateable<KernelCases> = {},
): Promise<void> {
  await queries
    .updateTable('kernel.cases')
    .set({
      ...beside,
      ...columnsOf(definition, state, people),
      submitted_at: state.submittedAt ? new Date(state.submittedAt) : null,
      ...(state.updatedAt ? { updated_at: new Date(state.updatedAt) } : {}),
    })
    .where('office_id', '=', id.officeId)
    .where('id', '=', id.caseId)
    .execute();
  await writePeople(queries, id, state, people);
  await writeTasks(queries, id, definition, state, people, now);
}

export async function writePeople(
  queries: Transaction<DB>,
  id: CaseId,
  state: CaseState,
  people: RowPeople,
): Promise<void> {
  const wanted = [...peopleOf(state, people)].flatMap(([relation, persons]) =>
    [...persons].map((person) => ({ relation, person })),
  );
  const { officeId, caseId } = id;
  const persons = wanted.map((one) => one.person);
  const relations = wanted.map((one) => one.relation);
  await sql`with wanted as (
      select * from unnest(${persons}::uuid[], ${relations}::text[]) as w (person_id, relation)
    ), gone as (
      delete from kernel.case_people p where p.office_id = ${officeId}::uuid and p.case_id = ${caseId}::uuid
        and not exists (select from wanted w where w.person_id = p.person_id and w.relation = p.relation)
    )
    insert into kernel.case_people (office_id, case_id, person_id, relation)
    select ${officeId}::uuid, ${caseId}::uuid, w.person_id, w.relation from wanted w
    on conflict do nothing`.execute(queries);
}

async function writeTasks(
  queries: Transaction<DB>,
  { officeId, caseId }: CaseId,
  definition: CaseDefinition,
  state: CaseState,
  people: RowPeople,
  now: Date,
): Promise<void> {
  const wanted = openTasks(definition, state, people);
  await queries
    .updateTable('kernel.tasks')
    .set({ closed_at: now })
    .where('office_id', '=', officeId)
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .$if(wanted.length > 0, (query) =>
      query.where(
        'subject',
        'not in',
        wanted.map((task) => task.subject),
      ),
    )
    .execute();
  if (wanted.length > 0) await insertTasks(queries, { officeId, caseId }, wanted, now);
  await writeTaskKeys(queries, { officeId, caseId });
}

/** Open tasks keep their row and its opening time; what changed about them is written over. */
async function insertTasks(
  queries: Transaction<DB>,
  { officeId, caseId }: CaseId,
  wanted: readonly OpenTask[],
  now: Date,
): Promise<void> {
  await queries
    .insertInto('kernel.tasks')
    .values(
      wanted.map((task) => ({
        office_id: officeId,
        id: uuidv7(),
        case_id: caseId,
        kind: task.kind,
        subject: task.subject,
        node: task.node,
        seat: task.seat,
        step: task.step,
        reach: [...task.reach],
        not_for: [...task.notFor],
        opened_at: now,
        due_on: task.dueOn,
        due_provisional: task.dueProvisional,
        suspended: task.suspended,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['office_id', 'case_id', 'subject']).where('closed_at', 'is', null).doUpdateSet({
        reach: sql`excluded.reach`,
        not_for: sql`excluded.not_for`,
        due_on: sql`excluded.due_on`,
        due_provisional: sql`excluded.due_provisional`,
        suspended: sql`excluded.suspended`,
      }),
    )
    .execute();
}

/** Keys of open tasks only: what is closed is nobody's work. The case's row is written before them: they stand in its order. */
async function writeTaskKeys(queries: Transaction<DB>, { officeId, caseId }: CaseId): Promise<void> {
  await sql`delete from kernel.task_keys k using kernel.tasks t
    where t.office_id = ${officeId}::uuid and t.case_id = ${caseId}::uuid and k.office_id = t.office_id and k.task_id = t.id
      and (t.closed_at is not null or not k.key = any (t.reach))`.execute(queries);
  await sql`insert into kernel.task_keys as k (office_id, key, task_id, case_id, due_sort, not_for)
    select t.office_id, unnest(t.reach), t.id, t.case_id, c.due_sort, t.not_for
    from kernel.tasks t join kernel.cases c on c.office_id = t.office_id and c.id = t.case_id
    where t.office_id = ${officeId}::uuid and t.case_id = ${caseId}::uuid and t.closed_at is null
    on conflict (office_id, key, task_id) do update set due_sort = excluded.due_sort, not_for = excluded.not_for
      where (k.due_sort, k.not_for) is distinct from (excluded.due_sort, excluded.not_for)`.execute(queries);
}

/** Applicant and members as the row holds them. */
export async function loadPeople(queries: Queries, row: CaseRow): Promise<RowPeople> {
  const members = await queries
    .selectFrom('kernel.case_people')
    .select('person_id')
    .where('office_id', '=', row.office_id)
    .where('case_id', '=', row.id)
    .where('relation', '=', 'member')
    .orderBy('person_id')
    .execute();
  return {
    applicant: row.applicant_id,
    members: members.map((one) => one.person_id),
    unitPath: row.unit_path,
  };
}
