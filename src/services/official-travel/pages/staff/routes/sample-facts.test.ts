import { expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { tryRoute } from '#kernel/cases/routes.ts';
import { missionProcess } from '../../../process.ts';
import { standardRoute } from '../../../standard-route.ts';
import { commonFacts, factChoices, rankChoices } from './sample-facts.ts';

test('the sample has every fact that a condition may name, in its type', () => {
  expect(Object.keys(commonFacts).sort()).toEqual(Object.keys(missionProcess.facts).sort());
  for (const [name, choices] of Object.entries(factChoices)) {
    expect(Object.keys(choices), name).toContain(commonFacts[name]);
  }
  expect(rankChoices.map(({ value }) => value)).toContain(commonFacts.rank);
});

test('a common mission takes the standard route', () => {
  const trial = tryRoute(missionProcess, [standardRoute], commonFacts, day('2026-06-01'));
  expect(trial.route?.id).toBe(standardRoute.id);
  expect(trial.nodes.some(({ runs }) => runs)).toBe(true);
  expect(trial.nodes.filter(({ why }) => why === 'condition-failed')).toEqual([]);
});
