import type { HolderLineProps } from '#kernel/ui/parts/holder-line.tsx';
import type { MissionPage, MissionRow } from '../answers.ts';
import { missionProcess } from '../process.ts';

/** In these states the unit itself has to go on. */
export const withTheUnit: ReadonlySet<string> = new Set(['draft', 'returned', 'withdrawn', 'amending']);

/** The missions that the service desk shows, latest first; one reading for all its parts. */
export const ownMissions = { limit: 100, sort: 'updated' } as const;

/** 谁在办、从何时起、何时到期, as the answers give it, for the holder line. */
export function holderFacts(of: MissionPage | MissionRow): HolderLineProps {
  const { step, state, holder, since, due, provisional } = of;
  const stage = (step ? missionProcess.steps[step]?.label : undefined) ?? missionProcess.states[state]?.label;
  return {
    stage: stage ?? { zh: state, en: state },
    holders: holder ? [holder] : [],
    ...(since ? { since } : {}),
    ...(due ? { due: { dueAt: due, ...(provisional ? { provisional: true } : {}) } } : {}),
  };
}
