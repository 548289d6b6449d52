import { sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Process } from './definition.ts';
import { draftDefinition } from './draft-definition.ts';
import { emptyState } from './fold.ts';
import { unknownCase } from './problems.ts';
import { storedCase } from './read.ts';
import { lockCase, writePeople, writeProjection } from './storage.ts';

export interface OpenMatter {
  readonly kind: 'draft' | 'case' | 'task';
  /** Of the case, or of the task. */
  readonly id: string;
  readonly caseId: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: string;
  readonly dueOn: Day | null;
  /** A seat held by name, which only its holder can transfer (转办); tasks that follow the applicant go over with the case. */
  readonly transferFirst: boolean;
}

/** Everything open of one person in a unit and below: drafts, running cases applied for, and tasks that name the person. */
export async function openMattersOf(
  queries: Queries,
  officeId: string,
  personId: string,
  within: { readonly service: string; readonly unitId: string },
): Promise<readonly OpenMatter[]> {
  const { rows } = await sql<OpenMatter>`
    select case c.phase when 'draft' then 'draft' else 'case' end as kind, c.id, c.id as "caseId", c.number, c.title, c.state,
      c.due_on as "dueOn", false as "transferFirst"
    from kernel.cases c
    where c.office_id = ${officeId}::uuid and c.applicant_id = ${personId}::uuid and c.phase <> 'ended'
      and c.service = ${within.service} and c.unit_path @> array[${within.unitId}::uuid]
    union all
    select 'task', t.id, c.id, c.number, c.title, c.state, t.due_on, not (t.kind = 'correct' and c.applicant_id = ${personId}::uuid)
    from kernel.task_keys k join kernel.tasks t on t.office_id = k.office_id and t.id = k.task_id
      join kernel.cases c on c.office_id = t.office_id and c.id = t.case_id
    where k.office_id = ${officeId}::uuid and k.key = ${`p:${personId}`} and t.closed_at is null
      and c.service = ${within.service} and c.unit_path @> array[${within.unitId}::uuid]
    order by 1 desc, 7 nulls last, 2`.execute(queries);
  return rows;
}

/**
 * Another person applies from now on (交接): the case, its open correction and its readers follow. What was done stays with who did it.
 * The caller has asked who may; the entry names both persons.
 * @throws Problem 404, 409 `applicant-changed` if the case is no longer that person's or has ended
 */
export async function handOverCase(
  work: Work,
  process: Process,
  input: { readonly caseId: string; readonly from: string; readonly to: string },
): Promise<void> {
  const { queries, actor, now } = work;
  const id = { officeId: actor.officeId, caseId: input.caseId };
  const row = await lockCase(queries, id);
  if (!row || row.service !== process.service || row.kind !== process.kind) throw unknownCase();
  if (row.applicant_id !== input.from || row.phase === 'ended') {
    throw new Problem(409, 'applicant-changed', {
      zh: '此件的申请人已变更或已办结，没有移交。请刷新后重新确认。',
      en: 'The applicant of this case has changed, or it has ended; it was not handed over. Reload and confirm again.',
    });
  }
  await queries
    .updateTable('kernel.cases')
    .set({ applicant_id: input.to })
    .where('office_id', '=', id.officeId)
    .where('id', '=', id.caseId)
    .execute();
  const { definition, state, people } = await storedCase(queries, row, process);
  if (row.phase === 'draft') await writePeople(queries, id, emptyState(draftDefinition(process).definition), people);
  else await writeProjection(queries, id, definition.definition, state, people, now);
  const object = `${row.kind}:${row.id}`;
  work.audit({
    event: `${process.service}.handed-over`,
    object,
    result: 'done',
    details: { from: input.from, to: input.to },
  });
  work.send({
    topic: 'cases.handed-over',
    about: object,
    body: { service: row.service, kind: row.kind, caseId: row.id, number: row.number, from: input.from, to: input.to },
  });
}
