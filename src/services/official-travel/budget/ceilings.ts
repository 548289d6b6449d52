import { z } from 'zod';
import { addDays, type Day, daysBetween } from '#kernel/calendar/day.ts';
import { covers } from '#kernel/calendar/period.ts';
import { Decimal } from '#kernel/money/decimal.ts';
import type { MissionFile, MissionMember, Stop } from '../mission-file/model.ts';
import { inForceOf, ruleRow } from '../rules/rows.ts';
import { type Place, type Rate, type RatesOn, rateOf, samePlace, type Undetermined } from './rates.ts';

/*
 * How many nights and days a member spends where, who pays for them, and what they may cost. All counting rules of the format stand
 * here once; the budget's output (budget.ts) and the rules on a budget's lines are both made of them.
 *
 *   daysAbroad(mission)                      every day from departure to return, both border days
 *   lengthInDays(mission)                    how many they are
 *   groundStops(mission)                     stops at which somebody leaves the airport
 *   placeOfDay(mission, day)                 the place whose rate a day takes
 *   hostGives(mission, memberId, item, day)  whether the foreign host provides it to the member on that day
 *   isReducedDay(mission, memberId, day)     transport is given or a hired car approved: 40 % of incidentals (BUD-09)
 *   stays(mission, memberId)                 one row per place in order of travel: nights, days, the host's, the reduced ones
 *   rateAt(mission, place)                   the rate on the day of submission, substitutes of the budget included
 *   lodgingNightsToPay(mission, memberId, place)  nights there that the host does not pay (BUD-05)
 *   regionCeilings(mission, memberId, region, item)  c0, c1, c2 of BUD-07, -08, -09 in the table's currency
 */

/** A place on the way with the member's nights and days in it. */
export interface Stay {
  readonly place: Place;
  readonly nights: number;
  readonly hostNights: number;
  readonly days: number;
  /** Days on which the host provides meals. */
  readonly hostMealDays: number;
  /** Days on which the host provides incidentals. */
  readonly hostIncidentalDays: number;
  /** Days of BUD-09, none of them among `hostIncidentalDays`. */
  readonly reducedDays: number;
}

export type HostedItem = MissionFile['hosting'][number]['provides'][number];
type Facts = RatesOn & Pick<MissionFile, 'asOf' | 'route' | 'hosting' | 'hiredCar' | 'documents'>;

const reducedIncidentals = ruleRow('BUD-09');
/** Share of the incidentals that remains on a reduced day. */
const reducedShare = Decimal.of(z.number().parse(reducedIncidentals.params.incidentalsFactor));

export function daysAbroad(mission: Pick<MissionFile, 'route'>): Day[] {
  return Array.from({ length: lengthInDays(mission) }, (_, index) => addDays(mission.route.departure, index));
}

export function lengthInDays({ route }: Pick<MissionFile, 'route'>): number {
  return daysBetween(route.departure, route.return) + 1;
}

export function groundStops(mission: Pick<MissionFile, 'route'>): Stop[] {
  return mission.route.stops.filter((stop) => !stop.airsideOnly);
}

/**
 * The last stop where the night of that day is spent; else the first stop that lies ahead; else the last stop. So the way out
 * takes the rate of the first stop and the way home that of the last.
 * @returns undefined only if nobody leaves an airport on the whole journey
 */
export function placeOfDay(mission: Pick<MissionFile, 'route'>, day: string): Stop | undefined {
  const stops = groundStops(mission);
  return (
    stops.findLast((stop) => stop.arrive <= day && day < stop.leave) ??
    stops.find((stop) => stop.arrive >= day) ??
    stops.at(-1)
  );
}

export function hostGives(
  mission: Pick<MissionFile, 'hosting'>,
  memberId: string,
  item: HostedItem,
  day: string,
): boolean {
  return mission.hosting.some(
    (hosting) =>
      hosting.from <= day &&
      day <= hosting.to &&
      (hosting.members === 'all' || hosting.members.includes(memberId)) &&
      hosting.provides.includes(item),
  );
}

/** Host transport, or a hired car with its approval, on a day on which the host does not provide incidentals; whether or not BUD-09 is in force. */
export function isReducedDay(mission: Facts, memberId: string, day: string): boolean {
  const hiredCar =
    mission.documents.includes('hired-car-approval') &&
    mission.hiredCar.some((car) => car.from <= day && day <= car.to);
  return (
    (hiredCar || hostGives(mission, memberId, 'transport', day)) && !hostGives(mission, memberId, 'incidentals', day)
  );
}

/** Places in order of travel; a place that is left and visited again is one row. */
export function stays(mission: Facts, memberId: string): Stay[] {
  const stops = groundStops(mission);
  const places = stops.filter((stop, index) => stops.findIndex((other) => samePlace(other, stop)) === index);
  const reduces = covers(inForceOf(reducedIncidentals), mission.asOf);
  const stretches = stretchesOf(mission).map(({ day, length }) => ({
    length,
    night: stops.find((stop) => stop.arrive <= day && day < stop.leave),
    place: placeOfDay(mission, day),
    hosted: (item: HostedItem) => hostGives(mission, memberId, item, day),
    reduced: reduces && isReducedDay(mission, memberId, day),
  }));
  return places.map((place) => {
    const nights = stretches.filter((one) => one.night !== undefined && samePlace(one.night, place));
    const days = stretches.filter((one) => one.place !== undefined && samePlace(one.place, place));
    return {
      place: { region: place.region, city: place.city },
      nights: lengthOf(nights),
      hostNights: lengthOf(nights.filter((one) => one.hosted('lodging'))),
      days: lengthOf(days),
      hostMealDays: lengthOf(days.filter((one) => one.hosted('meals'))),
      hostIncidentalDays: lengthOf(days.filter((one) => one.hosted('incidentals'))),
      reducedDays: lengthOf(days.filter((one) => one.reduced)),
    };
  });
}

/**
 * The days abroad in stretches in which nothing changes that counts: what holds of the first day holds of all. So a mission of
 * years costs no more than one of days.
 */
function stretchesOf(mission: Facts): { day: Day; length: number }[] {
  const { departure, return: back, stops } = mission.route;
  const changes = [
    departure,
    ...stops.flatMap((stop) => [stop.arrive, addDays(stop.arrive, 1), stop.leave]),
    ...[...mission.hosting, ...mission.hiredCar].flatMap((period) => [period.from, addDays(period.to, 1)]),
  ].filter((day) => departure <= day && day <= back);
  const firstDays = [...new Set(changes)].sort();
  return firstDays.map((day, index) => {
    const next = firstDays[index + 1];
    return { day, length: next === undefined ? daysBetween(day, back) + 1 : daysBetween(day, next) };
  });
}

function lengthOf(stretches: readonly { readonly length: number }[]): number {
  return stretches.reduce((sum, stretch) => sum + stretch.length, 0);
}

export function rateAt(
  mission: RatesOn & Pick<MissionFile, 'budget'>,
  place: Place,
): { readonly rate: Rate } | { readonly undetermined: Undetermined } {
  return rateOf(place, mission, mission.budget?.substitutes ?? []);
}

export function lodgingNightsToPay(mission: Facts, memberId: string, place: Place): number {
  const stay = stays(mission, memberId).find((one) => samePlace(one.place, place));
  return stay === undefined ? 0 : stay.nights - stay.hostNights;
}

/** Lodging of ministers is paid at its actual cost (据实). */
export function paysActualLodging(member: Pick<MissionMember, 'rank'>): boolean {
  return member.rank === 'ministerial';
}

export function lodgingCeiling(stay: Stay, rate: Rate): Decimal {
  return Decimal.of(rate.lodging).times(stay.nights - stay.hostNights);
}

export function mealsCeiling(stay: Stay, rate: Rate): Decimal {
  return Decimal.of(rate.meals).times(stay.days - stay.hostMealDays);
}

export function incidentalsCeiling(stay: Stay, rate: Rate): Decimal {
  const whole = stay.days - stay.hostIncidentalDays - stay.reducedDays;
  return Decimal.of(rate.incidentals).times(reducedShare.times(stay.reducedDays).plus(Decimal.of(whole)));
}

/** Sums of the table's rates over the days placed in one region, in the table's currency. */
export interface RegionCeilings {
  readonly currency: string;
  /** All days (BUD-07). */
  readonly c0: Decimal;
  /** Without the days on which the host provides the item (BUD-08). */
  readonly c1: Decimal;
  /** Incidentals with 40 % on reduced days (BUD-09); equal to c1 for meals and before BUD-09. */
  readonly c2: Decimal;
}

/** @returns null if no day is placed in the region or a place of it has no rate */
export function regionCeilings(
  mission: Facts & Pick<MissionFile, 'budget'>,
  memberId: string,
  region: string,
  item: 'meals' | 'incidentals',
): RegionCeilings | null {
  const parts: RegionCeilings[] = [];
  for (const stay of stays(mission, memberId)) {
    if (stay.place.region !== region || stay.days === 0) continue;
    const found = rateAt(mission, stay.place);
    if ('undetermined' in found) return null;
    const { rate } = found;
    const perDay = Decimal.of(rate[item]);
    const c1 = perDay.times(stay.days - (item === 'meals' ? stay.hostMealDays : stay.hostIncidentalDays));
    const c2 = item === 'meals' ? c1 : incidentalsCeiling(stay, rate);
    parts.push({ currency: rate.currency, c0: perDay.times(stay.days), c1, c2 });
  }
  const [first] = parts;
  const sum = (key: 'c0' | 'c1' | 'c2') => Decimal.sum(parts.map((part) => part[key]));
  return first === undefined ? null : { currency: first.currency, c0: sum('c0'), c1: sum('c1'), c2: sum('c2') };
}
