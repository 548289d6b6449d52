import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '#kernel/calendar/day.ts';
import type { Runner } from '#kernel/commands/command.ts';
import type { MigrationSource } from '#kernel/database/migrate.ts';
import type { OpenedDatabase } from '#kernel/database/open.ts';
import { type Configuration, readConfiguration } from '../server/configuration.ts';
import { programPackage } from '../server/program-package.ts';
import { Refused, type Surroundings } from './command.ts';
import { readKeyFile } from './key-file.ts';

export const clock = systemClock;

/** Settings of the running program that its command line shares; the rest (ports, TLS) is not its business. */
const shared = ['DATABASE_URL', 'HONGLU_DATA', 'HONGLU_CRYPTO', 'HONGLU_ANCHORS'] as const;

/** Relative folders are the program's, as for `npm start`, wherever the user stands. @throws ConfigurationRefused */
export function configurationOf({ environment }: Surroundings): Configuration {
  const { folder } = programPackage();
  const chosen: Record<string, string | undefined> = {};
  for (const name of shared) chosen[name] = environment[name];
  chosen.HONGLU_DATA = resolve(folder, environment.HONGLU_DATA || 'data');
  if (environment.HONGLU_ANCHORS) chosen.HONGLU_ANCHORS = resolve(folder, environment.HONGLU_ANCHORS);
  return readConfiguration(chosen);
}

export async function allSources(): Promise<MigrationSource[]> {
  const [{ migrationSources }, { services }] = await Promise.all([
    import('#kernel/database/migrate.ts'),
    import('#services'),
  ]);
  return migrationSources(
    join(import.meta.dirname, '..', '..'),
    services.map((service) => service.name),
  );
}

export interface ReachedServer {
  /** Of the tables' owner. */
  readonly url: string;
  /** The database is a running program's, or a server of one's own: others use it at the same time. */
  readonly joined: boolean;
  stop(): Promise<void>;
}

/**
 * The running program's database, or its own one started for the while of the command.
 * @throws Refused `no-data` where there is no database yet and none is to be made
 */
export async function reachServer(
  configuration: Configuration,
  { log }: Surroundings,
  make: 'may-make' | 'must-exist',
): Promise<ReachedServer> {
  if (configuration.databaseUrl) return { url: configuration.databaseUrl, joined: true, stop: async () => {} };
  const { dataFolder } = configuration;
  if (make === 'must-exist' && !existsSync(join(dataFolder, 'pg', 'PG_VERSION'))) {
    throw new Refused('no-data', 4, {
      zh: `${dataFolder} 里没有本程序的数据。请用环境变量 HONGLU_DATA 指明数据目录，或者用 DATABASE_URL 指明数据库。`,
      en: `There is no data of this program in ${dataFolder}. Name the data folder in HONGLU_DATA, or a database in DATABASE_URL.`,
    });
  }
  const { joinOrStartEmbedded } = await import('#kernel/database/embedded.ts');
  return joinOrStartEmbedded({ dataFolder, log });
}

export interface OpenedProgram {
  readonly configuration: Configuration;
  readonly url: string;
  readonly database: OpenedDatabase;
  readonly runner: () => Promise<Runner>;
  close(): Promise<void>;
}

function schemaBehind(): Refused {
  return new Refused('schema-behind', 4, {
    zh: '数据库结构比本程序旧。请先备份，再运行 honglu migrate。',
    en: 'The database has an older schema than this program. Make a backup with the old program, then run honglu migrate.',
  });
}

async function refuseOtherSchema(asked: Promise<'current' | 'behind' | 'conflict'>): Promise<void> {
  const state = await asked.catch((cause: unknown) => {
    // undefined_table: the server has our role from another database, and this one has nothing.
    throw cause instanceof Error && 'code' in cause && cause.code === '42P01' ? schemaBehind() : cause;
  });
  if (state === 'behind') throw schemaBehind();
  if (state === 'conflict') {
    throw new Refused('schema-conflict', 4, {
      zh: '数据库结构比本程序新，或者与本程序不同。请用与之相同版本的程序。',
      en: 'The schema of the database is newer than this program, or another. Use the program of that version.',
    });
  }
}

/**
 * @param schema `any` for what must work before an upgrade as well: backup, audit
 * @throws Refused, SchemaConflict, DatabaseUnavailable, DatabaseMisconfigured
 */
export async function openProgram(surroundings: Surroundings, schema: 'current' | 'any'): Promise<OpenedProgram> {
  const configuration = configurationOf(surroundings);
  const server = await reachServer(configuration, surroundings, 'must-exist');
  let database: OpenedDatabase | undefined;
  try {
    const [{ migrate, schemaState }, { openDatabase }] = await Promise.all([
      import('#kernel/database/migrate.ts'),
      import('#kernel/database/open.ts'),
    ]);
    const sources = schema === 'current' ? await allSources() : [];
    // Nobody else is using a database that was started for this command; under others the schema is changed on request only.
    if (schema === 'current' && !server.joined) await migrate({ url: server.url, sources, log: surroundings.log });
    const opened = await openDatabase({
      url: server.url,
      statementTimeout: 600_000,
      applicationName: 'honglu-command',
    });
    database = opened;
    if (schema === 'current') await refuseOtherSchema(schemaState(opened.unscoped, sources));
    return {
      configuration,
      url: server.url,
      database: opened,
      runner: async () => {
        const [{ createCrypto }, { selfTest }, { createRunner }] = await Promise.all([
          import('#kernel/crypto/crypto.ts'),
          import('#kernel/crypto/self-test.ts'),
          import('#kernel/commands/runner.ts'),
        ]);
        selfTest();
        const master = await readKeyFile(join(configuration.dataFolder, 'keys', 'master.key'));
        const crypto = createCrypto({ database: opened, master, profile: configuration.cryptoProfile });
        return createRunner({ database: opened, clock, answers: crypto.answers });
      },
      close: async () => {
        await opened.close();
        await server.stop();
      },
    };
  } catch (cause) {
    await database?.close();
    await server.stop();
    throw cause;
  }
}

/** Runs and closes, whatever happens. */
export async function withProgram<T>(
  surroundings: Surroundings,
  schema: 'current' | 'any',
  work: (program: OpenedProgram) => Promise<T>,
): Promise<T> {
  const program = await openProgram(surroundings, schema);
  return work(program).finally(() => program.close());
}
