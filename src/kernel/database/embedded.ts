import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { ensureCluster, ownerRole, superuser, writeAccessRules } from './embedded/cluster.ts';
import { FolderInUse, type FolderLock, folderHolder, lockFolder } from './embedded/folder-lock.ts';
import { findNativePostgres } from './embedded/native.ts';
import { type ServerProcess, type StartOptions, startServerProcess } from './embedded/server-process.ts';
import { serverUser } from './embedded/server-user.ts';
import { translateDriverError } from './errors.ts';

export { FolderInUse } from './embedded/folder-lock.ts';

export interface EmbeddedOptions {
  /** The database lies in `<dataFolder>/pg`; the folder is made if it is missing. */
  readonly dataFolder: string;
  readonly log?: (message: string) => void;
  /** Who runs the server when the program is started as root; default `honglu`, or else `nobody`. */
  readonly user?: string;
  /** Default true. False gives up durability for speed: only for throw-away test servers. */
  readonly durable?: boolean;
}

export interface Crash {
  readonly code: number | null;
  readonly signal: string | null;
  /** Five crashes in five minutes: the server is not started again, and the database stays unavailable (DU-05). */
  readonly givenUp: boolean;
}

export interface EmbeddedServer {
  /** Connection of the owner of database `honglu`; the same for the life of this object, restarts included. */
  readonly url: string;
  /** For administration of the server itself (database `postgres`, superuser). */
  readonly adminUrl: string;
  /** Process number of the running server. */
  readonly pid: () => number | undefined;
  onCrash(listener: (crash: Crash) => void): void;
  /** Fast shutdown, then the folder is free. Safe to call twice. */
  stop(): Promise<void>;
}

const crashWindow = 5 * 60_000;
const crashLimit = 5;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function addressOf(role: string, database: string, socketFolder: string): string {
  return `postgres://${role}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}

async function connectWhenReady(url: string, server: ServerProcess): Promise<Client> {
  let gone: { code: number | null; signal: string | null } | undefined;
  server.exited.then(
    (exit) => {
      gone = exit;
    },
    () => {},
  );
  const deadline = performance.now() + 60_000;
  for (let wait = 10; ; wait = Math.min(wait * 1.5, 250)) {
    const client = new Client({ connectionString: url, application_name: 'honglu-start' });
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (gone)
        throw new Error(`the database server ended at once (${gone.code ?? gone.signal}); its messages say why`);
      if (translateDriverError(error, 'connect') === error || performance.now() > deadline) throw error;
    }
    await pause(wait);
  }
}

/** Owner and database, made when missing, so that an interrupted first start is completed by the next. */
async function ensureOwner(admin: Client): Promise<void> {
  const role = await admin.query('select from pg_roles where rolname = $1', [ownerRole]);
  if (role.rowCount === 0) await admin.query(`create role ${ownerRole} login createdb createrole`);
  const database = await admin.query('select from pg_database where datname = $1', [ownerRole]);
  if (database.rowCount === 0) await admin.query(`create database ${ownerRole} owner ${ownerRole}`);
}

/** Closed to others; folders above it that are missing too are made as the system usually makes them. */
function makeFolder(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o750 });
}

/** One server and its restarts after crashes. */
class Supervised implements EmbeddedServer {
  readonly url: string;
  readonly adminUrl: string;
  readonly #options: StartOptions;
  readonly #lock: FolderLock;
  readonly #listeners: ((crash: Crash) => void)[] = [];
  #server: ServerProcess | undefined;
  #crashes: number[] = [];
  #stopping: Promise<void> | undefined;
  #restarting: Promise<void> = Promise.resolve();

  constructor(options: StartOptions, lock: FolderLock) {
    this.#options = options;
    this.#lock = lock;
    this.url = addressOf(ownerRole, ownerRole, options.socketFolder);
    this.adminUrl = addressOf(superuser, 'postgres', options.socketFolder);
  }

  readonly pid = () => this.#server?.pid;

  onCrash(listener: (crash: Crash) => void): void {
    this.#listeners.push(listener);
  }

  async start(): Promise<void> {
    const server = await startServerProcess(this.#options);
    this.#server = server;
    try {
      const admin = await connectWhenReady(this.adminUrl, server);
      await ensureOwner(admin).finally(() => admin.end());
    } catch (error) {
      this.#server = undefined;
      await server.stop();
      throw error;
    }
    server.exited.then((exit) => this.#ended(exit)).catch((error: unknown) => this.#options.log(String(error)));
  }

  #ended(exit: { readonly code: number | null; readonly signal: NodeJS.Signals | null }): void {
    this.#server = undefined;
    if (this.#stopping) return;
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < crashWindow), now];
    const givenUp = this.#crashes.length >= crashLimit;
    this.#options.log(
      `the database server ended unexpectedly (${exit.signal ?? exit.code})` +
        (givenUp ? `; ${crashLimit} times in five minutes, it is not started again` : '; it is started again'),
    );
    for (const listener of this.#listeners) listener({ code: exit.code, signal: exit.signal, givenUp });
    if (!givenUp) this.#restarting = this.#restart(this.#crashes.length);
  }

  async #restart(crashes: number): Promise<void> {
    await pause(100 * 4 ** (crashes - 1));
    if (this.#stopping) return;
    try {
      await this.start();
      this.#options.log('the database server is back');
    } catch (error) {
      this.#options.log(`the database server could not be started: ${error instanceof Error ? error.message : error}`);
      this.#ended({ code: null, signal: null });
    }
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    await this.#restarting;
    await this.#server?.stop();
    rmSync(this.#options.socketFolder, { recursive: true, force: true });
    await this.#lock.release();
  }
}

/**
 * Starts the built-in PostgreSQL on that data folder and watches over it.
 * @throws FolderInUse if another running program holds the folder, DatabaseMisconfigured if this machine cannot run it
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  makeFolder(options.dataFolder);
  const dataFolder = realpathSync(options.dataFolder);
  const log = options.log ?? (() => {});
  const durable = options.durable ?? true;
  const lock = await lockFolder(dataFolder);
  let socketFolder: string | undefined;
  try {
    const user = serverUser(join(dataFolder, 'pg'), options.user);
    const native = findNativePostgres(dataFolder, user);
    const folder = await ensureCluster({ dataFolder, native, user, durable, log });
    writeAccessRules(folder, user);
    // Short, because a socket's path holds about 100 bytes, and closed to everybody else.
    socketFolder = mkdtempSync(join(tmpdir(), 'honglu-'));
    const server = new Supervised({ folder, socketFolder, native, user, durable, log }, lock);
    await server.start();
    lock.announce(server.url);
    return server;
  } catch (error) {
    if (socketFolder) rmSync(socketFolder, { recursive: true, force: true });
    await lock.release();
    throw error;
  }
}

/**
 * For the command line: joins the database of a program that is running on this folder, or starts it.
 * `stop` ends only what was started here.
 */
export async function joinOrStartEmbedded(
  options: EmbeddedOptions,
): Promise<{ url: string; joined: boolean; stop(): Promise<void> }> {
  makeFolder(options.dataFolder);
  for (let attempt = 0; ; attempt += 1) {
    const holder = await folderHolder(options.dataFolder);
    if (holder?.url) return { url: holder.url, joined: true, stop: async () => {} };
    try {
      const server = await startEmbedded(options);
      return { url: server.url, joined: false, stop: () => server.stop() };
    } catch (error) {
      // The other program is just starting: its address follows in a moment.
      if (!(error instanceof FolderInUse) || attempt >= 100) throw error;
      await pause(100);
    }
  }
}
