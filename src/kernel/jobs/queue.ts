import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { Client } from 'pg';
import PgBoss from 'pg-boss';
import { applicationRole } from '../database/roles.ts';
import type { DB } from '../database/tables.gen.ts';

/** The queue's own schema; nobody else reads or writes it. */
export const jobsSchema = 'jobs';

/** Lets the queue speak through our connections, so that an insert joins the caller's transaction. */
export function through(queries: Kysely<DB> | Transaction<DB>): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const { rows } = await queries.executeQuery(CompiledQuery.raw(text, values ?? []));
      return { rows };
    },
  };
}

export interface QueueSettings {
  readonly name: string;
  readonly retryLimit: number;
  readonly retryDelaySeconds: number;
  /** After that many seconds a job is taken from a worker that has not answered. */
  readonly leaseSeconds: number;
  readonly failedQueue: string | undefined;
}

const installLock = 0x6a6f6273;

async function createQueues(boss: PgBoss, queues: readonly QueueSettings[]): Promise<void> {
  const withoutLetter = queues.filter((queue) => queue.failedQueue === undefined);
  const withLetter = queues.filter((queue) => queue.failedQueue !== undefined);
  // A queue that passes its failures on can only be made after the one that takes them.
  for (const queue of [...withoutLetter, ...withLetter]) {
    const options: PgBoss.Queue = {
      name: queue.name,
      // At most one waiting job for a key; a job without one gets a key of its own.
      policy: 'short',
      retryLimit: queue.retryLimit,
      retryDelay: queue.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: queue.leaseSeconds,
      retentionDays: 30,
      ...(queue.failedQueue ? { deadLetter: queue.failedQueue } : {}),
    };
    await boss.createQueue(queue.name, { ...options });
    await boss.updateQueue(queue.name, { ...options });
  }
}

/**
 * Makes or updates the queue's tables, as their owner, and lets the application role use them. Safe to repeat, and from
 * several programs at once.
 */
export async function installQueues(ownerUrl: string, queues: readonly QueueSettings[]): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'honglu-jobs' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [installLock]);
    const db: PgBoss.Db = { executeSql: (text, values) => client.query(text, values) };
    const boss = new PgBoss({ db, schema: jobsSchema, supervise: false, schedule: false });
    await boss.start();
    await createQueues(boss, queues);
    await boss.stop({ graceful: false });
    await client.query(`
      grant usage on schema ${jobsSchema} to ${applicationRole};
      grant select, insert, update, delete on all tables in schema ${jobsSchema} to ${applicationRole}`);
  } finally {
    await client.end();
  }
}

/** The queue as the application role uses it: no tables are made, no schedule of its own. */
export function openQueue(queries: Kysely<DB>, onError: (error: Error) => void): PgBoss {
  const boss = new PgBoss({
    db: through(queries),
    schema: jobsSchema,
    migrate: false,
    schedule: false,
    // Jobs of workers that died are taken back at this pace, once their lease is over.
    maintenanceIntervalSeconds: 30,
    archiveCompletedAfterSeconds: 24 * 3600,
    deleteAfterDays: 30,
  });
  boss.on('error', onError);
  return boss;
}
