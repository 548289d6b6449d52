import { describe, expect, test } from 'vitest';
import type { MissionPage } from '../../../answers.ts';
import { lawfulMission } from '../../../fixtures.ts';
import {
  clearedWords,
  essentialsOf,
  fundingWords,
  leaderOf,
  memberNames,
  periodWords,
  regionWords,
  wordOf,
} from './mission-facts.ts';

const content = lawfulMission() as unknown as Record<string, unknown>;
const facts = {
  days: 5,
  visitedRegions: ['KR'],
  countedRegions: ['KR'],
  members: 4,
  postingWorkingDays: 0,
  officialShare: 1,
  budgetCny: 49_758,
};
const page = { content, check: { facts } } as unknown as MissionPage;

describe('what decides at first sight', () => {
  test('where, how many, how long, when, money, who leads', () => {
    expect(essentialsOf(page).map(({ zh }) => zh)).toEqual([
      '韩国　4 人　5 天',
      '2026年6月8日（周一）至 6月12日',
      '49,758.00 元　财政拨款',
      '团长 陈守一（副主任）',
    ]);
  });

  test('once finance has signed, the cleared sum stands beside the budget', () => {
    const cleared = { ...page, content: { ...content, finance: { approvedCny: 45_000 } } };
    expect(clearedWords(cleared)?.zh).toBe('先审核定 45,000.00 元');
    expect(essentialsOf(cleared)[2]?.zh).toContain('先审核定 45,000.00 元');
  });

  test('an empty draft still has its lines, with dashes instead of numbers', () => {
    const empty = { days: null, visitedRegions: null, members: null, budgetCny: null } as never;
    expect(
      essentialsOf({ content: {}, check: { facts: empty } } as unknown as MissionPage).map(({ zh }) => zh),
    ).toEqual(['　— 人　— 天']);
  });
});

test('several sources stand with their shares, one without', () => {
  expect(fundingWords(page)?.zh).toBe('财政拨款');
  const budget = {
    sources: [
      { kind: 'fiscal', percent: 60 },
      { kind: 'own-funds', percent: 40 },
    ],
  };
  expect(fundingWords({ content: { budget } })?.zh).toBe('财政拨款 60%、单位自筹 40%');
});

test('Hong Kong, Macao and Taiwan stand as regions of China beside countries', () => {
  expect(regionWords(['JP', 'HK', 'TW']).zh).toBe('日本、中国香港、台湾地区');
});

test('a period over the new year keeps both years', () => {
  expect(periodWords('2026-12-29', '2027-01-03')?.zh).toContain('2027年1月3日');
  expect(periodWords('2026-13-01', '2027-01-03')).toBeNull();
});

test('members are named by id, and words that are not in a list stand for themselves', () => {
  expect([...memberNames(page).values()]).toContain('陈守一');
  expect(leaderOf({ content: {} })).toBeNull();
  expect(wordOf({ a: { zh: '甲', en: 'A' } }, 'a')?.zh).toBe('甲');
  expect(wordOf({}, 'b')?.zh).toBe('b');
  expect(wordOf({}, null)).toBeNull();
});
