import { expect, test } from 'vitest';
import { ruleRows } from '../../../rules/rows.ts';
import { figureWords, groupWords } from './rule-words.ts';

test('every group of the table has a word, a group that is not there has none', () => {
  for (const { group } of ruleRows) expect(groupWords(group).zh).toMatch(/[一-鿿]/);
  expect(() => groupWords('weather')).toThrow('weather');
});

test('figures are written with their unit; one that is not set says so', () => {
  expect(figureWords('TEAM-01', { applies: true, maxMembers: 6 })[0]?.value.zh).toBe('6 人');
  expect(figureWords('APR-06', { applies: true, oneCountry: null })[0]?.value.zh).toBe('未设定');
  expect(figureWords('DAY-04', null)).toEqual([]);
});
