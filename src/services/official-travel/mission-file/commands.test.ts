import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { type CommandIo, runBudget, runCheck, travelCommand, worst } from './commands.ts';
import { lawfulMission } from './fixtures.ts';
import type { MissionFile } from './model.ts';

const example = (name: string) => readFile(new URL(`examples/${name}.json`, import.meta.url));
const bytesOf = (mission: MissionFile) => new TextEncoder().encode(JSON.stringify(mission));

/** A command line that reads the examples by their names and keeps what is written. */
function commandLine(own: Record<string, Uint8Array | Error> = {}) {
  const written = { out: '', err: '' };
  const io: CommandIo = {
    async readFile(path) {
      const found = own[path];
      if (found instanceof Error) throw found;
      if (found) return found;
      return path === 'absent' ? null : example(path);
    },
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  };
  return { io, written };
}

describe('check', () => {
  test.each(['clear', 'needs-reason', 'blocked'])(
    '%s: exit, verdict, facts and rules of the published example',
    async (name) => {
      const expected = JSON.parse((await example(`${name}.expected`)).toString('utf8'));
      const { output, exit } = await runCheck([name], example);
      if (Array.isArray(output) || !('verdict' in output)) throw new Error('expected one answer');
      expect(exit).toBe(expected.exit);
      expect({ exit: output.exit, verdict: output.verdict, facts: output.facts }).toEqual({
        exit: expected.exit,
        verdict: expected.verdict,
        facts: expected.facts,
      });
      const rules = output.findings.filter((finding) => finding.severity !== 'informs').map((finding) => finding.rule);
      expect([...new Set(rules)].sort()).toEqual(expected.rules);
      expect(output.file).toBe(name);
    },
  );

  test('several files: an array in the order given, the malformed one in its place, the worst exit', async () => {
    const { io, written } = commandLine();
    expect(await travelCommand(['check', 'clear', 'malformed', 'absent', 'blocked', '--json'], io)).toBe(2);
    const answers: { file: string; exit: number; format: string }[] = JSON.parse(written.out);
    expect(answers.map(({ file, exit, format }) => [file, exit, format])).toEqual([
      ['clear', 0, 'honglu-mission-check/1'],
      ['malformed', 2, 'honglu-problem/1'],
      ['absent', 2, 'honglu-problem/1'],
      ['blocked', 4, 'honglu-mission-check/1'],
    ]);
    expect(written.err).toBe('');
  });
});

describe('budget', () => {
  test('an undetermined ceiling is exit 3', async () => {
    const mission = lawfulMission((draft) => {
      draft.asOf = day('2013-01-01');
      draft.publicity.from = null;
      draft.publicity.to = null;
      for (const invitation of draft.invitations) invitation.signedOn = day('2013-01-01');
    });
    expect(await runBudget(['old'], async () => bytesOf(mission))).toMatchObject({
      exit: 3,
      output: { file: 'old', table: null },
    });
  });

  test('one file is one object, not an array', async () => {
    const { io, written } = commandLine();
    expect(await travelCommand(['budget', '--json', 'clear'], io)).toBe(0);
    const expected = JSON.parse((await example('clear.budget')).toString('utf8'));
    expect(JSON.parse(written.out)).toEqual({ ...expected, file: 'clear' });
  });

  test('a failure of the program stops no other file, goes to standard error, and is the worst', async () => {
    const { io, written } = commandLine({ broken: new Error('disk on fire') });
    expect(await travelCommand(['budget', 'broken', 'malformed', 'clear', '--json'], io)).toBe(1);
    const answers: { exit: number }[] = JSON.parse(written.out);
    expect(answers.map((answer) => answer.exit)).toEqual([1, 2, 0]);
    expect(written.err).toBe('broken: disk on fire\n');
  });
});

describe('for people', () => {
  test('the same exit status, and what was found, in words', async () => {
    const { io, written } = commandLine();
    expect(await travelCommand(['check', 'blocked', 'malformed'], io)).toBe(2);
    expect(written.out).toContain('DAY-01');
    expect(written.out).toContain('/documents/1 duplicate');
    expect(() => JSON.parse(written.out)).toThrow();
  });
  test('the budget names members and totals', async () => {
    const { io, written } = commandLine();
    expect(await travelCommand(['budget', 'clear'], io)).toBe(0);
    expect(written.out).toMatch(/陈守一 {2}USD 1245 · CNY 8839\.5/);
  });
});

describe('wrong usage', () => {
  test.each<[string[], 0 | 2]>([
    [[], 0],
    [['--help'], 0],
    [['check', '--help'], 0],
    [['check'], 2],
    [['check', '--json'], 2],
    [['verify', 'clear'], 2],
    [['check', '--pretty', 'clear'], 2],
  ])('%j: exit %d', async (argv, exit) => {
    const { io, written } = commandLine();
    expect(await travelCommand(argv, io)).toBe(exit);
    expect(exit === 0 ? written.out : written.err).toContain('honglu travel check');
    expect(exit === 0 ? written.err : written.out).toBe('');
  });
  test('after -- everything is a file', async () => {
    const { io, written } = commandLine({ '--json': bytesOf(lawfulMission()) });
    expect(await travelCommand(['budget', '--json', '--', '--json'], io)).toBe(0);
    expect(JSON.parse(written.out)).toMatchObject({ file: '--json' });
  });
});

test.each<[(0 | 1 | 2 | 3 | 4)[], number]>([
  [[0, 3], 3],
  [[3, 4], 4],
  [[4, 2, 0], 2],
  [[2, 1, 4], 1],
  [[0, 0], 0],
])('of %j the worst is %d', (exits, exit) => expect(worst(exits)).toBe(exit));
