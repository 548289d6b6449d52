import { BitArray, Code128Reader } from '@zxing/library';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code128 } from './code128.ts';

/** What a scanner that knows nothing of our table reads on one line over the symbol, with its quiet zones. */
function scanned(modules: string, pixelsPerModule = 3): string {
  const line = `${'0'.repeat(12)}${modules}${'0'.repeat(12)}`;
  const row = new BitArray(line.length * pixelsPerModule);
  for (let at = 0; at < row.getSize(); at += 1) if (line[Math.floor(at / pixelsPerModule)] === '1') row.set(at);
  return new Code128Reader().decodeRow(0, row, new Map()).getText();
}

test('a case number is read back by a scanner', () => {
  expect(scanned(code128('321300-2026-0147'))).toBe('321300-2026-0147');
});

test('whatever is printable is read back as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }), (text) => {
      expect(scanned(code128(text))).toBe(text);
    }),
  );
});

test('one module changed is noticed: the check character stands against it', () => {
  const symbol = code128('321300-2026-0147');
  const broken = `${symbol.slice(0, 40)}${symbol[40] === '1' ? '0' : '1'}${symbol.slice(41)}`;
  expect(() => scanned(broken)).toThrow();
});

test('what Code 128 cannot hold is refused by name, not printed wrong', () => {
  expect(() => code128('宿外〔2026〕1号')).toThrow(TypeError);
  expect(() => code128('')).toThrow(TypeError);
});
