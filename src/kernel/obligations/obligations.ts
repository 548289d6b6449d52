import { sql } from 'kysely';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { officeCalendar } from '#kernel/calendar/storage.ts';
import type { WorkingCalendar } from '#kernel/calendar/working-calendar.ts';
import type { UnitRef } from '#kernel/cases/facts.ts';
import type { Work } from '#kernel/commands/command.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Role } from '#kernel/identity/roles.ts';
import type { Text } from '#kernel/text.ts';
import { type ClockFacts, type Pause, reckon } from './clock.ts';
import type { ObligationKind } from './kind.ts';
import { nextLook } from './ladder.ts';
import { liftLocks } from './locks.ts';
import { factsOf, lockObligation, type ObligationRecord, record, settle } from './storage.ts';

/** The event that starts a clock: a day, or an instant for clocks that count hours. */
export type Start = { readonly on: Day } | { readonly at: Date };

export interface StartInput {
  readonly kind: ObligationKind;
  /** The record that the duty is about, `mission:0198…`. */
  readonly subject: string;
  /** Tells several duties of one kind about one record apart. */
  readonly mark?: string;
  readonly caseId?: string;
  readonly unit: UnitRef;
  /** Who owes it. Without one: whoever holds the kind's duty at the unit. */
  readonly personId?: string;
  readonly duty?: Role;
  /** The record of the event, `return:0198…`. */
  readonly startedBy: string;
  readonly start: Start;
  /** Other than the kind's, e.g. for a promise with a day of its own. */
  readonly amount?: number;
  readonly source?: Text;
}

/** One obligation by its id, or by what it is about. */
export type ObligationRef =
  | string
  | { readonly kind: ObligationKind | string; readonly subject: string; readonly mark?: string };

function startFacts(input: StartInput): Pick<ClockFacts, 'startedOn' | 'startedAt'> {
  const { kind, start } = input;
  if (kind.clock !== 'hours') return { startedOn: 'on' in start ? start.on : dayInBeijing(start.at), startedAt: null };
  if (!('at' in start)) throw new TypeError(`${kind.key} counts hours: its start needs an instant`);
  return { startedOn: dayInBeijing(start.at), startedAt: start.at };
}

async function idOf(work: Work, ref: ObligationRef): Promise<string | undefined> {
  if (typeof ref === 'string') return ref;
  const { rows } = await sql<{
    id: string;
  }>`select id from kernel.obligations where office_id = ${work.actor.officeId}::uuid
    and kind = ${typeof ref.kind === 'string' ? ref.kind : ref.kind.key} and subject = ${ref.subject}
    and mark = ${ref.mark ?? ''}`.execute(work.queries);
  return rows[0]?.id;
}

/** @throws Problem 404 */
async function locked(work: Work, ref: ObligationRef): Promise<ObligationRecord> {
  const id = await idOf(work, ref);
  const row = id === undefined ? undefined : await lockObligation(work.queries, work.actor.officeId, id);
  if (!row) throw notFound();
  return row;
}

const ended = (row: ObligationRecord): boolean => row.state === 'met' || row.state === 'cancelled';

/**
 * Starts a duty. Started again with other facts, it is computed again and keeps its old date in the history; one that has ended
 * stays as it is. @returns its id
 */
export async function startObligation(work: Work, input: StartInput): Promise<string> {
  const { queries, actor, now } = work;
  const { kind, subject, unit } = input;
  const calendar = await officeCalendar(queries, actor.officeId);
  const facts: ClockFacts = {
    clock: kind.clock,
    amount: input.amount ?? kind.amount,
    rollsOver: kind.rollsOver ?? false,
    pauses: [],
    ...startFacts(input),
  };
  const reckoning = reckon(facts, calendar);
  const id = uuidv7();
  const made = await queries
    .insertInto('kernel.obligations')
    .values({
      office_id: actor.officeId,
      id,
      kind: kind.key,
      subject,
      mark: input.mark ?? '',
      case_id: input.caseId ?? null,
      unit_id: unit.id,
      unit_path: [...unit.path],
      person_id: input.personId ?? null,
      duty_role: input.personId ? null : (input.duty ?? kind.duty ?? 'liaison-officer'),
      clock: facts.clock,
      amount: facts.amount,
      rolls_over: facts.rollsOver,
      started_by: input.startedBy,
      started_on: facts.startedOn,
      started_at: facts.startedAt,
      due_on: reckoning.dueOn,
      due_at: reckoning.dueAt,
      provisional: reckoning.provisional,
      source: JSON.stringify(input.source ?? kind.source),
      state: 'open',
      ended_at: null,
      next_rung_at: nextLook(kind.ladder, 0, reckoning.dueAt, false),
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['office_id', 'kind', 'subject', 'mark']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) {
    await record(queries, actor.officeId, id, {
      what: 'started',
      at: now,
      by: actor.personId,
      dueAfter: reckoning.dueAt,
      details: { from: facts.startedOn },
    });
    return id;
  }
  const row = await locked(work, { kind, subject, mark: input.mark ?? '' });
  if (!ended(row)) {
    const { pauses } = factsOf(row);
    await change(work, row, { ...facts, pauses }, calendar, { what: 'recomputed' });
  }
  return row.id;
}

/** Writes what follows from changed facts, if anything does, and tells who must know. */
async function change(
  work: Work,
  row: ObligationRecord,
  facts: ClockFacts,
  calendar: WorkingCalendar,
  why: { readonly what: 'recomputed' | 'paused' | 'resumed'; readonly reason?: string },
): Promise<boolean> {
  const { queries, actor, now } = work;
  const standing = await settle(queries, row, facts, calendar, now);
  if (!standing.changed && why.what === 'recomputed') return false;
  await record(queries, actor.officeId, row.id, {
    ...why,
    at: now,
    by: actor.personId,
    dueBefore: row.due_at,
    dueAfter: standing.reckoning.dueAt,
    details: { provisional: standing.reckoning.provisional, from: facts.startedOn, amount: facts.amount },
  });
  if (standing.mended) await liftLocks(work, row);
  work.send({
    topic: 'obligations.recomputed',
    about: `obligation:${row.id}`,
    body: { obligationId: row.id, why: why.what },
  });
  return true;
}

/**
 * Discharged. What was locked because of it is lifted at once. Done before, or cancelled: nothing happens.
 * @throws Problem 404
 */
export async function meetObligation(work: Work, ref: ObligationRef, on: { readonly at?: Date } = {}): Promise<void> {
  await end(work, await locked(work, ref), 'met', on.at ?? work.now);
}

/** The duty has lapsed, e.g. because the mission was cancelled. @throws Problem 404 */
export async function cancelObligation(work: Work, ref: ObligationRef, reason: string): Promise<void> {
  await end(work, await locked(work, ref), 'cancelled', work.now, reason);
}

async function end(work: Work, row: ObligationRecord, state: 'met' | 'cancelled', at: Date, reason?: string) {
  if (ended(row)) return;
  await work.queries
    .updateTable('kernel.obligations')
    .set({ state, ended_at: at, next_rung_at: null })
    .where('office_id', '=', row.office_id)
    .where('id', '=', row.id)
    .execute();
  await record(work.queries, row.office_id, row.id, {
    what: state,
    at: work.now,
    by: work.actor.personId,
    ...(reason === undefined ? {} : { reason }),
  });
  await liftLocks(work, row);
}

/**
 * Stops the clock; what is left stays left. @throws Problem 404, 409 `obligation-ended`, `already-paused`, `already-overdue`:
 * stopping a clock does not cure lateness
 */
export async function pauseObligation(work: Work, ref: ObligationRef, reason: string): Promise<void> {
  const row = await locked(work, ref);
  if (ended(row)) throw endedProblem();
  const facts = factsOf(row);
  if (row.state === 'paused') {
    throw new Problem(409, 'already-paused', {
      zh: '这项期限已在暂停中。要继续计时，请用“恢复计时”。',
      en: 'This clock stands already. Use "Restart the clock" to let it go on.',
    });
  }
  if (work.now >= row.due_at) {
    throw new Problem(409, 'already-overdue', {
      zh: '这项期限已经逾期，暂停不能消除逾期。需要时请办理后销号，或由负责人临时放行。',
      en: 'This duty is overdue, and stopping the clock does not cure that. Have it done, or let the head of the office release it for a while.',
    });
  }
  const pauses: readonly Pause[] = [...facts.pauses, { from: work.now.toISOString(), to: null, reason }];
  await change(work, row, { ...facts, pauses }, await officeCalendar(work.queries, row.office_id), {
    what: 'paused',
    reason,
  });
}

/** Lets the clock go on with what was left. @throws Problem 404, 409 `not-paused` */
export async function resumeObligation(work: Work, ref: ObligationRef, reason: string): Promise<void> {
  const row = await locked(work, ref);
  if (row.state !== 'paused') {
    throw new Problem(409, 'not-paused', {
      zh: '这项期限没有暂停，无须恢复。',
      en: 'This clock does not stand, so there is nothing to restart.',
    });
  }
  const facts = factsOf(row);
  const to = work.now.toISOString();
  const pauses = facts.pauses.map((pause) => (pause.to === null ? { ...pause, to } : pause));
  await change(work, row, { ...facts, pauses }, await officeCalendar(work.queries, row.office_id), {
    what: 'resumed',
    reason,
  });
}

/**
 * Computes one duty again, with other facts or because the calendar changed. The old date stays in the history.
 * @returns whether anything moved; an ended duty never moves
 * @throws Problem 404
 */
export async function recompute(
  work: Work,
  ref: ObligationRef,
  facts: { readonly start?: Start; readonly amount?: number } = {},
  calendar?: WorkingCalendar,
): Promise<boolean> {
  const row = await locked(work, ref);
  if (ended(row)) return false;
  const before = factsOf(row);
  const { start } = facts;
  const moved =
    start === undefined
      ? {}
      : before.clock === 'hours' && 'at' in start
        ? { startedAt: start.at, startedOn: dayInBeijing(start.at) }
        : { startedOn: 'on' in start ? start.on : dayInBeijing(start.at) };
  const now = { ...before, ...moved, ...(facts.amount === undefined ? {} : { amount: facts.amount }) };
  return change(work, row, now, calendar ?? (await officeCalendar(work.queries, row.office_id)), {
    what: 'recomputed',
  });
}

/** Every running duty that a change of the calendar can move. @returns how many moved */
export async function recomputeAll(work: Work): Promise<number> {
  const { queries, actor } = work;
  const calendar = await officeCalendar(queries, actor.officeId);
  const { rows } = await sql<{ id: string }>`select id from kernel.obligations
    where office_id = ${actor.officeId}::uuid and state in ('open', 'overdue', 'paused')
      and (clock = 'working-days' or rolls_over) order by id`.execute(queries);
  let count = 0;
  for (const { id } of rows) if (await recompute(work, id, {}, calendar)) count += 1;
  return count;
}

function endedProblem(): Problem {
  return new Problem(409, 'obligation-ended', {
    zh: '这项期限已经了结，不再计时。',
    en: 'This duty has ended; its clock no longer runs.',
  });
}
