import { sql, type Transaction } from 'kysely';
import { canonicalJson } from '#kernel/commands/canonical.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { DB } from '#kernel/database/tables.gen.ts';
import type { CaseEvent } from './events.ts';
import { fold } from './fold.ts';
import { unknownCase } from './problems.ts';
import { openTasks, peopleOf } from './row.ts';
import {
  type CaseId,
  type CaseRow,
  columnsOf,
  loadDefinition,
  loadEvents,
  loadPeople,
  lockCase,
  writeProjection,
} from './storage.ts';

export interface RowDifference {
  readonly caseId: string;
  /** `state`, `due_on` …, or `people`, `tasks`. */
  readonly what: string;
  readonly stored: unknown;
  readonly history: unknown;
}

/** The definition that the history names last; the row is what is being doubted, so it is not asked. */
function definitionNamed(events: readonly CaseEvent[]): string | null {
  for (const event of events.toReversed()) {
    if ('definition' in event) return event.definition;
  }
  return null;
}

async function fromHistory(queries: Queries, row: CaseRow) {
  const id = { officeId: row.office_id, caseId: row.id };
  const events = await loadEvents(queries, id);
  const digest = definitionNamed(events);
  if (digest === null) return null;
  const { definition } = await loadDefinition(queries, id.officeId, digest);
  return { definition, state: fold(definition, events), people: await loadPeople(queries, row) };
}

/** Writes list row, people and tasks again from the history. A draft has no history and stays as it is. @throws Problem 404 */
export async function rebuildRow(queries: Transaction<DB>, id: CaseId, now: Date): Promise<void> {
  const row = await lockCase(queries, id);
  if (!row) throw unknownCase();
  const told = await fromHistory(queries, row);
  if (told) await writeProjection(queries, id, told.definition, told.state, told.people, now);
}

/** What the stored row, people and tasks say otherwise than the history; empty when they agree (CC-09). */
export async function compareRow(queries: Queries, row: CaseRow): Promise<readonly RowDifference[]> {
  const told = await fromHistory(queries, row);
  if (!told) {
    return row.phase === 'draft' ? [] : [{ caseId: row.id, what: 'history', stored: row.phase, history: null }];
  }
  const { definition, state, people } = told;
  const wanted = columnsOf(definition, state, people);
  const columns = Object.entries(wanted).flatMap(([what, history]) => {
    const stored: unknown = row[what as keyof typeof wanted];
    const told = what === 'holders' ? JSON.parse(String(history)) : history;
    return canonicalJson(stored) === canonicalJson(told) ? [] : [{ caseId: row.id, what, stored, history: told }];
  });

  const peopleWanted = [...peopleOf(state, people)]
    .flatMap(([relation, all]) => [...all].map((one) => `${relation} ${one}`))
    .sort();
  const peopleRows = await queries
    .selectFrom('kernel.case_people')
    .select(['relation', 'person_id'])
    .where('office_id', '=', row.office_id)
    .where('case_id', '=', row.id)
    .execute();
  const peopleStored = peopleRows.map((one) => `${one.relation} ${one.person_id}`).sort();

  const tasksWanted = openTasks(definition, state, people)
    .map((task) => `${task.subject} ${[...task.reach].sort().join(',')} ${task.dueOn ?? ''} ${task.suspended}`)
    .sort();
  const taskRows = await queries
    .selectFrom('kernel.tasks')
    .select(['subject', 'reach', 'due_on', 'suspended'])
    .where('office_id', '=', row.office_id)
    .where('case_id', '=', row.id)
    .where('closed_at', 'is', null)
    .execute();
  const tasksStored = taskRows
    .map((task) => `${task.subject} ${[...task.reach].sort().join(',')} ${task.due_on ?? ''} ${task.suspended}`)
    .sort();

  const lists = [
    { what: 'people', stored: peopleStored, history: peopleWanted },
    { what: 'tasks', stored: tasksStored, history: tasksWanted },
  ].filter((one) => canonicalJson(one.stored) !== canonicalJson(one.history));
  return [...columns, ...lists.map((one) => ({ caseId: row.id, ...one }))];
}

/** All cases of the office, a hundred at a time; for the nightly job. A difference is reported, never mended in silence. */
export async function compareAll(queries: Queries, officeId: string): Promise<readonly RowDifference[]> {
  const found: RowDifference[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await queries
      .selectFrom('kernel.cases')
      .selectAll()
      .where('office_id', '=', officeId)
      .where('id', '>', sql<string>`${after}::uuid`)
      .orderBy('id')
      .limit(100)
      .execute();
    for (const row of rows) found.push(...(await compareRow(queries, row)));
    const last = rows.at(-1);
    if (!last) return found;
    after = last.id;
  }
}
