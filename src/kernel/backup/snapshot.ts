import { Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { jobsSchema } from '../jobs/queue.ts';
import { listQueues, listSequences, listTables, ownSchemas, quoted, type Table, waitingJobs } from './catalogue.ts';
import type { BlobName, Manifest } from './manifest.ts';
import { BackupRefused } from './refusal.ts';

/** The whole database as it was at one instant, while others go on writing. */
export interface Snapshot {
  readonly tables: readonly Table[];
  readonly facts: Pick<Manifest, 'postgres' | 'masterKeys' | 'migrations' | 'sequences' | 'queues' | 'audit'>;
  readonly blobs: readonly BlobName[];
  /** The rows as PostgreSQL's COPY text, and afterwards how many they were. */
  copy(table: Table): { readonly content: AsyncIterable<Uint8Array>; rows(): number };
  /** Whether a row names the content now, not then. */
  stillNamed(blob: BlobName): Promise<boolean>;
  close(): Promise<void>;
}

const rowsOf = async <Row>(client: Client, text: string, values: unknown[] = []) =>
  (await client.query(text, values)).rows as Row[];

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'honglu-backup' });
  client.on('error', () => {});
  await client.connect();
  // The same bytes whatever the server's own settings are; and no limit of time: a backup takes as long as it takes.
  await client.query(`set statement_timeout = 0; set lock_timeout = '60s'; set idle_in_transaction_session_timeout = 0;
    set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
    set client_encoding = 'UTF8'; set bytea_output = 'hex'`);
  return client;
}

function noDatabase(): BackupRefused {
  return new BackupRefused('no-database', {
    zh: '数据库里还没有本程序的数据，没有可备份的内容。',
    en: 'The database holds no data of this program yet; there is nothing to back up.',
  });
}

/** @param url of the tables' owner, who sees the rows of every office */
export async function takeSnapshot(url: string): Promise<Snapshot> {
  const client = await connect(url);
  const beside = await connect(url).catch(async (cause: unknown) => {
    await client.end();
    throw cause;
  });
  const close = async () => {
    await Promise.all([client.end(), beside.end()]);
  };
  try {
    const [state] = await rowsOf<{ there: boolean }>(
      client,
      "select to_regclass('kernel.migrations') is not null as there",
    );
    if (!state?.there) throw noDatabase();
    const tables = await lockTables(client);
    const queues = await listQueues(client);
    const all = queues === null ? tables : [...tables, waitingJobs];
    return {
      tables: all,
      facts: await readFacts(client, queues ?? []),
      blobs: await rowsOf<BlobName>(
        client,
        "select distinct office_id as office, encode(digest, 'hex') as digest from kernel.files order by 1, 2",
      ),
      copy: (table) => {
        const columns = table.columns.map(escapeIdentifier).join(', ');
        const waiting =
          table === waitingJobs
            ? ` where state < 'completed' and name in (select name from ${jobsSchema}.queue where name not like '\\_\\_pgboss%')`
            : '';
        const stream = client.query(copyTo(`copy (select ${columns} from ${quoted(table)}${waiting}) to stdout`));
        return { content: stream as AsyncIterable<Buffer>, rows: () => stream.rowCount };
      },
      stillNamed: async ({ office, digest }) => {
        const found = await rowsOf(
          beside,
          "select from kernel.files where office_id = $1 and digest = decode($2, 'hex') limit 1",
          [office, digest],
        );
        return found.length > 0;
      },
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/**
 * Opens the transaction. The tables are locked against migrations before its snapshot is taken: a table rewritten in between
 * would look empty in it.
 */
async function lockTables(client: Client): Promise<Table[]> {
  for (let attempt = 0; ; attempt += 1) {
    const before = await listTables(client, await ownSchemas(client));
    await client.query('begin isolation level repeatable read');
    await client.query(`lock table ${before.map(quoted).join(', ')} in access share mode`);
    const tables = await listTables(client, await ownSchemas(client));
    if (JSON.stringify(tables) === JSON.stringify(before)) return tables;
    await client.query('rollback');
    if (attempt >= 10) throw new Error('the tables change faster than they can be listed');
  }
}

async function readFacts(client: Client, queues: Manifest['queues']): Promise<Snapshot['facts']> {
  const [server] = await rowsOf<{ version: number }>(
    client,
    "select current_setting('server_version_num')::int as version",
  );
  const keys = await rowsOf<{ id: string }>(
    client,
    `select master_key_id as id from kernel.data_keys where wrapped is not null
     union select master_key_id from kernel.person_keys where wrapped is not null order by 1`,
  );
  const heads = await rowsOf<{ office: string; sequence: string | null; digest: string | null }>(
    client,
    `select o.office_id as office, l.sequence::text, encode(l.digest, 'hex') as digest from kernel.offices o
     left join lateral (select sequence, digest from kernel.audit_links where office_id = o.office_id
       order by sequence desc limit 1) l on true order by o.office_id`,
  );
  return {
    postgres: server!.version,
    masterKeys: keys.map((row) => row.id),
    migrations: await rowsOf(client, 'select source, file, digest from kernel.migrations order by source, file'),
    sequences: await listSequences(client, await ownSchemas(client)),
    queues: [...queues],
    audit: heads.map((head) => ({ ...head, sequence: Number(head.sequence ?? 0) })),
  };
}
