import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editorOf, type Json, readValue, writeValue } from './value-text.ts';

test('what is written reads back the same', () => {
  const trimmed = fc.string().filter((text) => text === text.trim() && text !== '');
  const values = fc.oneof(trimmed, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.jsonValue());
  fc.assert(
    fc.property(values, (one) => {
      const value = one as Json;
      fc.pre(typeof value !== 'string' || (value === value.trim() && value !== ''));
      expect(readValue(writeValue(value), editorOf(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('what does not read in the kind of the default is refused', () => {
  expect(readValue('abc', 'number')).toBeUndefined();
  expect(readValue('', 'number')).toBeUndefined();
  expect(readValue('1', 'yes-no')).toBeUndefined();
  expect(readValue('{', 'json')).toBeUndefined();
  expect(readValue('  ', 'text')).toBeUndefined();
});
