import { decisionsOf } from '../definition.ts';
import { advance, afterSeat, stages, today } from '../flow.ts';
import type { RefusalCode } from '../state.ts';
import { liveRound } from '../state-parts.ts';
import type { Progress, Sight } from '../work.ts';
import {
  type ActRule,
  first,
  known,
  ownCase,
  running,
  seatAt,
  seatIsMine,
  secondPerson,
  sectionsWritable,
  type Target,
  unsettledSeats,
} from './act.ts';

/** What stands between a signer and any decision. */
function mayDecide(sight: Sight, target: Target, decision: 'approve' | 'refuse' | 'return'): RefusalCode | null {
  const place = seatAt(sight, target);
  if (!place) return first(running(sight), 'not-open');
  return first(
    running(sight),
    place.step.kind !== 'decide' && 'wrong-kind',
    seatIsMine(sight, target),
    ownCase(sight),
    secondPerson(sight, place, sight.acting.people),
    !decisionsOf(place.step).includes(decision) && 'decision-not-offered',
  );
}

/** Required papers that are neither there nor promised. */
export function uncoveredPapers(sight: Sight): readonly string[] {
  const promised = sight.state.promises.filter((one) => !one.fulfilled).flatMap((one) => one.papers);
  return sight.facts.missingPapers.filter((paper) => !promised.includes(paper));
}

export function standingFindings(sight: Sight) {
  const excepted = new Set(sight.state.exceptions.map((one) => one.finding));
  return sight.facts.findings.filter((finding) => finding.blocks === 'approve' && !excepted.has(finding.id));
}

export function blocksApproval(sight: Sight, target: Target): RefusalCode | null {
  const step = seatAt(sight, target)?.step;
  return first(
    step?.checksFindings && standingFindings(sight).length > 0 && 'finding-blocks',
    step?.checksPapers && uncoveredPapers(sight).length > 0 && 'papers-missing',
  );
}

function settleSeat(progress: Progress, key: string): void {
  const node = liveRound(progress.state)?.nodes[key];
  if (node) afterSeat(progress, node);
}

export const approve: ActRule<'approve'> = {
  targets: unsettledSeats,
  may: (sight, target) => first(mayDecide(sight, target, 'approve'), blocksApproval(sight, target)),
  check: (sight, act) => sectionsWritable(seatAt(sight, act)?.step, act.versions),
  run(progress, { node, seat, text, conditions, versions }) {
    progress.emit({
      type: 'decided',
      node,
      seat,
      decision: 'approve',
      ...(text ? { text } : {}),
      ...(conditions ? { conditions } : {}),
      ...(versions ? { versions } : {}),
    });
    settleSeat(progress, node);
  },
};

export const refuse: ActRule<'refuse'> = {
  targets: unsettledSeats,
  may: (sight, target) => mayDecide(sight, target, 'refuse'),
  check: (sight, act) => sectionsWritable(seatAt(sight, act)?.step, act.versions),
  run(progress, { node, seat, text, versions }) {
    progress.emit({ type: 'decided', node, seat, decision: 'refuse', text, ...(versions ? { versions } : {}) });
    settleSeat(progress, node);
  },
};

export const answer: ActRule<'answer'> = {
  targets: unsettledSeats,
  may(sight, target) {
    const place = seatAt(sight, target);
    if (!place) return first(running(sight), 'not-open');
    return first(
      running(sight),
      place.step.kind !== 'opinion' && 'wrong-kind',
      seatIsMine(sight, target),
      secondPerson(sight, place, sight.acting.people),
    );
  },
  check: (sight, act) => sectionsWritable(seatAt(sight, act)?.step, act.versions),
  run(progress, { node, seat, opinion, text, versions }) {
    progress.emit({
      type: 'answered',
      node,
      seat,
      opinion,
      ...(text ? { text } : {}),
      ...(versions ? { versions } : {}),
    });
    settleSeat(progress, node);
  },
};

export const acceptWithPromise: ActRule<'acceptWithPromise'> = {
  targets: unsettledSeats,
  may(sight, target) {
    const step = seatAt(sight, target)?.step;
    return first(
      mayDecide(sight, target, 'approve'),
      !step?.checksPapers && 'wrong-kind',
      uncoveredPapers(sight).length === 0 && 'nothing-missing',
      step?.checksFindings && standingFindings(sight).length > 0 && 'finding-blocks',
    );
  },
  check: (sight, act) =>
    first(
      ...act.papers.map((paper) => known(sight.definition.process.papers, paper)),
      !uncoveredPapers(sight).every((paper) => act.papers.includes(paper)) && 'papers-missing',
      act.due <= today(sight) && 'promise-not-dated',
    ),
  run(progress, { node, seat, papers, due, text }) {
    progress.emit({ type: 'decided', node, seat, decision: 'approve', ...(text ? { text } : {}) });
    const promise = `promise-${progress.state.promises.length + 1}`;
    progress.emit({ type: 'promise-accepted', promise, papers, due });
    settleSeat(progress, node);
  },
};

function stageOf(sight: Sight, key: string): number {
  return stages(sight.definition.route.nodes).findIndex((stage) => stage.some((node) => node.key === key));
}

/** The node itself and, for "run again", everything of the stages between it and the signer who returns. */
function voidsOf(sight: Sight, to: string | null, from: string, again: boolean): readonly string[] {
  const nodes = Object.values(liveRound(sight.state)?.nodes ?? {}).filter((node) => node.status !== 'void');
  if (to === null) return again ? nodes.map((node) => node.node) : [];
  if (!again) return [to];
  const [low, high] = [stageOf(sight, to), stageOf(sight, from)];
  return nodes
    .filter(({ node }) => node === to || (stageOf(sight, node) > low && stageOf(sight, node) <= high))
    .map((node) => node.node);
}

function isEarlier(sight: Sight, to: string, from: string): boolean {
  const node = liveRound(sight.state)?.nodes[to];
  const kind = node && sight.definition.process.steps[node.step]?.kind;
  return (
    node?.status === 'passed' && (kind === 'decide' || kind === 'opinion') && stageOf(sight, to) < stageOf(sight, from)
  );
}

export const returnCase: ActRule<'return'> = {
  targets: unsettledSeats,
  may: (sight, target) => mayDecide(sight, target, 'return'),
  check: (sight, act) =>
    first(
      known(sight.definition.process.returnReasons, act.reason),
      act.to !== 'applicant' && !isEarlier(sight, act.to.node, act.node) && 'not-earlier',
      act.to !== 'applicant' && act.reopens !== undefined && 'unknown-code',
      ...(act.reopens ?? []).map((section) => known(sight.definition.process.sections, section)),
    ),
  run(progress, { node, seat, to, reason, text, way, reopens }) {
    const { sight } = progress;
    const toApplicant = to === 'applicant';
    const term = toApplicant ? sight.dueDay(today(sight), sight.definition.process.correctionDays) : null;
    progress.emit({
      type: 'returned',
      node,
      seat,
      to: toApplicant ? { applicant: true } : { node: to.node },
      reason,
      text,
      way,
      ...(reopens ? { reopens } : {}),
      voids: voidsOf(sight, toApplicant ? null : to.node, node, way === 'run-again'),
      due: term?.day ?? null,
      provisional: term?.provisional ?? false,
    });
    if (!toApplicant) advance(progress);
  },
};

export const retract: ActRule<'retract'> = {
  targets: ({ state }) => (state.retractable ? [{ node: state.retractable.node, seat: state.retractable.seat }] : []),
  may(sight, target) {
    const last = sight.state.retractable;
    return first(
      running(sight),
      (!last || last.node !== target.node || last.seat !== target.seat) && 'not-retractable',
      last?.by !== sight.acting.by && 'not-signer',
    );
  },
  run(progress, { node, seat }) {
    const last = progress.state.retractable;
    progress.emit({ type: 'retracted', node, seat, closes: last?.closes ?? [], ungrants: last?.ungrants ?? false });
  },
};
