import { type Day, daysBetween, isDay } from '#kernel/calendar/day.ts';

const pad = (value: number) => String(value).padStart(2, '0');

function dayOf(year: number, month: number, date: number): Day | null {
  const text = `${year}-${pad(month)}-${pad(date)}`;
  return isDay(text) ? text : null;
}

/** Which year a day without one belongs to: the nearest to today, or the last one, for births and dates of issue. */
export type YearGuess = 'nearest' | 'past';

function guessYear(month: number, date: number, today: Day, guess: YearGuess): Day | null {
  const year = Number(today.slice(0, 4));
  const candidates = [year - 1, year, year + 1]
    .map((one) => dayOf(one, month, date))
    .filter((one) => one !== null)
    .filter((one) => guess === 'nearest' || one <= today);
  const byDistance = (a: Day, b: Day) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b));
  return candidates.sort(byDistance)[0] ?? null;
}

/**
 * A day as people type it: `2027-3-9`, `2027/3/9`, `2027.3.9`, `20270309`, `2027年3月9日`, and without the year `3.9`, `3-9`, `3月9日`,
 * `0309`; full-width digits too. Null if it is no real day.
 */
export function parseDayText(text: string, today: Day, guess: YearGuess = 'nearest'): Day | null {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(/[(（].*$/, '')
    .replace(/[日号]$/, '')
    .replace(/\s*[年月./\-\s]\s*/g, '-');
  const full = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (full) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]));
  const short = /^(\d{1,2})-(\d{1,2})$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed);
  if (short) return guessYear(Number(short[1]), Number(short[2]), today, guess);
  return null;
}
