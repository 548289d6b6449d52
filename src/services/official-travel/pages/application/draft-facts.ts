import type { MissionCheck } from '../../answers.ts';
import type { DraftMission } from '../../model.ts';
import { shareWithThreeDecimals } from '../../rules/facts.ts';
import { budgetSums } from './budget-lines.ts';
import { officialShare, travelDays } from './programme-days.ts';

/** The strip above the form: what can already be counted, whatever is still open elsewhere. */
export function draftFacts(mission: DraftMission): MissionCheck['facts'] {
  const { route, members, programme, budget } = mission;
  const days = travelDays(route).length;
  const stops = route?.stops ?? [];
  const regionsOf = (kept: (stop: (typeof stops)[number]) => boolean) => {
    const found = [...new Set(stops.filter(kept).flatMap(({ region }) => (region ? [region] : [])))].sort();
    return found.length > 0 ? found : null;
  };
  const share = officialShare(days, programme?.halfDays ?? []);
  return {
    days: days > 0 ? days : null,
    visitedRegions: regionsOf(({ use }) => use !== 'transit'),
    countedRegions: regionsOf(({ airsideOnly }) => !airsideOnly),
    members: members?.people?.length ?? null,
    postingWorkingDays: null,
    officialShare: share ? shareWithThreeDecimals(share) : null,
    budgetCny: budget ? budgetSums(budget).totalCny : null,
  };
}
