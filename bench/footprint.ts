import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../scripts/prepare.mjs';
import { freePort, serverPid, startProgram } from '../tests/faults/program.ts';

/** Megabytes. RSS counts what processes share in each of them; PSS divides it among them. */
export interface Memory {
  readonly name: string;
  readonly processes: number;
  readonly rss: number;
  readonly pss: number;
}

const kilobytes = (text: string, field: string) =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);

function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
      } catch {
        return [];
      }
    });
  const of = (parent: number): number[] =>
    parents.flatMap(([child, above]) => (above === parent ? [child, ...of(child)] : []));
  return [pid, ...of(pid)];
}

function memoryOf(name: string, pids: readonly number[]): Memory {
  const read = pids.flatMap((pid) => {
    try {
      return [readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')];
    } catch {
      return [];
    }
  });
  const sum = (field: string) => read.reduce((all, text) => all + kilobytes(text, field), 0) / 1024;
  return { name, processes: read.length, rss: sum('Rss'), pss: sum('Pss') };
}

/** Of the processes below that one whose command names this script. */
export function memoryBelow(name: string, pid: number, script: string): Memory {
  const runs = (one: number) => {
    try {
      return readFileSync(`/proc/${one}/cmdline`, 'utf8').includes(script);
    } catch {
      return false;
    }
  };
  return memoryOf(name, descendants(pid).slice(1).filter(runs));
}

/** The real program with its built-in server, empty and idle for a while; and how long its first and second start took (ms). */
export async function idleProgram(): Promise<{ memory: readonly Memory[]; starts: readonly number[] }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'honglu-idle-'));
  const starts: number[] = [];
  try {
    for (let start = 0; ; start += 1) {
      const at = performance.now();
      const program = startProgram({ dataFolder, port: await freePort() });
      if (!(await program.up)) throw new Error(program.output());
      starts.push(performance.now() - at);
      let memory: readonly Memory[] = [];
      if (start === 1) {
        await new Promise((resolve) => setTimeout(resolve, 10_000));
        const own = program.child.pid!;
        const postgres = descendants(serverPid(dataFolder)!);
        const others = descendants(own).filter((pid) => pid !== own && !postgres.includes(pid));
        memory = [memoryOf('program', [own]), memoryOf('PostgreSQL', postgres), memoryOf('its watcher', others)];
      }
      program.child.kill('SIGTERM');
      await program.ended;
      if (start === 1) return { memory, starts };
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Kilobytes, gzip: what a browser fetches before the desk shows anything; null if the desk is not built. */
export function firstLoad(): { scripts: number; styles: number; files: number; all: number } | null {
  const folder = join(root, 'dist/web');
  if (!existsSync(join(folder, 'index.html'))) return null;
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const sizeOf = (path: string) => gzipSync(readFileSync(join(folder, path))).length / 1024;
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
  const sum = (ending: string) =>
    named.filter((path) => path.endsWith(ending)).reduce((all, path) => all + sizeOf(path), 0);
  const all = readdirSync(join(folder, 'assets')).reduce((size, name) => size + sizeOf(join('assets', name)), 0);
  return { scripts: sum('.js'), styles: sum('.css'), files: named.length, all };
}
