import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Program, startProgram } from './program.ts';
import { planRounds, type Round } from './walk/cast.ts';
import { routes } from './walk/places.ts';
import { type Fault, Visitor } from './walk/visitor.ts';

/**
 * Walks when asked to, for it takes minutes: `HONGLU_WALK=yes` each route by one role of each kind, `HONGLU_WALK=full` every set of roles
 * at every page that it may open. `HONGLU_WALK_PICTURES=folder` keeps a picture of each.
 */
const asked = process.env.HONGLU_WALK !== undefined;
const everything = process.env.HONGLU_WALK === 'full';
const atOnce = 2;
const minute = 60_000;

let program: Program;
let rounds: readonly Round[];
beforeAll(async () => {
  if (!asked) return;
  program = await startProgram();
  await program.whole();
  rounds = await planRounds(program, everything);
}, 5 * minute);
afterAll(() => program?.close());

/** The same fault on many pages is one line with the first place where it was met. */
function told(faults: readonly Fault[]): string[] {
  const places = new Map<string, string[]>();
  for (const { at, what } of faults) places.set(what, [...(places.get(what) ?? []), at]);
  return [...places].map(([what, at]) => `${what}\n    ${at.length} times, first: ${at[0]}`);
}

async function walk(round: Round): Promise<readonly Fault[]> {
  const visitor = await Visitor.enter(program, round.login, round.language);
  for (const place of round.places) if (!visitor.lost) await visitor.visit(place);
  await visitor.context.close();
  return visitor.faults;
}

it.runIf(asked)('every route of the desk is walked in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    const walked = new Set(
      rounds.filter((round) => round.language === language).flatMap(({ places }) => places.map(({ route }) => route)),
    );
    expect(routes.filter((route) => !walked.has(route))).toEqual([]);
  }
});

it.runIf(asked)(
  'no page of the desk overflows, speaks the other language, complains, or shuts anybody out, on desk and phone',
  async () => {
    const waiting = [...rounds].sort((a, b) => b.places.length - a.places.length);
    const faults: Fault[] = [];
    const worker = async () => {
      for (let round = waiting.shift(); round; round = waiting.shift()) faults.push(...(await walk(round)));
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    expect(told(faults).join('\n')).toBe('');
  },
  everything ? 90 * minute : 15 * minute,
);
