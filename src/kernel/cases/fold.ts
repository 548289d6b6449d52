import type { CaseDefinition } from './definition.ts';
import type { CaseEvent, EffectEvent, EventBody, EventEnvelope } from './events.ts';
import { afterAct } from './fold-acts.ts';
import { afterEffect } from './fold-effects.ts';
import type { CaseState } from './state.ts';
import { stateName } from './state-name.ts';
import { lapsePapers } from './state-parts.ts';

export function emptyState(definition: CaseDefinition): CaseState {
  return {
    phase: 'draft',
    state: definition.process.outcomes.draft,
    definition: null,
    rounds: [],
    correction: null,
    suspended: null,
    papers: [],
    promises: [],
    exceptions: [],
    urgedAt: null,
    copies: [],
    participants: [],
    versions: {},
    submittedAt: null,
    updatedAt: null,
    keys: new Set(),
    retractable: null,
    version: 0,
  };
}

const effects = {
  'node-opened': true,
  'node-reopened': true,
  'node-skipped': true,
  'condition-set-aside': true,
  'node-completed': true,
  granted: true,
  'round-ended': true,
  'round-restored': true,
} as const satisfies Record<EffectEvent['type'], true>;

const isEffect = (event: CaseEvent): event is EventEnvelope & EffectEvent => Object.hasOwn(effects, event.type);

function happened(definition: CaseDefinition, state: CaseState, event: CaseEvent): CaseState {
  return isEffect(event) ? afterEffect(definition, state, event) : afterAct(definition, state, event);
}

/** Acts after which the last decision stands: somebody else has built on it. */
const builtOn: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  'submitted',
  'resubmitted',
  'withdrawn',
  'answered',
  'returned',
  'retracted',
  'transferred',
  'signer-added',
  'signer-removed',
  'suspended',
  'resumed',
  'amended',
  'annulled',
  'terminated',
  'promise-accepted',
  'paper-registered',
  'paper-checked',
  'paper-rejected',
  'escalated',
  'wait-completed',
  'issued',
  'exception-granted',
  'round-ended',
]);

function retractable(state: CaseState, event: CaseEvent): CaseState['retractable'] {
  if (event.type === 'decided') {
    if (event.paper || event.decision !== 'approve') return null;
    const { node, seat, by, key } = event;
    return { node, seat, by, key, closes: [], ungrants: false };
  }
  const last = state.retractable;
  if (!last || builtOn.has(event.type)) return null;
  if (last.key !== event.key) return last;
  if (event.type === 'node-opened' || event.type === 'node-skipped' || event.type === 'node-reopened') {
    return { ...last, closes: [...last.closes, event.node] };
  }
  return event.type === 'granted' ? { ...last, ungrants: true } : last;
}

/** The state after one more event. Pure and total: events of any history fold without an error. */
export function evolve(definition: CaseDefinition, before: CaseState, event: CaseEvent): CaseState {
  const after = lapsePapers(happened(definition, before, event));
  const people = [event.by, event.for].filter((one): one is string => one !== undefined && one !== 'system');
  const fresh = people.filter((one) => !before.participants.includes(one));
  const next: CaseState = {
    ...after,
    participants: fresh.length > 0 ? [...before.participants, ...fresh] : before.participants,
    keys: before.keys.has(event.key) ? before.keys : new Set([...before.keys, event.key]),
    retractable: retractable(before, event),
    updatedAt: event.at,
    version: before.version + 1,
  };
  return { ...next, state: stateName(definition, next) };
}

/** State of a case: its history, read from the start. An empty history is a draft. */
export function fold(definition: CaseDefinition, events: readonly CaseEvent[]): CaseState {
  return events.reduce((state, event) => evolve(definition, state, event), emptyState(definition));
}
