import { type BlobName, blobName } from './manifest.ts';
import { partRefused } from './refusal.ts';

/**
 * Many stored contents in one part: for each a head (length, JSON), its pieces (length, bytes) and a piece of length 0. The
 * contents are sealed already under the office's keys; they are packed as they lie in the store.
 */
function lengthBytes(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

export interface PackedBlob extends BlobName {
  readonly content: AsyncIterable<Uint8Array>;
}

export async function* packed(blobs: AsyncIterable<PackedBlob>): AsyncGenerator<Uint8Array> {
  for await (const { office, digest, content } of blobs) {
    const head = Buffer.from(JSON.stringify({ office, digest }), 'utf8');
    yield lengthBytes(head.length);
    yield head;
    for await (const piece of content) {
      if (piece.length === 0) continue;
      yield lengthBytes(piece.length);
      yield piece;
    }
    yield lengthBytes(0);
  }
}

/** Each content must be read to its end before the next is asked for. @throws BackupRefused if the part ends in the middle */
export async function* unpacked(part: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<PackedBlob> {
  const reader = new Reader(part, source);
  for (let head = await reader.piece(true); head; head = await reader.piece(true)) {
    const { office, digest } = blobName.parse(JSON.parse(head.toString('utf8')));
    yield { office, digest, content: reader.content() };
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
