import { sql } from 'kysely';
import { recordAudit } from '#kernel/audit/write.ts';
import type { Finding } from './alarm.ts';
import type { ClockStep } from './clock-watch.ts';
import { lastActs, trailState } from './gather.ts';
import type { OperationsParts } from './parts.ts';
import { offices, settleAlarms } from './storage.ts';

const hour = 3_600_000;
/** OP-01, OP-02. */
export const backupAlarmHours = 26;
export const drillAlarmDays = 35;
/** AU-07. */
export const auditAlarmShare = 0.8;

/** Real time: a backup protects against the machine. An office that is itself younger needs none yet. */
function isOld(last: Date | null, since: Date | null, milliseconds: number, now: number): boolean {
  const from = last ?? since;
  return from !== null && now - from.getTime() > milliseconds;
}

/** How the installation stands for one office. A demonstration is neither backed up nor drilled. */
export async function findingsFor(
  parts: OperationsParts,
  office: { readonly officeId: string; readonly demonstration: boolean },
): Promise<readonly Finding[]> {
  const { database, jobs, disk, auditSpace, clockWatch } = parts;
  const { acts, trail, now } = await database.read(office.officeId, async (queries) => ({
    acts: await lastActs(queries, office.officeId),
    trail: await trailState(queries, office.officeId),
    now: (await sql<{ now: Date }>`select clock_timestamp() as now`.execute(queries)).rows[0]!.now.getTime(),
  }));
  const room = await disk.look();
  const failed = (await jobs.counts()).reduce((sum, { failed }) => sum + failed, 0);
  const real = !office.demonstration;
  return [
    { kind: 'backup-old', holds: real && isOld(acts.backupAt, acts.since, backupAlarmHours * hour, now) },
    { kind: 'drill-old', holds: real && isOld(acts.drillAt, acts.since, drillAlarmDays * 24 * hour, now) },
    { kind: 'disk-low', holds: room.level === 'low', details: { free: room.free } },
    { kind: 'disk-full', holds: room.level === 'full', details: { free: room.free } },
    { kind: 'audit-unlinked', holds: trail.unlinked > 0, details: { unlinked: trail.unlinked } },
    { kind: 'audit-space', holds: trail.bytes >= auditSpace * auditAlarmShare, details: { bytes: trail.bytes } },
    { kind: 'clock-stepped', holds: clockWatch.apart },
    { kind: 'jobs-failed', holds: failed > 0, details: { failed } },
  ];
}

/** Every ten minutes, on one of the nodes. */
export async function watchOperations(parts: OperationsParts): Promise<void> {
  for (const office of await offices(parts.database)) {
    await settleAlarms(parts.runner, office.officeId, await findingsFor(parts, office));
  }
}

/** Writes to the database, which answers its own time; a step of the clock stands in every office's trail (AU-02). */
export async function beat(parts: Pick<OperationsParts, 'database' | 'clock' | 'clockWatch'>): Promise<void> {
  const { database, clock, clockWatch } = parts;
  const { rows } = await sql<{ at: Date }>`select kernel.beat() as at`.execute(database.unscoped);
  const reading = { wall: Date.now(), steady: performance.now(), database: rows[0]!.at.getTime() };
  const steps: readonly ClockStep[] = clockWatch.look(reading);
  if (steps.length === 0) return;
  for (const { officeId } of await offices(database)) {
    for (const { against, seconds } of steps) {
      const details = { against, seconds };
      await recordAudit(database, clock, officeId, null, {
        event: 'operations.clock-stepped',
        object: 'clock:node',
        result: 'done',
        details,
      });
    }
  }
}
