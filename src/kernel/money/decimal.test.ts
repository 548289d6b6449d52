import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, decimalsOf } from './decimal.ts';

/** Any decimal with up to six places, as text and as whole millionths. */
const millionths = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const ofMillionths = (value: bigint) => Decimal.of(`${value}e-6`);
const equal = (left: Decimal, right: Decimal) => expect(left.toString()).toBe(right.toString());

describe('exact decimals', () => {
  test('0.1 + 0.2 is 0.3, and 1.005 × 100 is 100.5', () => {
    expect(Decimal.of(0.1).plus(Decimal.of(0.2)).toString()).toBe('0.3');
    expect(Decimal.of(1.005).times(100).toString()).toBe('100.5');
  });

  test.each([
    ['12.50', '12.5'],
    ['-0.0', '0'],
    ['1e3', '1000'],
    ['1.2E-3', '0.0012'],
    ['+7', '7'],
  ])('%s is written %s', (text, written) => expect(Decimal.of(text).toString()).toBe(written));

  test.each(['', '.5', '1.', '1,000', 'NaN', '0x10', ' 1', '1e99999'])('%j is no decimal number', (text) => {
    expect(() => Decimal.of(text)).toThrow(RangeError);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no decimal number', (value) => {
    expect(() => Decimal.of(value)).toThrow(RangeError);
  });

  test('sums and products of any values are those of whole numbers', () => {
    fc.assert(
      fc.property(millionths, millionths, (a, b) => {
        equal(ofMillionths(a).plus(ofMillionths(b)), ofMillionths(a + b));
        equal(ofMillionths(a).minus(ofMillionths(b)), ofMillionths(a - b));
        equal(ofMillionths(a).times(ofMillionths(b)), Decimal.of(`${a * b}e-12`));
        expect(ofMillionths(a).compare(ofMillionths(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test('a number of up to 15 digits comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), fc.nat(6), (digits, places) => {
        const value = Number(`${digits}e-${places}`);
        expect(Decimal.of(value).toNumber()).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('rounding half up', () => {
  test.each([
    ['2.345', '2.35'],
    ['2.344999', '2.34'],
    ['-2.345', '-2.35'],
    ['0.005', '0.01'],
    ['0.0049', '0'],
    ['7', '7'],
    ['99.995', '100'],
  ])('%s to the fen is %s', (value, rounded) => expect(Decimal.of(value).rounded(2).toString()).toBe(rounded));

  test('never moves a value by more than half a step, and leaves a rounded one alone', () => {
    fc.assert(
      fc.property(millionths, fc.nat(5), (value, places) => {
        const exact = ofMillionths(value);
        const rounded = exact.rounded(places);
        const off = rounded.minus(exact).times(2);
        expect(off.compare(Decimal.of(`1e-${places}`))).toBeLessThanOrEqual(0);
        expect(off.compare(Decimal.of(`-1e-${places}`))).toBeGreaterThanOrEqual(0);
        expect(rounded.decimals).toBeLessThanOrEqual(places);
        equal(rounded.rounded(places), rounded);
      }),
    );
  });

  test('written with fixed decimals', () => {
    expect(Decimal.of(5).toFixed(2)).toBe('5.00');
    expect(Decimal.of('5.1').toFixed(2)).toBe('5.10');
    expect(Decimal.of('5.125').toFixed(2)).toBe('5.13');
    expect(Decimal.of('5.4').toFixed(0)).toBe('5');
  });
});

test.each([
  [100, 0],
  [1e21, 0],
  [1.5, 1],
  [1e-7, 7],
  [7.8, 1],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
])('%d has %d decimals', (value, decimals) => expect(decimalsOf(value)).toBe(decimals));
