import { addDays, type Day, daysBetween } from '#kernel/calendar/day.ts';
import { type WorkingCalendar, workingDaysBetween } from '#kernel/calendar/working-calendar.ts';
import { nameBesideCountries, regionOf } from '#kernel/places/regions.ts';
import type { Text } from '#kernel/text.ts';
import type { RatesOn } from '../budget/rates.ts';
import type { Leg, MemberReferences, MissionFile, MissionMember, OtherMission, Stop } from '../mission-file/model.ts';

/** A mission with what the rules count on it, each counted once. */
export interface MissionFacts {
  readonly mission: MissionFile & RatesOn;
  /** Both border days count (DAY-04). */
  readonly days: number;
  readonly leader: MissionMember;
  readonly visits: readonly Visit[];
  /** Distinct regions of the visits, sorted; their number decides the days. */
  readonly visitedRegions: readonly string[];
  /** Distinct regions of all stops at which somebody leaves the airport, sorted. */
  readonly countedRegions: readonly string[];
  /** Working days of posting before submission, 0 if not posted; null if they reach a year without a calendar. */
  readonly postingWorkingDays: number | null;
  /** Official half-days of all that are not travel; null without an itinerary. */
  readonly officialShare: Fraction | null;
}

export interface Visit {
  readonly stop: Stop;
  /** Position in `route.stops`. */
  readonly index: number;
}

export interface Fraction {
  readonly part: number;
  readonly whole: number;
}

export function missionFacts(mission: MissionFile & RatesOn, calendar: WorkingCalendar): MissionFacts {
  const { route } = mission;
  const days = daysBetween(route.departure, route.return) + 1;
  const visits = route.stops.flatMap((stop, index) => (stop.use === 'visit' ? [{ stop, index }] : []));
  return {
    mission,
    days,
    leader: leaderOf(mission),
    visits,
    visitedRegions: distinct(visits.map(({ stop }) => stop.region)),
    countedRegions: distinct(route.stops.flatMap((stop) => (stop.airsideOnly ? [] : [stop.region]))),
    postingWorkingDays: postingWorkingDays(mission, calendar),
    officialShare: officialShare(mission, days),
  };
}

const distinct = (codes: readonly string[]): string[] => [...new Set(codes)].sort();

/** @throws Error if there is none: a mission file without exactly one leader is malformed and is never checked */
function leaderOf(mission: MissionFile): MissionMember {
  const leader = mission.members.find((member) => member.groupRole === 'leader');
  if (!leader) throw new Error('a mission without a leader');
  return leader;
}

/** Working days d with from < d ≤ to and d < asOf: the first day is not counted (首日不计), nor the day of submission. */
function postingWorkingDays({ publicity, asOf }: MissionFile, calendar: WorkingCalendar): number | null {
  const { from, to } = publicity;
  if (from === null || to === null) return 0;
  const last: Day = to < asOf ? to : addDays(asOf, -1);
  if (last <= from) return 0;
  const { days, provisional } = workingDaysBetween(calendar, from, last);
  return provisional ? null : days;
}

/** A half-day that the itinerary does not list is neither travel nor official. */
function officialShare({ itinerary }: MissionFile, days: number): Fraction | null {
  if (itinerary === null) return null;
  const count = (activity: string) => itinerary.filter((half) => half.activity === activity).length;
  return { part: count('official'), whole: 2 * days - count('travel') };
}

/** With three decimals, rounded half up; null where all the time is travel. */
export function shareWithThreeDecimals({ part, whole }: Fraction): number | null {
  return whole > 0 ? Math.floor((part * 2000 + whole) / (2 * whole)) / 1000 : null;
}

/** Latin America is M49 419, Africa M49 002. */
export const isLatinAmericaOrAfrica = (code: string): boolean => {
  const region = regionOf(code);
  return region.latinAmerica || region.africa;
};

export const regionName = (code: string): Text => nameBesideCountries(code);

export const refersTo = (references: MemberReferences, id: string): boolean =>
  references === 'all' || references.includes(id);

/** Missions that took place or may. */
export const uncancelled = (missions: readonly OtherMission[]): { other: OtherMission; index: number }[] =>
  missions.flatMap((other, index) => (other.status === 'cancelled' ? [] : [{ other, index }]));

export const periodOf = (of: { readonly departure: Day; readonly return: Day }): { from: Day; to: Day } => ({
  from: of.departure,
  to: of.return,
});

/** An air leg with exactly one end on the mainland. */
export const crossesTheBorderByAir = (leg: Leg): boolean =>
  leg.mode === 'air' && (leg.from.region === 'CN') !== (leg.to.region === 'CN');
