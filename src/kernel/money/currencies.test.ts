import { expect, test } from 'vitest';
import { currencyCodes, isCurrencyCode } from './currencies.ts';

test.each(['CNY', 'USD', 'EUR', 'HKD', 'MOP', 'TWD', 'JPY', 'XAF', 'LTL'])('%s is a code of ISO 4217', (code) => {
  expect(isCurrencyCode(code)).toBe(true);
});

test.each(['RMB', 'usd', 'US', 'ABC', '', '__proto__'])('%j is none', (code) =>
  expect(isCurrencyCode(code)).toBe(false),
);

test('every code is three capital letters, none stands twice', () => {
  expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
});
