import type { ActOf, CommandType } from '../commands.ts';
import { type Power, powersOf, type StepDefinition } from '../definition.ts';
import { holdsSeat, isOneOf } from '../laws.ts';
import type { NodeState, RefusalCode, RoundState, SeatState } from '../state.ts';
import { liveRound } from '../state-parts.ts';
import type { Progress, Sight } from '../work.ts';

/** What a button stands for, before its particulars are filled in. */
export interface Target {
  readonly node?: string;
  readonly seat?: string;
  readonly paper?: string;
  readonly promise?: string;
  readonly finding?: string;
}

/** One command of the engine. `may` draws the buttons and refuses; nothing else decides whether an act is open. */
export interface ActRule<Type extends CommandType> {
  targets(sight: Sight): readonly Target[];
  may(sight: Sight, target: Target): RefusalCode | null;
  /** Particulars: codes, dates, persons. */
  check?(sight: Sight, act: ActOf<Type>): RefusalCode | null;
  run(progress: Progress, act: ActOf<Type>): void;
}

export const wholeCase = (): readonly Target[] => [{}];

/** First reason against, in order of telling. */
export function first(...reasons: readonly (RefusalCode | null | false | undefined)[]): RefusalCode | null {
  return reasons.find((reason): reason is RefusalCode => typeof reason === 'string') ?? null;
}

/** A case that runs: submitted, not ended, its clock not stopped. */
export function running(sight: Sight): RefusalCode | null {
  const { phase, suspended } = sight.state;
  return first(phase === 'draft' && 'draft', phase === 'ended' && 'ended', suspended && 'suspended');
}

export function submittedAndNotEnded(sight: Sight): RefusalCode | null {
  const { phase } = sight.state;
  return first(phase === 'draft' && 'draft', phase === 'ended' && 'ended');
}

export function hasPower(sight: Sight, power: Power): RefusalCode | null {
  const { acting, facts, state, definition } = sight;
  return isOneOf(powersOf(definition.process, power), acting, facts, state) ? null : 'not-permitted';
}

export interface OpenSeat {
  readonly round: RoundState;
  readonly node: NodeState;
  readonly seat: SeatState;
  readonly step: StepDefinition;
}

export function seatAt(sight: Sight, target: Target): OpenSeat | null {
  const round = liveRound(sight.state);
  const node = target.node === undefined ? undefined : round?.nodes[target.node];
  const seat = node?.seats.find((one) => one.seat === target.seat);
  const step = node && sight.definition.process.steps[node.step];
  return round && node && seat && step ? { round, node, seat, step } : null;
}

/** Every seat of an open node that is not yet settled. */
export function unsettledSeats(sight: Sight): readonly Target[] {
  return Object.values(liveRound(sight.state)?.nodes ?? {})
    .filter((node) => node.status === 'open')
    .flatMap((node) => node.seats.filter((seat) => !seat.decision).map(({ seat }) => ({ node: node.node, seat })));
}

/** The seat is open now, and the actor fills it. */
export function seatIsMine(sight: Sight, target: Target): RefusalCode | null {
  const place = seatAt(sight, target);
  if (place?.node.status !== 'open') return 'not-open';
  const { status, holders, paper } = place.seat;
  return first(
    status !== 'open' && status !== 'waiting' && status !== 'later' && 'not-open',
    !holdsSeat(sight.acting, holders) && 'not-signer',
    status !== 'open' && 'waits-for-other',
    paper !== undefined && 'paper-pending',
  );
}

/** Interest counts for the actor, for whom he acts, and for everyone he may stand in for. */
export function ownCase(sight: Sight): RefusalCode | null {
  const { acting, facts, laws } = sight;
  return laws.ownCase(facts, [...acting.people, ...acting.standsInFor]) ? 'own-case' : null;
}

export function secondPerson(sight: Sight, place: OpenSeat, people: readonly string[]): RefusalCode | null {
  const { laws, definition } = sight;
  return laws.sameNaturalPerson(definition, place.round, place.node.step, place.seat.seat, people)
    ? 'second-person-needed'
    : null;
}

/** Whether that person could ever sign there: not concerned, not signing twice. */
export function couldSign(sight: Sight, place: OpenSeat, person: string): RefusalCode | null {
  return first(
    place.step.kind === 'decide' && sight.laws.ownCase(sight.facts, [person]) && 'own-case',
    place.node.seats.some(
      (seat) => seat.status !== 'removed' && seat.holders.some((one) => 'person' in one && one.person === person),
    ) && 'already-signer',
    secondPerson(sight, place, [person]),
  );
}

export function sectionsWritable(
  step: StepDefinition | undefined,
  versions: Readonly<Record<string, number>> | undefined,
) {
  const writes = step?.writes ?? [];
  return Object.keys(versions ?? {}).every((section) => writes.includes(section))
    ? null
    : ('section-not-writable' as const);
}

export function known(codes: Readonly<Record<string, unknown>>, code: string): RefusalCode | null {
  return Object.hasOwn(codes, code) ? null : 'unknown-code';
}
