import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Crash, type EmbeddedServer, FolderInUse, joinOrStartEmbedded, startEmbedded } from './embedded.ts';
import { DatabaseUnavailable } from './errors.ts';
import { migrate, migrationSources } from './migrate.ts';
import { openDatabase } from './open.ts';
import { uuidv7 } from './uuid.ts';

const program = fileURLToPath(new URL('./embedded/testing-program.ts', import.meta.url));
const sources = migrationSources(fileURLToPath(new URL('../..', import.meta.url)));

let place: string;
let dataFolder: string;
const running: EmbeddedServer[] = [];
const programs: ChildProcess[] = [];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'honglu-embedded-'));
  // Deeper than a socket's path may be long.
  dataFolder = join(place, 'a-folder-with-a-long-name-'.repeat(4), 'data');
});
afterEach(async () => {
  for (const child of programs.splice(0))
    if (child.exitCode === null && child.signalCode === null) await kill(child, 'SIGTERM');
  for (const server of running.splice(0)) await server.stop();
  rmSync(place, { recursive: true, force: true });
});

/** Without waiting for the disk, which is not what most of these tests are about. */
async function start(options: { readonly durable: boolean } = { durable: false }): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataFolder, ...options });
  running.push(server);
  return server;
}

interface Said {
  readonly url?: string;
  readonly pid?: number;
  readonly error?: string;
}

async function startProgram(): Promise<{ child: ChildProcess; said: Said }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  programs.push(child);
  const said = await new Promise<Said>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').once('data', (line: string) => resolve(JSON.parse(line) as Said));
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} and said nothing`)));
  });
  return { child, said };
}

function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

async function statement(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return (await client.query(text).finally(() => client.end())).rows;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 20) {
    if (waited > 15_000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('starting', () => {
  test('a new folder gives a database that its owner, no superuser, can use and that keeps what was written', async () => {
    const server = await start();
    await statement(server.url, 'create table kept (id int); insert into kept values (7)');
    expect(await statement(server.url, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false },
    ]);
    await server.stop();
    const again = await start();
    expect(await statement(again.url, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  test('the server flushes to the disk, listens on no network and lets nobody else in (DU-01)', async () => {
    const server = await start({ durable: true });
    const settings = await statement(
      server.url,
      `select string_agg(setting, ' ' order by name) as values from pg_settings
       where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses')`,
    );
    expect(settings).toEqual([{ values: 'on on  on' }]);
    const socketFolder = new URL(server.url).searchParams.get('host') ?? '';
    expect(statSync(socketFolder).mode & 0o077).toBe(0);
    expect(statSync(join(dataFolder, 'pg')).mode & 0o077).toBe(0);
    expect(readFileSync(join(dataFolder, 'pg', 'pg_hba.conf'), 'utf8').trim()).toBe('local all all peer map=honglu');
  });

  test("a data folder that the server's user cannot walk to is no obstacle", async () => {
    mkdirSync(dataFolder, { recursive: true });
    chmodSync(place, 0o700);
    const server = await start();
    await statement(server.url, 'create table kept (id int)');
    await statement(server.adminUrl, 'checkpoint');
    await server.stop();
    const again = await start();
    expect(await statement(again.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }]);
  });

  test('a first start killed at any moment leaves nothing in the way, and what it made is set aside, not deleted (DU-04)', async () => {
    mkdirSync(join(dataFolder, 'pg.new-12345678'), { recursive: true });
    writeFileSync(join(dataFolder, 'pg.new-12345678', 'remains'), 'of an interrupted start');
    for (const milliseconds of [400, 700, 900, 1100, 1400]) {
      const child = spawn(process.execPath, ['--import', 'tsx', program, dataFolder], { stdio: 'ignore' });
      programs.push(child);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      if (child.exitCode === null) await kill(child, 'SIGKILL');
    }
    const server = await start();
    expect(await statement(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const aside = readdirSync(dataFolder).filter((name) => name.includes('.unfinished-'));
    const first = aside.find((name) => name.startsWith('pg.new-12345678.unfinished-')) ?? '';
    expect(readFileSync(join(dataFolder, first, 'remains'), 'utf8')).toBe('of an interrupted start');
    expect(readdirSync(dataFolder).filter((name) => name.startsWith('pg.new-') && !aside.includes(name))).toEqual([]);
  });

  test.runIf(process.getuid?.() === 0)('files that root put back are handed to the user of the server', async () => {
    const first = await start();
    await statement(first.url, 'create table kept (id int)');
    await first.stop();
    execFileSync('chown', ['-R', 'root:root', join(dataFolder, 'pg')]);
    const second = await start();
    expect(await statement(second.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }]);
  });

  test('an owner that may not make roles is told what the administrator has to run', async () => {
    const server = await start();
    await statement(server.adminUrl, 'alter role honglu nocreaterole');
    await expect(migrate({ url: server.url, sources })).rejects.toThrow(
      /create role honglu_app nologin;\n {2}grant honglu_app to "honglu"/,
    );
    await expect(openDatabase({ url: server.url })).rejects.toThrow(/Bring the database up to date first/);
    await statement(server.adminUrl, 'create role honglu_app nologin; grant honglu_app to honglu');
    expect(await migrate({ url: server.url, sources })).toContain('kernel/0001-basics.sql');
  });

  test('a first start that was interrupted after the files were made is completed', async () => {
    const first = await start();
    await statement(first.adminUrl, 'drop database honglu');
    await first.stop();
    const second = await start();
    expect(await statement(second.url, 'select current_database() as name')).toEqual([{ name: 'honglu' }]);
  });

  test('a lock file with the number of a process that is no database is no obstacle', async () => {
    const first = await start();
    await first.stop();
    const pidFile = join(dataFolder, 'pg', 'postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${dataFolder}/pg\n1\n5432\n/tmp\n\n`, { mode: 0o644 });
    const second = await start();
    expect(await statement(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('one opener (DU-03)', () => {
  test('a second start in the same program is refused, names the holder, and harms nothing', async () => {
    const server = await start();
    const second = startEmbedded({ dataFolder });
    await expect(second).rejects.toBeInstanceOf(FolderInUse);
    await expect(startEmbedded({ dataFolder })).rejects.toThrow(`process ${process.pid}`);
    expect(await statement(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('of two programs that start at the same moment on a new folder one is refused', async () => {
    const said = await Promise.all([startProgram(), startProgram(), startProgram()]);
    expect(said.map(({ said }) => said.error ?? 'runs').sort()).toEqual(['FolderInUse', 'FolderInUse', 'runs']);
  });

  test('a program that was killed leaves no obstacle, and its server does not outlive it', async () => {
    const { child, said } = await startProgram();
    await statement(said.url ?? '', 'create table kept (id int); insert into kept values (1)');
    await kill(child, 'SIGKILL');
    const server = await start();
    expect(server.pid()).not.toBe(said.pid);
    expect(await statement(server.url, 'select id from kept')).toEqual([{ id: 1 }]);
    await server.stop();
    await until(() => {
      try {
        process.kill(said.pid ?? 0, 0);
        return false;
      } catch {
        return true;
      }
    });
  });

  test('a killed program with nobody after it still takes its server with it', async () => {
    const { child, said } = await startProgram();
    await kill(child, 'SIGKILL');
    await until(() => !existsSync(join(dataFolder, 'pg', 'postmaster.pid')));
    await expect(statement(said.url ?? '', 'select 1')).rejects.toThrow();
  });

  test('the command line joins a running database, and starts it where none runs', async () => {
    const alone = await joinOrStartEmbedded({ dataFolder, durable: false });
    expect(alone.joined).toBe(false);
    const beside = await joinOrStartEmbedded({ dataFolder, durable: false });
    expect(beside).toMatchObject({ joined: true, url: alone.url });
    await beside.stop();
    expect(await statement(alone.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await alone.stop();
  });
});

describe('a crash', () => {
  test('of the whole server: typed error meanwhile, then it is back at the same address with every acknowledged row (DU-01)', async () => {
    const server = await start({ durable: true });
    await migrate({ url: server.url, sources });
    const database = await openDatabase({ url: server.url });
    expect(database.durability.durable).toBe(true);
    const crashes: Crash[] = [];
    server.onCrash((crash) => crashes.push(crash));
    const officeId = uuidv7();
    const write = (code: string) =>
      database.transaction(officeId, (queries) =>
        sql`insert into kernel.offices (office_id, code, name_zh, name_en, created_at)
            values (${officeId}, ${code}, '宿迁', 'Suqian', '2020-01-01') on conflict (office_id) do update set code = excluded.code`.execute(
          queries,
        ),
      );
    await write('before');
    process.kill(server.pid() ?? 0, 'SIGKILL');
    // Until it is noticed a statement may still be answered by the old connection; at some point one is not.
    await expect(
      until(async () => {
        await write('meanwhile').catch((error: unknown) => {
          expect(error).toBeInstanceOf(DatabaseUnavailable);
          throw new Error('unavailable');
        });
        return false;
      }),
    ).rejects.toThrow('unavailable');
    await until(() =>
      write('after').then(
        () => true,
        () => false,
      ),
    );
    const rows = await database.read(officeId, (queries) => sql`select code from kernel.offices`.execute(queries));
    expect(rows.rows).toEqual([{ code: 'after' }]);
    expect(crashes).toEqual([{ code: null, signal: 'SIGKILL', givenUp: false }]);
    await database.close();
  });

  test('of one server process costs the open connections, and the pool makes new ones', async () => {
    const server = await start();
    await migrate({ url: server.url, sources });
    const database = await openDatabase({ url: server.url, poolSize: 2 });
    const backend = await database.unscoped.connection().execute(async (connection) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection);
      return rows[0]?.pid ?? 0;
    });
    process.kill(backend, 'SIGKILL');
    await until(() =>
      sql`select 1`.execute(database.unscoped).then(
        () => true,
        (error) => {
          expect(error).toBeInstanceOf(DatabaseUnavailable);
          return false;
        },
      ),
    );
    expect(server.pid()).toBeDefined();
    await database.close();
  });
});
