import { type ChildProcess, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { type Asking, measure } from './load.ts';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());

/** Milliseconds of processor that a process has used; 0 of one that is gone or runs on another machine. */
function used(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** Whose processor time is counted: a server, and its connections by their application name. */
export interface Part {
  readonly child: ChildProcess;
  readonly application: string;
}

/** Milliseconds of processor for one request. */
export interface Cost {
  readonly server: number;
  readonly database: number;
}

/**
 * What one request of these costs, in processor time of the server and of its PostgreSQL processes: what other programs do on the
 * machine hardly shows in it, unlike in requests per second. Only where the database runs on this machine too.
 */
export async function costDuring(
  admin: Client,
  { child, application }: Part,
  requests: number,
  work: () => Promise<unknown>,
): Promise<Cost> {
  const { rows } = await admin.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and application_name = $1',
    [application],
  );
  const backends = () => rows.reduce((sum, { pid }) => sum + used(pid), 0);
  const [server, database] = [used(child.pid!), backends()];
  await work();
  return { server: (used(child.pid!) - server) / requests, database: (backends() - database) / requests };
}

/** The same of one request that is repeated, once it has been warmed up. */
export async function costOf(admin: Client, part: Part, asking: Asking, times: number): Promise<Cost> {
  const repeat = (count: number) => measure(Array.from({ length: count }, () => asking));
  await repeat(Math.ceil(times / 4));
  return costDuring(admin, part, times, () => repeat(times));
}
