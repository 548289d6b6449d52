import { durabilityPromise } from '#kernel/database/durability.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import { alarmKinds } from './alarm.ts';
import { readState } from './endpoints.ts';
import { lastActs, trailState } from './gather.ts';
import type { OperationsParts } from './parts.ts';
import { lastChecks, offices, standingAlarms } from './storage.ts';

/** 180004 → 18.4 */
const serverVersion = (number: number) => `${Math.floor(number / 10_000)}.${number % 10_000}`;

export function operationsHandlers(parts: OperationsParts): readonly Handler[] {
  const { version, durability, disk, jobs, backups, works, auditSpace } = parts;
  return [
    handle(readState, {
      run: async ({ database, actor }) => {
        const { officeId } = actor;
        const room = await disk.look();
        const counts = await jobs.counts();
        const sum = (of: 'waiting' | 'active' | 'failed') => counts.reduce((all, one) => all + one[of], 0);
        const own = (await offices(parts.database)).find((office) => office.officeId === officeId);
        return database.read(officeId, async (queries) => {
          const acts = await lastActs(queries, officeId);
          const trail = await trailState(queries, officeId);
          return {
            version,
            database: {
              version: serverVersion(durability.serverVersion),
              durable: durability.durable,
              promise: durabilityPromise(durability),
            },
            backup: {
              lastAt: acts.backupAt?.toISOString() ?? null,
              drillAt: acts.drillAt?.toISOString() ?? null,
              schedule: backups,
              needed: !(own?.demonstration ?? false),
            },
            disk: { free: room.free, total: room.total, level: room.level },
            jobs: { works, waiting: sum('waiting'), active: sum('active'), failed: sum('failed') },
            audit: {
              unlinked: trail.unlinked,
              entries: trail.newestSequence,
              bytes: trail.bytes,
              space: auditSpace,
            },
            checks: (await lastChecks(queries, officeId)).map(({ checkedAt, ...check }) => ({
              ...check,
              checkedAt: checkedAt.toISOString(),
            })),
            alarms: (await standingAlarms(queries, officeId)).map(({ kind, raisedAt }) => ({
              kind,
              label: alarmKinds[kind].label,
              act: alarmKinds[kind].act,
              raisedAt: raisedAt.toISOString(),
            })),
          };
        });
      },
    }),
  ];
}
