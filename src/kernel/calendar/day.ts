/** A calendar day in Beijing time, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string & { readonly __day: true };

/** The time that a command lives in. Business code never asks the machine for the time: a test, or 2020, may be passed in. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True only for a real day (2026-02-29 is none). */
export function isDay(value: string): value is Day {
  const match = dayPattern.exec(value);
  if (!match) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** @throws RangeError if the text is not a real day */
export function day(value: string): Day {
  if (!isDay(value)) throw new RangeError(`not a day: ${value}`);
  return value;
}

/** The day it is in Beijing (UTC+8 all year) at that instant. */
export function dayInBeijing(instant: Date): Day {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as Day;
}

export function addDays(start: Day, days: number): Day {
  const dayOfMonth = Number(start.slice(8)) + days;
  // Every month has these days, so the machine's calendar need not be asked: counting walks from day to day.
  if (Number.isInteger(dayOfMonth) && dayOfMonth >= 1 && dayOfMonth <= 28) {
    return `${start.slice(0, 8)}${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}` as Day;
  }
  const date = new Date(`${start}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10) as Day;
}

/** Whole days from one day to the other; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The same day n months on; where there is none, the last day of that month. */
export function addMonths(start: Day, months: number): Day {
  const [year, month, dayOfMonth] = start.split('-').map(Number) as [number, number, number];
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12;
  const last = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(targetYear, targetMonth, Math.min(dayOfMonth, last))).toISOString().slice(0, 10) as Day;
}
