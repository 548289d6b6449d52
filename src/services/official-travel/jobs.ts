import { z } from 'zod';
import type { Kernel } from '#kernel/http/kernel.ts';
import { Problem } from '#kernel/http/problem.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { offices, waitingMissions } from './storage.ts';
import { actOnMission } from './use-cases/act.ts';
import { noticeIsOver } from './use-cases/notice.ts';

const due = z.strictObject({ due: z.iso.datetime() });

/** 公示期满 ends the wait by itself, hourly; what stands against it (term, contents, objections) is left for people. */
export function defineMissionJobs({ jobs, runner, crypto }: Kernel): void {
  jobs.define('official-travel.end-notices', {
    data: due,
    limitSeconds: 600,
    handler: async ({ id }) => void (await endNotices({ runner, crypto }, id)),
  });
  jobs.schedule('official-travel.end-notices', '10 * * * *');
}

/** @returns the cases that went on */
export async function endNotices(
  { runner, crypto }: Pick<Kernel, 'runner' | 'crypto'>,
  jobId: string,
): Promise<readonly string[]> {
  const { database, clock } = runner;
  const ended: string[] = [];
  for (const officeId of await offices(database.unscoped)) {
    const over = await database.read(officeId, async (queries) => {
      const found: { readonly caseId: string; readonly version: number; readonly node: string }[] = [];
      for (const { node, ...row } of await waitingMissions(queries, officeId, 'publicity')) {
        if (await noticeIsOver(queries, { crypto }, row, clock.now())) {
          found.push({ caseId: row.id, version: row.version, node });
        }
      }
      return found;
    });
    for (const { caseId, version, node } of over) {
      const key = `${jobId}:${caseId}`;
      const went = await runner
        .run(programActor(officeId), {
          name: 'official-travel.end-notice',
          key,
          input: { caseId, version },
          object: `mission:${caseId}`,
          run: (work) =>
            actOnMission(
              work,
              { crypto },
              {
                type: 'completeWait',
                caseId,
                expectedVersion: version,
                key,
                body: { node },
                as: 'system',
              },
            ).then(({ state }) => ({ state })),
        })
        .then(
          () => true,
          (cause: unknown) => {
            if (cause instanceof Problem) return false;
            throw cause;
          },
        );
      if (went) ended.push(caseId);
    }
  }
  return ended;
}
