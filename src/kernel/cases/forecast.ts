import { type Day, dayInBeijing } from '../calendar/day.ts';
import type { CaseDefinition } from './definition.ts';
import type { CaseEvent, Holder } from './events.ts';
import type { Circumstances } from './facts.ts';
import { advance, completeNode, stages } from './flow.ts';
import { emptyState } from './fold.ts';
import { laws, system } from './laws.ts';
import type { CaseState } from './state.ts';
import { openNodes } from './state-name.ts';
import { Progress } from './work.ts';

export interface ForecastStep {
  readonly node: string;
  readonly step: string;
  /** Steps with the same number run at the same time. */
  readonly stage: number;
  /** False: left out for these facts. */
  readonly runs: boolean;
  readonly why?: 'condition';
  readonly holders: readonly Holder[];
  /** The rule of the route finds nobody, so the fallback role of the process signs. */
  readonly fallback: boolean;
  /** The day on which it begins if every step before takes its whole term. */
  readonly from: Day;
  /** The end of its term; null: it has none. */
  readonly due: Day | null;
  readonly provisional: boolean;
}

/** A route that leads round in a circle cannot be laid down; this only keeps a faulty one from running for ever. */
const mostStages = 100;

/**
 * What a draft would go through if it were submitted at that instant with these facts, up to the grant: the engine itself is run, each
 * open step completed on the last day of its term. A step without a term takes no time here.
 */
export function forecast(
  definition: CaseDefinition,
  circumstances: Circumstances,
  submittedAt: Date,
): readonly ForecastStep[] {
  const { route } = definition;
  if (route.nodes.length === 0) return [];
  const stageOf = new Map(
    stages(route.nodes).flatMap((stage, index) => stage.map(({ key }) => [key, index + 1] as const)),
  );
  const steps: ForecastStep[] = [];
  const told = (events: readonly CaseEvent[], day: Day): boolean => {
    for (const event of events) {
      if (event.type === 'granted') return true;
      const stage = 'node' in event && event.node !== null ? (stageOf.get(event.node) ?? 0) : 0;
      if (event.type === 'node-opened') {
        const { node, step, seats, due, provisional, fallback = false } = event;
        const holders = seats.flatMap((seat) => seat.holders);
        steps.push({ node, step, stage, runs: true, holders, fallback, from: day, due, provisional });
      } else if (event.type === 'node-skipped') {
        const step = route.nodes.find(({ key }) => key === event.node)?.step ?? event.node;
        const left = { holders: [], fallback: false, from: day, due: null, provisional: false };
        steps.push({ node: event.node, step, stage, runs: false, why: 'condition', ...left });
      }
    }
    return false;
  };
  const begin = (state: CaseState, at: string) =>
    new Progress({ definition, digest: '', state, ...circumstances, acting: system, at, key: '', laws });

  const first = begin(emptyState(definition), submittedAt.toISOString());
  first.emit({ type: 'submitted', round: 1, definition: '', versions: {} });
  advance(first);
  let { state } = first;
  let day = dayInBeijing(submittedAt);
  let granted = told(first.events, day);
  for (let turn = 0; turn < mostStages && !granted; turn += 1) {
    const open = openNodes(definition, state);
    if (open.length === 0) break;
    day = open.reduce((latest, { due }) => (due !== null && due > latest ? due : latest), day);
    for (const { node } of open) {
      const progress = begin(state, `${day}T01:00:00.000Z`);
      completeNode(progress, node);
      state = progress.state;
      granted = told(progress.events, day) || granted;
    }
  }
  return steps;
}
