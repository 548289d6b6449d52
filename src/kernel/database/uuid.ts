import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16 * 256);
let used = pool.length;
let lastMilliseconds = -1;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562, method 1 with a 12-bit counter): ids made by one process sort in the order they were made, so that
 * keys are inserted at the end of their index. The time in it is the machine's: an id is not business time, and nothing
 * may be read from it. It can be guessed in part and is never a secret.
 */
export function uuidv7(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;

  const now = Date.now();
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    // Starts in the lower half, so that at least 2,048 more ids fit into the same millisecond.
    counter = bytes.readUInt16BE(6) & 0x7ff;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMilliseconds += 1;
      counter = 0;
    }
  }
  const random = Buffer.from(bytes);
  random.writeUIntBE(lastMilliseconds, 0, 6);
  random.writeUInt16BE(0x7000 | counter, 6);
  random.writeUInt8((random.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
