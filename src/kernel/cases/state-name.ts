import type { CaseDefinition } from './definition.ts';
import type { CaseState, NodeState } from './state.ts';

/** Open nodes of the live round, in the order of the route. */
export function openNodes(definition: CaseDefinition, state: CaseState): readonly NodeState[] {
  const nodes = state.rounds.find((round) => round.status === 'live')?.nodes ?? {};
  return definition.route.nodes.flatMap(({ key }) => {
    const node = nodes[key];
    return node?.status === 'open' ? [node] : [];
  });
}

/** Key of the state that lists and pages show, from the parts of the case. */
export function stateName(definition: CaseDefinition, state: CaseState): string {
  const { outcomes, steps } = definition.process;
  if (state.phase === 'draft') return outcomes.draft;
  if (state.phase === 'ended') {
    // A change that was refused does not name a case whose earlier grant came back and ended in its own way.
    const ended = state.rounds.filter((round) => round.outcome && round.outcome !== 'superseded');
    const outcome = (ended.findLast((round) => round.granted) ?? ended.at(-1))?.outcome;
    return outcome && outcome !== 'superseded' ? outcomes[outcome] : outcomes.completed;
  }
  if (state.suspended) return outcomes.suspended;
  if (state.correction) return state.correction.from === null ? outcomes.withdrawn : outcomes.returned;
  const live = state.rounds.find((round) => round.status === 'live');
  if (live?.purpose === 'amendment' && !live.granted && outcomes.amending) return outcomes.amending;
  const step = openNodes(definition, state)[0]?.step;
  // Between two events of one command no node may be open; the name then stays what it was.
  return (step && steps[step]?.state) ?? state.state;
}
