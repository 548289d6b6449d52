import type { z } from 'zod';
import { partRefused } from './refusal.ts';

/**
 * Many contents in one part: for each a head (length, JSON), its pieces (length, bytes) and a piece of length 0. Stored files
 * are sealed already under the office's keys; they are packed as they lie in the store.
 */
function lengthBytes(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** What a content is called, and its bytes. */
export interface Packed<Head> {
  readonly head: Head;
  readonly content: AsyncIterable<Uint8Array>;
}

export async function* packed(contents: AsyncIterable<Packed<object>>): AsyncGenerator<Uint8Array> {
  for await (const { head, content } of contents) {
    const bytes = Buffer.from(JSON.stringify(head), 'utf8');
    yield lengthBytes(bytes.length);
    yield bytes;
    for await (const piece of content) {
      if (piece.length === 0) continue;
      yield lengthBytes(piece.length);
      yield piece;
    }
    yield lengthBytes(0);
  }
}

/** Each content must be read to its end before the next is asked for. @throws BackupRefused if the part ends in the middle */
export async function* unpacked<Head>(
  part: string,
  form: z.ZodType<Head>,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Packed<Head>> {
  const reader = new Reader(part, source);
  for (let head = await reader.piece(true); head; head = await reader.piece(true)) {
    yield { head: form.parse(JSON.parse(head.toString('utf8'))), content: reader.content() };
  }
}

class Reader {
  readonly #part: string;
  readonly #source: AsyncIterator<Uint8Array>;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(part: string, source: AsyncIterable<Uint8Array>) {
    this.#part = part;
    this.#source = source[Symbol.asyncIterator]();
  }

  /** `null` at the end of the part, where it may end. */
  async #take(size: number, mayEnd: boolean): Promise<Buffer | null> {
    const { length: there } = this.#waiting;
    if (there >= size && there > 0) return this.#cut(this.#waiting, size);
    const pieces: Buffer[] = [this.#waiting];
    let length = this.#waiting.length;
    while (length < size) {
      const next = await this.#source.next();
      if (next.done) {
        if (mayEnd && length === 0) return null;
        throw partRefused('part-changed', this.#part);
      }
      pieces.push(Buffer.from(next.value));
      length += next.value.length;
    }
    return this.#cut(Buffer.concat(pieces), size);
  }

  #cut(all: Buffer, size: number): Buffer {
    this.#waiting = all.subarray(size);
    return all.subarray(0, size);
  }

  async piece(mayEnd: boolean): Promise<Buffer | null> {
    const length = await this.#take(4, mayEnd);
    return length && this.#take(length.readUInt32BE(), false);
  }

  async *content(): AsyncGenerator<Buffer> {
    for (let piece = await this.piece(false); piece && piece.length > 0; piece = await this.piece(false)) yield piece;
  }
}
