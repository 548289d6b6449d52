import { addDays, type Day, daysBetween } from './day.ts';
import { noticeDaysOff, noticeMakeUpDays, noticeYears } from './working-days.gen.ts';

/**
 * Working days as data: a plain week (Saturday and Sunday off), over it the days off and the make-up working days of the
 * State Council's yearly notice, over it the entries of the office. A year without a notice counts as a plain week and
 * whatever rests on it is provisional.
 */
export interface WorkingCalendar {
  readonly knownYears: ReadonlySet<number>;
  /** Days off that the notice or the office names, with the holiday; weekend days inside a holiday are named too. */
  readonly daysOff: ReadonlyMap<Day, string>;
  /** Weekend days that are worked in exchange, with the holiday that they are worked for. */
  readonly makeUpDays: ReadonlyMap<Day, string>;
}

/** One entry of an office over the calendar: a day is worked, or is off. A later entry for the same day holds. */
export interface CalendarEntry {
  readonly day: Day;
  readonly working: boolean;
  /** The holiday or the reason, as the office writes it. */
  readonly name: string;
  readonly recordedOn: Day;
}

export interface CalendarEdits {
  readonly entries: readonly CalendarEntry[];
  /** Years whose notice the office has entered, so that they are no longer provisional. */
  readonly knownYears: readonly number[];
}

const asDays = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<Day, string> =>
  new Map(pairs.map(([date, holiday]) => [date as Day, holiday]));

/** The notices of 2004 to 2026. */
export const noticeCalendar: WorkingCalendar = {
  knownYears: new Set(noticeYears),
  daysOff: asDays(noticeDaysOff),
  makeUpDays: asDays(noticeMakeUpDays),
};

/** Lays an office's entries over a calendar. With `asOf`, only those recorded on or before that day. */
export function withEdits(calendar: WorkingCalendar, edits: CalendarEdits, asOf?: Day): WorkingCalendar {
  const daysOff = new Map(calendar.daysOff);
  const makeUpDays = new Map(calendar.makeUpDays);
  const inOrder = edits.entries
    .filter((entry) => asOf === undefined || entry.recordedOn <= asOf)
    .toSorted((a, b) => (a.recordedOn < b.recordedOn ? -1 : a.recordedOn > b.recordedOn ? 1 : 0));
  for (const entry of inOrder) {
    daysOff.delete(entry.day);
    makeUpDays.delete(entry.day);
    if (entry.working) makeUpDays.set(entry.day, entry.name);
    else daysOff.set(entry.day, entry.name);
  }
  return { knownYears: new Set([...calendar.knownYears, ...edits.knownYears]), daysOff, makeUpDays };
}

export const yearOf = (date: Day): number => Number(date.slice(0, 4));

/** True if the day rests on no notice: the answer for it may still change. */
export const isProvisional = (calendar: WorkingCalendar, date: Day): boolean => !calendar.knownYears.has(yearOf(date));

/** 1970-01-01 was a Thursday. */
const isWeekend = (date: Day): boolean => {
  const weekday = (((daysBetween('1970-01-01' as Day, date) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
};

export function isWorkingDay(calendar: WorkingCalendar, date: Day): boolean {
  if (calendar.makeUpDays.has(date)) return true;
  return !calendar.daysOff.has(date) && !isWeekend(date);
}

/**
 * The n-th working day after `start`, which itself is not counted (首日不计); before it if n is negative; `start` if n is 0.
 * `provisional` if a day that was passed lies in a year without a notice.
 * @throws RangeError if n is not a whole number
 */
export function addWorkingDays(calendar: WorkingCalendar, start: Day, n: number): { day: Day; provisional: boolean } {
  if (!Number.isInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
  const step = n < 0 ? -1 : 1;
  let current = start;
  let provisional = false;
  for (let left = Math.abs(n); left > 0; ) {
    current = addDays(current, step);
    provisional ||= isProvisional(calendar, current);
    if (isWorkingDay(calendar, current)) left -= 1;
  }
  return { day: current, provisional };
}

/**
 * Working days d with from < d ≤ to. If `to` is earlier, those with to ≤ d < from, negative, so that it undoes
 * `addWorkingDays` both ways. `provisional` if a day that was looked at lies in a year without a notice.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: Day,
  to: Day,
): { days: number; provisional: boolean } {
  const step = to < from ? -1 : 1;
  let current = from;
  let days = 0;
  let provisional = false;
  while (current !== to) {
    current = addDays(current, step);
    provisional ||= isProvisional(calendar, current);
    if (isWorkingDay(calendar, current)) days += step;
  }
  return { days, provisional };
}
