import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync, readFileSync, readlinkSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { serverSettings } from './cluster.ts';
import type { NativePostgres } from './native.ts';
import { reach } from './reach.ts';
import type { ServerUser } from './server-user.ts';

export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the process is gone. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Fast shutdown: open transactions are undone, a checkpoint is written. Kills only after 25 s (DU-05). */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly folder: string;
  readonly socketFolder: string;
  readonly native: NativePostgres;
  readonly user: ServerUser;
  readonly durable: boolean;
  readonly log: (message: string) => void;
}

/** Said at every start and stop; whatever else the server says is worth a line in the log. */
const routine =
  /starting PostgreSQL|listening on Unix|system was shut down at|ready to accept|is starting up|not yet accepting|received fast shutdown|aborting any active|shutting down|is shut down|(by|to) administrator command/;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether that process works in the folder; every PostgreSQL process does. Undefined where the system does not tell. */
function worksIn(pid: string, folder: string): boolean | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return existsSync('/proc/self/cwd') ? false : undefined;
  }
}

function anyWorkingIn(folder: string): boolean {
  if (!existsSync('/proc/self/cwd')) return false;
  return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && worksIn(entry, folder) === true);
}

/**
 * Clears the way after a hard end. A server that outlived its program is asked to stop. A process number in the lock file
 * that belongs to a zombie or to somebody else would stop PostgreSQL from starting: then, and only when no process works
 * in the folder any more, the file is set aside. The caller holds the folder's lock.
 */
async function clearRemains(folder: string, log: (message: string) => void): Promise<void> {
  const lockFile = join(folder, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (isAlive(pid) && worksIn(String(pid), folder) !== false) {
    log(`a database server that outlived its program (process ${pid}) is asked to stop`);
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < 25_000 && isAlive(pid) && worksIn(String(pid), folder) !== false; waited += 50)
      await pause(50);
  }
  for (let waited = 0; waited < 10_000 && anyWorkingIn(folder); waited += 50) await pause(50);
  if (existsSync(lockFile) && isAlive(pid) && !anyWorkingIn(folder) && worksIn(String(pid), folder) === false) {
    renameSync(lockFile, join(folder, 'postmaster.pid.dead'));
  }
}

/**
 * Stops the server when this program is gone, however it went: the shell waits at a pipe that only this program holds
 * open. Without it a killed program would leave its server behind.
 */
function watchOver(pid: number, socketFolder: string, user: ServerUser): ChildProcess {
  const script = `read -r word; [ "$word" = done ] && exit; kill -INT "$0"
    for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$0" || break; done; rm -rf -- "$1"`;
  const watcher = spawn('/bin/sh', ['-c', script, String(pid), socketFolder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(user.differs ? { uid: user.uid, gid: user.gid } : {}),
  });
  watcher.on('error', () => {});
  watcher.stdin?.on('error', () => {});
  watcher.unref();
  return watcher;
}

/** Starts the server; it is ready when its socket answers, which the caller tries. */
export async function startServerProcess(options: StartOptions): Promise<ServerProcess> {
  const { folder, socketFolder, native, user, log } = options;
  await clearRemains(folder, log);
  if (user.differs) chownSync(socketFolder, user.uid, user.gid);
  const way = reach(folder, user);
  // A session of its own: an interrupt typed at the terminal reaches the program, which then stops the server in order.
  const child = spawn(
    join(native.folder, 'bin', 'postgres'),
    ['-D', way.path, ...serverSettings(socketFolder, options.durable)],
    {
      cwd: '/',
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...native.environment },
      stdio: ['ignore', 'ignore', 'pipe', ...way.descriptors],
      ...(user.differs ? { uid: user.uid, gid: user.gid } : {}),
    },
  );
  way.close();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '' && !routine.test(line)) log(line.trim());
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, signal) => resolve({ code: exitCode, signal }));
  });
  if (child.pid === undefined) {
    await exited;
    throw new Error('the database server could not be started');
  }
  const { pid } = child;
  const watcher = watchOver(pid, socketFolder, user);
  const gone = exited.finally(() => watcher.stdin?.end('done\n'));
  gone.catch(() => {});

  return {
    pid,
    exited: gone,
    stop: async () => {
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGQUIT'), 25_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
