import type { WeekEntry, WeekSource } from '#kernel/desk/week.ts';
import { nameBesideCountries } from '#kernel/places/regions.ts';
import { journeys, notices } from './storage.ts';

const places = (regions: readonly string[]): string => regions.map((code) => nameBesideCountries(code).zh).join('、');

/** Departures, returns, leaders abroad and notices that end: what this service knows of a week. */
export const travelWeek: WeekSource = async (queries, actor, { from, to }) => {
  const entries: WeekEntry[] = [...(await notices(queries, actor, from, to))];
  for (const { leader, team, ...journey } of await journeys(queries, actor, from, to)) {
    const where = `${places(journey.regions)}，${journey.people} 人`;
    const entry = { what: journey.what, unit: journey.unit, note: where };
    if (journey.departure >= from) entries.push({ ...entry, part: 'departure', on: journey.departure });
    if (journey.return <= to) entries.push({ ...entry, part: 'return', on: journey.return });
    if (leader !== null) {
      const on = [from, journey.departure].toSorted().at(-1)!;
      const term = `${journey.departure.slice(5)} 至 ${journey.return.slice(5)}`;
      entries.push({
        ...entry,
        part: 'leader',
        on,
        what: `${leader}（${team ?? journey.unit}）率团：${journey.what}`,
        note: `${places(journey.regions)}，${term}`,
      });
    }
  }
  return entries;
};
