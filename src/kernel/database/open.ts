import type { Transaction } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Database } from './database.ts';
import type { Durability } from './durability.ts';
import { DatabaseMisconfigured, DatabaseUnavailable, translateDriverError } from './errors.ts';
import { OfficeConnections } from './office-connections.ts';
import { applicationRole } from './roles.ts';
import { checkServer } from './server-check.ts';
import type { DB } from './tables.gen.ts';
import { wireTypes } from './wire-types.ts';

/** Times in milliseconds. The defaults are the limits of DU-08. */
export interface OpenDatabaseOptions {
  /** `postgres://…` of the role that owns the tables; every connection then takes on the application role. */
  readonly url: string;
  /** At most 20 (default 10). */
  readonly poolSize?: number;
  /** How many may wait for a connection before `DatabaseUnavailable` with reason `busy`; default 200. */
  readonly queueLimit?: number;
  readonly statementTimeout?: number;
  readonly lockTimeout?: number;
  readonly idleInTransactionTimeout?: number;
  /** How long to wait for a connection; default 5 s. */
  readonly connectTimeout?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  readonly log?: (message: string) => void;
}

export interface OpenedDatabase extends Database {
  /** What the server promises about a commit (DU-01), read at opening. */
  readonly durability: Durability;
  /** Number of waiting and open connections, for metrics. */
  load(): { readonly open: number; readonly idle: number; readonly waiting: number };
}

const maximumPool = 20;
const officePattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Kysely instances are kept by office; far more offices than one machine serves still fit. */
const rememberedOffices = 1000;

function isRetryable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // serialization_failure, deadlock_detected: PostgreSQL undid all of it, so it may run again (CC-04).
  return code === '40001' || code === '40P01';
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Opens the door of `database.ts` on a PostgreSQL server.
 * @throws DatabaseUnavailable if no server answers, DatabaseMisconfigured if the application role is missing
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const poolSize = Math.min(options.poolSize ?? 10, maximumPool);
  const pool = new Pool({
    connectionString: options.url,
    max: poolSize,
    connectionTimeoutMillis: options.connectTimeout ?? 5000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: options.applicationName ?? 'honglu',
    types: wireTypes,
    // Sent with the connection's first message, so that no later query runs before them and `reset` returns to them.
    options: [
      `-c role=${applicationRole}`,
      `-c statement_timeout=${options.statementTimeout ?? 15_000}`,
      `-c lock_timeout=${options.lockTimeout ?? 5000}`,
      `-c idle_in_transaction_session_timeout=${options.idleInTransactionTimeout ?? 30_000}`,
      '-c TimeZone=Asia/Shanghai',
      // Compiling a statement costs seconds here, running any of ours milliseconds.
      '-c jit=off',
    ].join(' '),
  });
  // Without a listener an idle connection's end would end the program; the pool makes a new one when next asked.
  pool.on('error', (error) => options.log?.(`an idle database connection ended: ${error.message}`));

  const connections = new OfficeConnections(pool, options.queueLimit ?? 200);
  const queriesOf = (officeId: string | null) =>
    new Kysely<DB>({ dialect: new PostgresDialect({ pool: connections.of(officeId) }) });
  const byOffice = new Map<string, Kysely<DB>>();
  const forOffice = (officeId: string): Kysely<DB> => {
    const known = byOffice.get(officeId);
    if (known) return known;
    if (!officePattern.test(officeId)) throw new TypeError(`not the id of an office: ${officeId}`);
    if (byOffice.size >= rememberedOffices) byOffice.clear();
    const queries = queriesOf(officeId);
    byOffice.set(officeId, queries);
    return queries;
  };

  const transaction = async <T>(officeId: string, work: (queries: Transaction<DB>) => Promise<T>): Promise<T> => {
    const queries = forOffice(officeId);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await queries.transaction().execute(work);
      } catch (error) {
        if (attempt >= 3 || !isRetryable(error)) throw error;
        // Different waits, so that two that collided do not collide again at once.
        await pause(10 * 2 ** attempt + Math.random() * 20);
      }
    }
  };

  try {
    const durability = await checkServer(pool);
    return {
      durability,
      read: async (officeId, work) => work(forOffice(officeId)),
      transaction,
      unscoped: queriesOf(null),
      load: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw openingError(error);
  }
}

function openingError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === '22023' || code === '42704') {
    return new DatabaseMisconfigured(
      `the role ${applicationRole} does not exist on this server yet. Bring the database up to date first (honglu migrate).`,
      { cause: error },
    );
  }
  if (code === '42501') {
    return new DatabaseMisconfigured(
      `the connecting role may not act as ${applicationRole}. Ask the server's administrator to run: grant ${applicationRole} to <connecting role>;`,
      { cause: error },
    );
  }
  const translated = translateDriverError(error, 'connect');
  return translated instanceof DatabaseUnavailable ? translated : error;
}
