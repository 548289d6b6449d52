import { addDays, isDay } from '#kernel/calendar/day.ts';
import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import type { MissionFinding } from '../../answers.ts';

/**
 * The route with the return on the last day that the rule allows, where a rule on the length has been broken; the last stop ends with it.
 * Null where there is no such day.
 */
export function shortenedRoute(
  finding: Pick<MissionFinding, 'section' | 'at' | 'params'>,
  route: DraftRecord,
): (DraftRecord & { readonly return: string }) | null {
  const { departure, return: back, stops } = route;
  const { max } = finding.params;
  if (finding.section !== 'route' || finding.at !== '/return' || typeof max !== 'number' || max < 1) return null;
  if (typeof departure !== 'string' || !isDay(departure) || typeof back !== 'string') return null;
  const last = addDays(departure, max - 1);
  if (last >= back) return null;
  const rows = Array.isArray(stops) ? stops.filter(isDraftRecord) : [];
  return {
    ...route,
    return: last,
    stops: rows.map((stop) => (stop.leave === back ? { ...stop, leave: last } : stop)),
  };
}
