import { expect, test } from 'vitest';
import { assess } from '../../assess.ts';
import { lawfulContext, lawfulMission } from '../../fixtures.ts';
import { draftFacts } from './draft-facts.ts';

test('the strip of a complete mission says what the check says', () => {
  const { postingWorkingDays: _, ...facts } = assess(lawfulMission(), lawfulContext).facts;
  expect(draftFacts(lawfulMission())).toMatchObject(facts);
});

test('an empty draft has no facts, and no zero stands for unknown', () => {
  expect(Object.values(draftFacts({}))).toEqual([null, null, null, null, null, null, null]);
});

test('days are counted as soon as both dates are there, without anything else', () => {
  const { departure, return: back } = lawfulMission().route;
  expect(draftFacts({ route: { departure, return: back } })).toMatchObject({ days: 5, visitedRegions: null });
});
