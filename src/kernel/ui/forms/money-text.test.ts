import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moneyWords } from '#kernel/ui/look/dates.ts';
import { parseMoneyText } from './money-text.ts';

describe('an amount as it is typed', () => {
  test.each([
    ['214,600', '214600.00'],
    ['214600.5', '214600.50'],
    ['２１４６００', '214600.00'],
    ['21.46万', '214600.00'],
    ['0.0001万', '1.00'],
    ['1.2亿', '120000000.00'],
    ['214,600.00 元', '214600.00'],
    ['007', '7.00'],
    ['0', '0.00'],
  ])('%s is %s', (typed, amount) => {
    expect(parseMoneyText(typed)).toBe(amount);
  });

  test.each(['', '-5', '1.234', '1.2345678万', '12元3', 'abc', '1..2', '.5'])('%s is no amount', (typed) => {
    expect(parseMoneyText(typed)).toBeNull();
  });

  test('what is shown can be typed again', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000_000_000 }), (fen) => {
        const amount = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
        expect(parseMoneyText(moneyWords(amount).zh)).toBe(amount);
      }),
    );
  });
});
