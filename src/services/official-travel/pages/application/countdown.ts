import { type Day, isDay } from '#kernel/calendar/day.ts';
import { addWorkingDays, noticeCalendar } from '#kernel/calendar/working-calendar.ts';
import type { Text } from '#kernel/text.ts';
import { missionProcess } from '../../process.ts';
import { standardRoute } from '../../standard-route.ts';

export interface LatestDay {
  readonly step: Text;
  readonly day: Day;
  readonly provisional: boolean;
}

interface Stage {
  readonly key: string;
  label: Text;
  term: number;
}

/** The province decides only for some missions, and by its own clock. */
const apart: ReadonlySet<string> = new Set(['province', 'issue-request']);

/** Steps of one group run side by side: the longest counts. */
function stages(): readonly Stage[] {
  const found: Stage[] = [];
  const granted = standardRoute.nodes.findIndex(({ key }) => key === standardRoute.grantedAfter);
  for (const { key, group, step: name } of standardRoute.nodes.slice(0, granted + 1)) {
    const step = missionProcess.steps[name];
    if (!step || apart.has(key)) continue;
    const last = found.at(-1);
    const term = step.workingDays ?? 0;
    if (last && last.key === group) {
      last.term = Math.max(last.term, term);
      last.label = { zh: `${last.label.zh}、${step.label.zh}`, en: `${last.label.en}, ${step.label.en}` };
    } else found.push({ key: group ?? key, label: step.label, term });
  }
  return found;
}

/**
 * The latest day of each step, counted back from the departure by the terms that the steps have; conditional steps count too, so that the
 * first day is safe. Visas and tickets come on top and are not in it.
 */
export function latestDays(departure: string | null | undefined): readonly LatestDay[] {
  if (!departure || !isDay(departure)) return [];
  let end: { day: Day; provisional: boolean } = { day: departure, provisional: false };
  const days: LatestDay[] = [];
  for (const { label, term } of stages().toReversed()) {
    const start = addWorkingDays(noticeCalendar, end.day, -term);
    end = { day: start.day, provisional: end.provisional || start.provisional };
    days.unshift({ step: label, ...end });
  }
  return days;
}
