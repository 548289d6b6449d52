import type { CaseDefinition } from './definition.ts';
import { settleSeats } from './seats.ts';
import type { CaseState, NodeState, RoundState, SeatState } from './state.ts';

export function liveRound(state: CaseState): RoundState | undefined {
  return state.rounds.find((round) => round.status === 'live');
}

export function inRound(state: CaseState, number: number, change: (round: RoundState) => RoundState): CaseState {
  return { ...state, rounds: state.rounds.map((round) => (round.round === number ? change(round) : round)) };
}

export function inLive(state: CaseState, change: (round: RoundState) => RoundState): CaseState {
  return { ...state, rounds: state.rounds.map((round) => (round.status === 'live' ? change(round) : round)) };
}

export function inNode(state: CaseState, key: string, change: (node: NodeState) => NodeState): CaseState {
  return inLive(state, (round) => {
    const node = round.nodes[key];
    return node ? { ...round, nodes: { ...round.nodes, [key]: change(node) } } : round;
  });
}

export function eachNode(round: RoundState, change: (node: NodeState) => NodeState): RoundState {
  return { ...round, nodes: Object.fromEntries(Object.entries(round.nodes).map(([key, node]) => [key, change(node)])) };
}

export function inSeat(
  definition: CaseDefinition,
  state: CaseState,
  key: string,
  seat: string,
  change: (seat: SeatState) => SeatState,
) {
  return inNode(state, key, (node) => {
    const kind = definition.process.steps[node.step]?.kind ?? 'decide';
    return {
      ...node,
      seats: settleSeats(
        node.seats.map((one) => (one.seat === seat ? change(one) : one)),
        kind,
      ),
    };
  });
}

export const pauseOpen = (node: NodeState): NodeState =>
  node.status === 'open' ? { ...node, status: 'paused' } : node;

/** A paper record for a node that is no longer open was about content or a decision that no longer stands. */
export function lapsePapers(state: CaseState): CaseState {
  const live = liveRound(state);
  const stale = (node: string) => live?.nodes[node]?.status !== 'open';
  if (!state.papers.some((paper) => paper.status === 'unchecked' && stale(paper.node))) return state;
  const papers = state.papers.map((paper) =>
    paper.status === 'unchecked' && stale(paper.node) ? { ...paper, status: 'lapsed' as const } : paper,
  );
  const lapsed = new Set(papers.filter((paper) => paper.status === 'lapsed').map((paper) => paper.paper));
  const rounds = state.rounds.map((round) =>
    eachNode(round, (node) => ({
      ...node,
      seats: node.seats.map(({ paper, ...seat }) => (paper && !lapsed.has(paper) ? { ...seat, paper } : seat)),
    })),
  );
  return { ...state, papers, rounds };
}

export function newRound(round: number, purpose: RoundState['purpose'], changes: readonly string[]): RoundState {
  return { round, purpose, changes, status: 'live', granted: false, nodes: {} };
}

export function withVersions(state: CaseState, versions: CaseState['versions'] | undefined): CaseState {
  return versions ? { ...state, versions: { ...state.versions, ...versions } } : state;
}

export function voidNodes(
  state: CaseState,
  voids: readonly string[],
  others: (node: NodeState) => NodeState,
): CaseState {
  return inLive(state, (round) =>
    eachNode(round, (node) => (voids.includes(node.node) ? { ...node, status: 'void' } : others(node))),
  );
}
