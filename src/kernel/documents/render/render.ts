import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { limitedProcess, ProcessEnded } from '#kernel/apart/limited-process.ts';
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

const script = new URL('./render.worker.ts', import.meta.url);

/** Typesetting in a process that is killed beyond its limits and started anew; orders wait in line (OB-06). */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const root = options.root ?? fileURLToPath(new URL('../../../', import.meta.url));
  const chainRead = readFontChain(options.fontsFolder);
  // Whoever waits for ready() or render() hears of a failure; without them it must not end the program.
  chainRead.catch(() => undefined);
  let chain: FontChain | null = null;

  async function ready(): Promise<void> {
    chain ??= await chainRead;
  }

  function loaded(): FontChain {
    if (!chain) throw new Error('ready() has not been awaited');
    return chain;
  }

  const typesetter = limitedProcess<Order, Answer>({
    name: 'typesetting',
    script,
    start: () => ({ root, fonts: loaded().files, faces: loaded().faces }) satisfies Start,
    milliseconds: options.milliseconds ?? 20_000,
    megabytes: options.megabytes ?? 1_024,
    // Its fonts take as much memory as half of the program; the next paper waits less than a second for a new one.
    idleMilliseconds: 120_000,
  });

  function refused(template: string, fault: RenderFault): RenderFault {
    options.log?.warn({ template, code: fault.code }, 'a document was not typeset');
    return fault;
  }

  return {
    ready,
    async render({ template, data, date }) {
      await ready();
      const answer = await typesetter.ask({ template, data: JSON.stringify(data), date }).catch((cause: unknown) => {
        throw cause instanceof ProcessEnded ? refused(template, new RenderFault(cause.code, cause.message)) : cause;
      });
      if ('fault' in answer) throw refused(template, new RenderFault('template', answer.fault));
      const pdf = Buffer.from(answer.pdf);
      return { pdf, pages: answer.pages, digest: createHash('sha256').update(pdf).digest('hex') };
    },
    missingGlyphs: (data) => findMissingGlyphs(data, loaded().has),
    fontsDigest: () => loaded().digest,
    close: () => typesetter.close(),
  };
}
