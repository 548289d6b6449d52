import { addDays, type Day, daysBetween, isDay } from '#kernel/calendar/day.ts';
import type { Draft, SectionContent } from '../../model.ts';

type Route = Draft<SectionContent<'route'>>;
export type HalfDay = Draft<SectionContent<'programme'>['halfDays'][number]>;
export type Evening = NonNullable<Draft<SectionContent<'programme'>>['evenings']>[number];
export type Half = 'am' | 'pm';

export interface ProgrammeDay {
  readonly day: Day;
  /** First day, last day: both count as days abroad. */
  readonly border: 'out' | 'back' | null;
  readonly city: string;
  readonly hotel: string;
  readonly am: HalfDay | null;
  readonly pm: HalfDay | null;
}

const longest = 183;
const halves: readonly Half[] = ['am', 'pm'];

/** Departure and return if both are there and in order, at most half a year apart. */
export function travelDays(route: Route | null | undefined): readonly Day[] {
  const { departure, return: back } = route ?? {};
  if (!departure || !back || !isDay(departure) || !isDay(back) || back < departure) return [];
  const length = Math.min(daysBetween(departure, back) + 1, longest);
  return Array.from({ length }, (_, index) => addDays(departure, index));
}

/** Where the night of that day is spent; on the way, the next place, at the end the last. */
export function stopOn(route: Route | null | undefined, day: Day) {
  const stops = (route?.stops ?? []).filter(({ city, airsideOnly }) => city && !airsideOnly);
  return (
    stops.findLast(({ arrive, leave }) => arrive && leave && arrive <= day && day < leave) ??
    stops.find(({ arrive }) => arrive && arrive >= day) ??
    stops.at(-1)
  );
}

/** The programme as a sheet: one row a day, from departure to return, and days of earlier dates that still hold something. */
export function programmeDays(route: Route | null | undefined, halfDays: readonly HalfDay[]): readonly ProgrammeDay[] {
  const days = travelDays(route);
  const beyond = halfDays.flatMap(({ date }) => (date && isDay(date) && !days.includes(date) ? [date] : []));
  return [...new Set([...days, ...beyond])].sort().map((day) => {
    const stop = stopOn(route, day);
    const of = (half: Half) => halfDays.find((one) => one.date === day && one.half === half) ?? null;
    return {
      day,
      border: day === days[0] ? 'out' : day === days.at(-1) ? 'back' : null,
      city: of('am')?.city ?? of('pm')?.city ?? stop?.city ?? '',
      hotel: stop?.hotel ?? '',
      am: of('am'),
      pm: of('pm'),
    };
  });
}

/** Every half-day between departure and return; what stands there stays, legs are put in as travel, other dates are dropped. */
export function fillProgramme(route: Route | null | undefined, halfDays: readonly HalfDay[]): readonly HalfDay[] {
  return travelDays(route).flatMap((date) =>
    halves.map((half): HalfDay => {
      const there = halfDays.find((one) => one.date === date && one.half === half);
      if (there) return there;
      const leg = (route?.legs ?? []).find((one) => one.date === date);
      const city = stopOn(route, date)?.city ?? '';
      const way =
        leg?.fromCity && leg.toCity ? `${leg.fromCity}—${leg.toCity}${leg.number ? ` ${leg.number}` : ''}` : '';
      const travels = leg !== undefined && half === 'am';
      return {
        date,
        half,
        city,
        ...(travels ? { activity: 'travel' as const } : {}),
        content: travels ? way : '',
        host: '',
      };
    }),
  );
}

/** Sets one half-day, making it if it is not there. */
export function setHalfDay(
  halfDays: readonly HalfDay[],
  at: { readonly date: Day; readonly half: Half; readonly city: string },
  change: Partial<HalfDay>,
): readonly HalfDay[] {
  const there = halfDays.some((one) => one.date === at.date && one.half === at.half);
  if (!there) return inOrder([...halfDays, { ...at, content: '', host: '', ...change }]);
  return halfDays.map((one) => (one.date === at.date && one.half === at.half ? { ...one, ...change } : one));
}

/** 按天复制: both halves of one day over those of another; the city stays that day's own. */
export function copyDay(
  halfDays: readonly HalfDay[],
  from: Day,
  to: { readonly day: Day; readonly city: string },
): readonly HalfDay[] {
  const copied = halfDays
    .filter((one) => one.date === from)
    .map((one): HalfDay => ({ ...one, date: to.day, city: to.city || (one.city ?? '') }));
  return inOrder([...halfDays.filter((one) => one.date !== to.day), ...copied]);
}

/** The evening of a day; empty words take it out. */
export function setEvening(evenings: readonly Evening[], date: Day, content: string): readonly Evening[] {
  const others = evenings.filter((one) => one.date !== date);
  if (content === '') return others;
  return [...others, { date, content }].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
}

function inOrder(halfDays: readonly HalfDay[]): readonly HalfDay[] {
  const key = ({ date, half }: HalfDay) => `${date ?? ''}${half ?? ''}`;
  return [...halfDays].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Official half-days of all that are not travel, as the rule on the programme counts (DAY-06); null while there is nothing to count. */
export function officialShare(
  days: number,
  halfDays: readonly HalfDay[],
): { readonly part: number; readonly whole: number } | null {
  if (halfDays.length === 0 || days === 0) return null;
  const count = (activity: string) => halfDays.filter((half) => half.activity === activity).length;
  const whole = 2 * days - count('travel');
  return whole > 0 ? { part: count('official'), whole } : null;
}
