import { expect, test } from 'vitest';
import { termState, wordIn } from './unit-words.ts';

test('a term runs, ends within sixty days, or is over the day after its last', () => {
  expect(termState('2026-12-31', '2026-04-13')).toBe('running');
  expect(termState('2026-06-12', '2026-04-13')).toBe('soon');
  expect(termState('2026-06-13', '2026-04-13')).toBe('running');
  expect(termState('2026-04-13', '2026-04-13')).toBe('soon');
  expect(termState('2026-04-12', '2026-04-13')).toBe('over');
});

test('a code without a word is shown as it is', () => {
  expect(wordIn({ a: { zh: '甲', en: 'A' } }, 'a').zh).toBe('甲');
  expect(wordIn({}, 'b').zh).toBe('b');
});
