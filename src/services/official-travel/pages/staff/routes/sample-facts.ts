import type { FactValue } from '#kernel/cases/facts.ts';
import type { Text } from '#kernel/text.ts';
import { words } from '../../../words.ts';

export type SampleFacts = Readonly<Record<string, FactValue>>;

/** A common mission to begin a trial with: six people, eight days, led from county rank, paid by the treasury. */
export const commonFacts: SampleFacts = {
  kind: 'abroad',
  category: 'general',
  arrangement: 'own',
  rank: 2,
  cityLeader: false,
  members: 6,
  days: 8,
  regions: ['JP', 'KR'],
  budgetCny: 214_600,
  fiscal: true,
  publicityExempt: false,
  underCounty: true,
};

/** Facts that take one of few values are chosen by their words. */
export const factChoices: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  kind: words.missionKinds,
  category: words.missionCategories,
  arrangement: {
    own: { zh: '自组团', en: 'Own mission' },
    city: { zh: '参加市团', en: 'Joins a city mission' },
    'province-ministry': { zh: '参加省或部委团', en: 'Joins a provincial or ministerial mission' },
    'other-place': { zh: '参加外地团', en: 'Joins a mission from elsewhere' },
  },
};

/** Ranks as the fact `rank` counts them, the highest first. */
export const rankChoices: readonly { readonly value: number; readonly label: Text }[] = [
  { value: 6, label: { zh: '省部级', en: 'Ministerial' } },
  { value: 5, label: { zh: '厅局级正职', en: 'Bureau, principal' } },
  { value: 4, label: { zh: '厅局级副职', en: 'Bureau, deputy' } },
  { value: 3, label: { zh: '县处级正职', en: 'County, principal' } },
  { value: 2, label: { zh: '县处级副职', en: 'County, deputy' } },
  { value: 1, label: { zh: '乡科级及以下', en: 'Section or below' } },
  { value: 0, label: { zh: '无级别', en: 'No rank' } },
];
