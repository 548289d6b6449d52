import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { SealBroken, type Suite } from './suite.ts';
import { suites } from './suites.ts';

/** What the runtime gives us. Passed in, so that a broken runtime can be shown to stop the start. */
export interface Primitives {
  sm3(data: Uint8Array): Buffer;
  hmacSm3(key: Uint8Array, data: Uint8Array): Buffer;
  sha256(data: Uint8Array): Buffer;
  sm4Block(key: Uint8Array, block: Uint8Array): Buffer;
  aesGcm(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Buffer;
  random(bytes: number): Buffer;
  readonly suites: readonly Suite[];
}

export const runtimePrimitives: Primitives = {
  sm3: (data) => createHash('sm3').update(data).digest(),
  hmacSm3: (key, data) => createHmac('sm3', key).update(data).digest(),
  sha256: (data) => createHash('sha256').update(data).digest(),
  sm4Block: (key, block) => createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(block),
  aesGcm(key, nonce, plain) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  random: randomBytes,
  suites: Object.values(suites),
};

/** The start stops (CR-04). */
export class SelfTestFailed extends Error {
  constructor(readonly failed: readonly string[]) {
    super(`cryptographic self-test failed: ${failed.join(', ')}`);
  }
}

const hex = (text: string) => Buffer.from(text, 'hex');
const sm4Sample = hex('0123456789abcdeffedcba9876543210');

/** Published answers: GB/T 32905-2016 annex A, GB/T 32907-2016 annex A, FIPS 180-4, the GCM specification (case 14). */
const knownAnswers: readonly (readonly [string, string, (primitives: Primitives) => Buffer])[] = [
  [
    'SM3 example 1',
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    (primitives) => primitives.sm3(Buffer.from('abc')),
  ],
  [
    'SM3 example 2',
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    (primitives) => primitives.sm3(Buffer.from('abcd'.repeat(16))),
  ],
  ['SM4 example 1', '681edf34d206965e86b3e94f536e4246', (primitives) => primitives.sm4Block(sm4Sample, sm4Sample)],
  [
    'SHA-256',
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    (primitives) => primitives.sha256(Buffer.from('abc')),
  ],
  [
    'AES-256-GCM',
    'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
    (primitives) => primitives.aesGcm(Buffer.alloc(32), Buffer.alloc(12), Buffer.alloc(16)),
  ],
];

/**
 * Known answers, tampering, random source; at every start, in about a millisecond.
 * @throws SelfTestFailed naming what failed
 */
export function selfTest(primitives: Primitives = runtimePrimitives): void {
  const failed = knownAnswers
    .filter(([, answer, compute]) => compute(primitives).toString('hex') !== answer)
    .map(([name]) => name);
  if (!hmacSm3Agrees(primitives)) failed.push('HMAC-SM3');
  for (const suite of primitives.suites) if (!suiteHolds(suite)) failed.push(suite.name);
  const draws = Array.from({ length: 16 }, () => primitives.random(16).toString('hex'));
  if (new Set(draws).size !== draws.length) failed.push('random source');
  if (failed.length > 0) throw new SelfTestFailed(failed);
}

/** There is no published vector for HMAC-SM3: its definition (RFC 2104) over the tested SM3 is the yardstick. */
function hmacSm3Agrees(primitives: Primitives): boolean {
  const key = Buffer.alloc(64);
  Buffer.from('honglu self-test').copy(key);
  const pad = (byte: number) => Buffer.from(key.map((value) => value ^ byte));
  const data = Buffer.from('abc');
  const inner = primitives.sm3(Buffer.concat([pad(0x36), data]));
  return primitives.hmacSm3(key, data).equals(primitives.sm3(Buffer.concat([pad(0x5c), inner])));
}

function suiteHolds(suite: Suite): boolean {
  const key = Buffer.alloc(32, 7);
  const plain = Buffer.from('鸿胪');
  const binding = Buffer.from('binding');
  const sealed = suite.seal(key, plain, binding);
  const refuses = (changed: Buffer, otherBinding = binding, otherKey = key) => {
    try {
      suite.open(otherKey, changed, otherBinding);
      return false;
    } catch (cause) {
      return cause instanceof SealBroken;
    }
  };
  const flipped = (at: number) => Buffer.from(sealed.map((byte, index) => (index === at ? byte ^ 1 : byte)));
  return (
    sealed.length === plain.length + suite.overhead &&
    suite.open(key, sealed, binding).equals(plain) &&
    [...sealed.keys()].every((at) => refuses(flipped(at))) &&
    refuses(sealed.subarray(0, -1)) &&
    refuses(sealed, Buffer.from('other')) &&
    refuses(sealed, binding, Buffer.alloc(32, 8)) &&
    !suite.seal(key, plain, binding).equals(sealed)
  );
}
