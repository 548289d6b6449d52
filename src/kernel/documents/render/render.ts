import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FontChain, readFontChain } from '../fonts/chain.ts';
import { findMissingGlyphs, type MissingGlyph } from '../fonts/missing-glyphs.ts';
import type { Answer, Order, Start } from './orders.ts';

export interface RenderInput {
  /** Absolute path of a `.typ` file below the root of the templates. */
  readonly template: string;
  /** JSON. */
  readonly data: unknown;
  /** `YYYY-MM-DD`, the document's own day: the same data gives the same bytes on any other day too. */
  readonly date: string;
}

export interface Rendered {
  readonly pdf: Buffer;
  readonly pages: number;
  /** SHA-256 of the PDF, hex. */
  readonly digest: string;
}

export interface Renderer {
  /** The fonts are read and `missingGlyphs` may be asked. */
  ready(): Promise<void>;
  /** @throws RenderFault */
  render(input: RenderInput): Promise<Rendered>;
  /** @throws Error before `ready()` */
  missingGlyphs(data: unknown): readonly MissingGlyph[];
  /** @throws Error before `ready()` */
  fontsDigest(): string;
  /** Ends the typesetting process; what waits is refused. */
  close(): Promise<void>;
}

/** `too-long`: over the time limit · `too-heavy`: over the memory limit · `template`: the template does not compile with this data. */
export class RenderFault extends Error {
  constructor(
    readonly code: 'too-long' | 'too-heavy' | 'template' | 'ended' | 'glyph-missing',
    message: string,
  ) {
    super(message);
  }
}

export interface RendererOptions {
  /** The office's own fonts; they come before all others. */
  readonly fontsFolder?: string;
  /** Folder that templates may read; by default that of the whole program, so that a service's template can import the kernel's kit. */
  readonly root?: string;
  /** OB-06: 20 s. */
  readonly milliseconds?: number;
  /** OB-06: 1 GB. */
  readonly megabytes?: number;
  readonly log?: { warn(details: object, message: string): void };
}

interface Waiting {
  readonly order: Order;
  resolve(rendered: Rendered): void;
  reject(fault: Error): void;
}

const script = new URL('./render.worker.ts', import.meta.url);

/** No environment but this: a template that names a package must not fetch it. */
const closedNetwork = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map((name) => [
    name,
    'http://127.0.0.1:9',
  ]),
);

/** Run from source the process first needs the loader of TypeScript; built, the script is plain JavaScript. */
function loader(): string[] {
  if (!script.pathname.endsWith('.ts')) return [];
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}

/** Typesetting in a process that is killed beyond its limits and started anew; orders wait in line. */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const root = options.root ?? fileURLToPath(new URL('../../../', import.meta.url));
  const limit = options.milliseconds ?? 20_000;
  const mostBytes = (options.megabytes ?? 1_024) * 1024 * 1024;
  const chainRead = readFontChain(options.fontsFolder);
  // Whoever waits for ready() or render() hears of a failure; without them it must not end the program.
  chainRead.catch(() => undefined);
  let chain: FontChain | null = null;
  let child: ChildProcess | null = null;
  let running: (Waiting & { readonly stop: () => void }) | null = null;
  let closed = false;
  let lastId = 0;
  const line: Waiting[] = [];

  async function ready(): Promise<void> {
    chain ??= await chainRead;
  }

  function loaded(): FontChain {
    if (!chain) throw new Error('ready() has not been awaited');
    return chain;
  }

  function startChild(): ChildProcess {
    const { files, faces } = loaded();
    const started = fork(script, {
      execArgv: loader(),
      env: closedNetwork,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.on('message', (answer: Answer) => finish(answer));
    started.on('exit', () => {
      if (child !== started) return;
      child = null;
      end(new RenderFault('ended', 'the typesetting process ended'));
    });
    started.on('error', () => undefined);
    started.send({ root, fonts: files, faces } satisfies Start);
    return started;
  }

  /** An idle process must not keep the program alive. */
  function hold(busy: boolean): void {
    if (!child) return;
    if (busy) {
      child.ref();
      child.channel?.ref();
    } else {
      child.unref();
      child.channel?.unref();
    }
  }

  function finish(answer: Answer): void {
    if (running?.order.id !== answer.id) return;
    if ('fault' in answer) {
      end(new RenderFault('template', answer.fault));
      return;
    }
    const { resolve, stop } = running;
    stop();
    running = null;
    const pdf = Buffer.from(answer.pdf);
    resolve({ pdf, pages: answer.pages, digest: createHash('sha256').update(pdf).digest('hex') });
    next();
  }

  function end(fault: RenderFault): void {
    if (running) {
      options.log?.warn({ template: running.order.template, code: fault.code }, 'a document was not typeset');
      running.stop();
      running.reject(fault);
      running = null;
    }
    next();
  }

  function kill(fault: RenderFault): void {
    const doomed = child;
    child = null;
    doomed?.kill('SIGKILL');
    end(fault);
  }

  async function weigh(): Promise<void> {
    const pid = child?.pid;
    if (!pid) return;
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    if (running && child?.pid === pid && kilobytes * 1024 > mostBytes) {
      kill(new RenderFault('too-heavy', `typesetting took more than ${mostBytes / 1024 / 1024} MB and was ended`));
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
      kill(new RenderFault('too-long', `typesetting took longer than ${limit} ms and was ended`));
    }, limit);
    const scales = setInterval(() => void weigh(), 250);
    const stop = () => {
      clearTimeout(clock);
      clearInterval(scales);
    };
    running = { ...waiting, stop };
    child.send(waiting.order);
  }

  return {
    ready,
    async render({ template, data, date }) {
      await ready();
      if (closed) throw new RenderFault('ended', 'the renderer is closed');
      lastId += 1;
      const order: Order = { id: lastId, template, data: JSON.stringify(data), date };
      return new Promise((resolve, reject) => {
        line.push({ order, resolve, reject });
        next();
      });
    },
    missingGlyphs: (data) => findMissingGlyphs(data, loaded().has),
    fontsDigest: () => loaded().digest,
    async close() {
      closed = true;
      const fault = new RenderFault('ended', 'the renderer is closed');
      for (const waiting of line.splice(0)) waiting.reject(fault);
      const last = child;
      if (!last) return;
      const exited = new Promise((resolve) => last.once('exit', resolve));
      kill(fault);
      await exited;
    },
  };
}
