import type { StepKind, Threshold } from './definition.ts';
import type { SeatState } from './state.ts';

/** Seats that the threshold counts: those of the route and those added beside. Before and after belong to one seat. */
function counted(seats: readonly SeatState[]): readonly SeatState[] {
  return seats.filter((seat) => seat.status !== 'removed' && (!seat.added || seat.added.position === 'beside'));
}

/** Approvals that the node needs. An added signer does not lower or raise n of n of m; of all it makes one more. */
export function needed(threshold: Threshold, seats: number): number {
  if (threshold === 'all') return seats;
  if (threshold === 'one' || threshold === 'any') return Math.min(1, seats);
  return Math.min(threshold.atLeast, seats);
}

export function countedSeats(seats: readonly SeatState[]): number {
  return counted(seats).length;
}

function attached(seats: readonly SeatState[], to: SeatState, position: 'before' | 'after'): readonly SeatState[] {
  return seats.filter(
    (seat) => seat.added?.beside === to.seat && seat.added.position === position && seat.status !== 'removed',
  );
}

type Result = 'yes' | 'no' | 'undecided';

/** What a seat comes to together with the signers added before and after it: one no is a no, all must say yes. */
function result(seats: readonly SeatState[], seat: SeatState, kind: StepKind): Result {
  const own: Result = !seat.decision ? 'undecided' : kind === 'decide' && seat.decision === 'refuse' ? 'no' : 'yes';
  const all = [
    own,
    ...attached(seats, seat, 'before').map((one) => result(seats, one, kind)),
    ...attached(seats, seat, 'after').map((one) => result(seats, one, kind)),
  ];
  if (all.includes('no')) return 'no';
  return all.includes('undecided') ? 'undecided' : 'yes';
}

export type NodeResult = 'passed' | 'refused' | 'undecided';

/** Whether the seats settle the node. An opinion has no veto: any answer is a yes. */
export function nodeResult(threshold: Threshold, seats: readonly SeatState[], kind: StepKind): NodeResult {
  const voting = counted(seats);
  const need = needed(threshold, voting.length);
  const results = voting.map((seat) => result(seats, seat, kind));
  if (results.filter((one) => one === 'yes').length >= need) return 'passed';
  if (results.filter((one) => one !== 'no').length < need) return 'refused';
  return 'undecided';
}

/** Status of every seat of an open node, from the decisions alone. */
export function settleSeats(seats: readonly SeatState[], kind: StepKind): readonly SeatState[] {
  const status = (seat: SeatState): SeatState['status'] => {
    if (seat.status === 'removed') return 'removed';
    if (seat.decision) return 'decided';
    if (attached(seats, seat, 'before').some((one) => result(seats, one, kind) !== 'yes')) return 'waiting';
    const origin = seat.added?.position === 'after' && seats.find((one) => one.seat === seat.added?.beside);
    if (origin && !origin.decision) return 'later';
    return 'open';
  };
  return seats.map((seat) => ({ ...seat, status: status(seat) }));
}
