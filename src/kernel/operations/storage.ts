import { sql } from 'kysely';
import type { Runner, Work } from '#kernel/commands/command.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { type AlarmKind, type Finding, isAlarmKind } from './alarm.ts';

export interface StandingAlarm {
  readonly kind: AlarmKind;
  readonly raisedAt: Date;
  readonly details: Readonly<Record<string, string | number>>;
}

export type CheckKind = 'cases' | 'files' | 'audit';

export interface Check {
  readonly kind: CheckKind;
  readonly checkedAt: Date;
  readonly lookedAt: number;
  readonly found: number;
}

export async function offices(
  database: Database,
): Promise<readonly { readonly officeId: string; readonly demonstration: boolean }[]> {
  const { rows } = await sql<{ office_id: string; demonstration: boolean }>`
    select office_id, demonstration from kernel.all_offices()`.execute(database.unscoped);
  return rows.map((row) => ({ officeId: row.office_id, demonstration: row.demonstration }));
}

export async function standingAlarms(queries: Queries, officeId: string): Promise<readonly StandingAlarm[]> {
  const { rows } = await sql<{ kind: string; raised_at: Date; details: StandingAlarm['details'] }>`
    select kind, raised_at, details from kernel.alarms where office_id = ${officeId}::uuid and ended_at is null
    order by raised_at, kind`.execute(queries);
  return rows.flatMap(({ kind, raised_at, details }) =>
    isAlarmKind(kind) ? [{ kind, raisedAt: raised_at, details }] : [],
  );
}

/** Raises what has come to hold, ends what no longer holds; each once, by a command with its entry and its message (AU-10). */
export async function settleAlarms(runner: Runner, officeId: string, findings: readonly Finding[]): Promise<void> {
  const standing = await runner.database.read(officeId, (queries) => standingAlarms(queries, officeId));
  for (const finding of findings) {
    const raised = standing.find(({ kind }) => kind === finding.kind);
    if (finding.holds === (raised !== undefined)) continue;
    const name = finding.holds ? 'operations.raise-alarm' : 'operations.end-alarm';
    await runner.run(programActor(officeId), {
      name,
      key: uuidv7(),
      input: finding,
      object: `alarm:${finding.kind}`,
      run: (work) => (finding.holds ? raise(work, finding) : end(work, finding)),
    });
  }
}

async function raise(work: Work, { kind, details = {} }: Finding): Promise<null> {
  const { queries, actor, now } = work;
  const { rows } = await sql`insert into kernel.alarms (office_id, id, kind, raised_at, details)
    values (${actor.officeId}::uuid, ${uuidv7()}::uuid, ${kind}, ${now}, ${JSON.stringify(details)}::jsonb)
    on conflict (office_id, kind) where ended_at is null do nothing returning 1`.execute(queries);
  work.audit({ event: 'operations.alarm-raised', object: `alarm:${kind}`, result: 'done', details });
  // Another node was quicker, and has told already.
  if (rows.length > 0) work.send({ topic: 'operations.alarm', about: `alarm:${kind}`, body: { kind } });
  return null;
}

async function end(work: Work, { kind }: Finding): Promise<null> {
  const { queries, actor, now } = work;
  await sql`update kernel.alarms set ended_at = ${now} where office_id = ${actor.officeId}::uuid and kind = ${kind}
    and ended_at is null`.execute(queries);
  work.audit({ event: 'operations.alarm-ended', object: `alarm:${kind}`, result: 'done' });
  return null;
}

/** What a nightly comparison found, and the alarm that follows from it. */
export async function recordCheck(
  runner: Runner,
  officeId: string,
  check: Omit<Check, 'checkedAt'>,
  finding: Finding,
): Promise<void> {
  await runner.run(programActor(officeId), {
    name: 'operations.check',
    key: uuidv7(),
    input: check,
    object: `check:${check.kind}`,
    run: async (work) => {
      const { kind, lookedAt, found } = check;
      await sql`insert into kernel.checks (office_id, kind, checked_at, looked_at, found)
        values (${officeId}::uuid, ${kind}, ${work.now}, ${lookedAt}, ${found})
        on conflict (office_id, kind) do update set checked_at = excluded.checked_at, looked_at = excluded.looked_at,
          found = excluded.found`.execute(work.queries);
      work.audit({
        event: 'operations.checked',
        object: `check:${kind}`,
        result: 'done',
        details: { lookedAt, found },
      });
      return null;
    },
  });
  await settleAlarms(runner, officeId, [finding]);
}

export async function lastChecks(queries: Queries, officeId: string): Promise<readonly Check[]> {
  const { rows } = await sql<{ kind: CheckKind; checked_at: Date; looked_at: number; found: number }>`
    select kind, checked_at, looked_at, found from kernel.checks where office_id = ${officeId}::uuid order by kind`.execute(
    queries,
  );
  return rows.map((row) => ({
    kind: row.kind,
    checkedAt: row.checked_at,
    lookedAt: row.looked_at,
    found: row.found,
  }));
}
