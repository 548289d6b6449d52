import { addDays, addMonths, type Day, dayInBeijing, daysBetween } from '../calendar/day.ts';
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
} from '../calendar/working-calendar.ts';
import type { ClockKind } from './model.ts';

/** A stop of the clock. Instants in ISO 8601; `to` null while it stands. */
export interface Pause {
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
}

/** Everything that a due date depends on beside the calendar. */
export interface ClockFacts {
  readonly clock: ClockKind;
  readonly amount: number;
  /** The day of the event, which is not counted itself (民法典第二百零一条). */
  readonly startedOn: Day;
  /** The instant of the event, for clocks that count hours. */
  readonly startedAt: Date | null;
  /** A last day that is off moves to the next working day (民法典第二百零三条). */
  readonly rollsOver: boolean;
  /** In the order of time. */
  readonly pauses: readonly Pause[];
}

export interface Reckoning {
  /** Last day; of hours the day of the last minute. */
  readonly dueOn: Day;
  /** The instant from which it is late: midnight after the last day, or the end of the last hour. */
  readonly dueAt: Date;
  /** A year without a notice was counted through. */
  readonly provisional: boolean;
  /** The standing pause, if there is one; the due date is then what it was when the clock stopped. */
  readonly paused: Pause | null;
}

const hour = 3_600_000;
/** Midnight in Beijing that ends the day. */
export const endOfDay = (day: Day): Date => new Date(`${addDays(day, 1)}T00:00:00+08:00`);

function laterOf(a: Day, b: Day): Day {
  if (a < b) return b;
  return a;
}

interface Sum {
  readonly day: Day;
  readonly provisional: boolean;
}

function rolled(calendar: WorkingCalendar, sum: Sum): Sum {
  let { day, provisional } = sum;
  while (!isWorkingDay(calendar, day)) {
    provisional ||= isProvisional(calendar, day);
    day = addDays(day, 1);
  }
  return { day, provisional: provisional || isProvisional(calendar, day) };
}

function plus(facts: ClockFacts, calendar: WorkingCalendar): Sum {
  const { clock, amount, startedOn } = facts;
  if (clock === 'working-days') return addWorkingDays(calendar, startedOn, amount);
  const day = clock === 'calendar-months' ? addMonths(startedOn, amount) : addDays(startedOn, amount);
  return facts.rollsOver ? rolled(calendar, { day, provisional: false }) : { day, provisional: false };
}

/** What was left when the clock stopped is left when it goes on, and no pause makes a term shorter. */
function afterPause(facts: ClockFacts, calendar: WorkingCalendar, due: Sum, from: Day, to: Day): Sum {
  if (facts.clock === 'working-days') {
    const left = workingDaysBetween(calendar, from, due.day);
    const next = rolled(calendar, addWorkingDays(calendar, to, left.days));
    return {
      day: laterOf(next.day, due.day),
      provisional: due.provisional || left.provisional || next.provisional,
    };
  }
  const moved = { day: addDays(to, daysBetween(from, due.day)), provisional: due.provisional };
  return facts.rollsOver ? rolled(calendar, moved) : moved;
}

/**
 * The due date as a function of the facts and the calendar, and of nothing else: computing it again gives the same. A pause
 * that began when the term was over has no effect; the part of a pause before the start has none either.
 * @throws RangeError for hours without an instant, or an amount that is no whole number of 0 or more
 */
export function reckon(facts: ClockFacts, calendar: WorkingCalendar): Reckoning {
  if (!Number.isInteger(facts.amount) || facts.amount < 0) throw new RangeError(`not a term: ${facts.amount}`);
  return facts.clock === 'hours' ? reckonHours(facts) : reckonDays(facts, calendar);
}

function reckonHours(facts: ClockFacts): Reckoning {
  if (facts.startedAt === null) throw new RangeError('hours are counted from an instant');
  const start = facts.startedAt.getTime();
  let due = start + facts.amount * hour;
  let paused: Pause | null = null;
  for (const pause of facts.pauses) {
    const from = Math.max(Date.parse(pause.from), start);
    if (from >= due) continue;
    if (pause.to === null) paused = pause;
    else due += Math.max(0, Date.parse(pause.to) - from);
  }
  const dueAt = new Date(due);
  return { dueOn: dayInBeijing(dueAt), dueAt, provisional: false, paused };
}

function reckonDays(facts: ClockFacts, calendar: WorkingCalendar): Reckoning {
  let due = plus(facts, calendar);
  let paused: Pause | null = null;
  for (const pause of facts.pauses) {
    const from = laterOf(dayInBeijing(new Date(pause.from)), facts.startedOn);
    if (from > due.day) continue;
    if (pause.to === null) paused = pause;
    else {
      const to = dayInBeijing(new Date(pause.to));
      if (to > from) due = afterPause(facts, calendar, due, from, to);
    }
  }
  return { dueOn: due.day, dueAt: endOfDay(due.day), provisional: due.provisional, paused };
}
