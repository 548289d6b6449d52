import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountInWords } from './amount-in-words.ts';
import { Decimal } from './decimal.ts';

describe('大写金额', () => {
  test.each([
    ['1409.50', '人民币壹仟肆佰零玖元伍角整'],
    ['6007.14', '人民币陆仟零柒元壹角肆分'],
    ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    ['100000000', '人民币壹亿元整'],
    ['10010000', '人民币壹仟零壹万元整'],
    ['10', '人民币壹拾元整'],
    ['0.05', '人民币伍分'],
    ['0', '人民币零元整'],
    ['2.005', '人民币贰元零壹分'],
  ])('%s yuan: %s', (yuan, words) => expect(amountInWords(yuan)).toBe(words));

  test.each(['-0.01', '10000000000000'])('%s yuan is out of range', (yuan) => {
    expect(() => amountInWords(yuan)).toThrow(RangeError);
  });

  test('different amounts never read alike, and only amounts without fen end in 整', () => {
    const fen = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });
    fc.assert(
      fc.property(fen, fen, (a, b) => {
        const words = amountInWords(Decimal.of(`${a}e-2`));
        if (a !== b) expect(words).not.toBe(amountInWords(Decimal.of(`${b}e-2`)));
        expect(words.endsWith('整')).toBe(a % 10n === 0n);
        expect(words).toMatch(/^人民币[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+$/);
      }),
    );
  });
});
