import type { StepKind } from '../definition.ts';
import { completeNode, dueOf, routeNode, today, workingDaysLeft } from '../flow.ts';
import { holdsSeat } from '../laws.ts';
import { openNodes } from '../state-name.ts';
import { liveRound } from '../state-parts.ts';
import type { Sight } from '../work.ts';
import {
  type ActRule,
  first,
  hasPower,
  known,
  ownCase,
  running,
  sectionsWritable,
  submittedAndNotEnded,
  type Target,
  wholeCase,
} from './act.ts';
import { standingFindings } from './decide.ts';

const nodesOf = (kind: StepKind) => (sight: Sight) =>
  openNodes(sight.definition, sight.state)
    .filter((node) => sight.definition.process.steps[node.step]?.kind === kind)
    .map(({ node }): Target => ({ node }));

function mayComplete(sight: Sight, target: Target, kind: StepKind) {
  const node = target.node === undefined ? undefined : liveRound(sight.state)?.nodes[target.node];
  const { acting, state, definition } = sight;
  return first(
    running(sight),
    (node?.status !== 'open' || state.correction) && 'not-open',
    node && definition.process.steps[node.step]?.kind !== kind && 'wrong-kind',
    acting.by !== 'system' && !node?.seats.some((seat) => holdsSeat(acting, seat.holders)) && 'not-signer',
  );
}

export const completeWait: ActRule<'completeWait'> = {
  targets: nodesOf('wait'),
  may: (sight, target) => mayComplete(sight, target, 'wait'),
  check(sight, { node, versions }) {
    const open = liveRound(sight.state)?.nodes[node];
    return sectionsWritable(open && sight.definition.process.steps[open.step], versions);
  },
  run(progress, { node, evidence, versions }) {
    progress.emit({
      type: 'wait-completed',
      node,
      ...(evidence ? { evidence } : {}),
      ...(versions ? { versions } : {}),
    });
    completeNode(progress, node);
  },
};

export const completeIssue: ActRule<'completeIssue'> = {
  targets: nodesOf('issue'),
  may: (sight, target) => first(mayComplete(sight, target, 'issue'), ownCase(sight)),
  run(progress, { node, document }) {
    progress.emit({ type: 'issued', node, document });
    completeNode(progress, node);
  },
};

export const suspend: ActRule<'suspend'> = {
  targets: wholeCase,
  may: (sight) => first(running(sight), hasPower(sight, 'suspend')),
  check: (sight, act) => known(sight.definition.process.suspendReasons, act.reason),
  run(progress, { reason, text }) {
    const { sight } = progress;
    const left = openNodes(sight.definition, sight.state).map((node) => [node.node, workingDaysLeft(sight, node.due)]);
    progress.emit({ type: 'suspended', reason, ...(text ? { text } : {}), left: Object.fromEntries(left) });
  },
};

export const resume: ActRule<'resume'> = {
  targets: wholeCase,
  may: (sight) =>
    first(submittedAndNotEnded(sight), !sight.state.suspended && 'not-suspended', hasPower(sight, 'suspend')),
  run(progress) {
    const { sight } = progress;
    const dues = openNodes(sight.definition, sight.state).map((node) => {
      const left = sight.state.suspended?.left[node.node];
      const route = routeNode(sight, node.node);
      if (left === null || !route) return [node.node, { due: null, provisional: false }];
      if (left === undefined) return [node.node, dueOf(sight, route)];
      const { day: due, provisional } = sight.dueDay(today(sight), left);
      return [node.node, { due, provisional }];
    });
    progress.emit({ type: 'resumed', dues: Object.fromEntries(dues) });
  },
};

export const urge: ActRule<'urge'> = {
  targets: wholeCase,
  may: (sight) =>
    first(
      running(sight),
      sight.state.correction && 'not-open',
      hasPower(sight, 'urge'),
      sight.laws.urgedLately(sight.state, sight.at) && 'urged-lately',
    ),
  run(progress) {
    const node = openNodes(progress.sight.definition, progress.state)[0]?.node ?? null;
    progress.emit({ type: 'urged', node });
  },
};

export const copy: ActRule<'copy'> = {
  targets: wholeCase,
  may: (sight) => first(submittedAndNotEnded(sight), hasPower(sight, 'copy')),
  check: (_, act) => (act.persons.length === 0 ? 'unknown-code' : null),
  run(progress, { persons }) {
    progress.emit({ type: 'copied', persons });
  },
};

export const fulfilPromise: ActRule<'fulfilPromise'> = {
  targets: (sight) => sight.state.promises.filter((one) => !one.fulfilled).map(({ promise }) => ({ promise })),
  may: (sight, target) =>
    first(
      submittedAndNotEnded(sight),
      !sight.state.promises.some((one) => one.promise === target.promise && !one.fulfilled) && 'no-such-promise',
      hasPower(sight, 'fulfil-promise'),
      // Promised papers that are still missing have not been brought.
      sight.state.promises.some(
        (one) =>
          one.promise === target.promise && one.papers.some((paper) => sight.facts.missingPapers.includes(paper)),
      ) && 'promised-papers-missing',
    ),
  run(progress, { promise, versions }) {
    progress.emit({ type: 'promise-fulfilled', promise, ...(versions ? { versions } : {}) });
  },
};

export const grantException: ActRule<'grantException'> = {
  targets: (sight) => standingFindings(sight).map(({ id }) => ({ finding: id })),
  may(sight, target) {
    const finding = standingFindings(sight).find((one) => one.id === target.finding);
    const { acting, facts } = sight;
    const { id: unitId, path: unitPath } = facts.units.office;
    return first(
      running(sight),
      sight.state.correction && 'not-open',
      !finding && 'no-such-finding',
      finding?.exceptionBy.length === 0 && 'not-exceptionable',
      finding &&
        !holdsSeat(
          acting,
          finding.exceptionBy.map((role) => ({ role, unitId, unitPath })),
        ) &&
        'not-permitted',
      ownCase(sight),
    );
  },
  check: (sight, act) => known(sight.definition.process.exceptionReasons, act.reason),
  run(progress, { finding, reason, text }) {
    progress.emit({ type: 'exception-granted', finding, reason, text });
  },
};
