import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { type ChainedEntry, linkDigest } from './chain.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const nullable = z.string().nullable();

/** One entry of a sealed month with its place in the chain: each line can be checked by itself. */
export const archivedLine = z.strictObject({
  sequence: z.int().positive(),
  previous: hex,
  digest: hex,
  entry: z.strictObject({
    id: z.uuid(),
    at_real: z.string(),
    at_business: z.string(),
    subject: nullable,
    on_behalf: nullable,
    post: nullable,
    session_digest: nullable,
    address: nullable,
    event: z.string(),
    object: z.string(),
    result: z.string(),
    reason: nullable,
    request_id: nullable,
    details: nullable,
  }),
});
export type ArchivedLine = z.infer<typeof archivedLine>;

/** `2020-03`, UTC. */
export type Month = string;

export const archiveName = (officeId: string, month: Month) => `${officeId}-${month}.jsonl.gz`;

/** The month in which an id was made: its first 48 bits are milliseconds. */
export function monthOfId(id: string): Month {
  const milliseconds = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return new Date(milliseconds).toISOString().slice(0, 7);
}

export async function sm3OfFile(path: string): Promise<Buffer> {
  const hash = createHash('sm3');
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest();
}

/** @throws Error if a line cannot be read or its digest is not that of its entry */
export async function* linesOfArchive(path: string, officeId: string): AsyncGenerator<ArchivedLine> {
  const source = createReadStream(path).pipe(createGunzip());
  for await (const text of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = archivedLine.parse(JSON.parse(text));
    const digest = linkDigest(Buffer.from(line.previous, 'hex'), officeId, line.sequence, line.entry);
    if (digest.toString('hex') !== line.digest)
      throw new Error(`archived entry ${line.sequence} is not what was linked`);
    yield line;
  }
}

export interface SealedMonth {
  readonly month: Month;
  readonly file: string;
  /** SM3 of the file. */
  readonly digest: Buffer;
}

/** Answers archived entries while a chain is gone through upwards; a file is opened when the first of its entries is asked for. */
export class ArchiveReader {
  readonly #folder: string | undefined;
  readonly #officeId: string;
  readonly #months: ReadonlyMap<Month, SealedMonth>;
  readonly #open = new Map<Month, AsyncGenerator<ArchivedLine> | null>();

  constructor(folder: string | undefined, officeId: string, months: readonly SealedMonth[]) {
    this.#folder = folder;
    this.#officeId = officeId;
    this.#months = new Map(months.map((one) => [one.month, one]));
  }

  /** `gone`: no archive speaks of its month; `differs`: the archive is missing or is not what was sealed. */
  async entry(id: string, sequence: number): Promise<ChainedEntry | 'gone' | 'differs'> {
    const sealed = this.#months.get(monthOfId(id));
    if (!sealed) return 'gone';
    const lines = await this.#linesOf(sealed);
    if (!lines) return 'differs';
    try {
      for (;;) {
        const { value, done } = await lines.next();
        if (done || value.sequence > sequence) return 'differs';
        if (value.sequence === sequence) return value.entry.id === id ? value.entry : 'differs';
      }
    } catch {
      return 'differs';
    }
  }

  async #linesOf(sealed: SealedMonth): Promise<AsyncGenerator<ArchivedLine> | null> {
    const known = this.#open.get(sealed.month);
    if (known !== undefined) return known;
    const path = this.#folder === undefined ? undefined : join(this.#folder, sealed.file);
    const sound = path !== undefined && (await sm3OfFile(path).catch(() => null))?.equals(sealed.digest);
    const lines = sound ? linesOfArchive(path, this.#officeId) : null;
    this.#open.set(sealed.month, lines);
    return lines;
  }

  async close(): Promise<void> {
    for (const lines of this.#open.values()) await lines?.return(undefined);
  }
}
