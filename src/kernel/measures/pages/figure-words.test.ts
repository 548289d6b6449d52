import { expect, test } from 'vitest';
import { figureWords, findingWords } from './figure-words.ts';

const measure = {
  unitLabel: { zh: '批', en: 'approvals' },
  figure: 'sum',
  title: { zh: '团组', en: 'Missions' },
} as const;
const scope = { from: '2026-01-01', to: '2026-11-23' };

test('the sentence has both numbers, and says more or less in words', () => {
  expect(findingWords(38, 33, measure, scope).zh).toBe('2026-01-01 至 2026-11-23：38 批，比上年同期多 5 批（33 批）');
  expect(findingWords(30, 33, measure, scope).en).toContain('3 approvals fewer');
  expect(findingWords(33, 33, measure, scope).zh).toContain('持平');
  expect(findingWords(38, undefined, measure, scope).zh).toBe('2026-01-01 至 2026-11-23：38 批');
});

test('no records are not 0, and a mean keeps one place', () => {
  expect(figureWords(null, measure).zh).toBe('没有记录');
  expect(figureWords(0, measure).zh).toBe('0 批');
  expect(figureWords(1, measure).en).toBe('1 approval');
  expect(figureWords(12_345.678, measure).zh).toBe('12,345.7 批');
});
