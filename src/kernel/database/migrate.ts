import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import { ensureApplicationRole, restrictDatabase } from './roles.ts';
import type { DB } from './tables.gen.ts';

/** One folder of numbered SQL files; `name` is `kernel` or the service's folder name. */
export interface MigrationSource {
  readonly name: string;
  readonly folder: string;
}

export interface MigrationFile {
  readonly source: string;
  readonly file: string;
  readonly digest: string;
  readonly sql: string;
}

export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed';
}

/** An applied file is not the one that this program holds, or this program is older than the database. */
export class SchemaConflict extends Error {
  override readonly name = 'SchemaConflict';
}

const fileName = /^\d{4}-[a-z0-9-]+\.sql$/;
/** 'honglu' as a number: every migrating program of one database waits at this lock. */
const migrationLock = 0x686f6e67;

/**
 * The folders of SQL files under a root, which is `src` when the program runs from source and the folder that the build
 * copied the files to otherwise. Kernel first, then services in the order given; without one, by name.
 */
export function migrationSources(root: string, serviceNames?: readonly string[]): MigrationSource[] {
  const services = join(root, 'services');
  const names = serviceNames ?? (existsSync(services) ? readdirSync(services).sort() : []);
  const folders = names.map((name) => ({ name, folder: join(services, name, 'migrations') }));
  return [{ name: 'kernel', folder: join(root, 'kernel', 'database', 'migrations') }, ...folders].filter((source) =>
    existsSync(source.folder),
  );
}

/** All files in the order in which they are applied. @throws MigrationFailed if a file's name has no number */
export function readMigrations(sources: readonly MigrationSource[]): MigrationFile[] {
  return sources.flatMap((source) => {
    const files = readdirSync(source.folder)
      .filter((file) => file.endsWith('.sql'))
      .sort();
    const numbers = new Set<string>();
    return files.map((file) => {
      if (!fileName.test(file)) throw new MigrationFailed(`${source.name}/${file}: the name must be NNNN-words.sql`);
      const number = file.slice(0, 4);
      if (numbers.has(number)) throw new MigrationFailed(`${source.name}/${file}: the number ${number} is taken twice`);
      numbers.add(number);
      // Line ends differ by how the files were checked out; what they say does not.
      const sql = readFileSync(join(source.folder, file), 'utf8').replaceAll('\r\n', '\n');
      return { source: source.name, file, digest: createHash('sha256').update(sql).digest('hex'), sql };
    });
  });
}

/** One digest for a whole set of migrations. */
export function digestOf(files: readonly MigrationFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.source}/${file.file} ${file.digest}\n`);
  return hash.digest('hex');
}

interface Applied {
  readonly source: string;
  readonly file: string;
  readonly digest: string;
}

const query = async <Row>(client: Client, text: string, values?: unknown[]) =>
  (await client.query(text, values)).rows as Row[];

/** Files still to apply. @throws SchemaConflict if the database was changed by another, or newer, program */
function outstanding(files: readonly MigrationFile[], applied: readonly Applied[]): MigrationFile[] {
  const key = (entry: { source: string; file: string }) => `${entry.source}/${entry.file}`;
  const known = new Map(files.map((file) => [key(file), file]));
  for (const entry of applied) {
    const file = known.get(key(entry));
    if (!file) {
      throw new SchemaConflict(
        `the database is newer than this program: it holds migration ${key(entry)}, which this program does not know. ` +
          'Start the newer program again; nothing was changed.',
      );
    }
    if (file.digest !== entry.digest) {
      throw new SchemaConflict(
        `migration ${key(entry)} was applied with other contents than this program holds. An applied file never changes: ` +
          'restore it, and write what is to be different as a new file with a higher number. Nothing was changed.',
      );
    }
  }
  const done = new Set(applied.map(key));
  return files.filter((file) => !done.has(key(file)));
}

async function appliedMigrations(client: Client): Promise<Applied[]> {
  const [state] = await query<{ present: boolean }>(
    client,
    "select to_regclass('kernel.migrations') is not null as present",
  );
  if (!state?.present) return [];
  return query<Applied>(client, 'select source, file, digest from kernel.migrations order by source, file');
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.sql);
    await client.query('insert into kernel.migrations (source, file, digest) values ($1, $2, $3)', [
      file.source,
      file.file,
      file.digest,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = error instanceof Error ? error.message : String(error);
    const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN;
    const line = Number.isNaN(position) ? '' : `, line ${file.sql.slice(0, position).split('\n').length}`;
    throw new MigrationFailed(`migration ${file.source}/${file.file}${line}: ${reason}. This file was undone whole.`, {
      cause: error,
    });
  }
}

export interface MigrateOptions {
  /** Connection of the role that owns the tables. */
  readonly url: string;
  readonly sources: readonly MigrationSource[];
  readonly log?: (message: string) => void;
}

/**
 * Brings the database to this program's schema, forward only, one transaction a file, under a lock that lets exactly one
 * of several starting programs work (OP-03). Safe to repeat.
 * @returns the files applied now, as `source/file`
 * @throws SchemaConflict, MigrationFailed, DatabaseMisconfigured
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const files = readMigrations(options.sources);
  const client = new Client({ connectionString: options.url, application_name: 'honglu-migrate' });
  // A connection that breaks between two statements raises an event; the next statement reports it to the caller.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query("set lock_timeout = 0; set statement_timeout = 0; set timezone = 'Asia/Shanghai'");
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const waiting = outstanding(files, await appliedMigrations(client));
    if (waiting.length > 0) {
      await ensureApplicationRole(client);
      await restrictDatabase(client);
    }
    for (const file of waiting) {
      await apply(client, file);
      options.log?.(`migrated ${file.source}/${file.file}`);
    }
    return waiting.map((file) => `${file.source}/${file.file}`);
  } finally {
    await client.end();
  }
}

/** How the database's schema stands to this program's, without waiting for a migrating program; for `/readyz`. */
export async function schemaState(
  queries: Kysely<DB>,
  sources: readonly MigrationSource[],
): Promise<'current' | 'behind' | 'conflict'> {
  const applied = await queries.selectFrom('kernel.migrations').select(['source', 'file', 'digest']).execute();
  try {
    return outstanding(readMigrations(sources), applied).length === 0 ? 'current' : 'behind';
  } catch (error) {
    if (error instanceof SchemaConflict) return 'conflict';
    throw error;
  }
}
