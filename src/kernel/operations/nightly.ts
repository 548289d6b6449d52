import { sql } from 'kysely';
import { z } from 'zod';
import type { Anchor } from '#kernel/audit/anchors.ts';
import { archiveMonth, monthsOnline, monthsToArchive } from '#kernel/audit/archive.ts';
import { verifyAudit } from '#kernel/audit/verify.ts';
import { compareAll, compareRow } from '#kernel/cases/rebuild.ts';
import { lockCase } from '#kernel/cases/storage.ts';
import { scrub } from '#kernel/files/scrub.ts';
import type { FileStoreParts } from '#kernel/files/store.ts';
import type { Jobs } from '#kernel/jobs/jobs.ts';
import type { OperationsParts } from './parts.ts';
import { offices, recordCheck } from './storage.ts';
import { watchOperations } from './watch.ts';

const due = z.strictObject({ due: z.iso.datetime() });
const dayMilliseconds = 24 * 3_600_000;

/** How many differing cases an entry names. */
const named = 10;

/** A case's stored row against its history (CC-09). A difference is told, never mended in silence. */
export async function checkCases(parts: Pick<OperationsParts, 'database' | 'runner'>, officeId: string): Promise<void> {
  const { database, runner } = parts;
  const { doubted, all } = await database.read(officeId, async (queries) => {
    const found = await compareAll(queries, officeId);
    const { rows } = await sql<{ all: number }>`select count(*)::int as all from kernel.cases
      where office_id = ${officeId}::uuid`.execute(queries);
    return { doubted: [...new Set(found.map(({ caseId }) => caseId))], all: rows[0]!.all };
  });
  // Somebody may have been at work on it between the two readings: asked again while nobody can.
  const differing: string[] = [];
  for (const caseId of doubted) {
    const differs = await database.transaction(officeId, async (queries) => {
      const row = await lockCase(queries, { officeId, caseId });
      return row !== undefined && row !== null && (await compareRow(queries, row)).length > 0;
    });
    if (differs) differing.push(caseId);
  }
  await recordCheck(
    runner,
    officeId,
    { kind: 'cases', lookedAt: all, found: differing.length },
    {
      kind: 'cases-differ',
      holds: differing.length > 0,
      details: { cases: differing.length, first: differing.slice(0, named).join(' ') },
    },
  );
}

/** Rows without content, content of a tenth of the store (DU-07): each file is read within ten days. */
export async function checkFiles(
  parts: Pick<OperationsParts, 'database' | 'runner'>,
  files: Omit<FileStoreParts, 'quota'>,
  officeId: string,
  night: Date,
): Promise<void> {
  const tenth = Math.floor(night.getTime() / dayMilliseconds) % 10;
  const { checked, missing, damaged } = await scrub(files, officeId, tenth);
  const found = missing.length + damaged.length;
  const bad = [...missing, ...damaged].flatMap(({ fileIds }) => fileIds).slice(0, named);
  // A night that looks at other files must not end the alarm about those that were found before.
  const standing = await parts.database.read(officeId, (queries) =>
    sql`select from kernel.alarms where office_id = ${officeId}::uuid and kind = 'files-damaged' and ended_at is null`.execute(
      queries,
    ),
  );
  const again = found === 0 && standing.rows.length > 0 && (await scrub(files, officeId, 'all')).damaged.length > 0;
  await recordCheck(
    parts.runner,
    officeId,
    { kind: 'files', lookedAt: checked, found },
    { kind: 'files-damaged', holds: found > 0 || again, details: { files: found, first: bad.join(' ') } },
  );
}

/** The whole chain against its signed heads (AU-05, AU-06). */
export async function checkAudit(
  parts: Pick<OperationsParts, 'database' | 'runner'>,
  officeId: string,
  anchors: readonly Anchor[],
  archives: string,
): Promise<void> {
  const verdict = await parts.database.transaction(officeId, (queries) =>
    verifyAudit(queries, officeId, anchors, archives),
  );
  const { firstBreak } = verdict;
  await recordCheck(
    parts.runner,
    officeId,
    { kind: 'audit', lookedAt: verdict.entries, found: firstBreak ? 1 : 0 },
    {
      kind: 'audit-broken',
      holds: firstBreak !== null,
      details: firstBreak ? { break: firstBreak.kind, sequence: firstBreak.sequence } : {},
    },
  );
}

export interface NightlyParts extends OperationsParts {
  readonly files: Omit<FileStoreParts, 'quota'>;
  /** Genuine signed heads, read anew each night. */
  readonly anchors: () => Promise<readonly Anchor[]>;
  /** Folder of the sealed months of the trail. */
  readonly archives: string;
  /** Of the tables' owner, who alone may remove a month that was sealed. */
  readonly ownerUrl: string;
}

/** Call before the jobs start. */
export function defineOperationsJobs(jobs: Pick<Jobs, 'define' | 'schedule'>, parts: NightlyParts): void {
  const nightly = (
    name: string,
    cron: string,
    each: (officeId: string, night: Date) => Promise<void>,
    limitSeconds = 3600,
  ) => {
    jobs.define(name, {
      data: due,
      limitSeconds,
      retryLimit: 2,
      handler: async ({ data, signal }) => {
        for (const { officeId } of await offices(parts.database)) {
          if (!signal.aborted) await each(officeId, new Date(data.due));
        }
      },
    });
    jobs.schedule(name, cron);
  };
  nightly('kernel.check-cases', '30 2 * * *', (officeId) => checkCases(parts, officeId));
  nightly('kernel.check-files', '50 2 * * *', (officeId, night) => checkFiles(parts, parts.files, officeId, night));
  nightly('kernel.check-audit', '40 3 * * *', async (officeId) =>
    checkAudit(parts, officeId, await parts.anchors(), parts.archives),
  );
  jobs.define('kernel.archive-audit', {
    data: due,
    limitSeconds: 6 * 3600,
    retryLimit: 3,
    retryDelaySeconds: 3600,
    handler: async () => {
      const { database, clock, ownerUrl, archives: folder } = parts;
      for (const month of await monthsToArchive(database, monthsOnline)) {
        await archiveMonth({ database, clock, ownerUrl, folder }, month);
      }
    },
  });
  jobs.schedule('kernel.archive-audit', '10 5 2 * *');
  jobs.define('kernel.watch', { data: due, limitSeconds: 120, handler: () => watchOperations(parts) });
  jobs.schedule('kernel.watch', '*/10 * * * *');
}
