import { sql } from 'kysely';
import type { Runner, Work } from '#kernel/commands/command.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { obligationKindOf } from './kind.ts';
import { nextLook, type Rung, rungsDue } from './ladder.ts';
import { placeLock } from './locks.ts';
import type { LockTarget } from './model.ts';
import { lockObligation, type ObligationRecord, record } from './storage.ts';

/** How many duties one round looks at in one office. */
const batch = 500;

/**
 * Marks as overdue what has become late, and climbs the rungs that are due, each once: the key of the command names the duty and
 * how far its history has come, so that two workers at the same moment have one effect. @returns how many duties were looked at
 */
export async function climbLadders(runner: Runner, officeId: string): Promise<number> {
  const now = runner.clock.now();
  const due = await runner.database.read(officeId, (queries) =>
    sql<{ id: string; next_rung_at: Date; told: number }>`select o.id, o.next_rung_at,
        (select coalesce(max(c.sequence), 0) from kernel.obligation_changes c
          where c.office_id = o.office_id and c.obligation_id = o.id) as told
      from kernel.obligations o where o.office_id = ${officeId}::uuid and o.next_rung_at <= ${now}
      order by o.next_rung_at, o.id limit ${batch}`.execute(queries),
  );
  const failures: unknown[] = [];
  for (const { id, next_rung_at, told } of due.rows) {
    const command = {
      name: 'obligations.climb',
      key: `${id}:${told}:${next_rung_at.toISOString()}`,
      input: { id },
      object: `obligation:${id}`,
      run: (work: Work) => climb(work, id),
    };
    // One that cannot be climbed must not keep the others from being reminded of.
    await runner.run(programActor(officeId), command).catch((cause: unknown) => failures.push(cause));
  }
  if (failures.length > 0) throw failures[0];
  return due.rows.length;
}

async function climb(work: Work, id: string): Promise<null> {
  const { queries, actor, now } = work;
  const row = await lockObligation(queries, actor.officeId, id);
  // Done, stopped or moved since it was looked up.
  if (!row || row.next_rung_at === null || row.next_rung_at > now) return null;
  const ladder = obligationKindOf(row.kind)?.ladder ?? [];
  const late = now >= row.due_at;
  const rungs = rungsDue(ladder, row.rung, row.due_at, now);
  const place = rungs.at(-1)?.place ?? row.rung;
  await queries
    .updateTable('kernel.obligations')
    .set({ state: late ? 'overdue' : 'open', rung: place, next_rung_at: nextLook(ladder, place, row.due_at, late) })
    .where('office_id', '=', row.office_id)
    .where('id', '=', id)
    .execute();
  if (late && row.state !== 'overdue') {
    await record(queries, row.office_id, id, { what: 'overdue', at: now, by: null, dueBefore: row.due_at });
  }
  for (const rung of rungs) await climbed(work, row, rung);
  return null;
}

const targets: Readonly<Partial<Record<Rung['act'], LockTarget>>> = {
  'lock-person': 'person',
  'propose-mission-lock': 'mission',
  'propose-unit-lock': 'unit',
};

async function climbed(work: Work, row: ObligationRecord, rung: Rung & { readonly place: number }): Promise<void> {
  const target = targets[rung.act];
  const lock = target ? await placeLock(work, row, target) : null;
  await record(work.queries, row.office_id, row.id, {
    what: 'climbed',
    at: work.now,
    by: null,
    details: { rung: rung.place, act: rung.act, ...(lock ? { lock } : {}) },
  });
  work.send({
    topic: 'obligations.climbed',
    about: `obligation:${row.id}`,
    body: { obligationId: row.id, rung: rung.place, act: rung.act, lock },
  });
}
