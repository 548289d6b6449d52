import { decisionsOf } from '../definition.ts';
import { afterSeat, today } from '../flow.ts';
import type { PaperState } from '../state.ts';
import { liveRound } from '../state-parts.ts';
import type { Sight } from '../work.ts';
import {
  type ActRule,
  first,
  hasPower,
  ownCase,
  running,
  seatAt,
  secondPerson,
  type Target,
  unsettledSeats,
} from './act.ts';
import { blocksApproval } from './decide.ts';

export const registerPaperApproval: ActRule<'registerPaperApproval'> = {
  targets: unsettledSeats,
  may(sight, target) {
    const place = seatAt(sight, target);
    if (!place) return first(running(sight), 'not-open');
    return first(
      running(sight),
      (place.node.status !== 'open' || place.seat.decision) && 'not-open',
      (place.step.kind !== 'decide' || !place.step.allowsPaper) && 'paper-not-allowed',
      hasPower(sight, 'register-paper'),
      ownCase(sight),
      place.seat.status !== 'open' && 'waits-for-other',
      place.seat.paper !== undefined && 'paper-pending',
    );
  },
  check(sight, act) {
    const place = seatAt(sight, act);
    if (!place) return 'not-open';
    const named = place.seat.holders.flatMap((holder) => ('person' in holder ? [holder.person] : []));
    const byName = named.length === place.seat.holders.length;
    return first(
      !decisionsOf(place.step).includes(act.decision) && 'decision-not-offered',
      byName && !named.includes(act.signer) && 'not-signer',
      sight.laws.ownCase(sight.facts, [act.signer]) && 'own-case',
      secondPerson(sight, place, [act.signer]),
      act.signedOn > today(sight) && 'paper-in-future',
    );
  },
  run(progress, { node, seat, decision, signer, signedOn, file, text }) {
    const paper = `paper-${progress.state.papers.length + 1}`;
    progress.emit({
      type: 'paper-registered',
      paper,
      node,
      seat,
      decision,
      signer,
      signedOn,
      file,
      ...(text ? { text } : {}),
    });
  },
};

const unchecked = (sight: Sight): readonly Target[] =>
  sight.state.papers.filter((paper) => paper.status === 'unchecked').map(({ paper }) => ({ paper }));

function paperAt(sight: Sight, target: Target): PaperState | undefined {
  return sight.state.papers.find((paper) => paper.paper === target.paper && paper.status === 'unchecked');
}

function mayCheck(sight: Sight, target: Target) {
  const paper = paperAt(sight, target);
  return first(
    running(sight),
    !paper && 'paper-not-pending',
    hasPower(sight, 'check-paper'),
    ownCase(sight),
    paper && sight.laws.checksOwnRecord(paper, sight.acting.people) && 'second-person-needed',
  );
}

export const checkPaperApproval: ActRule<'checkPaperApproval'> = {
  targets: unchecked,
  may(sight, target) {
    const paper = paperAt(sight, target);
    const place = paper && seatAt(sight, paper);
    return first(
      mayCheck(sight, target),
      !place && 'not-open',
      // Between the record and its check the signer may have signed elsewhere, or become a member of the group.
      paper && sight.laws.ownCase(sight.facts, [paper.signer]) && 'own-case',
      paper && place && secondPerson(sight, place, [paper.signer]),
      paper?.decision === 'approve' && blocksApproval(sight, paper),
    );
  },
  run(progress, act) {
    const paper = paperAt(progress.sight, act);
    if (!paper) return;
    progress.emit({ type: 'paper-checked', paper: paper.paper });
    progress.emit(
      { type: 'decided', node: paper.node, seat: paper.seat, decision: paper.decision, paper: paper.paper },
      { for: paper.signer },
    );
    const node = liveRound(progress.state)?.nodes[paper.node];
    if (node) afterSeat(progress, node);
  },
};

export const rejectPaperApproval: ActRule<'rejectPaperApproval'> = {
  targets: unchecked,
  may: mayCheck,
  run(progress, { paper, text }) {
    progress.emit({ type: 'paper-rejected', paper, text });
  },
};
