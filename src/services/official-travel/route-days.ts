import { type Day, isDay } from '#kernel/calendar/day.ts';
import type { DraftMission } from './model.ts';

/** The days of the route as far as they are real ones: a draft keeps what was typed, and 30 February is asked of no calendar. */
export function daysOfRoute({ route }: Pick<DraftMission, 'route'>): {
  readonly departure: Day | null;
  readonly back: Day | null;
} {
  const real = (typed: string | null | undefined) => (typed && isDay(typed) ? typed : null);
  return { departure: real(route?.departure), back: real(route?.return) };
}
