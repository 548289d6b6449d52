import { type SqlBool, sql } from 'kysely';
import { addDays, type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { LockTarget } from './model.ts';
import { lockObligation, type ObligationRecord, record } from './storage.ts';

export interface LockInForce {
  readonly id: string;
  readonly obligationId: string;
  readonly kind: string;
  readonly target: LockTarget;
  readonly targetId: string;
  readonly dueOn: Day;
  readonly since: Date;
}

/** A release lasts at most so many days. */
const longestRelease = 30;

/**
 * Who and what is locked on that day, among those asked about. Asked by services before they let a new matter begin; released
 * ones are left out while the release lasts.
 */
export async function locksInForce(
  queries: Queries,
  officeId: string,
  about: {
    readonly persons?: readonly string[];
    readonly missions?: readonly string[];
    readonly units?: readonly string[];
  },
  day: Day,
): Promise<readonly LockInForce[]> {
  const targets = [
    ...(about.persons ?? []).map((id) => ({ target: 'person', id })),
    ...(about.missions ?? []).map((id) => ({ target: 'mission', id })),
    ...(about.units ?? []).map((id) => ({ target: 'unit', id })),
  ];
  if (targets.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    obligation_id: string;
    kind: string;
    target: LockTarget;
    target_id: string;
    due_on: Day;
    since: Date;
  }>`select l.id, l.obligation_id, o.kind, l.target, l.target_id, o.due_on, l.since
    from unnest(${targets.map((one) => one.target)}::text[], ${targets.map((one) => one.id)}::uuid[]) as asked (target, id)
    join kernel.obligation_locks l on l.office_id = ${officeId}::uuid and l.target = asked.target and l.target_id = asked.id
      and l.state = 'in-force' and (l.release_until is null or l.release_until < ${day}::date)
    join kernel.obligations o on o.office_id = l.office_id and o.id = l.obligation_id
    order by l.since, l.id`.execute(queries);
  return rows.map((row) => ({
    id: row.id,
    obligationId: row.obligation_id,
    kind: row.kind,
    target: row.target,
    targetId: row.target_id,
    dueOn: row.due_on,
    since: row.since,
  }));
}

/**
 * A person's lock is in force at once; for a mission or a unit only the proposal is written. One that stands already stays.
 * @returns its id, or null if there is nothing to lock or it is locked or proposed already
 */
export async function placeLock(work: Work, row: ObligationRecord, target: LockTarget): Promise<string | null> {
  const targetId = { person: row.person_id, mission: row.case_id, unit: row.unit_id }[target];
  if (targetId === null) return null;
  const placed = await work.queries
    .insertInto('kernel.obligation_locks')
    .values({
      office_id: row.office_id,
      id: uuidv7(),
      obligation_id: row.id,
      target,
      target_id: targetId,
      state: target === 'person' ? 'in-force' : 'proposed',
      since: work.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['office_id', 'obligation_id', 'target'])
        // Written out: a predicate with parameters matches no partial index once the statement has a generic plan.
        .where(sql<SqlBool>`state in ('proposed', 'in-force')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return placed?.id ?? null;
}

/** The duty was mended: locks end by themselves, and proposals are no longer needed. */
export async function liftLocks(work: Work, row: ObligationRecord): Promise<void> {
  const lifted = await work.queries
    .updateTable('kernel.obligation_locks')
    .set({ state: 'lifted', lifted_at: work.now })
    .where('office_id', '=', row.office_id)
    .where('obligation_id', '=', row.id)
    .where('state', 'in', ['proposed', 'in-force'])
    .returning(['id', 'target'])
    .execute();
  if (lifted.length === 0) return;
  await record(work.queries, row.office_id, row.id, {
    what: 'locks-lifted',
    at: work.now,
    by: work.actor.personId,
    details: { locks: lifted.map((lock) => lock.target).join(' ') },
  });
  work.send({ topic: 'obligations.locks-lifted', about: `obligation:${row.id}`, body: { obligationId: row.id } });
}

/** The lock as it stands, its obligation locked against other acts. @throws Problem 404 */
export async function standing(work: Work, lockId: string) {
  const { queries, actor } = work;
  const found = await queries
    .selectFrom('kernel.obligation_locks')
    .selectAll()
    .where('office_id', '=', actor.officeId)
    .where('id', '=', lockId)
    .executeTakeFirst();
  if (!found) throw notFound();
  // The obligation first, as everywhere: two acts on its locks wait for each other.
  await lockObligation(queries, actor.officeId, found.obligation_id);
  return queries
    .selectFrom('kernel.obligation_locks')
    .selectAll()
    .where('office_id', '=', actor.officeId)
    .where('id', '=', lockId)
    .executeTakeFirstOrThrow();
}

export function notStanding(): Problem {
  return new Problem(409, 'lock-not-standing', {
    zh: '这项停办（建议）已经处理或解除，没有再办理。请刷新后查看现状。',
    en: 'This lock or proposal has been dealt with or lifted already. Reload to see how it stands.',
  });
}

/**
 * A leader's written decision on a proposal; `reference` says who signed, when and under which number.
 * @throws Problem 404, 409 `lock-not-standing`
 */
export async function decideOnLock(
  work: Work,
  lockId: string,
  decision: 'confirm' | 'decline',
  reference: string,
): Promise<void> {
  const lock = await standing(work, lockId);
  if (lock.state !== 'proposed') throw notStanding();
  await work.queries
    .updateTable('kernel.obligation_locks')
    .set({
      state: decision === 'confirm' ? 'in-force' : 'declined',
      decided_by: work.actor.personId,
      decided_at: work.now,
      reference,
    })
    .where('office_id', '=', lock.office_id)
    .where('id', '=', lock.id)
    .execute();
  await record(work.queries, lock.office_id, lock.obligation_id, {
    what: 'lock-decided',
    at: work.now,
    by: work.actor.personId,
    reason: reference,
    details: { lock: lock.id, target: lock.target, decision },
  });
  const about = `obligation:${lock.obligation_id}`;
  work.audit({
    event: 'obligations.lock-decided',
    object: about,
    result: 'done',
    details: { lock: lock.id, decision },
  });
  if (decision === 'confirm') {
    work.send({
      topic: 'obligations.locked',
      about,
      body: { obligationId: lock.obligation_id, target: lock.target },
    });
  }
}

/**
 * Lets the locked go on until a day, that day included; the lock comes back by itself.
 * @throws Problem 404, 409 `lock-not-standing`, 422 `release-too-long`
 */
export async function releaseLock(work: Work, lockId: string, until: Day, reason: string): Promise<void> {
  const today = dayInBeijing(work.now);
  if (until < today || until > addDays(today, longestRelease)) {
    throw new Problem(422, 'release-too-long', {
      zh: `临时放行须在今天起 ${longestRelease} 天以内，到期自动恢复停办。请改选日期。`,
      en: `A release ends within ${longestRelease} days from today, and the lock then comes back. Choose another day.`,
    });
  }
  const lock = await standing(work, lockId);
  if (lock.state !== 'in-force') throw notStanding();
  await work.queries
    .updateTable('kernel.obligation_locks')
    .set({
      release_until: until,
      released_by: work.actor.personId,
      released_at: work.now,
      release_reason: reason,
    })
    .where('office_id', '=', lock.office_id)
    .where('id', '=', lock.id)
    .execute();
  await record(work.queries, lock.office_id, lock.obligation_id, {
    what: 'lock-released',
    at: work.now,
    by: work.actor.personId,
    reason,
    details: { lock: lock.id, target: lock.target, until },
  });
  work.audit({
    event: 'obligations.lock-released',
    object: `obligation:${lock.obligation_id}`,
    result: 'done',
    details: { lock: lock.id, until },
  });
}
