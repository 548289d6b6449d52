import fc from 'fast-check';
import type { Role } from '../identity/roles.ts';
import type { CommandType } from './commands.ts';
import type { CaseDefinition, RouteNode, SignerRule } from './definition.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFacts, Doer } from './facts.ts';
import { fold } from './fold.ts';
import type { Laws } from './laws.ts';
import { LivedCase } from './lived-case.ts';
import { actFor } from './random-acts.ts';
import type { CaseState, OpenAction, RefusalCode } from './state.ts';
import { bannerLoan, plainFacts, routeOf, units } from './testing.ts';

/** Random routes, posts, delegations and command sequences, for the properties of the engine. */
const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const stepRoles: Readonly<Record<string, Role>> = {
  club: 'unit-head',
  money: 'unit-finance',
  intake: 'intake',
  review: 'reviewer',
  mayor: 'city-leader',
  issue: 'seal-keeper',
  notice: 'liaison-officer',
};
const allRoles: readonly Role[] = [...Object.values(stepRoles), 'office-head', 'leader-secretary'];

export interface Move {
  readonly who: number;
  readonly pick: number;
  readonly open: boolean;
  readonly other: number;
  readonly hours: number;
  readonly delegated: boolean;
  readonly repeat: boolean;
}

export interface Scenario {
  readonly nodes: readonly RouteNode[];
  readonly roles: readonly (readonly Role[])[];
  readonly delegations: readonly (readonly [number, number])[];
  readonly members: readonly number[];
  readonly moves: readonly Move[];
}

const rule = (step: string): fc.Arbitrary<SignerRule> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<SignerRule>({ role: stepRoles[step] ?? 'office-head', at: 'office' }) },
    { weight: 2, arbitrary: fc.constantFrom(...names).map((person): SignerRule => ({ person })) },
  );

const nodeOf = (step: string, index: number): fc.Arbitrary<RouteNode> =>
  fc
    .record({
      rules: fc.uniqueArray(rule(step), { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
      atLeast: fc.nat(2),
      kind: fc.constantFrom('any', 'all', 'share'),
      when: fc.constantFrom(
        undefined,
        undefined,
        undefined,
        'banners > 3',
        'banners > 5',
        'amendment',
        '1 / (banners - 4) > 0',
      ),
      group: fc.constantFrom(undefined, undefined, 'g', 'h'),
    })
    .map(({ rules, atLeast, kind, when, group }) => ({
      key: `${step}-${index}`,
      step,
      signers: rules,
      threshold: kind === 'share' ? { atLeast: Math.min(atLeast + 1, rules.length) } : kind === 'all' ? 'all' : 'any',
      ...(when ? { when } : {}),
      ...(group ? { group } : {}),
    }));

const nodes: fc.Arbitrary<readonly RouteNode[]> = fc
  .array(fc.constantFrom('club', 'money', 'intake', 'review', 'mayor', 'notice'), { minLength: 1, maxLength: 4 })
  .chain((steps) =>
    fc.tuple(
      ...steps.map(nodeOf),
      nodeOf('review', 8),
      nodeOf('issue', 9).map(({ when: _, ...node }) => node),
    ),
  );

const move: fc.Arbitrary<Move> = fc.record({
  who: fc.nat(names.length - 1),
  pick: fc.nat(1000),
  open: fc.integer({ min: 0, max: 9 }).map((n) => n < 8),
  other: fc.nat(names.length - 1),
  hours: fc.constantFrom(0, 1, 12, 30),
  delegated: fc.boolean(),
  repeat: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  nodes,
  roles: fc.tuple(...names.map(() => fc.subarray([...allRoles], { minLength: 1, maxLength: 5 }))),
  delegations: fc.array(fc.tuple(fc.nat(names.length - 1), fc.nat(names.length - 1)), { maxLength: 4 }),
  members: fc.uniqueArray(fc.nat(names.length - 1), { maxLength: 2 }),
  moves: fc.array(move, { minLength: 15, maxLength: 40 }),
});

export interface Step {
  readonly command: CommandType;
  readonly by: Doer | 'system';
  readonly offered: readonly OpenAction[];
  /** The command was filled in from an open action. */
  readonly fromOffer: boolean;
  readonly refused: RefusalCode | null;
  readonly events: readonly CaseEvent[];
  /** Events of the same command given once more. */
  readonly again: readonly CaseEvent[];
  readonly state: CaseState;
  readonly target: { readonly node?: string; readonly seat?: string; readonly paper?: string };
}

export interface Trace {
  readonly definition: CaseDefinition;
  readonly facts: CaseFacts;
  readonly steps: readonly Step[];
  readonly events: readonly CaseEvent[];
}

/** Ways to break the engine that are not laws, so that each property can be seen to fail. */
export interface Tampering {
  readonly events?: (events: readonly CaseEvent[]) => readonly CaseEvent[];
  readonly state?: (state: CaseState) => CaseState;
  readonly offered?: (actions: readonly OpenAction[]) => readonly OpenAction[];
}

/** Acts that bring a case on; the others are taken seldom, so that sequences get far. */
const dull: ReadonlySet<CommandType> = new Set<CommandType>(['copy', 'urge', 'escalate', 'suspend']);

const ending: ReadonlySet<CommandType> = new Set<CommandType>(['withdraw', 'terminate', 'annul', 'refuse', 'suspend']);
const blind: readonly CommandType[] = [
  'approve',
  'approve',
  'approve',
  'answer',
  'amend',
  'submit',
  'checkPaperApproval',
  'registerPaperApproval',
  'urge',
  'urge',
  'return',
  'retract',
];

/** Lives a scenario through under the given laws. */
export function trace(given: Scenario, laws: Laws, tampering: Tampering = {}): Trace {
  const definition = { process: bannerLoan, route: routeOf(given.nodes, 'review-8') };
  const person = (index: number): Doer => ({
    personId: names[index] ?? 'a',
    posts: [
      {
        id: `p${index}`,
        title: '岗位',
        unitId: units.office.id,
        roles: given.roles[index] ?? [],
        subtree: index % 2 === 0,
      },
    ],
    actsFor: [],
  });
  const doers = names.map((_, index): Doer => {
    const others = given.delegations.filter(([by, of]) => by === index && of !== index).map(([, of]) => person(of));
    return { ...person(index), actsFor: others.map((one) => ({ personId: one.personId, name: '', posts: one.posts })) };
  });
  const facts: CaseFacts = {
    ...plainFacts,
    applicant: 'a',
    members: given.members.map((index) => names[index] ?? 'a'),
  };
  const lived = new LivedCase(definition, laws).with(facts);
  lived.do(doers[0]!, { type: 'submit', versions: { facts: 1 } });
  const steps: Step[] = [];
  for (const [index, now] of given.moves.entries()) {
    lived.later(now.hours);
    const seen = (by: Doer | 'system') => (tampering.offered ?? ((all) => all))(lived.actions(by).open);
    const mild = (actions: readonly OpenAction[]) =>
      actions.filter(
        (one) => (!ending.has(one.command) || now.pick % 11 === 0) && (!dull.has(one.command) || now.pick % 5 === 0),
      );
    // Whoever's turn it is, or the next who has something to do.
    const turn: readonly (Doer | 'system')[] = now.open
      ? [...doers.slice(now.who), ...doers.slice(0, now.who), 'system']
      : [doers[now.who] ?? 'system'];
    const by = turn.find((one) => mild(seen(one)).length > 0) ?? turn[0] ?? 'system';
    const offered = seen(by);
    const useful = mild(offered);
    const chosen = now.open ? useful[now.pick % Math.max(useful.length, 1)] : undefined;
    const seat = lived.definition.route.nodes[now.pick % lived.definition.route.nodes.length]?.key ?? '';
    const target = chosen ?? { node: seat, seat: `${seat}.${1 + (now.other % 3)}` };
    const type = chosen?.command ?? blind[now.pick % blind.length] ?? 'approve';
    const act = actFor(type, target, lived, { pick: now.pick, person: names[now.other] ?? 'a' });
    const actingFor = chosen
      ? chosen.actingFor
      : now.delegated && by !== 'system'
        ? by.actsFor[0]?.personId
        : undefined;
    const more = { key: `k${index}`, ...(actingFor ? { actingFor } : {}) };
    const answer = lived.try(by, act, more);
    const again = now.repeat || index % 5 === 0 ? lived.try(by, act, more) : null;
    const settle = (events: readonly CaseEvent[]) => (tampering.events ? tampering.events(events) : events);
    if (tampering.events) {
      lived.events.splice(0, lived.events.length, ...settle(lived.events));
      lived.state = fold(definition, lived.events);
    }
    steps.push({
      command: type,
      by,
      offered,
      fromOffer: chosen !== undefined,
      refused: answer.refused ? answer.code : null,
      events: answer.refused ? [] : answer.events,
      again: !again || again.refused || answer.refused ? [] : again.events,
      state: tampering.state ? tampering.state(lived.state) : lived.state,
      target: {
        ...('node' in act ? { node: act.node } : {}),
        ...('seat' in act ? { seat: act.seat } : {}),
        ...('paper' in act ? { paper: act.paper } : {}),
      },
    });
  }
  return { definition, facts, steps, events: lived.events };
}
