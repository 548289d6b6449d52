import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root, sourceDigest } from '../../scripts/prepare.mjs';

/** The real program in a process of its own, so that it can be killed. */
export interface Program {
  readonly child: ChildProcess;
  /** Said on standard output and standard error. */
  output(): string;
  /** True once it takes requests; false if it ended before. */
  readonly up: Promise<boolean>;
  readonly ended: Promise<void>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The build if it is of these very sources, for it starts sooner; otherwise the sources. */
function command(): string[] {
  const digest = sourceDigest();
  const marks = ['.built', '.built-server'].map((name) => join(root, 'dist', name));
  const built = marks.some((mark) => existsSync(mark) && readFileSync(mark, 'utf8') === digest);
  return built ? [join(root, 'dist/src/apps/server/main.js')] : ['--import', 'tsx', 'src/apps/server/main.ts'];
}

export function startProgram(options: {
  readonly dataFolder: string;
  readonly port: number;
  readonly databaseUrl?: string | undefined;
}): Program {
  const { dataFolder, port, databaseUrl } = options;
  let said = '';
  const child = spawn(process.execPath, [...command(), '--empty'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      HONGLU_DATA: dataFolder,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const up = new Promise<boolean>((resolve) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(`:${port}`)) resolve(true);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => resolve(false));
  });
  return { child, output: () => said, up, ended };
}

/** Process number of the built-in server of that data folder, if one runs. */
export function serverPid(dataFolder: string): number | undefined {
  const below = join(dataFolder, 'pg');
  const folders = existsSync(below) ? ['.', ...readdirSync(below)] : [];
  const file = folders.map((folder) => join(below, folder, 'postmaster.pid')).find((path) => existsSync(path));
  return file === undefined ? undefined : Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
}
