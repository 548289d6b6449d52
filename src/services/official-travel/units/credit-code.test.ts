import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditCheckSign, isCreditCode } from './credit-code.ts';

// The worked example of GB 32100-2015, annex.
test('91350100M000100Y43 is a credit code', () => {
  expect(isCreditCode('91350100M000100Y43')).toBe(true);
  expect(creditCheckSign('91350100M000100Y4')).toBe('3');
});

test('a wrong check sign, a sign too few, or a letter O is none', () => {
  expect(isCreditCode('91350100M000100Y44')).toBe(false);
  expect(isCreditCode('91350100M000100Y4')).toBe(false);
  expect(isCreditCode('9135O100M000100Y43')).toBe(false);
});

test('one wrong sign anywhere is found', () => {
  const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const body = fc.array(fc.constantFrom(...signs), { minLength: 17, maxLength: 17 }).map((all) => all.join(''));
  fc.assert(
    fc.property(body, fc.nat(17), fc.constantFrom(...signs), (text, at, sign) => {
      const code = text + creditCheckSign(text);
      expect(isCreditCode(code)).toBe(true);
      const changed = `${code.slice(0, at)}${sign}${code.slice(at + 1)}`;
      expect(isCreditCode(changed)).toBe(changed === code);
    }),
  );
});
