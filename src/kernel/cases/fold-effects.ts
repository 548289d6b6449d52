import type { CaseDefinition } from './definition.ts';
import type { EffectEvent, EventEnvelope } from './events.ts';
import type { CaseState, NodeState, SeatState } from './state.ts';
import { eachNode, inLive, inNode, inRound, pauseOpen } from './state-parts.ts';

/** What followed from an act. */
export function afterEffect(
  definition: CaseDefinition,
  state: CaseState,
  event: EventEnvelope & EffectEvent,
): CaseState {
  switch (event.type) {
    case 'node-opened': {
      const { node, step, due, provisional, at: openedAt } = event;
      const seats = event.seats.map(({ seat, holders }): SeatState => ({ seat, holders, status: 'open', people: [] }));
      const opened: NodeState = { node, step, status: 'open', seats, openedAt, due, provisional };
      return inLive(state, (round) => ({ ...round, nodes: { ...round.nodes, [node]: opened } }));
    }
    case 'node-reopened':
      return inNode(state, event.node, (node) => ({
        ...node,
        status: 'open',
        due: event.due,
        provisional: event.provisional,
      }));
    case 'node-skipped': {
      const skipped: NodeState = {
        node: event.node,
        step: definition.route.nodes.find((node) => node.key === event.node)?.step ?? event.node,
        status: 'skipped',
        why: event.why,
        seats: [],
        openedAt: event.at,
        due: null,
        provisional: false,
      };
      return inLive(state, (round) => ({ ...round, nodes: { ...round.nodes, [event.node]: skipped } }));
    }
    case 'node-completed':
      return inNode(state, event.node, (node) => ({ ...node, status: event.outcome }));
    case 'granted':
      return inRound(state, event.round, (round) => ({ ...round, granted: true }));
    case 'round-ended': {
      const ended = inRound(state, event.round, (round) => ({
        ...eachNode(round, pauseOpen),
        status: 'ended',
        outcome: event.outcome,
      }));
      const goesOn = ended.rounds.some((round) => round.status !== 'ended');
      return { ...ended, correction: null, suspended: null, phase: goesOn ? state.phase : 'ended' };
    }
    case 'round-restored': {
      const back = inRound(state, event.round, (round) => ({ ...round, status: 'live' }));
      const versions = state.rounds.find((round) => round.round === event.round)?.versions ?? state.versions;
      return inLive({ ...back, versions }, (round) =>
        eachNode(round, (node) =>
          event.dues[node.node] ? { ...node, status: 'open', ...event.dues[node.node] } : node,
        ),
      );
    }
    case 'condition-set-aside':
      return state;
  }
}
