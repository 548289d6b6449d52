import { sql } from 'kysely';
import { z } from 'zod';
import { purgeCommandKeys } from '#kernel/commands/storage.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { purgeMessages } from '#kernel/notifications/undelivered.ts';

const due = z.strictObject({ due: z.iso.datetime() });

/** The kernel's own background work. */
export function defineKernelJobs({ jobs, database, clock, files }: Kernel): void {
  jobs.define('kernel.tidy', {
    data: due,
    handler: async () => {
      const { rows } = await sql<{ office_id: string }>`select office_id from kernel.all_offices()`.execute(
        database.unscoped,
      );
      for (const { office_id } of rows) {
        await database.transaction(office_id, (queries) => purgeCommandKeys(queries, office_id));
        await database.transaction(office_id, (queries) => purgeMessages(queries, office_id));
        await files.sweep(office_id);
      }
      await sql`select kernel.prepare_audit_months()`.execute(database.unscoped);
      await sql`select kernel.forget_old_sign_in_tries(${clock.now()})`.execute(database.unscoped);
    },
  });
  jobs.schedule('kernel.tidy', '20 3 * * *');
}
