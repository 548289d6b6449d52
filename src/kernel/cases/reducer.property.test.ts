import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';
import { type Laws, laws } from './laws.ts';
import { scenario, type Tampering, type Trace, trace } from './random-cases.ts';
import type { RefusalCode } from './state.ts';

/** Whether the trace keeps the invariant; looks at events and states only, never at the laws that made them. */
type Invariant = (lived: Trace) => boolean;

const runs = 100;

function fails(invariant: Invariant, broken: Partial<Laws>, tampering: Tampering = {}): boolean {
  const property = fc.property(scenario, (given) => invariant(trace(given, { ...laws, ...broken }, tampering)));
  return fc.check(property, { numRuns: 4 * runs, seed: 1, endOnFailure: true }).failed;
}

function keeps(invariant: Invariant): void {
  fc.assert(
    fc.property(scenario, (given) => invariant(trace(given, laws))),
    { numRuns: runs },
  );
}

const interestedIn = (lived: Trace) => new Set([lived.facts.applicant, ...lived.facts.members]);

const nobodyDecidesOwnCase: Invariant = (lived) =>
  lived.events.every((event) => {
    if (event.type !== 'decided') return true;
    const concerned = interestedIn(lived);
    return !concerned.has(event.by) && !(event.for !== undefined && concerned.has(event.for));
  });

/** Decisions that stand at the end of each event, from the events alone. */
const twoPersonsForTwoPersonSteps: Invariant = (lived) => {
  const stepOf = new Map(lived.definition.route.nodes.map((node) => [node.key, node.step]));
  const apart = (a: string, b: string) =>
    a === b ||
    (lived.definition.process.steps[a]?.otherPersonThan ?? []).includes(b) ||
    (lived.definition.process.steps[b]?.otherPersonThan ?? []).includes(a);
  let standing: { node: string; seat: string; people: readonly string[] }[] = [];
  let parked: typeof standing = [];
  for (const event of lived.events) {
    if ('voids' in event) standing = standing.filter((one) => !event.voids.includes(one.node));
    if (event.type === 'retracted') standing = standing.filter((one) => one.seat !== event.seat);
    if (event.type === 'amended') [parked, standing] = [standing, []];
    if (event.type === 'round-restored') standing = parked;
    if (event.type !== 'decided' && event.type !== 'answered') continue;
    const onPaper = event.type === 'decided' && event.paper !== undefined;
    const people = [...(onPaper ? [] : [event.by]), ...(event.for ? [event.for] : [])];
    const step = stepOf.get(event.node) ?? '';
    const twice = standing.some(
      (one) =>
        one.seat !== event.seat &&
        apart(stepOf.get(one.node) ?? '', step) &&
        one.people.some((who) => people.includes(who)),
    );
    if (twice) return false;
    standing.push({ node: event.node, seat: event.seat, people });
  }
  return true;
};

const paperIsCheckedByAnother: Invariant = (lived) => {
  const recorders = new Map<string, readonly (string | undefined)[]>(
    lived.events.flatMap((event) =>
      event.type === 'paper-registered' ? [[event.paper, [event.by, event.for]] as const] : [],
    ),
  );
  return lived.events.every(
    (event) => event.type !== 'paper-checked' || !(recorders.get(event.paper) ?? []).includes(event.by),
  );
};

const oneRoundRuns: Invariant = (lived) =>
  lived.steps.every(({ state }) => {
    const notEnded = state.rounds.filter((round) => round.status !== 'ended');
    return (
      notEnded.filter((round) => round.status === 'live').length === (state.phase === 'open' ? 1 : 0) &&
      notEnded.filter((round) => !round.granted).length <= 1 &&
      notEnded.length <= 2
    );
  });

const somebodyHasIt: Invariant = (lived) =>
  lived.steps.every(({ state }) => {
    if (state.phase !== 'open' || state.correction || state.suspended) return true;
    const open = Object.values(state.rounds.find((round) => round.status === 'live')?.nodes ?? {}).filter(
      (node) => node.status === 'open',
    );
    const waits = (step: string) => lived.definition.process.steps[step]?.kind === 'wait';
    return open.some((node) => waits(node.step) || node.seats.some((seat) => seat.status === 'open'));
  });

const doneOnce: Invariant = (lived) => lived.steps.every((step) => step.again.length === 0);

const stateIsHistory: Invariant = (lived) => {
  const last = lived.steps.at(-1)?.state;
  return last === undefined || fc.stringify(fold(lived.definition, lived.events)) === fc.stringify(last);
};

/** Codes that only the particulars of a command can cause. */
const particulars: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'unknown-code',
  'not-earlier',
  'already-signer',
  'own-case',
  'second-person-needed',
  'not-signer',
  'someone-acted',
  'not-open',
  'suspended',
  'paper-in-future',
  'decision-not-offered',
  'papers-missing',
]);
const withPersons = new Set(['transfer', 'addSigner', 'registerPaperApproval', 'return', 'withdraw']);

const buttonsTellTheTruth: Invariant = (lived) =>
  lived.steps.every((step) => {
    const was = step.offered.some(
      (one) =>
        one.command === step.command &&
        (one.node === undefined || one.node === step.target.node) &&
        (one.seat === undefined || one.seat === step.target.seat) &&
        (one.paper === undefined || one.paper === step.target.paper),
    );
    if (step.refused === null && step.events.length > 0) return was;
    if (!step.fromOffer || step.refused === null) return true;
    return withPersons.has(step.command) && particulars.has(step.refused);
  });

const grantedBySomebody: Invariant = (lived) => {
  let approvals = 0;
  for (const event of lived.events) {
    if (event.type === 'submitted' || event.type === 'amended') approvals = 0;
    if (event.type === 'decided' && event.decision === 'approve') approvals += 1;
    if (event.type === 'granted' && approvals === 0) return false;
  }
  return true;
};

const remindersAreADayApart: Invariant = (lived) => {
  const times = lived.events.filter((event) => event.type === 'urged').map((event) => Date.parse(event.at));
  return times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= 24 * 3_600_000);
};

const nothingAfterTheEnd: Invariant = (lived) =>
  lived.steps.every((step, index) => lived.steps[index - 1]?.state.phase !== 'ended' || step.events.length === 0);

const cases: readonly {
  name: string;
  invariant: Invariant;
  fault: string;
  broken?: Partial<Laws>;
  tampering?: Tampering;
}[] = [
  {
    name: 'no one decides the own case: not by a second post, a delegation, an added seat or a paper',
    invariant: nobodyDecidesOwnCase,
    fault: 'the law of the own case is forgotten',
    broken: { ownCase: () => false },
  },
  {
    name: 'no one fills two two-person steps, nor two seats of one step',
    invariant: twoPersonsForTwoPersonSteps,
    fault: 'the law of the second person is forgotten',
    broken: { sameNaturalPerson: () => false },
  },
  {
    name: 'a paper counts only when another person has checked it',
    invariant: paperIsCheckedByAnother,
    fault: 'the recorder may check',
    broken: { checksOwnRecord: () => false },
  },
  {
    name: 'never two live rounds',
    invariant: oneRoundRuns,
    fault: 'an amendment does not look for a running round',
    broken: { roundRuns: () => false },
  },
  {
    name: 'every open case has an open task or a named wait',
    invariant: somebodyHasIt,
    fault: 'openings are lost after a return',
    tampering: { events: (all) => (all.at(-1)?.type === 'node-opened' && all.length > 4 ? all.slice(0, -1) : all) },
  },
  {
    name: 'a command sent twice is done once',
    invariant: doneOnce,
    fault: 'keys are not remembered',
    broken: { alreadyDone: () => false },
  },
  {
    name: 'the state is the history folded again',
    invariant: stateIsHistory,
    fault: 'the kept state drifts from the history',
    tampering: { state: (state) => ({ ...state, copies: [...state.copies, 'x'] }) },
  },
  {
    name: 'what is accepted was offered, and what is offered is accepted',
    invariant: buttonsTellTheTruth,
    fault: 'the buttons leave approvals out',
    tampering: { offered: (all) => all.filter((one) => one.command !== 'approve') },
  },
  {
    name: 'no round is granted without an approval in it',
    invariant: grantedBySomebody,
    fault: 'decisions are lost from the history',
    tampering: { events: (all) => all.filter((event) => event.type !== 'decided') },
  },
  {
    name: 'reminders lie a day apart',
    invariant: remindersAreADayApart,
    fault: 'the last reminder is forgotten',
    broken: { urgedLately: () => false },
  },
  {
    name: 'nothing happens to a case that has ended',
    invariant: nothingAfterTheEnd,
    fault: 'the end is not noticed',
    tampering: { state: (state) => ({ ...state, phase: 'ended' }) },
  },
];

describe.each(cases)('$name', ({ invariant, fault, broken, tampering }) => {
  test('holds for random routes, posts, delegations and commands (AZ-05)', { timeout: 60_000 }, () => keeps(invariant));

  test(`can fail: ${fault}`, { timeout: 60_000 }, () => {
    expect(fails(invariant, broken ?? {}, tampering)).toBe(true);
  });
});

test('random sequences reach every kind of act, approvals of whole routes included', { timeout: 60_000 }, () => {
  const seen = new Map<string, number>();
  for (const given of fc.sample(scenario, { numRuns: 150, seed: 2 })) {
    for (const event of trace(given, laws).events) seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
  }
  const rare = [
    'round-restored',
    'paper-checked',
    'retracted',
    'amended',
    'annulled',
    'terminated',
    'resumed',
    'node-reopened',
    'escalated',
  ];
  expect(rare.filter((type) => !seen.has(type))).toEqual([]);
  expect(seen.get('granted')).toBeGreaterThan(20);
});
