import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped, newVerificationCode, typedCode } from './code.ts';

describe('the code that stands on a paper', () => {
  it('has 26 characters, none of 0 O 1 I, and no two of ten thousand are equal (OB-07)', () => {
    const codes = Array.from({ length: 10_000 }, newVerificationCode);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{26}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('uses every character evenly', () => {
    const counts = new Map<string, number>();
    for (const letter of Array.from({ length: 4_000 }, newVerificationCode).join('')) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(32);
    // 3,250 of each are expected; six standard deviations are 337.
    for (const count of counts.values()) expect(Math.abs(count - 3_250)).toBeLessThan(337);
  });

  it('is read as it was printed, in groups, with hyphens, small or full-width letters', () => {
    fc.assert(
      fc.property(fc.constantFrom('', ' ', '-', '　'), fc.boolean(), fc.boolean(), (between, small, wide) => {
        const code = newVerificationCode();
        const spaced = grouped(code).replaceAll(' ', between);
        const cased = small ? spaced.toLowerCase() : spaced;
        const typed = wide
          ? cased.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0))
          : cased;
        // The full-width hyphen becomes an ordinary one, too.
        expect(typedCode(typed)).toBe(code);
      }),
    );
  });

  it.each([
    '',
    'ABCD',
    '2'.repeat(25),
    '2'.repeat(27),
    `0${'2'.repeat(25)}`,
    `I${'2'.repeat(25)}`,
    `'${'2'.repeat(25)}`,
  ])('cannot be “%s”', (typed) => expect(typedCode(typed)).toBeNull());
});
