import { type Day, dayInBeijing } from '../calendar/day.ts';
import { holds, type RoundFacts } from './conditions.ts';
import type { RouteNode } from './definition.ts';
import type { DueRecord, Holder, RoundOutcome, SeatOpening } from './events.ts';
import { unitAt } from './laws.ts';
import { nodeResult } from './seats.ts';
import type { NodeState, RoundState } from './state.ts';
import { liveRound } from './state-parts.ts';
import type { Progress, Sight } from './work.ts';

/** Nodes that run at the same time. */
export function stages(nodes: readonly RouteNode[]): readonly (readonly RouteNode[])[] {
  return nodes.reduce<RouteNode[][]>((all, node) => {
    const last = all.at(-1);
    if (last && node.group !== undefined && last[0]?.group === node.group) last.push(node);
    else all.push([node]);
    return all;
  }, []);
}

export function routeNode(sight: Sight, key: string): RouteNode | undefined {
  return sight.definition.route.nodes.find((node) => node.key === key);
}

export function today(sight: Sight): Day {
  return dayInBeijing(new Date(sight.at));
}

export function dueOf(sight: Sight, node: RouteNode): DueRecord {
  const workingDays = node.workingDays ?? sight.definition.process.steps[node.step]?.workingDays;
  if (workingDays === undefined) return { due: null, provisional: false };
  const { day, provisional } = sight.dueDay(today(sight), workingDays);
  return { due: day, provisional };
}

export function roundFacts(round: RoundState): RoundFacts {
  return { amendment: round.purpose === 'amendment', changes: round.changes };
}

function seatsOf(sight: Sight, node: RouteNode): { seats: readonly SeatOpening[]; fallback: boolean } {
  const { facts, definition } = sight;
  const kind = definition.process.steps[node.step]?.kind ?? 'decide';
  const found: Holder[] = [];
  let fallback = kind !== 'wait' && node.signers.length === 0;
  for (const rule of node.signers) {
    if ('person' in rule) {
      // A named signer who is concerned cannot sign: the office's own signer takes the seat.
      if (kind === 'decide' && sight.laws.ownCase(facts, [rule.person])) fallback = true;
      else if (!found.some((one) => 'person' in one && one.person === rule.person)) found.push({ person: rule.person });
      continue;
    }
    const unit = unitAt(facts, rule.at);
    if (unit) found.push({ role: rule.role, unitId: unit.id, unitPath: unit.path });
    else fallback = true;
  }
  if (fallback) {
    const { id: unitId, path: unitPath } = facts.units.office;
    found.push({ role: definition.process.fallback, unitId, unitPath });
  }
  return { seats: found.map((holder, index) => ({ seat: `${node.key}.${index + 1}`, holders: [holder] })), fallback };
}

function openNode(progress: Progress, node: RouteNode): void {
  const { seats, fallback } = seatsOf(progress.sight, node);
  progress.emit({
    type: 'node-opened',
    node: node.key,
    step: node.step,
    seats,
    ...(fallback ? { fallback } : {}),
    ...dueOf(progress.sight, node),
  });
}

function doneBefore(progress: Progress, node: RouteNode): boolean {
  const { definition } = progress.sight;
  return (
    definition.process.steps[node.step]?.kind === 'wait' &&
    progress.state.rounds.some((round) => round.status !== 'live' && round.nodes[node.key]?.status === 'passed')
  );
}

/** The last deciding node before the grant, while nobody has decided in this round: without it the case would grant itself. */
function isOnlyDecision({ sight }: Progress, node: RouteNode, round: RoundState): boolean {
  const { route, process } = sight.definition;
  const decides = (key: string) => process.steps[key]?.kind === 'decide';
  const all = stages(route.nodes);
  const granting = all.findIndex((stage) => stage.some((one) => one.key === route.grantedAfter));
  const last = all
    .slice(0, granting + 1)
    .flat()
    .findLast((one) => decides(one.step));
  const decided = Object.values(round.nodes).some(
    (one) => decides(one.step) && (one.status === 'passed' || one.status === 'open'),
  );
  return last?.key === node.key && !decided;
}

function settle(progress: Progress, node: RouteNode, afterGrant: boolean): 'open' | 'behind' {
  const round = liveRound(progress.state);
  if (!round) return 'behind';
  const now = round.nodes[node.key];
  if (now?.status === 'open') return 'open';
  if (now?.status === 'passed' || now?.status === 'skipped') return 'behind';
  if (now?.status === 'paused') {
    progress.emit({ type: 'node-reopened', node: node.key, ...dueOf(progress.sight, node) });
    return 'open';
  }
  const { facts, definition } = progress.sight;
  const condition = holds(definition.process.facts, node.when, facts.values, roundFacts(round));
  if ('failed' in condition) progress.emit({ type: 'condition-set-aside', node: node.key, why: 'failed' });
  else if (!condition.value && isOnlyDecision(progress, node, round)) {
    progress.emit({ type: 'condition-set-aside', node: node.key, why: 'only-decision' });
  } else if (!condition.value) {
    progress.emit({ type: 'node-skipped', node: node.key, why: 'condition' });
    return 'behind';
  }
  // What had been waited for after the approval need not be waited for again because facts were changed.
  if (afterGrant && round.purpose === 'amendment' && doneBefore(progress, node)) {
    progress.emit({ type: 'node-skipped', node: node.key, why: 'done-before' });
    return 'behind';
  }
  openNode(progress, node);
  return 'open';
}

function grant(progress: Progress, round: RoundState): void {
  progress.emit({ type: 'granted', round: round.round });
  const parked = progress.state.rounds.find((one) => one.status === 'parked');
  if (parked) progress.emit({ type: 'round-ended', round: parked.round, outcome: 'superseded' });
}

/** Moves on until somebody or something is waited for, or the end of the route is reached. */
export function advance(progress: Progress): void {
  const { route } = progress.sight.definition;
  const granting = stages(route.nodes).findIndex((stage) => stage.some((node) => node.key === route.grantedAfter));
  for (const [index, stage] of stages(route.nodes).entries()) {
    const round = liveRound(progress.state);
    if (!round) return;
    if (index > granting && !round.granted) grant(progress, round);
    if (stage.map((node) => settle(progress, node, index > granting)).includes('open')) return;
  }
  const round = liveRound(progress.state);
  if (!round) return;
  if (!round.granted) grant(progress, round);
  endRound(progress, 'completed');
}

/** Ends the live round. A change that is not granted gives way to the approval that it was to change. */
export function endRound(progress: Progress, outcome: RoundOutcome): void {
  const round = liveRound(progress.state);
  if (!round) return;
  progress.emit({ type: 'round-ended', round: round.round, outcome });
  const parked = progress.state.rounds.find((one) => one.status === 'parked');
  if (!parked) return;
  if (outcome === 'annulled') {
    progress.emit({ type: 'round-ended', round: parked.round, outcome });
    return;
  }
  const dues = Object.fromEntries(
    progress.sight.definition.route.nodes
      .filter((node) => parked.nodes[node.key]?.status === 'paused')
      .map((node) => [node.key, dueOf(progress.sight, node)]),
  );
  progress.emit({ type: 'round-restored', round: parked.round, dues });
}

/** After a decision or an answer: closes the node if its seats settle it, and moves on. */
export function afterSeat(progress: Progress, node: NodeState): void {
  const { definition } = progress.sight;
  const current = liveRound(progress.state)?.nodes[node.node];
  const route = routeNode(progress.sight, node.node);
  if (!current || !route) return;
  const kind = definition.process.steps[node.step]?.kind ?? 'decide';
  const result = nodeResult(route.threshold, current.seats, kind);
  if (result === 'undecided') return;
  progress.emit({ type: 'node-completed', node: node.node, outcome: result });
  if (result === 'refused') endRound(progress, 'refused');
  else advance(progress);
}

/** A wait is over, or a document is out. */
export function completeNode(progress: Progress, key: string): void {
  progress.emit({ type: 'node-completed', node: key, outcome: 'passed' });
  advance(progress);
}

/** Working days from today to the day, the greater part of one counting whole; for a clock that is stopped. */
export function workingDaysLeft(sight: Sight, due: Day | null): number | null {
  if (due === null) return null;
  for (let days = 0; days < 400; days += 1) {
    if (sight.dueDay(today(sight), days).day >= due) return days;
  }
  return 400;
}
