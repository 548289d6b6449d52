import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';

export interface Asking {
  readonly port: number;
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Milliseconds. */
export interface Times {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly requests: number;
}

function ask(agent: Agent, asking: Asking): Promise<void> {
  const { port, path, method = 'GET', headers = {}, body } = asking;
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, path, method, headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => {
        if (text.length < 500) text += chunk;
      });
      reply.on('end', () => {
        if (reply.statusCode! < 300) resolve();
        else reject(new Error(`${method} ${path}: ${reply.statusCode} ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Sends over that many connections, each its next request when the last was answered: for that many seconds, or until the list of
 * requests is used up. @throws Error at the first answer that is not 2xx
 */
export async function measure(
  asking: Asking | readonly Asking[],
  { connections = 10, seconds = 3 }: { readonly connections?: number; readonly seconds?: number } = {},
): Promise<Times> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const once = Array.isArray(asking) ? [...(asking as readonly Asking[])] : null;
  const next = () => (once ? once.shift() : (asking as Asking));
  const times: number[] = [];
  if (!once) for (let warm = 0; warm < connections * 2; warm += 1) await ask(agent, asking as Asking);
  const started = performance.now();
  const until = once ? Number.POSITIVE_INFINITY : started + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let one = next(); one && performance.now() < until; one = next()) {
        const sent = performance.now();
        await ask(agent, one);
        times.push(performance.now() - sent);
      }
    }),
  );
  const took = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { perSecond: times.length / took, p50: at(0.5), p95: at(0.95), requests: times.length };
}

/** A part of the bench in a process of its own, once it has said its first word. */
export function startPart(script: string, environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

export async function endPart(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
