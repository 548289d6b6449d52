import { type Client, escapeIdentifier } from 'pg';
import { jobsSchema } from '../jobs/queue.ts';
import type { Manifest } from './manifest.ts';

/** A table whose rows are backed up. */
export interface Table {
  readonly schema: string;
  readonly table: string;
  /** Those that hold values of their own: computed ones are computed again. */
  readonly columns: readonly string[];
}

export const nameOf = (table: Pick<Table, 'schema' | 'table'>) => `${table.schema}.${table.table}`;
export const quoted = (table: Pick<Table, 'schema' | 'table'>) =>
  `${escapeIdentifier(table.schema)}.${escapeIdentifier(table.table)}`;

/** The number of the writing transaction has no meaning in another cluster: the restored row gets one of its new home. */
const leftOut: ReadonlyMap<string, string> = new Map([['kernel.audit_entries', 'xid']]);

const rowsOf = async <Row>(client: Client, text: string, values: unknown[] = []) =>
  (await client.query(text, values)).rows as Row[];

/** `kernel` and one schema for each service, named as its folder, with underscores. */
export async function ownSchemas(client: Client): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    client,
    `select n.nspname as name from pg_namespace n
     where n.nspname in (select replace(source, '-', '_') from kernel.migrations) order by n.nspname = 'kernel' desc, n.nspname`,
  );
  return rows.map((row) => row.name);
}

/** Durable tables; counters that may be lost (unlogged) are. Rows of partitions belong to their parent. */
export async function listTables(client: Client, schemas: readonly string[]): Promise<Table[]> {
  const rows = await rowsOf<Table>(
    client,
    `select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and n.nspname = any ($1)
     group by n.nspname, c.relname order by n.nspname = 'kernel' desc, n.nspname, c.relname`,
    [schemas],
  );
  return rows.map((row) => ({ ...row, columns: row.columns.filter((column) => leftOut.get(nameOf(row)) !== column) }));
}

export async function listSequences(client: Client, schemas: readonly string[]): Promise<Manifest['sequences']> {
  const names = await rowsOf<{ schema: string; name: string }>(
    client,
    'select schemaname as schema, sequencename as name from pg_sequences where schemaname = any ($1) order by 1, 2',
    [schemas],
  );
  const sequences: Manifest['sequences'] = [];
  for (const { schema, name } of names) {
    const [state] = await rowsOf<{ last_value: string; is_called: boolean }>(
      client,
      `select last_value::text as last_value, is_called from ${quoted({ schema, table: name })}`,
    );
    sequences.push({ name: `${schema}.${name}`, value: state!.last_value, called: state!.is_called });
  }
  return sequences;
}

/** The queue has tables of its own making; of these the jobs that still wait are kept. */
export const waitingJobs = {
  schema: jobsSchema,
  table: 'job',
  columns: [
    'id',
    'name',
    'priority',
    'data',
    'state',
    'retry_limit',
    'retry_count',
    'retry_delay',
    'retry_backoff',
    'start_after',
    'started_on',
    'singleton_key',
    'singleton_on',
    'expire_in',
    'created_on',
    'keep_until',
    'dead_letter',
    'policy',
  ],
} as const satisfies Table;

export async function listQueues(client: Client): Promise<Manifest['queues'] | null> {
  const [state] = await rowsOf<{ there: boolean }>(client, 'select to_regclass($1) is not null as there', [
    `${jobsSchema}.queue`,
  ]);
  if (!state?.there) return null;
  return rowsOf(
    client,
    `select name, retry_limit as "retryLimit", retry_delay as "retryDelaySeconds", expire_seconds as "leaseSeconds",
       dead_letter as "failedQueue" from ${jobsSchema}.queue
     where retry_limit is not null and retry_delay is not null and expire_seconds is not null
       and name not like '\\_\\_pgboss%' order by name`,
  );
}
