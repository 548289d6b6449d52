import { advance, endRound } from '../flow.ts';
import type { RoundState } from '../state.ts';
import { liveRound } from '../state-parts.ts';
import type { Sight } from '../work.ts';
import { type ActRule, first, hasPower, known, running, submittedAndNotEnded, wholeCase } from './act.ts';

const blockedAtSubmission = (sight: Sight) => sight.facts.findings.some((finding) => finding.blocks === 'submit');

/** Where no route fits, the case would have nobody to decide it. */
const routed = (sight: Sight) => (sight.definition.route.nodes.length === 0 ? ('no-route' as const) : null);

/** Every node of the round that was gone through or is open: they are run again. */
function touched(round: RoundState | undefined): readonly string[] {
  return Object.values(round?.nodes ?? {})
    .filter((node) => node.status !== 'void' && node.status !== 'skipped')
    .map((node) => node.node);
}

export const submit: ActRule<'submit'> = {
  targets: wholeCase,
  may: (sight) =>
    first(
      sight.state.phase !== 'draft' && 'already-submitted',
      hasPower(sight, 'submit'),
      blockedAtSubmission(sight) && 'finding-blocks',
    ),
  check: routed,
  run(progress, act) {
    progress.emit({ type: 'submitted', round: 1, definition: progress.sight.digest, versions: act.versions });
    advance(progress);
  },
};

export const resubmit: ActRule<'resubmit'> = {
  targets: wholeCase,
  may: (sight) =>
    first(
      running(sight),
      !sight.state.correction && 'not-returned',
      hasPower(sight, 'submit'),
      blockedAtSubmission(sight) && 'finding-blocks',
    ),
  check: routed,
  run(progress, act) {
    const { state, digest } = progress.sight;
    // Another route than before (the facts were mended) begins at its beginning, whatever the signer wished.
    const way = state.definition === digest ? (state.correction?.way ?? 'run-again') : 'run-again';
    const voids = way === 'run-again' ? touched(liveRound(state)) : [];
    progress.emit({ type: 'resubmitted', definition: digest, versions: act.versions, way, voids });
    advance(progress);
  },
};

const decisionsMade = (round: RoundState | undefined): boolean =>
  Object.values(round?.nodes ?? {}).some((node) => node.status !== 'void' && node.seats.some((seat) => seat.decision));

export const withdraw: ActRule<'withdraw'> = {
  targets: wholeCase,
  may: (sight) =>
    first(
      submittedAndNotEnded(sight),
      hasPower(sight, 'withdraw'),
      liveRound(sight.state)?.granted === true && 'already-granted',
    ),
  check(sight, act) {
    if (act.outcome === 'end') return null;
    const { correction, suspended } = sight.state;
    return first(
      suspended && 'suspended',
      correction && 'not-open',
      decisionsMade(liveRound(sight.state)) && 'someone-acted',
    );
  },
  run(progress, act) {
    const voids = act.outcome === 'correct' ? touched(liveRound(progress.state)) : [];
    progress.emit({ type: 'withdrawn', outcome: act.outcome, voids });
    if (act.outcome === 'end') endRound(progress, 'withdrawn');
  },
};

export const amend: ActRule<'amend'> = {
  targets: wholeCase,
  may: (sight) =>
    first(
      running(sight),
      sight.laws.roundRuns(sight.state) &&
        (liveRound(sight.state)?.purpose === 'amendment' ? 'live-round' : 'not-granted'),
      hasPower(sight, 'amend'),
      sight.state.correction && 'not-open',
      blockedAtSubmission(sight) && 'finding-blocks',
    ),
  check: (sight, act) =>
    first(
      routed(sight),
      act.changes.length === 0 && 'unknown-code',
      ...act.changes.map((change) => known(sight.definition.process.changes, change)),
    ),
  run(progress, act) {
    const { state, digest } = progress.sight;
    const parks = liveRound(state)?.round ?? 1;
    const round = Math.max(...state.rounds.map((one) => one.round)) + 1;
    progress.emit({ type: 'amended', round, parks, definition: digest, versions: act.versions, changes: act.changes });
    advance(progress);
  },
};

export const annul: ActRule<'annul'> = {
  targets: wholeCase,
  may: (sight) =>
    first(
      submittedAndNotEnded(sight),
      !sight.state.rounds.some((round) => round.granted && round.status !== 'ended') && 'not-granted',
      hasPower(sight, 'annul'),
    ),
  check: (sight, act) => known(sight.definition.process.endReasons, act.reason),
  run(progress, act) {
    progress.emit({ type: 'annulled', reason: act.reason, ...(act.text ? { text: act.text } : {}) });
    endRound(progress, 'annulled');
  },
};

export const terminate: ActRule<'terminate'> = {
  targets: wholeCase,
  may: (sight) =>
    first(
      submittedAndNotEnded(sight),
      liveRound(sight.state)?.granted === true && 'already-granted',
      hasPower(sight, 'terminate'),
    ),
  check: (sight, act) => known(sight.definition.process.endReasons, act.reason),
  run(progress, act) {
    progress.emit({ type: 'terminated', reason: act.reason, ...(act.text ? { text: act.text } : {}) });
    endRound(progress, 'terminated');
  },
};
