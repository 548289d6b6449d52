import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aesGcm } from './aes-gcm.ts';
import { type Primitives, runtimePrimitives, SelfTestFailed, selfTest } from './self-test.ts';

const failedWith = (broken: Partial<Primitives>): readonly string[] => {
  try {
    selfTest({ ...runtimePrimitives, ...broken });
  } catch (cause) {
    if (cause instanceof SelfTestFailed) return cause.failed;
    throw cause;
  }
  return [];
};

it('passes on this runtime (CR-04)', () => {
  expect(() => selfTest()).not.toThrow();
});

it('SM4 gives the published answer after a million rounds (GB/T 32907 example 2)', () => {
  const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
  let block: Buffer = key;
  for (let round = 0; round < 1_000_000; round += 1) block = cipher.update(block);
  expect(block.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66');
});

describe('stops the start when (CR-04)', () => {
  it('SM3 is wrong', () => expect(failedWith({ sm3: runtimePrimitives.sha256 })).toContain('SM3 example 1'));
  it('SM4 is wrong', () =>
    expect(failedWith({ sm4Block: (_key, block) => Buffer.from(block) })).toEqual(['SM4 example 1']));
  it('AES-GCM is wrong', () => expect(failedWith({ aesGcm: () => Buffer.alloc(32) })).toEqual(['AES-256-GCM']));
  it('HMAC-SM3 is wrong', () => expect(failedWith({ hmacSm3: () => Buffer.alloc(32) })).toEqual(['HMAC-SM3']));
  it('the random source repeats itself', () =>
    expect(failedWith({ random: (bytes) => Buffer.alloc(bytes, 4) })).toEqual(['random source']));
  it('a suite does not notice tampering', () => {
    const careless = { ...aesGcm, open: () => Buffer.from('鸿胪') };
    expect(failedWith({ suites: [careless] })).toEqual(['aes-256-gcm']);
  });
});
