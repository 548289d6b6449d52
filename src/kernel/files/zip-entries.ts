import { setImmediate } from 'node:timers/promises';
import { Inflate } from 'fflate';
import { fileProblem } from './file-problem.ts';

/** Limits of IN-06, in bytes inflated for real, whatever the headers say. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Inflated to stored; small entries are exempt, because a short repeating text packs better. */
  readonly ratio: number;
}

const megabyte = 1024 * 1024;
export const officeLimits: ZipLimits = {
  entries: 2_000,
  entryBytes: 100 * megabyte,
  totalBytes: 200 * megabyte,
  ratio: 200,
};
const exemptFromRatio = 4 * megabyte;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly stored: Uint8Array;
}

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };

/** Where a well-formed end record stands; undefined if the bytes do not end as a ZIP archive. */
export function endOfArchive(bytes: Buffer): number | undefined {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === signature.end && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return undefined;
}

/**
 * The entries by the directory at the end, each compared with its own header: two readers must not see two archives.
 * @throws Problem file-malformed, file-encrypted, file-bomb (too many), file-embedded (paths, links)
 */
export function zipEntries(bytes: Buffer, limits: ZipLimits = officeLimits): ZipEntry[] {
  const end = endOfArchive(bytes);
  if (end === undefined || bytes.length < 30 || bytes.readUInt32LE(0) !== signature.local)
    throw fileProblem('file-malformed');
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count > limits.entries) throw fileProblem('file-bomb');
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== signature.central) throw fileProblem('file-malformed');
    const nameBytes = bytes.readUInt16LE(at + 28);
    const next = at + 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) throw fileProblem('file-malformed');
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    if (bytes.readUInt16LE(at + 8) & 0x41) throw fileProblem('file-encrypted');
    checkName(name, bytes.readUInt32LE(at + 38));
    if (names.has(name)) throw fileProblem('file-malformed');
    names.add(name);
    entries.push(storedEntry(bytes, at, name, start));
    at = next;
  }
  if (at !== end || count === 0) throw fileProblem('file-malformed');
  return entries;
}

function storedEntry(bytes: Buffer, central: number, name: string, directory: number): ZipEntry {
  const method = bytes.readUInt16LE(central + 10);
  const size = bytes.readUInt32LE(central + 20);
  const local = bytes.readUInt32LE(central + 42);
  if (local + 30 > directory || bytes.readUInt32LE(local) !== signature.local) throw fileProblem('file-malformed');
  const nameBytes = bytes.readUInt16LE(local + 26);
  const from = local + 30 + nameBytes + bytes.readUInt16LE(local + 28);
  const sameName = bytes.toString('utf8', local + 30, local + 30 + nameBytes) === name;
  if (!sameName || bytes.readUInt16LE(local + 8) !== method || from + size > directory)
    throw fileProblem('file-malformed');
  if (method !== 0 && method !== 8) throw fileProblem('file-malformed');
  return { name, method, stored: bytes.subarray(from, from + size) };
}

function checkName(name: string, attributes: number): void {
  const unixType = (attributes >>> 28) & 0xf;
  const link = unixType === 0xa;
  if (link || name.includes('..') || name.startsWith('/') || /[\\:]|\p{Cc}/u.test(name))
    throw fileProblem('file-embedded');
}

/**
 * Inflates every entry in small steps and counts, giving way to other work in between. `look` gets the first bytes of
 * each entry (all of it, if it is not larger than `keep`).
 * @throws Problem file-bomb at the first limit passed, file-malformed
 */
export async function inflateAll(
  entries: readonly ZipEntry[],
  keep: (name: string) => number,
  look: (name: string, beginning: Buffer, size: number) => void,
  limits: ZipLimits = officeLimits,
): Promise<void> {
  let total = 0;
  for (const entry of entries) {
    const wanted = keep(entry.name);
    const kept: Uint8Array[] = [];
    let keptBytes = 0;
    let size = 0;
    const count = (part: Uint8Array) => {
      size += part.length;
      total += part.length;
      const ratioPassed = size > exemptFromRatio && size > limits.ratio * entry.stored.length;
      if (size > limits.entryBytes || total > limits.totalBytes || ratioPassed) throw fileProblem('file-bomb');
      if (keptBytes < wanted) {
        kept.push(part.slice(0, wanted - keptBytes));
        keptBytes = Math.min(wanted, keptBytes + part.length);
      }
    };
    if (entry.method === 0) count(entry.stored);
    else await inflate(entry.stored, count);
    look(entry.name, Buffer.concat(kept), size);
  }
}

async function inflate(stored: Uint8Array, count: (part: Uint8Array) => void): Promise<void> {
  // 4 KB in can be at most about 4 MB out: never more than that is in memory or uncounted.
  const step = 4096;
  let refusal: unknown;
  let ended = false;
  const inflater = new Inflate((part, last) => {
    ended ||= last;
    if (refusal === undefined) {
      try {
        count(part);
      } catch (cause) {
        refusal = cause;
      }
    }
  });
  for (let at = 0; at < stored.length && refusal === undefined; at += step) {
    try {
      inflater.push(stored.subarray(at, at + step), at + step >= stored.length);
    } catch {
      throw fileProblem('file-malformed');
    }
    if ((at / step) % 64 === 63) await setImmediate();
  }
  if (refusal !== undefined) throw refusal;
  if (!ended) throw fileProblem('file-malformed');
}
