import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** `too-long`: over its time · `too-heavy`: over its memory · `ended`: it went by itself, or was closed. */
export class ProcessEnded extends Error {
  constructor(
    readonly code: 'too-long' | 'too-heavy' | 'ended',
    message: string,
  ) {
    super(message);
  }
}

export interface LimitedProcessOptions {
  /** For messages: `typesetting`. */
  readonly name: string;
  /** The `.worker.ts` file; it answers each order by a message with the order's id. */
  readonly script: URL;
  /** First message to a fresh process; asked for anew each time one is started. */
  readonly start?: () => object;
  readonly milliseconds: number;
  readonly megabytes: number;
  /** An idle process is let go after this while; default: it stays. */
  readonly idleMilliseconds?: number;
}

export interface LimitedProcess<Order extends object, Answer extends object> {
  /** Orders wait in line. @throws ProcessEnded */
  ask(order: Order): Promise<Answer>;
  /** Ends the process; what waits is refused. */
  close(): Promise<void>;
}

/** What travels between the processes: an answer carries the number of its order. */
export type Numbered<Message> = Message & { readonly id: number };

interface Waiting<Order, Answer> {
  readonly id: number;
  readonly order: Order;
  resolve(answer: Answer): void;
  reject(fault: ProcessEnded): void;
}

/** No environment but this: nothing in the process must reach a network, and no setting of ours is known there. */
const closedNetwork = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map((name) => [
    name,
    'http://127.0.0.1:9',
  ]),
);

/** Run from source the process first needs the loader of TypeScript; built, the script is plain JavaScript. */
function loader(script: URL): string[] {
  if (!script.pathname.endsWith('.ts')) return [];
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}

/**
 * Work that cannot be interrupted from inside (a compiler, a decoder), in a process that is killed beyond its time or memory and
 * started anew for the next order.
 */
export function limitedProcess<Order extends object, Answer extends object>(
  options: LimitedProcessOptions,
): LimitedProcess<Order, Answer> {
  const { name, script, milliseconds, megabytes } = options;
  const mostBytes = megabytes * 1024 * 1024;
  let child: ChildProcess | null = null;
  let running: (Waiting<Order, Answer> & { readonly stop: () => void }) | null = null;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let lastId = 0;
  const line: Waiting<Order, Answer>[] = [];

  function startChild(): ChildProcess {
    const started = fork(script, {
      execArgv: loader(script),
      env: closedNetwork,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.on('message', (answer: Numbered<Answer>) => {
      if (running?.id !== answer.id) return;
      const { resolve, stop } = running;
      stop();
      running = null;
      resolve(answer);
      next();
    });
    started.on('exit', () => {
      if (child !== started) return;
      child = null;
      end(new ProcessEnded('ended', `the process of ${name} ended`));
    });
    started.on('error', () => undefined);
    if (options.start) started.send(options.start());
    return started;
  }

  /** An idle process must not keep the program alive. */
  function hold(busy: boolean): void {
    clearTimeout(idle);
    if (!child) return;
    if (busy) {
      child.ref();
      child.channel?.ref();
      return;
    }
    child.unref();
    child.channel?.unref();
    if (options.idleMilliseconds !== undefined) {
      idle = setTimeout(letGo, options.idleMilliseconds);
      idle.unref();
    }
  }

  function letGo(): void {
    const unused = child;
    child = null;
    unused?.kill('SIGKILL');
  }

  function end(fault: ProcessEnded): void {
    if (running) {
      running.stop();
      running.reject(fault);
      running = null;
    }
    next();
  }

  function kill(fault: ProcessEnded): void {
    letGo();
    end(fault);
  }

  async function weigh(): Promise<void> {
    const pid = child?.pid;
    if (!pid) return;
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    if (running && child?.pid === pid && kilobytes * 1024 > mostBytes) {
      kill(new ProcessEnded('too-heavy', `${name} took more than ${megabytes} MB and was ended`));
    }
  }

  function next(): void {
    if (running || closed) return;
    const waiting = line.shift();
    if (!waiting) {
      hold(false);
      return;
    }
    child ??= startChild();
    hold(true);
    const clock = setTimeout(() => {
      kill(new ProcessEnded('too-long', `${name} took longer than ${milliseconds} ms and was ended`));
    }, milliseconds);
    const scales = setInterval(() => void weigh(), 250);
    const stop = () => {
      clearTimeout(clock);
      clearInterval(scales);
    };
    running = { ...waiting, stop };
    child.send({ ...waiting.order, id: waiting.id });
  }

  return {
    async ask(order) {
      if (closed) throw new ProcessEnded('ended', `the process of ${name} is closed`);
      lastId += 1;
      const id = lastId;
      return new Promise<Answer>((resolve, reject) => {
        line.push({ id, order, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      const fault = new ProcessEnded('ended', `the process of ${name} is closed`);
      for (const waiting of line.splice(0)) waiting.reject(fault);
      const last = child;
      if (!last) return;
      const exited = new Promise((resolve) => last.once('exit', resolve));
      kill(fault);
      await exited;
    },
  };
}
