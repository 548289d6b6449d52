import { sql } from 'kysely';
import type { Database } from '#kernel/database/database.ts';
import type { Readiness } from '#kernel/http/health.ts';
import { backupIsFresh } from '../backup/record.ts';
import type { OperationsParts } from './parts.ts';
import { offices, standingAlarms } from './storage.ts';
import { beat } from './watch.ts';

/**
 * OP-05: what must hold for the program to work. Each is asked anew, so that one that is mended counts at once; names stand in the log
 * and on the metrics port only.
 */
export function operationsReadiness(parts: OperationsParts, schema: string): readonly Readiness[] {
  const { database, disk } = parts;
  return [
    { name: 'database-write', check: () => beat(parts).then(() => true) },
    { name: 'schema', check: async () => (await appliedSchema(database)) === schema },
    { name: 'disk', check: async () => (await disk.look()).level !== 'full' },
    { name: 'audit-linking', check: async () => parts.linking() },
    {
      name: 'audit-chain',
      check: async () => {
        for (const { officeId } of await offices(database)) {
          const alarms = await database.read(officeId, (queries) => standingAlarms(queries, officeId));
          if (alarms.some(({ kind }) => kind === 'audit-broken')) return false;
        }
        return true;
      },
    },
    { name: 'backup', check: () => backupIsFresh(database) },
    {
      name: 'jobs',
      check: async () => (await sql`select 1 from jobs.queue limit 1`.execute(database.unscoped)).rows.length === 1,
    },
  ];
}

/** Every applied migration with its digest, as one text. */
export async function appliedSchema(database: Database): Promise<string> {
  const { rows } = await sql<{ applied: string }>`
    select string_agg(source || '/' || file || ' ' || digest, E'\\n' order by source, file) as applied from kernel.migrations`.execute(
    database.unscoped,
  );
  return rows[0]!.applied;
}
