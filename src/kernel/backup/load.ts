import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type MigrationSource, migrate, readMigrations } from '../database/migrate.ts';
import { installQueues, jobsSchema } from '../jobs/queue.ts';
import { listTables, nameOf, ownSchemas, quoted, type Table, waitingJobs } from './catalogue.ts';
import type { Manifest } from './manifest.ts';
import { type OpenedBackup, partContent } from './read-back.ts';
import { BackupRefused } from './refusal.ts';

/**
 * The backup's schema is this program's or an older one of it.
 * @throws BackupRefused `newer-program`, `changed-migration`
 */
export function refuseForeignSchema(manifest: Manifest, sources: readonly MigrationSource[]): void {
  const own = new Map(readMigrations(sources).map((file) => [`${file.source}/${file.file}`, file.digest]));
  for (const { source, file, digest } of manifest.migrations) {
    const known = own.get(`${source}/${file}`);
    if (known === digest) continue;
    throw known === undefined
      ? new BackupRefused('newer-program', {
          zh: `备份由更新版本的程序（${manifest.program}）制作，含有本程序没有的数据库变更 ${source}/${file}。请用同样新或者更新的程序恢复。`,
          en: `A newer program (${manifest.program}) made this backup: it holds migration ${source}/${file}, which this program does not know. Restore it with that version or a later one.`,
        })
      : new BackupRefused('changed-migration', {
          zh: `数据库变更 ${source}/${file} 在制作备份的程序中内容不同。请用制作备份的版本（${manifest.program}）恢复。`,
          en: `Migration ${source}/${file} reads differently in the program that made the backup. Restore with that version (${manifest.program}).`,
        });
  }
}

/**
 * Fills an empty database: the schema as it was, the rows in one transaction, then what this program's schema has on top.
 * @throws BackupRefused `counts-differ`, or naming a part; the rows are then not there
 */
export async function loadDatabase(
  backup: OpenedBackup,
  url: string,
  sources: readonly MigrationSource[],
  log: (message: string) => void,
): Promise<void> {
  const { manifest } = backup;
  await migrateAsThen(manifest, url, sources);
  if (manifest.queues.length > 0) {
    await installQueues(
      url,
      manifest.queues.map((queue) => ({ ...queue, failedQueue: queue.failedQueue ?? undefined })),
    );
  }
  const client = new Client({ connectionString: url, application_name: 'honglu-restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0;
      set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set client_encoding = 'UTF8'`);
    await client.query('begin');
    await loadRows(client, backup);
    await client.query('commit');
    log(`${manifest.tables.length} tables, ${manifest.tables.reduce((sum, table) => sum + table.rows, 0)} rows`);
    await client.query(`analyze ${(await listTables(client, await ownSchemas(client))).map(quoted).join(', ')}`);
  } finally {
    await client.end();
  }
  await migrate({ url, sources, log });
}

/** Only the files that had been applied, from a folder of their own. */
async function migrateAsThen(manifest: Manifest, url: string, sources: readonly MigrationSource[]): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'honglu-schema-'));
  try {
    const then = sources.map(({ name, folder }) => {
      const files = manifest.migrations.filter((entry) => entry.source === name);
      mkdirSync(join(place, name));
      for (const { file } of files) cpSync(join(folder, file), join(place, name, file));
      return { name, folder: join(place, name) };
    });
    await migrate({ url, sources: then });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/**
 * The rows are written as they were: no trigger stamps them anew, no foreign key asks for an order, and the owner sees every
 * office. All of it is undone by the same transaction, or set again before it ends.
 */
async function loadRows(client: Client, backup: OpenedBackup): Promise<void> {
  const { manifest } = backup;
  const schemas = await ownSchemas(client);
  const tables = await listTables(client, schemas);
  const there = new Map<string, Table>(tables.map((table) => [nameOf(table), table]));
  there.set(nameOf(waitingJobs), waitingJobs);
  const secured = await forced(client, schemas);
  const foreignKeys = await foreignKeysOf(client, schemas);
  for (const table of secured) await client.query(`alter table ${table} no force row level security`);
  const everyTable = await withPartitions(client, schemas);
  for (const table of everyTable) await client.query(`alter table ${table} disable trigger user`);
  for (const { table, name } of foreignKeys) await client.query(`alter table ${table} drop constraint ${name}`);
  await client.query(`truncate ${tables.map(quoted).join(', ')}`);
  for (const { name, part, columns, rows } of manifest.tables) {
    const table = there.get(name);
    if (!table) throw countsDiffer(name, rows, 0);
    const target = client.query(
      copyFrom(`copy ${quoted(table)} (${columns.map(escapeIdentifier).join(', ')}) from stdin`),
    );
    await pipeline(Readable.from(partContent(backup, part), { objectMode: false }), target);
    if (target.rowCount !== rows) throw countsDiffer(name, rows, target.rowCount);
  }
  for (const { table, name, definition } of foreignKeys) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  }
  for (const table of everyTable) await client.query(`alter table ${table} enable trigger user`);
  for (const table of secured) await client.query(`alter table ${table} force row level security`);
  for (const { name, value, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [name, value, called]);
  }
  await closeWhatWasOpen(client);
}

/** Sessions ended, and codes used, after the backup must not come alive again with it: everybody signs in anew. */
async function closeWhatWasOpen(client: Client): Promise<void> {
  await client.query(
    `update kernel.sessions set ended_at = clock_timestamp(), ended_because = 'ended-by-administrator' where ended_at is null`,
  );
  await client.query('delete from kernel.set_up_codes where used_at is null');
}

/** Partitions have triggers of their own, which those of their parent do not speak for. */
async function withPartitions(client: Client, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = any ($1) order by 1`,
    [schemas],
  );
  return rows.map((row) => row.name);
}

async function forced(client: Client, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relforcerowsecurity and n.nspname = any ($1)`,
    [schemas],
  );
  return rows.map((row) => row.name);
}

async function foreignKeysOf(client: Client, schemas: readonly string[]) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select k.conrelid::regclass::text as "table", quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = any ($1)`,
    [schemas],
  );
  return rows;
}

/** Takes back what a failed restore made in a database that was empty before. */
export async function emptyAgain(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'honglu-restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('kernel.migrations') is not null as there",
    );
    const schemas = rows[0]?.there ? await ownSchemas(client) : [];
    for (const schema of [jobsSchema, ...schemas.filter((name) => name !== 'kernel'), 'kernel']) {
      await client.query(`drop schema if exists ${escapeIdentifier(schema)} cascade`);
    }
  } finally {
    await client.end();
  }
}

function countsDiffer(table: string, expected: number, found: number): BackupRefused {
  return new BackupRefused('counts-differ', {
    zh: `恢复后核对不符：${table} 应有 ${expected} 行，实有 ${found} 行。恢复已全部撤回。`,
    en: `The restored rows do not agree: ${table} should hold ${expected} rows and holds ${found}. All of it was undone.`,
  });
}
