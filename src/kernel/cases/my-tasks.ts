import { sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { reachOf, type TaskKind } from './row.ts';

export interface MyTask {
  readonly taskId: string;
  readonly caseId: string;
  readonly service: string;
  readonly caseKind: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: string;
  readonly kind: TaskKind;
  readonly node: string | null;
  readonly seat: string | null;
  readonly step: string | null;
  readonly openedAt: Date;
  readonly dueOn: Day | null;
  readonly dueProvisional: boolean;
  readonly suspended: boolean;
  /** Open only by acting for this person. */
  readonly actingFor: string | null;
}

interface Row {
  id: string;
  case_id: string;
  service: string;
  case_kind: string;
  number: string | null;
  title: string;
  state: string;
  kind: TaskKind;
  node: string | null;
  seat: string | null;
  step: string | null;
  opened_at: Date;
  due_on: Day | null;
  due_provisional: boolean;
  suspended: boolean;
  reach: string[];
}

/**
 * "My to-do": one indexed query over everything that the actor could do by name, post, or delegation, earliest due first. What
 * the actor may never decide, because the matter is the actor's own, is left out.
 */
export async function myTasks(
  queries: Queries,
  actor: Actor,
  asked: { readonly limit?: number; readonly services?: readonly string[] } = {},
): Promise<readonly MyTask[]> {
  const own = reachOf(actor);
  const others = actor.actsFor.map((person) => ({ person: person.personId, reach: reachOf(person) }));
  const keys = [...new Set([...own, ...others.flatMap((one) => one.reach)])];
  const persons = [actor.personId, ...others.map((one) => one.person)];
  const services = asked.services ? sql`and c.service = any (${[...asked.services]}::text[])` : sql``;
  const { rows } =
    await sql<Row>`select t.id, t.case_id, c.service, c.kind as case_kind, c.number, c.title, c.state, t.kind, t.node, t.seat,
      t.step, t.opened_at, t.due_on, t.due_provisional, t.suspended, t.reach
    from kernel.tasks t join kernel.cases c on c.office_id = t.office_id and c.id = t.case_id
    where t.office_id = ${actor.officeId}::uuid and t.closed_at is null
      and t.id in (select k.task_id from kernel.task_keys k
        where k.office_id = ${actor.officeId}::uuid and k.key = any (${keys}::text[]))
      and not t.not_for && ${persons}::uuid[] ${services}
    order by t.suspended, t.due_on nulls last, t.opened_at, t.id
    limit ${Math.min(Math.max(asked.limit ?? 200, 1), 500)}`.execute(queries);
  return rows.map((row) => {
    const mine = row.reach.some((key) => own.includes(key));
    const principal = others.find((one) => row.reach.some((key) => one.reach.includes(key)));
    return {
      taskId: row.id,
      caseId: row.case_id,
      service: row.service,
      caseKind: row.case_kind,
      number: row.number,
      title: row.title,
      state: row.state,
      kind: row.kind,
      node: row.node,
      seat: row.seat,
      step: row.step,
      openedAt: row.opened_at,
      dueOn: row.due_on,
      dueProvisional: row.due_provisional,
      suspended: row.suspended,
      actingFor: mine ? null : (principal?.person ?? null),
    };
  });
}
