import { type Selectable, sql, type Transaction } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { WorkingCalendar } from '#kernel/calendar/working-calendar.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { DB, KernelObligations } from '#kernel/database/tables.gen.ts';
import type { Text } from '#kernel/text.ts';
import { type ClockFacts, type Pause, type Reckoning, reckon } from './clock.ts';
import { obligationKindOf } from './kind.ts';
import { nextLook } from './ladder.ts';
import type { ClockKind } from './model.ts';

export type ObligationRecord = Selectable<KernelObligations>;

export const factsOf = (row: ObligationRecord): ClockFacts => ({
  clock: row.clock as ClockKind,
  amount: row.amount,
  startedOn: row.started_on as Day,
  startedAt: row.started_at,
  rollsOver: row.rolls_over,
  pauses: row.pauses as unknown as readonly Pause[],
});

/** Checked by the column's writers only; both languages are always there. */
export const sourceOf = (row: ObligationRecord): Text => row.source as unknown as Text;

export async function lockObligation(
  queries: Transaction<DB>,
  officeId: string,
  id: string,
): Promise<ObligationRecord | undefined> {
  return queries
    .selectFrom('kernel.obligations')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export interface Change {
  readonly what:
    | 'started'
    | 'recomputed'
    | 'paused'
    | 'resumed'
    | 'met'
    | 'cancelled'
    | 'overdue'
    | 'climbed'
    | 'lock-decided'
    | 'lock-released'
    | 'locks-lifted'
    | 'lock-appealed'
    | 'appeal-answered';
  readonly at: Date;
  readonly by: string | null;
  readonly reason?: string;
  readonly dueBefore?: Date;
  readonly dueAfter?: Date;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The obligation's row is locked by the caller, so that the sequence has no gap and no double. */
export async function record(queries: Transaction<DB>, officeId: string, id: string, change: Change): Promise<void> {
  await sql`insert into kernel.obligation_changes
      (office_id, obligation_id, sequence, at, what, by_person, reason, due_before, due_after, details)
    select ${officeId}::uuid, ${id}::uuid, coalesce(max(sequence), 0) + 1, ${change.at}, ${change.what}, ${change.by}::uuid,
      ${change.reason ?? null}::text, ${change.dueBefore ?? null}::timestamptz, ${change.dueAfter ?? null}::timestamptz,
      ${JSON.stringify(change.details ?? {})}::jsonb
    from kernel.obligation_changes where office_id = ${officeId}::uuid and obligation_id = ${id}::uuid`.execute(
    queries,
  );
}

export interface Standing {
  readonly facts: ClockFacts;
  readonly reckoning: Reckoning;
  /** True if the date moved or the clock stopped or went on. */
  readonly changed: boolean;
  /** Late before and not any more: what was locked for it is lifted. */
  readonly mended: boolean;
}

/**
 * Computes a running obligation again from its facts and writes what follows. A moved date starts the ladder anew: what was
 * said of the old date does not hold for the new one.
 */
export async function settle(
  queries: Transaction<DB>,
  row: ObligationRecord,
  facts: ClockFacts,
  calendar: WorkingCalendar,
  now: Date,
): Promise<Standing> {
  const reckoning = reckon(facts, calendar);
  const ladder = obligationKindOf(row.kind)?.ladder ?? [];
  const moved = reckoning.dueAt.getTime() !== row.due_at.getTime();
  const late = now >= reckoning.dueAt;
  const paused = reckoning.paused !== null;
  // Late is marked by the job, which also tells whom it concerns; what is late already stays so.
  const state = paused ? 'paused' : late && row.state === 'overdue' ? 'overdue' : 'open';
  const rung = moved ? 0 : row.rung;
  const look = paused ? null : nextLook(ladder, rung, reckoning.dueAt, state === 'overdue');
  await queries
    .updateTable('kernel.obligations')
    .set({
      amount: facts.amount,
      started_on: facts.startedOn,
      started_at: facts.startedAt,
      pauses: JSON.stringify(facts.pauses),
      due_on: reckoning.dueOn,
      due_at: reckoning.dueAt,
      provisional: reckoning.provisional,
      state,
      rung,
      next_rung_at: look,
    })
    .where('office_id', '=', row.office_id)
    .where('id', '=', row.id)
    .execute();
  return {
    facts,
    reckoning,
    changed: moved || state !== row.state || reckoning.provisional !== row.provisional,
    mended: row.state === 'overdue' && !late,
  };
}

export async function findObligation(
  queries: Queries,
  officeId: string,
  id: string,
): Promise<ObligationRecord | undefined> {
  return queries
    .selectFrom('kernel.obligations')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('id', '=', id)
    .executeTakeFirst();
}
