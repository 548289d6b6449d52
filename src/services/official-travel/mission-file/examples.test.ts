import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runBudget } from './commands.ts';
import { readMission } from './read.ts';

const bytes = (name: string) => readFileSync(new URL(`examples/${name}`, import.meta.url));
const json = (name: string) => JSON.parse(bytes(name).toString('utf8'));

describe('published examples of the format', () => {
  test.each(['clear', 'needs-reason', 'blocked'])('%s is sound in form', (name) => {
    expect(readMission(bytes(`${name}.json`), `${name}.json`)).toHaveProperty('mission.format', 'honglu-mission/1');
  });

  test('malformed: all its faults, in order', () => {
    const reading = readMission(bytes('malformed.json'), 'malformed.json');
    if (!('problem' in reading)) throw new Error('expected a problem');
    const { exit, errors } = json('malformed.expected.json');
    expect(reading.problem.exit).toBe(exit);
    expect(reading.problem.errors.map(({ at, code }) => ({ at, code }))).toEqual(errors);
  });

  test('clear: the whole output of budget', async () => {
    const report = await runBudget(['clear.json'], async (name) => bytes(name));
    expect(JSON.parse(JSON.stringify(report.output))).toEqual(json('clear.budget.json'));
    expect(report.exit).toBe(0);
  });
});
