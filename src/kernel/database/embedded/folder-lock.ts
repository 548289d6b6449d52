import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the holder of a data folder tells to another program that asks. */
export interface LockHolder {
  readonly pid: number;
  /** Of the running database; absent while it is starting. */
  readonly url?: string;
}

export interface FolderLock {
  /** From now on tells askers where the database is. */
  announce(url: string): void;
  release(): Promise<void>;
}

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly holder: LockHolder | undefined;

  constructor(folder: string, holder: LockHolder | undefined) {
    super(
      `the data folder ${folder} is in use by another running program` +
        `${holder ? ` (process ${holder.pid})` : ''}. Stop that one first, or use its address; nothing was changed.`,
    );
    this.holder = holder;
  }
}

function code(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Who holds the folder, asked at its socket. A process that died has no ear at its socket, whatever its number does now.
 * @returns `none` if nobody answers
 */
function ask(socketPath: string): Promise<LockHolder | 'none' | 'silent'> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(socketPath);
    const timer = setTimeout(() => finish('silent'), 2000);
    const finish = (answer: LockHolder | 'none' | 'silent') => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', (error) =>
      finish(code(error) === 'ECONNREFUSED' || code(error) === 'ENOENT' ? 'none' : 'silent'),
    );
    socket.on('close', () => {
      try {
        finish(JSON.parse(text) as LockHolder);
      } catch {
        finish('silent');
      }
    });
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}

/** A socket's path holds about 100 bytes; a data folder may lie deeper. A short link in the temporary folder leads there. */
function withShortPath<T>(folder: string, work: (short: string) => Promise<T>): Promise<T> {
  const place = mkdtempSync(join(tmpdir(), 'hl-'));
  const short = join(place, 'd');
  symlinkSync(folder, short);
  return work(short).finally(() => rmSync(place, { recursive: true, force: true }));
}

/** The program that holds the folder now, if there is one. */
export async function folderHolder(folder: string): Promise<LockHolder | undefined> {
  const answer = await withShortPath(realpathSync(folder), (short) => ask(join(short, 'lock')));
  return typeof answer === 'string' ? undefined : answer;
}

/**
 * Takes the folder for the life of this process: a listening socket, which the operating system closes whatever way the
 * process ends, and which works between containers that share the folder (DU-03).
 * @throws FolderInUse if a living program holds it
 */
export function lockFolder(folder: string): Promise<FolderLock> {
  const real = realpathSync(folder);
  return withShortPath(real, async (short) => {
    const holder: { pid: number; url?: string } = { pid: process.pid };
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(JSON.stringify(holder));
    });
    server.unref();
    const own = `lock.${createHash('sha256').update(randomBytes(16)).digest('hex').slice(0, 8)}`;
    await listen(server, join(short, own));
    // The socket is asked by its own name only after it listens, so that a name always has an ear or had one.
    chmodSync(join(real, own), 0o600);
    try {
      await takeName(short, own, folder);
    } catch (error) {
      server.close();
      throw error;
    } finally {
      rmSync(join(real, own), { force: true });
    }
    return {
      announce: (url) => {
        holder.url = url;
      },
      release: () =>
        new Promise((resolve) => {
          rmSync(join(real, 'lock'), { force: true });
          server.close(() => resolve());
        }),
    };
  });
}

async function takeName(short: string, own: string, folder: string): Promise<void> {
  const name = join(short, 'lock');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      // Exactly one of several programs can make the name.
      linkSync(join(short, own), name);
      return;
    } catch (error) {
      if (code(error) !== 'EEXIST') throw error;
    }
    const answer = await ask(name);
    if (answer !== 'none') throw new FolderInUse(folder, answer === 'silent' ? undefined : answer);
    await removeDead(name, join(short, `${own}.dead`), folder);
  }
  throw new FolderInUse(folder, undefined);
}

/** Moves a dead name away, and puts it back if another program had taken it in between. */
async function removeDead(name: string, aside: string, folder: string): Promise<void> {
  try {
    renameSync(name, aside);
  } catch (error) {
    if (code(error) === 'ENOENT') return;
    throw error;
  }
  const moved = await ask(aside);
  if (moved === 'none') {
    unlinkSync(aside);
    return;
  }
  linkSync(aside, name);
  unlinkSync(aside);
  throw new FolderInUse(folder, moved === 'silent' ? undefined : moved);
}
