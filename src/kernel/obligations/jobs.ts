import { sql } from 'kysely';
import { z } from 'zod';
import type { Kernel } from '#kernel/http/kernel.ts';
import { climbLadders } from './climb.ts';
import { dunUnits } from './dun.ts';

/** Every minute: a clock that counts hours is late at the minute. */
export function defineObligationJobs({ jobs, database, runner }: Pick<Kernel, 'jobs' | 'database' | 'runner'>): void {
  jobs.define('obligations.climb', {
    data: z.strictObject({ due: z.iso.datetime() }),
    limitSeconds: 300,
    handler: async ({ signal }) => {
      const { rows } = await sql<{ office_id: string }>`select office_id from kernel.all_offices()`.execute(
        database.unscoped,
      );
      for (const { office_id } of rows) {
        // Until a round finds nothing: after a long stand-still there may be more than one round.
        while (!signal.aborted && (await climbLadders(runner, office_id)) > 0);
        if (!signal.aborted) await dunUnits(runner, office_id);
      }
    },
  });
  jobs.schedule('obligations.climb', '* * * * *');
}
