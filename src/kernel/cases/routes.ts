import type { Day } from '../calendar/day.ts';
import type { Text } from '../text.ts';
import { conditionFault, holds, noAmendment, type RoundFacts } from './conditions.ts';
import type { Process, Route, RouteNode } from './definition.ts';
import type { FactValue } from './facts.ts';
import { stages } from './flow.ts';

export interface RouteFault {
  /** JSON pointer into the route. */
  readonly at: string;
  readonly code:
    | 'no-nodes'
    | 'key-malformed'
    | 'key-repeated'
    | 'unknown-step'
    | 'no-signers'
    | 'one-needs-one'
    | 'share-out-of-range'
    | 'signer-repeated'
    | 'condition'
    | 'group-split'
    | 'granted-after-unknown'
    | 'granted-without-decision'
    | 'decision-after-grant'
    | 'working-days'
    | 'period';
  readonly message: Text;
}

function fault(at: string, code: RouteFault['code'], zh: string, en: string): RouteFault {
  return { at, code, message: { zh, en } };
}

function conditionFaults(process: Process, at: string, expression: string | undefined): readonly RouteFault[] {
  const said = conditionFault(process.facts, expression);
  if (said === null) return [];
  return [
    fault(at, 'condition', `条件“${expression}”有误：${said}`, `The condition "${expression}" is at fault: ${said}`),
  ];
}

function signerFaults(process: Process, node: RouteNode, at: string): readonly RouteFault[] {
  const kind = process.steps[node.step]?.kind;
  const count = node.signers.length;
  const { threshold } = node;
  const distinct = new Set(node.signers.map((signer) => JSON.stringify(signer)));
  const faults: RouteFault[] = [];
  if ((kind === 'decide' || kind === 'opinion') && count === 0) {
    faults.push(
      fault(
        `${at}/signers`,
        'no-signers',
        '审批和意见环节至少要有一名办理人。',
        'A deciding or consulting step needs a signer.',
      ),
    );
  }
  if (threshold === 'one' && count > 1) {
    faults.push(
      fault(
        `${at}/threshold`,
        'one-needs-one',
        '“一人办理”只能列一名办理人；多人请选任一、全部或按比例。',
        '"One" takes one signer; for several choose any, all or a share.',
      ),
    );
  }
  if (typeof threshold === 'object') {
    const { atLeast } = threshold;
    if (!Number.isInteger(atLeast) || atLeast < 1 || atLeast > count) {
      faults.push(
        fault(
          `${at}/threshold`,
          'share-out-of-range',
          `须同意人数应在1至${count}之间。`,
          `The number of approvals must lie between 1 and ${count}.`,
        ),
      );
    }
  }
  if (distinct.size < count) {
    faults.push(
      fault(
        `${at}/signers`,
        'signer-repeated',
        '同一办理人列了两次；一人不能在同一环节签两次。',
        'A signer is listed twice; one person cannot sign a step twice.',
      ),
    );
  }
  return faults;
}

function nodeFaults(process: Process, route: Route, node: RouteNode, index: number): readonly RouteFault[] {
  const at = `/nodes/${index}`;
  const faults: RouteFault[] = [];
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(node.key)) {
    faults.push(
      fault(
        `${at}/key`,
        'key-malformed',
        '环节代号须以小写字母开头，只含小写字母、数字和连字符。',
        'A key starts with a small letter and holds small letters, digits and hyphens.',
      ),
    );
  }
  if (route.nodes.findIndex((other) => other.key === node.key) !== index) {
    faults.push(
      fault(`${at}/key`, 'key-repeated', `环节代号“${node.key}”重复。`, `The key "${node.key}" is used twice.`),
    );
  }
  if (!Object.hasOwn(process.steps, node.step)) {
    faults.push(
      fault(
        `${at}/step`,
        'unknown-step',
        `流程没有“${node.step}”这一环节。`,
        `The process has no step "${node.step}".`,
      ),
    );
  }
  if (
    node.workingDays !== undefined &&
    (!Number.isInteger(node.workingDays) || node.workingDays < 0 || node.workingDays > 366)
  ) {
    faults.push(
      fault(`${at}/workingDays`, 'working-days', '时限应为0至366个工作日。', 'The term must be 0 to 366 working days.'),
    );
  }
  return [...faults, ...signerFaults(process, node, at), ...conditionFaults(process, `${at}/when`, node.when)];
}

function groupFaults(route: Route): readonly RouteFault[] {
  const faults: RouteFault[] = [];
  const seen = new Set<string>();
  let index = 0;
  for (const stage of stages(route.nodes)) {
    const group = stage[0]?.group;
    if (group !== undefined && seen.has(group)) {
      faults.push(
        fault(
          `/nodes/${index}/group`,
          'group-split',
          `并行组“${group}”的环节必须相邻。`,
          `The nodes of group "${group}" must be neighbours.`,
        ),
      );
    }
    if (group !== undefined) seen.add(group);
    index += stage.length;
  }
  return faults;
}

function grantFaults(process: Process, route: Route): readonly RouteFault[] {
  const all = stages(route.nodes);
  const granting = all.findIndex((stage) => stage.some((node) => node.key === route.grantedAfter));
  if (granting < 0) {
    return [
      fault(
        '/grantedAfter',
        'granted-after-unknown',
        `“批准于”所指的环节“${route.grantedAfter}”不在路线内。`,
        `The node "${route.grantedAfter}" after which the case is granted is not in the route.`,
      ),
    ];
  }
  const decides = (node: RouteNode) => process.steps[node.step]?.kind === 'decide';
  if (
    !all
      .slice(0, granting + 1)
      .flat()
      .some(decides)
  ) {
    return [
      fault(
        '/grantedAfter',
        'granted-without-decision',
        '批准之前没有任何审批环节。',
        'Nobody decides before the case would be granted.',
      ),
    ];
  }
  const refusable = all
    .slice(granting + 1)
    .flat()
    .find((node) => decides(node) && (process.steps[node.step]?.may ?? ['refuse']).includes('refuse'));
  if (!refusable) return [];
  const at = `/nodes/${route.nodes.indexOf(refusable)}`;
  return [
    fault(
      at,
      'decision-after-grant',
      `环节“${refusable.key}”可以不同意，却排在批准之后。`,
      `The step "${refusable.key}" could refuse, but stands after the grant.`,
    ),
  ];
}

/** Faults of a route against its process; an empty list means that it may be put in force. */
export function validateRoute(process: Process, route: Route): readonly RouteFault[] {
  if (route.nodes.length === 0) return [fault('/nodes', 'no-nodes', '路线没有环节。', 'The route has no nodes.')];
  const period =
    route.validTo !== undefined && route.validTo < route.validFrom
      ? [fault('/validTo', 'period', '失效日期早于生效日期。', 'The last day lies before the first.')]
      : [];
  return [
    ...period,
    ...conditionFaults(process, '/when', route.when),
    ...route.nodes.flatMap((node, index) => nodeFaults(process, route, node, index)),
    ...groupFaults(route),
    ...grantFaults(process, route),
  ];
}

export interface RouteRejection {
  readonly route: string;
  readonly why: 'not-in-force' | 'condition-false' | 'condition-failed';
  readonly message?: string;
}

export interface RouteChoice {
  readonly route: Route | null;
  readonly rejected: readonly RouteRejection[];
}

/**
 * The route for a case: in force on that day, condition true, lowest `order`, then latest `validFrom`. A condition that cannot be
 * computed rejects its route and says why; it never stops the choice.
 */
export function chooseRoute(
  process: Process,
  routes: readonly Route[],
  values: Readonly<Record<string, FactValue>>,
  day: Day,
  round: RoundFacts = noAmendment,
): RouteChoice {
  const rejected: RouteRejection[] = [];
  const fitting = routes.filter((route) => {
    if (day < route.validFrom || (route.validTo !== undefined && day > route.validTo)) {
      rejected.push({ route: route.id, why: 'not-in-force' });
      return false;
    }
    const result = holds(process.facts, route.when, values, round);
    if ('failed' in result) rejected.push({ route: route.id, why: 'condition-failed', message: result.failed });
    else if (!result.value) rejected.push({ route: route.id, why: 'condition-false' });
    return 'value' in result && result.value;
  });
  const [route] = fitting.toSorted(
    (a, b) =>
      a.order - b.order || (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : a.id < b.id ? -1 : 1),
  );
  return { route: route ?? null, rejected };
}

export interface TriedNode {
  readonly key: string;
  readonly label: Text;
  readonly runs: boolean;
  /** `condition-failed`: it runs, because skipping a signer by accident would be worse. */
  readonly why?: 'condition-false' | 'condition-failed';
  readonly message?: string;
  /** Nodes with the same number run at the same time. */
  readonly stage: number;
}

export interface RouteTrial extends RouteChoice {
  readonly nodes: readonly TriedNode[];
}

/** Tries routes out on sample facts: which one is chosen, which nodes would run, which are skipped and why. */
export function tryRoute(
  process: Process,
  routes: readonly Route[],
  sampleFacts: Readonly<Record<string, FactValue>>,
  day: Day,
  round: RoundFacts = noAmendment,
): RouteTrial {
  const choice = chooseRoute(process, routes, sampleFacts, day, round);
  const nodes = stages(choice.route?.nodes ?? []).flatMap((stage, index) =>
    stage.map((node): TriedNode => {
      const label = process.steps[node.step]?.label ?? { zh: node.step, en: node.step };
      const result = holds(process.facts, node.when, sampleFacts, round);
      const base = { key: node.key, label, stage: index + 1 };
      if ('failed' in result) return { ...base, runs: true, why: 'condition-failed', message: result.failed };
      return result.value ? { ...base, runs: true } : { ...base, runs: false, why: 'condition-false' };
    }),
  );
  return { ...choice, nodes };
}
