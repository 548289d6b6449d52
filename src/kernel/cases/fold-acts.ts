import type { CaseDefinition } from './definition.ts';
import type { ActEvent, EventEnvelope } from './events.ts';
import type { CaseState, NodeState, SeatState } from './state.ts';
import {
  eachNode,
  inLive,
  inNode,
  inRound,
  inSeat,
  newRound,
  pauseOpen,
  voidNodes,
  withVersions,
} from './state-parts.ts';

/** What an act of somebody changes in the state. */
export function afterAct(definition: CaseDefinition, state: CaseState, event: EventEnvelope & ActEvent): CaseState {
  const people = [...new Set([event.by, ...(event.for ? [event.for] : [])])].filter((one) => one !== 'system');
  switch (event.type) {
    case 'submitted':
      return withVersions(
        {
          ...state,
          phase: 'open',
          definition: event.definition,
          submittedAt: event.at,
          rounds: [...state.rounds, newRound(event.round, 'first', [])],
        },
        event.versions,
      );
    case 'resubmitted': {
      const again = (node: NodeState): NodeState => (node.status === 'skipped' ? { ...node, status: 'void' } : node);
      const opened = { ...state, correction: null, definition: event.definition };
      return withVersions(voidNodes(opened, event.voids, again), event.versions);
    }
    case 'withdrawn': {
      if (event.outcome === 'end') return { ...state, correction: null };
      const correction = {
        from: null,
        reason: null,
        way: 'run-again' as const,
        reopens: null,
        since: event.at,
        due: null,
        provisional: false,
      };
      return { ...voidNodes(state, event.voids, pauseOpen), correction };
    }
    case 'decided': {
      const stand = event.paper ? people.filter((one) => one === event.for) : people;
      return withVersions(
        inSeat(definition, state, event.node, event.seat, ({ paper: _, ...seat }) => ({
          ...seat,
          decision: event.decision,
          people: stand,
        })),
        event.versions,
      );
    }
    case 'answered':
      return withVersions(
        inSeat(definition, state, event.node, event.seat, (seat) => ({ ...seat, decision: event.opinion, people })),
        event.versions,
      );
    case 'returned': {
      const paused = voidNodes(state, event.voids, pauseOpen);
      if ('node' in event.to) return paused;
      const { node: from, reason, way, reopens = null, at: since, due, provisional } = event;
      return { ...paused, correction: { from, reason, way, reopens, since, due, provisional } };
    }
    case 'retracted': {
      const closed = inLive(state, (round) => ({
        ...round,
        granted: event.ungrants ? false : round.granted,
        nodes: Object.fromEntries(
          Object.entries(round.nodes).flatMap(([key, node]) => {
            if (!event.closes.includes(key)) return [[key, node]];
            // A node that had been returned with "come back to me" keeps what others had signed on it.
            return node.seats.some((seat) => seat.decision) ? [[key, pauseOpen(node)]] : [];
          }),
        ),
      }));
      const reopened = inNode(closed, event.node, (node) => ({ ...node, status: 'open' }));
      return inSeat(definition, reopened, event.node, event.seat, ({ decision: _, ...seat }) => ({
        ...seat,
        people: [],
      }));
    }
    case 'transferred':
      return inSeat(definition, state, event.node, event.seat, (seat) => ({
        ...seat,
        holders: [{ person: event.to }],
      }));
    case 'signer-added': {
      const seat: SeatState = {
        seat: event.seat,
        holders: [{ person: event.person }],
        status: 'open',
        added: { position: event.position, beside: event.beside, by: event.by },
        people: [],
      };
      const joined = inNode(state, event.node, (node) => ({ ...node, seats: [...node.seats, seat] }));
      return inSeat(definition, joined, event.node, event.seat, (one) => one);
    }
    case 'signer-removed':
      return inSeat(definition, state, event.node, event.seat, (seat) => ({ ...seat, status: 'removed' }));
    case 'urged':
      return { ...state, urgedAt: event.at };
    case 'copied':
      return { ...state, copies: [...new Set([...state.copies, ...event.persons])] };
    case 'suspended':
      return { ...state, suspended: { since: event.at, reason: event.reason, left: event.left } };
    case 'resumed':
      return {
        ...inLive(state, (round) => eachNode(round, (node) => ({ ...node, ...event.dues[node.node] }))),
        suspended: null,
      };
    case 'amended': {
      const parked = inRound(state, event.parks, (round) => ({
        ...eachNode(round, pauseOpen),
        status: 'parked',
        versions: state.versions,
      }));
      const rounds = [...parked.rounds, newRound(event.round, 'amendment', event.changes)];
      return withVersions({ ...parked, rounds, definition: event.definition }, event.versions);
    }
    case 'promise-accepted': {
      const { promise, papers, due } = event;
      return { ...state, promises: [...state.promises, { promise, papers, due, fulfilled: false }] };
    }
    case 'promise-fulfilled': {
      const promises = state.promises.map((one) => (one.promise === event.promise ? { ...one, fulfilled: true } : one));
      return withVersions({ ...state, promises }, event.versions);
    }
    case 'paper-registered': {
      const { paper, node, seat, decision, signer, signedOn, file } = event;
      const record = {
        paper,
        node,
        seat,
        decision,
        signer,
        signedOn,
        file,
        registeredBy: people,
        status: 'unchecked' as const,
      };
      const held = inSeat(definition, state, node, seat, (one) => ({ ...one, paper }));
      return { ...held, papers: [...state.papers, record] };
    }
    case 'paper-checked':
    case 'paper-rejected': {
      const status = event.type === 'paper-checked' ? ('checked' as const) : ('rejected' as const);
      const record = state.papers.find((one) => one.paper === event.paper);
      const papers = state.papers.map((one) => (one.paper === event.paper ? { ...one, status } : one));
      const free = record
        ? inSeat(definition, state, record.node, record.seat, ({ paper: _, ...seat }) => seat)
        : state;
      return { ...free, papers };
    }
    case 'escalated':
      return inSeat(definition, state, event.node, event.seat, (seat) => ({
        ...seat,
        holders: [...seat.holders, event.to],
      }));
    case 'exception-granted': {
      const { finding, reason, by } = event;
      return { ...state, exceptions: [...state.exceptions, { finding, reason, by }] };
    }
    case 'wait-completed':
      return withVersions(state, event.versions);
    case 'annulled':
    case 'terminated':
    case 'issued':
      return state;
  }
}
