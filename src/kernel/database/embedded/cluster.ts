import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { NativePostgres } from './native.ts';
import { reach } from './reach.ts';
import type { ServerUser } from './server-user.ts';

export const superuser = 'postgres';
/** Owns the database and its tables; no superuser, so that the built-in server behaves like any other. */
export const ownerRole = 'honglu';

export interface ClusterOptions {
  readonly dataFolder: string;
  readonly native: NativePostgres;
  readonly user: ServerUser;
  /** False only for throw-away test servers. */
  readonly durable: boolean;
  readonly log: (message: string) => void;
}

async function initialise(folder: string, options: ClusterOptions): Promise<void> {
  const { user, native } = options;
  const way = reach(folder, user);
  const command = join(native.folder, 'bin', 'initdb');
  const args = [
    `--pgdata=${way.path}`,
    `--username=${superuser}`,
    '--encoding=UTF8',
    '--locale=C',
    // Same order and letter case on every machine; the machine's own libraries change theirs between versions.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth-local=peer',
    '--auth-host=reject',
    // One flush of the whole file system is twice as fast as one for each of a thousand files; only Linux has it.
    ...(!options.durable ? ['--no-sync'] : process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ];
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: '/',
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...native.environment },
        stdio: ['ignore', 'ignore', 'pipe', ...way.descriptors],
        ...(user.differs ? { uid: user.uid, gid: user.gid } : {}),
      });
      let complaint = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        complaint += text;
      });
      child.on('error', reject);
      child.on('close', (exit) => {
        if (exit === 0) resolve();
        else reject(new Error(`${command} ended with ${exit}: ${complaint.trim()}`));
      });
    });
  } finally {
    way.close();
  }
}

function stamp(): string {
  return new Date()
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
}

/** Files put back by root (from a backup, by hand) are handed to the server's user. */
function handOver(path: string, user: ServerUser): void {
  chownSync(path, user.uid, user.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) handOver(inside, user);
    else lchownSync(inside, user.uid, user.gid);
  }
}

function setAside(unfinished: string, log: (message: string) => void): void {
  const aside = `${unfinished}.unfinished-${stamp()}-${process.pid}`;
  renameSync(unfinished, aside);
  log(`an unfinished database folder was set aside as ${aside}; nothing in it was deleted`);
}

/**
 * The folder of the database, made on the first start: built aside and renamed at the end, so that a folder under its
 * proper name is whole. What an interrupted first start left is set aside, never deleted (DU-04). The name aside differs
 * each time: what an interrupted start set going may still be writing to the last one.
 */
export async function ensureCluster(options: ClusterOptions): Promise<string> {
  const { dataFolder, user, log } = options;
  const folder = join(dataFolder, 'pg');
  if (existsSync(join(folder, 'PG_VERSION'))) {
    if (user.differs && statSync(folder).uid !== user.uid) handOver(folder, user);
    return folder;
  }
  for (const name of readdirSync(dataFolder)) {
    if (name === 'pg' || /^pg\.new-[0-9a-f]+$/.test(name)) setAside(join(dataFolder, name), log);
  }
  const half = join(dataFolder, `pg.new-${randomBytes(4).toString('hex')}`);
  mkdirSync(half, { mode: 0o700 });
  if (user.differs) chownSync(half, user.uid, user.gid);
  await initialise(half, options);
  renameSync(half, folder);
  return folder;
}

/** Only the program's own user comes in, as the kernel vouches for it at the socket; no password, no network. */
export function writeAccessRules(folder: string, user: ServerUser): void {
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (user.differs) chownSync(path, user.uid, user.gid);
  };
  write('pg_hba.conf', 'local all all peer map=honglu\n');
  write('pg_ident.conf', [superuser, ownerRole].map((role) => `honglu "${user.clientName}" ${role}\n`).join(''));
}

/** For one city office on a small machine: about 30 MB idle, and room to grow with the operating system's cache. */
export function serverSettings(socketFolder: string, durable: boolean): string[] {
  const onDisk = durable ? 'on' : 'off';
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '48MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    max_wal_size: '512MB',
    min_wal_size: '32MB',
    max_worker_processes: '2',
    max_logical_replication_workers: '0',
    max_parallel_workers_per_gather: '0',
    autovacuum_max_workers: '2',
    autovacuum_naptime: '30s',
    jit: 'off',
    huge_pages: 'off',
    // Three helper processes less; a small office does not feel the difference.
    io_method: 'sync',
    fsync: onDisk,
    full_page_writes: onDisk,
    synchronous_commit: onDisk,
    restart_after_crash: 'on',
    // After a crash: one flush of the file system instead of one for each file, which takes seconds.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    timezone: 'Asia/Shanghai',
    log_timezone: 'UTC',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '',
    // Details and statements hold personal values (OP-04).
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
