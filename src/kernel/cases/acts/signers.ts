import type { Holder } from '../events.ts';
import { afterSeat, routeNode } from '../flow.ts';
import { countedSeats, needed } from '../seats.ts';
import { liveRound } from '../state-parts.ts';
import type { Sight } from '../work.ts';
import {
  type ActRule,
  couldSign,
  first,
  hasPower,
  type OpenSeat,
  ownCase,
  running,
  seatAt,
  seatIsMine,
  type Target,
  unsettledSeats,
} from './act.ts';

/** Hands the seat on or calls others to it: only who fills it, and nobody who is concerned. */
function mayArrange(sight: Sight, target: Target) {
  const place = seatAt(sight, target);
  if (!place) return first(running(sight), 'not-open');
  const signs = place.step.kind === 'decide' || place.step.kind === 'opinion';
  return first(
    running(sight),
    !signs && 'wrong-kind',
    seatIsMine(sight, target),
    place.step.kind === 'decide' && ownCase(sight),
  );
}

export const transfer: ActRule<'transfer'> = {
  targets: unsettledSeats,
  may: mayArrange,
  check(sight, act) {
    const place = seatAt(sight, act);
    return place ? couldSign(sight, place, act.to) : 'not-open';
  },
  run(progress, { node, seat, to, text }) {
    progress.emit({ type: 'transferred', node, seat, to, ...(text ? { text } : {}) });
  },
};

export interface ThresholdEffect {
  readonly needed: { readonly before: number; readonly after: number };
  readonly seats: { readonly before: number; readonly after: number };
}

/** What one more signer does to the condition of passing. Before and after belong to the seat and leave the count alone. */
export function thresholdEffect(
  sight: Sight,
  place: OpenSeat,
  position: 'before' | 'after' | 'beside',
): ThresholdEffect {
  const threshold = routeNode(sight, place.node.node)?.threshold ?? 'all';
  const before = countedSeats(place.node.seats);
  const after = before + (position === 'beside' ? 1 : 0);
  return { needed: { before: needed(threshold, before), after: needed(threshold, after) }, seats: { before, after } };
}

export const addSigner: ActRule<'addSigner'> = {
  targets: unsettledSeats,
  may: mayArrange,
  check(sight, act) {
    const place = seatAt(sight, act);
    return place ? couldSign(sight, place, act.person) : 'not-open';
  },
  run(progress, { node, seat, person, position, text }) {
    const place = seatAt(progress.sight, { node, seat });
    if (!place) return;
    progress.emit({
      type: 'signer-added',
      node,
      seat: `${node}.${place.node.seats.length + 1}`,
      beside: seat,
      position,
      person,
      ...(text ? { text } : {}),
      ...thresholdEffect(progress.sight, place, position),
    });
  },
};

export const removeSigner: ActRule<'removeSigner'> = {
  targets: (sight) => unsettledSeats(sight).filter((target) => seatAt(sight, target)?.seat.added),
  may(sight, target) {
    const place = seatAt(sight, target);
    if (!place) return first(running(sight), 'not-open');
    const dependants = place.node.seats.some(
      (seat) => seat.added?.beside === place.seat.seat && seat.status !== 'removed',
    );
    return first(
      running(sight),
      (place.node.status !== 'open' || place.seat.status === 'removed' || place.seat.decision) && 'not-open',
      !place.seat.added && 'not-added',
      place.seat.added?.by !== sight.acting.by && 'not-permitted',
      place.seat.paper !== undefined && 'paper-pending',
      dependants && 'waits-for-other',
    );
  },
  run(progress, { node, seat }) {
    progress.emit({ type: 'signer-removed', node, seat });
    const current = liveRound(progress.state)?.nodes[node];
    if (current) afterSeat(progress, current);
  },
};

/** One unit up with the same role; from the top to the fallback role of the office. */
function higher(sight: Sight, place: OpenSeat): Holder | null {
  const { facts, definition } = sight;
  const last = place.seat.holders.at(-1);
  const { id: unitId, path: unitPath } = facts.units.office;
  const top: Holder = { role: definition.process.fallback, unitId, unitPath };
  if (!last || 'person' in last) return top;
  const parent = last.unitPath.at(-2);
  if (parent) return { role: last.role, unitId: parent, unitPath: last.unitPath.slice(0, -1) };
  return last.role === top.role && last.unitId === top.unitId ? null : top;
}

export const escalate: ActRule<'escalate'> = {
  targets: unsettledSeats,
  may(sight, target) {
    const place = seatAt(sight, target);
    if (!place) return first(running(sight), 'not-open');
    return first(
      running(sight),
      (place.node.status !== 'open' || place.seat.status !== 'open') && 'not-open',
      hasPower(sight, 'escalate'),
      !higher(sight, place) && 'top-reached',
    );
  },
  run(progress, { node, seat }) {
    const place = seatAt(progress.sight, { node, seat });
    const to = place && higher(progress.sight, place);
    if (to) progress.emit({ type: 'escalated', node, seat, to });
  },
};
