import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output, read as JSON. */
  json<T = Record<string, unknown>>(): T;
}

export interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the user stands. */
  readonly folder?: string;
  readonly input?: string;
}

const main = fileURLToPath(new URL('main.ts', import.meta.url));
/** By its place, so that it is found wherever the user stands. */
const loader = import.meta.resolve('tsx');

/** The command line as a process of its own, with nothing of this process's settings. */
export function honglu(argv: readonly string[], given: Given = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', loader, main, ...argv], {
      cwd: given.folder,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: process.env.TMPDIR,
        LANG: 'en_GB.UTF-8',
        ...given.environment,
      },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err, json: <T>() => JSON.parse(out) as T }));
    child.stdin.end(given.input ?? '');
  });
}
