import { sql } from 'kysely';
import { addDays, type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { type MyTask, myTasks } from '#kernel/cases/my-tasks.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { type CaseKinds, caseLink } from './case-kinds.ts';
import { type ToDoRow, toDoGroups } from './endpoints.ts';
import { marksOf, type TaskMarks } from './task-marks.ts';

/** As many as the engine's query gives. More than these nobody works through in a day; the number then says that there are more. */
const most = 500;

export type ToDoGroup = keyof typeof toDoGroups;

const weekdayFromMonday = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The Sunday that ends the week of that day. */
export const endOfWeek = (today: Day): Day => addDays(today, 6 - weekdayFromMonday(today));

/** Overdue and today, this week, later. What has no term, or whose clock stands, is later. */
export function groupOf(task: Pick<MyTask, 'dueOn' | 'suspended'>, today: Day): ToDoGroup {
  if (task.dueOn === null || task.suspended) return 'later';
  if (task.dueOn <= today) return 'now';
  return task.dueOn <= endOfWeek(today) ? 'week' : 'later';
}

export interface Tasks {
  readonly tasks: readonly MyTask[];
  readonly exact: boolean;
}

/** The one query behind page, number in the menu and daily message. */
export async function tasksOf(queries: Queries, actor: Actor, service?: string): Promise<Tasks> {
  const tasks = await myTasks(queries, actor, {
    limit: most,
    ...(service === undefined ? {} : { services: [service] }),
  });
  return { tasks, exact: tasks.length < most };
}

async function unitsOfCases(
  queries: Queries,
  officeId: string,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const { rows } = await sql<{
    case_id: string;
    id: string;
    name: string | null;
  }>`select c.id as case_id, c.unit_id as id, u.name
    from kernel.cases c left join kernel.units u on u.office_id = c.office_id and u.id = c.unit_id
    where c.office_id = ${officeId}::uuid and c.id = any (${[...new Set(caseIds)]}::uuid[])`.execute(queries);
  return new Map(rows.map((row) => [row.case_id, { id: row.id, name: row.name ?? '' }]));
}

const claimOf = (marks: TaskMarks | undefined): ToDoRow['claimedBy'] =>
  marks?.claim ? { id: marks.claim.id, name: marks.claim.name } : null;

export async function toDoOf(queries: Queries, actor: Actor, kinds: CaseKinds, now: Date, service?: string) {
  const { tasks, exact } = await tasksOf(queries, actor, service);
  const units = await unitsOfCases(
    queries,
    actor.officeId,
    tasks.map((task) => task.caseId),
  );
  const today = dayInBeijing(now);
  const marks = await marksOf(
    queries,
    actor,
    tasks.map((task) => task.taskId),
  );
  /** Put off, and the day has not come. */
  const snoozed = (taskId: string): Day | null => {
    const until = marks.get(taskId)?.snoozedUntil ?? null;
    return until !== null && until > today ? until : null;
  };
  const principals = new Map(actor.actsFor.map((person) => [person.personId, person.name]));
  const rows = tasks.map((task): { group: ToDoGroup; row: ToDoRow } => ({
    group: snoozed(task.taskId) ? 'later' : groupOf(task, today),
    row: {
      taskId: task.taskId,
      caseId: task.caseId,
      service: task.service,
      caseKind: task.caseKind,
      number: task.number,
      title: task.title,
      verb: kinds.verb(task.service, task.caseKind, task),
      state: kinds.state(task.service, task.caseKind, task.state),
      unit: units.get(task.caseId) ?? { id: task.caseId, name: '' },
      dueOn: task.dueOn,
      provisional: task.dueProvisional,
      suspended: task.suspended,
      openedAt: task.openedAt.toISOString(),
      link: caseLink(task.service, task.caseId),
      actingFor: task.actingFor === null ? null : { id: task.actingFor, name: principals.get(task.actingFor) ?? '' },
      claimedBy: claimOf(marks.get(task.taskId)),
      shared: marks.get(task.taskId)?.shared ?? false,
      snoozedUntil: snoozed(task.taskId),
    },
  }));
  const last = await queries
    .selectFrom('kernel.case_events')
    .select('at')
    .where('office_id', '=', actor.officeId)
    .where('by_person', '=', actor.personId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    groups: (Object.keys(toDoGroups) as ToDoGroup[]).map((key) => ({
      key,
      label: toDoGroups[key],
      rows: rows.filter((one) => one.group === key).map((one) => one.row),
    })),
    total: { count: rows.length, exact },
    lastDoneAt: last?.at.toISOString() ?? null,
  };
}
