import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Problem } from '#kernel/http/problem.ts';
import { endOfArchive, inflateAll, type ZipLimits, zipEntries } from './zip-entries.ts';

const limits: ZipLimits = { entries: 5, entryBytes: 1_000_000, totalBytes: 2_000_000, ratio: 200 };
const archive = (entries: Zippable) => Buffer.from(zipSync(entries));
const noise = (bytes: number, seed: number) => {
  let state = seed;
  return Uint8Array.from({ length: bytes }, () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state >>> 16;
  });
};

async function sizes(bytes: Buffer, with_: Partial<ZipLimits> = {}): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const held = { ...limits, ...with_ };
  await inflateAll(
    zipEntries(bytes, held),
    () => 10,
    (name, beginning, size) => {
      expect(beginning.length).toBe(Math.min(10, size));
      found[name] = size;
    },
    held,
  );
  return found;
}
const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => 'taken',
    (cause: unknown) => (cause instanceof Problem ? cause.code : Promise.reject(cause)),
  );

it('counts what really comes out, packed or not', async () => {
  const bytes = archive({ a: strToU8('x'.repeat(5_000)), b: [noise(3_000, 1), { level: 0 }], 'c/d': strToU8('') });
  expect(await sizes(bytes)).toEqual({ a: 5_000, b: 3_000, 'c/d': 0 });
});

describe('just within a limit passes, one more does not (IN-06)', () => {
  const of = (count: number, bytes: number) =>
    archive(Object.fromEntries(Array.from({ length: count }, (_, n) => [`e${n}`, noise(bytes, n)])));

  it('entries', async () => {
    expect(await fault(sizes(of(5, 10)))).toBe('taken');
    expect(await fault(sizes(of(6, 10)))).toBe('file-bomb');
  });
  it('bytes of one entry', async () => {
    expect(await fault(sizes(of(1, 1_000_000)))).toBe('taken');
    expect(await fault(sizes(of(1, 1_000_001)))).toBe('file-bomb');
  });
  it('bytes in all', async () => {
    expect(await fault(sizes(of(4, 500_000)))).toBe('taken');
    expect(await fault(sizes(archive({ a: noise(900_000, 1), b: noise(900_000, 2), c: noise(200_001, 3) })))).toBe(
      'file-bomb',
    );
  });
  it('ratio, for entries beyond four megabytes', async () => {
    const wide = { entryBytes: 1e9, totalBytes: 1e9 };
    expect(await fault(sizes(archive({ a: new Uint8Array(4 * 1024 * 1024) }), wide))).toBe('taken');
    expect(await fault(sizes(archive({ a: new Uint8Array(6 * 1024 * 1024) }), wide))).toBe('file-bomb');
  });
});

describe('an archive that tells two stories is refused', () => {
  const at = (bytes: Buffer, signature: string) => bytes.indexOf(signature);

  it('a name that differs between directory and entry', async () => {
    const bytes = archive({ 'safe.xml': strToU8('x') });
    bytes.write('evil.xml', at(bytes, 'safe.xml'));
    expect(await fault(sizes(bytes))).toBe('file-malformed');
  });
  it('an entry that needs a password', async () => {
    const bytes = archive({ a: strToU8('x') });
    bytes.writeUInt16LE(1, at(bytes, 'PK\x01\x02') + 8);
    expect(await fault(sizes(bytes))).toBe('file-encrypted');
  });
  it('a link', async () => {
    const bytes = archive({ a: strToU8('x') });
    bytes.writeUInt32LE(0xa1ff0000, at(bytes, 'PK\x01\x02') + 38);
    expect(await fault(sizes(bytes))).toBe('file-embedded');
  });
  it('an entry cut short', async () => {
    const bytes = archive({ a: noise(5_000, 1) });
    const directory = at(bytes, 'PK\x01\x02');
    bytes.writeUInt32LE(bytes.readUInt32LE(directory + 20) - 500, directory + 20);
    expect(await fault(sizes(bytes))).toBe('file-malformed');
  });
  it('bytes behind its end', () => {
    expect(endOfArchive(Buffer.concat([archive({ a: strToU8('x') }), Buffer.from('x')]))).toBeUndefined();
  });
  it('no archive at all', async () => {
    expect(await fault(sizes(Buffer.from('PK')))).toBe('file-malformed');
  });
});
