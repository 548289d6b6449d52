import { addDays, addMonths, type Day, day } from './day.ts';

/** Both ends included; null is open. */
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

const partial = /^\d{4}(-\d{2}(-\d{2})?)?$/;

function parts(value: string): number {
  if (!partial.test(value)) throw new RangeError(`not a year, month or day: ${value}`);
  return value.split('-').length;
}

/** The first day of what is written as a year, a month or a day (`2013`, `2013-11`, `2014-01-20`). @throws RangeError */
export function firstDayOf(value: string): Day {
  const written = parts(value);
  return day(written === 1 ? `${value}-01-01` : written === 2 ? `${value}-01` : value);
}

/** The last day of a year, a month or a day. @throws RangeError */
export function lastDayOf(value: string): Day {
  const written = parts(value);
  if (written === 1) return day(`${value}-12-31`);
  return written === 2 ? addDays(addMonths(day(`${value}-01`), 1), -1) : day(value);
}

export const covers = (period: Period, date: Day): boolean =>
  (period.from === null || period.from <= date) && (period.to === null || date <= period.to);

/** At least one day in common; both ends of both count. */
export const overlap = (
  a: { readonly from: Day; readonly to: Day },
  b: { readonly from: Day; readonly to: Day },
): boolean => a.from <= b.to && b.from <= a.to;
