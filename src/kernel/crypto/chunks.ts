import { bindingBytes } from './binding.ts';
import { SealBroken, type Suite } from './suite.ts';

const plainChunk = 64 * 1024;

function chunkBinding(binding: Uint8Array, index: number, last: boolean): Buffer {
  return Buffer.concat([bindingBytes('honglu chunk', index, last ? 'last' : 'more'), binding]);
}

/** Cuts a stream into pieces of exactly `size` bytes; the last is shorter, and empty only if there is nothing at all. */
async function* pieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    waiting.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    length += part.byteLength;
    // A full piece goes out only when a byte follows it: until then it may be the last.
    if (length <= size) continue;
    let all = Buffer.concat(waiting);
    while (all.length > size) {
      yield { bytes: all.subarray(0, size), last: false };
      all = all.subarray(size);
    }
    waiting = [all];
    length = all.length;
  }
  yield { bytes: Buffer.concat(waiting), last: true };
}

/**
 * Encrypts a stream piece by piece. Every piece knows its place and whether it is the last: pieces cannot be left out,
 * repeated, exchanged or cut off unnoticed. `key` is for this one stream.
 */
export async function* sealChunks(
  suite: Suite,
  key: Uint8Array,
  binding: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let index = 0;
  for await (const { bytes, last } of pieces(source, plainChunk)) {
    yield suite.seal(key, bytes, chunkBinding(binding, index, last));
    index += 1;
  }
}

/**
 * Gives out only bytes that were authenticated.
 * @throws SealBroken at the first piece that is not what was written
 */
export async function* openChunks(
  suite: Suite,
  key: Uint8Array,
  binding: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let index = 0;
  for await (const { bytes, last } of pieces(source, plainChunk + suite.overhead)) {
    if (bytes.length < suite.overhead) throw new SealBroken('malformed');
    yield suite.open(key, bytes, chunkBinding(binding, index, last));
    index += 1;
  }
}
