import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, inputDigest } from './canonical.ts';

describe('canonical JSON', () => {
  it('is one text for one request, whatever the order of its members', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, 2], c: undefined } })).toBe('{"a":{"d":[1,2]},"b":1}');
  });

  it('keeps the order of lists and tells null from a missing list item', () => {
    expect(canonicalJson([3, null, 1])).toBe('[3,null,1]');
    expect(inputDigest([1, 2])).not.toEqual(inputDigest([2, 1]));
  });

  it('refuses what JSON cannot carry', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson({ a: 1n })).toThrow(TypeError);
  });

  it('says the same as JSON for every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('two values have one digest only if they are equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const equal = JSON.stringify(JSON.parse(canonicalJson(a))) === JSON.stringify(JSON.parse(canonicalJson(b)));
        expect(inputDigest(a).equals(inputDigest(b))).toBe(equal);
      }),
    );
  });
});
