import { sql } from 'kysely';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { reachOf } from '#kernel/cases/row.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';

export interface TaskMarks {
  readonly claim: { readonly id: string; readonly name: string; readonly at: Date } | null;
  /** Offered to a duty that several may hold. */
  readonly shared: boolean;
  /** For the asking person. */
  readonly snoozedUntil: Day | null;
}

/** What is noted on these tasks. */
export async function marksOf(
  queries: Queries,
  { officeId, personId }: Actor,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, TaskMarks>> {
  if (taskIds.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    person_id: string | null;
    name: string | null;
    claimed_at: Date | null;
    until: Day | null;
    shared: boolean;
  }>`select t.id, exists (select from unnest(t.reach) as key where key not like 'p:%') as shared, c.person_id, p.name, c.claimed_at, s.until::text as until
    from kernel.tasks t
    left join kernel.task_claims c on c.office_id = t.office_id and c.task_id = t.id
    left join kernel.persons p on p.office_id = c.office_id and p.id = c.person_id
    left join kernel.task_snoozes s on s.office_id = t.office_id and s.task_id = t.id and s.person_id = ${personId}::uuid
    where t.office_id = ${officeId}::uuid and t.id = any (${[...taskIds]}::uuid[])`.execute(queries);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        claim: row.person_id ? { id: row.person_id, name: row.name ?? '', at: row.claimed_at! } : null,
        shared: row.shared,
        snoozedUntil: row.until,
      },
    ]),
  );
}

interface OpenTask {
  id: string;
  case_id: string;
  reach: string[];
  due_on: Day | null;
}

/** The open task, locked, if it is among the actor's; 404 otherwise: of others' tasks one may not know. */
async function ownTask(work: Work, taskId: string): Promise<OpenTask> {
  const { queries, actor } = work;
  const keys = [...new Set([actor, ...actor.actsFor].flatMap(reachOf))];
  const persons = [actor.personId, ...actor.actsFor.map((one) => one.personId)];
  const { rows } = await sql<OpenTask>`select id, case_id, reach, due_on::text as due_on from kernel.tasks
    where office_id = ${actor.officeId}::uuid and id = ${taskId}::uuid and closed_at is null
      and reach && ${keys}::text[] and not not_for && ${persons}::uuid[] for update`.execute(queries);
  if (!rows[0]) throw notFound();
  return rows[0];
}

function noted(work: Work, event: string, task: OpenTask): void {
  work.audit({ event, object: `task:${task.id}`, result: 'done', details: { case: task.case_id } });
}

/**
 * 认领. Taken up twice by the same person it stays as it is.
 * @throws Problem 404, 409 `claimed` with the name of who has it, 409 `not-shared` for a task of one named person
 */
export async function claimTask(work: Work, taskId: string): Promise<void> {
  const { queries, actor, now } = work;
  const task = await ownTask(work, taskId);
  if (task.reach.every((key) => key.startsWith('p:'))) {
    throw new Problem(409, 'not-shared', {
      zh: '这件待办只派给一人，无须认领，直接办理即可。',
      en: 'This task is for one person only and need not be taken up. Just do it.',
    });
  }
  const { rows } = await sql<{ person_id: string; name: string }>`
    with taken as (insert into kernel.task_claims (office_id, task_id, person_id, claimed_at)
      values (${actor.officeId}::uuid, ${taskId}::uuid, ${actor.personId}::uuid, ${now}) on conflict do nothing returning person_id)
    select c.person_id, p.name from kernel.task_claims c join kernel.persons p on p.office_id = c.office_id and p.id = c.person_id
    where c.office_id = ${actor.officeId}::uuid and c.task_id = ${taskId}::uuid and not exists (select from taken)`.execute(
    queries,
  );
  const [other] = rows;
  if (other && other.person_id !== actor.personId) {
    throw new Problem(409, 'claimed', {
      zh: `${other.name}已认领这件待办，没有重复认领。确需您办的，请与${other.name}商量后由其退回认领。`,
      en: `${other.name} has taken this task up already. If you should do it, ask ${other.name} to give it back.`,
    });
  }
  noted(work, 'desk.task-claimed', task);
}

/** @throws Problem 404, 409 `not-claimed` if it is not the actor who has it */
export async function releaseTask(work: Work, taskId: string): Promise<void> {
  const { queries, actor } = work;
  const task = await ownTask(work, taskId);
  const { numAffectedRows } = await sql`delete from kernel.task_claims
    where office_id = ${actor.officeId}::uuid and task_id = ${taskId}::uuid and person_id = ${actor.personId}::uuid`.execute(
    queries,
  );
  if (numAffectedRows !== 1n) {
    throw new Problem(409, 'not-claimed', {
      zh: '这件待办不是您认领的，不用退回。',
      en: 'You have not taken this task up, so there is nothing to give back.',
    });
  }
  noted(work, 'desk.task-released', task);
}

/**
 * 稍后: out of the way until that day, never past the day on which the task is due. Null brings it back at once.
 * @throws Problem 404, 422 `snooze-past-due` | `snooze-not-ahead`
 */
export async function snoozeTask(work: Work, taskId: string, until: Day | null): Promise<void> {
  const { queries, actor, now } = work;
  const task = await ownTask(work, taskId);
  if (until !== null && until <= dayInBeijing(now)) {
    throw new Problem(422, 'snooze-not-ahead', {
      zh: '请选择今天以后的日期。',
      en: 'Choose a day after today.',
    });
  }
  if (until !== null && task.due_on !== null && until > task.due_on) {
    throw new Problem(422, 'snooze-past-due', {
      zh: `这件待办 ${task.due_on} 到期，不能放到到期日之后。请选择 ${task.due_on} 或以前的日期。`,
      en: `This task is due on ${task.due_on} and cannot be put off past that. Choose that day or an earlier one.`,
    });
  }
  await sql`delete from kernel.task_snoozes
    where office_id = ${actor.officeId}::uuid and task_id = ${taskId}::uuid and person_id = ${actor.personId}::uuid`.execute(
    queries,
  );
  if (until !== null) {
    await sql`insert into kernel.task_snoozes (office_id, task_id, person_id, until)
      values (${actor.officeId}::uuid, ${taskId}::uuid, ${actor.personId}::uuid, ${until}::date)`.execute(queries);
  }
  noted(work, 'desk.task-snoozed', task);
}
