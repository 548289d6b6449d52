import type { CaseDefinition, Who } from './definition.ts';
import type { CaseFacts, Doer } from './facts.ts';
import { actingAs, isOneOf } from './laws.ts';
import type { CaseState, PathItem } from './state.ts';

/** The real steps of this case: done, current, still to come, skipped with the reason. */
export function pathOf(definition: CaseDefinition, state: CaseState): readonly PathItem[] {
  const round =
    state.rounds.find((one) => one.status === 'live') ?? state.rounds.findLast((one) => one.outcome !== 'superseded');
  return definition.route.nodes.map((node) => {
    const step = definition.process.steps[node.step];
    const now = round?.nodes[node.key];
    const done = now?.status === 'passed' || now?.status === 'refused';
    const status = done
      ? 'done'
      : now?.status === 'open'
        ? 'current'
        : now?.status === 'skipped'
          ? 'skipped'
          : 'to-come';
    return {
      node: node.key,
      label: step?.label ?? { zh: node.step, en: node.step },
      kind: step?.kind ?? 'decide',
      tone: (step && definition.process.states[step.state]?.tone) ?? 'grey',
      status,
      ...(now?.why ? { why: now.why } : {}),
    };
  });
}

/** Sections that the reader may write in the state that the case is in, by the table of the process and the open seats. */
export function writableSections(
  definition: CaseDefinition,
  state: CaseState,
  doer: Doer,
  facts: CaseFacts,
): readonly string[] {
  if (state.phase === 'ended' || state.suspended) return [];
  const acting = actingAs(doer, undefined);
  if (!acting) return [];
  const by = (who: readonly Who[]) => isOneOf(who, acting, facts, state);
  const table = definition.process.writable
    .filter((rule) => rule.state === state.state && by(rule.by))
    .flatMap((rule) => rule.sections)
    .filter((section) => state.correction?.reopens?.includes(section) ?? true);
  const live = state.rounds.find((round) => round.status === 'live');
  const signing = Object.values(live?.nodes ?? {})
    .filter((node) => node.status === 'open')
    .filter((node) =>
      isOneOf([{ relation: 'holder' }], acting, facts, {
        ...state,
        rounds: live ? [{ ...live, nodes: { [node.node]: node } }] : [],
      }),
    )
    .flatMap((node) => definition.process.steps[node.step]?.writes ?? []);
  return [...new Set([...table, ...signing])];
}
