import type { Kysely, Transaction } from 'kysely';
import type { DB } from './tables.gen.ts';

export type Queries = Kysely<DB> | Transaction<DB>;

/**
 * The only door to PostgreSQL. Every connection runs as the application role (owns no table) with `honglu.office`
 * set, so that row security repeats the office filter under whatever query is sent.
 */
export interface Database {
  /** For reads outside a command. */
  read<T>(officeId: string, work: (queries: Queries) => Promise<T>): Promise<T>;
  /** One transaction; serialization failures and deadlocks are retried at most three times from the start (CC-04). */
  transaction<T>(officeId: string, work: (queries: Transaction<DB>) => Promise<T>): Promise<T>;
  /** Sign-in, sessions and jobs that do not yet know their office. Uses named SQL functions with `security definer` only. */
  unscoped: Kysely<DB>;
  close(): Promise<void>;
}
