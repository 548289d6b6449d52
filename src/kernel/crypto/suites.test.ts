import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindingBytes } from './binding.ts';
import { openChunks, sealChunks } from './chunks.ts';
import { masterKeyFrom } from './master-key.ts';
import { openText, readHeader, sealText } from './sealed-value.ts';
import { SealBroken } from './suite.ts';
import { suiteById, suites } from './suites.ts';

const key = Buffer.alloc(32, 1);
const binding = bindingBytes('trial', 'office', 'row');
const place = { table: 't', column: 'c', row: 'r' };

async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

describe.each(Object.values(suites))('$name', (suite) => {
  it('gives back every value, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plain) => {
        expect(suite.open(key, suite.seal(key, plain, binding), binding)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('refuses a value with one bit changed, cut or longer (CR-02)', () => {
    const sealed = suite.seal(key, Buffer.from('护照号码'), binding);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(sealed);
        changed[at]! ^= 1 << bit;
        expect(() => suite.open(key, changed, binding)).toThrow(SealBroken);
      }),
    );
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => suite.open(key, sealed.subarray(0, length), binding)).toThrow(SealBroken);
    }
    expect(() => suite.open(key, Buffer.concat([sealed, Buffer.of(0)]), binding)).toThrow(SealBroken);
  });

  it('refuses another key and another binding', () => {
    const sealed = suite.seal(key, Buffer.from('x'), binding);
    expect(() => suite.open(Buffer.alloc(32, 2), sealed, binding)).toThrow(SealBroken);
    expect(() => suite.open(key, sealed, bindingBytes('trial', 'office', 'row2'))).toThrow(SealBroken);
  });

  it('never uses one nonce twice in ten thousand values (CR-03)', () => {
    const heads = Array.from({ length: 10_000 }, () => suite.seal(key, Buffer.alloc(0), binding).toString('base64'));
    expect(new Set(heads).size).toBe(heads.length);
  });

  it('is found again by its number, so the other profile reads its values', () => {
    const sealed = sealText(suite, key, 'office', 3, ['o'], place, '出访任务');
    const header = readHeader(sealed);
    expect([header.suite.name, header.version]).toEqual([suite.name, 3]);
    expect(openText(header, key, ['o'], place)).toBe('出访任务');
    expect(suiteById(suite.id)).toBe(suite);
  });

  it('a value moved to another row, column, table, office or key version is refused (CR-02)', () => {
    const sealed = sealText(suite, key, 'office', 1, ['o'], place, '1');
    const header = readHeader(sealed);
    for (const moved of [
      { ...place, row: 's' },
      { ...place, column: 'd' },
      { ...place, table: 'u' },
    ]) {
      expect(() => openText(header, key, ['o'], moved)).toThrow(SealBroken);
    }
    expect(() => openText(header, key, ['p'], place)).toThrow(SealBroken);
    expect(() => openText({ ...header, version: 2 }, key, ['o'], place)).toThrow(SealBroken);
    expect(() => openText({ ...header, kind: 'person' }, key, ['o'], place)).toThrow(SealBroken);
  });

  const sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000];
  it.each(sizes)('a stream of %i bytes comes back, in whatever pieces it travels', async (size) => {
    const plain = Buffer.alloc(size, 'ab');
    const sealed = await bytesOf(
      sealChunks(suite, key, binding, Readable.from([plain.subarray(0, 7), plain.subarray(7)])),
    );
    const pieces = Array.from({ length: Math.ceil(sealed.length / 1_000) }, (_, n) =>
      sealed.subarray(n * 1_000, n * 1_000 + 1_000),
    );
    expect((await bytesOf(openChunks(suite, key, binding, Readable.from(pieces)))).equals(plain)).toBe(true);
  });

  it('a stream with pieces cut off, exchanged or repeated is refused', async () => {
    const sealed = await bytesOf(sealChunks(suite, key, binding, Readable.from([Buffer.alloc(200_000, 'ab')])));
    const piece = 65_536 + suite.overhead;
    const [a, b, c, d] = [0, 1, 2, 3].map((n) => sealed.subarray(n * piece, (n + 1) * piece)) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    for (const spoiled of [
      [a, b, c],
      [b, a, c, d],
      [a, a, b, c, d],
      [a, c, d],
      [a, b, c, d, d],
      [a, b, c, d.subarray(0, -1)],
      [],
    ]) {
      await expect(bytesOf(openChunks(suite, key, binding, Readable.from(spoiled)))).rejects.toThrow(SealBroken);
    }
  });

  it('wraps keys under the master key and refuses them elsewhere', () => {
    const master = masterKeyFrom(Buffer.alloc(32, 9));
    const wrapped = master.wrap(suite, key, 'data', 'o', 1);
    expect(master.unwrap(wrapped, 'data', 'o', 1)).toEqual(key);
    expect(() => master.unwrap(wrapped, 'data', 'o', 2)).toThrow(SealBroken);
    expect(() => masterKeyFrom(Buffer.alloc(32, 8)).unwrap(wrapped, 'data', 'o', 1)).toThrow(SealBroken);
  });
});

it('text that is no sealed value is refused, whatever it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readHeader(`hl1.${text}`)).toThrow(SealBroken);
    }),
  );
  expect(() => readHeader('plain')).toThrow(SealBroken);
});

it('bindings of different parts are different bytes', () => {
  expect(bindingBytes('l', 'ab', 'c')).not.toEqual(bindingBytes('l', 'a', 'bc'));
  expect(bindingBytes('l', 'a', '')).not.toEqual(bindingBytes('l', 'a'));
});
