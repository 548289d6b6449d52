import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { type Day, dayInBeijing } from './day.ts';
import type { CalendarChange } from './model.ts';
import { type CalendarEntry, noticeCalendar, type WorkingCalendar, withEdits, yearOf } from './working-calendar.ts';

export interface StoredEntry extends CalendarEntry {
  readonly id: string;
  readonly source: string;
  readonly recordedBy: string;
}

interface EntryRow {
  id: string;
  day: Day;
  working: boolean;
  name: string;
  source: string;
  recorded_on: Day;
  recorded_by: string;
}

/** Entries of the office in the order in which they were made; of one year, or all. */
export async function calendarEntries(
  queries: Queries,
  officeId: string,
  year?: number,
): Promise<readonly StoredEntry[]> {
  const within =
    year === undefined ? sql`` : sql`and day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`;
  const { rows } = await sql<EntryRow>`select id, day, working, name, source, recorded_on, recorded_by
    from kernel.calendar_entries where office_id = ${officeId}::uuid ${within} order by recorded_at, id`.execute(
    queries,
  );
  return rows.map((row) => ({
    id: row.id,
    day: row.day,
    working: row.working,
    name: row.name,
    source: row.source,
    recordedOn: row.recorded_on,
    recordedBy: row.recorded_by,
  }));
}

/**
 * The working days of an office: the yearly notices, and over them its own entries; with `asOf`, as they were known on that
 * day. Years without a notice are plain weeks, and whatever rests on them is provisional.
 */
export async function officeCalendar(queries: Queries, officeId: string, asOf?: Day): Promise<WorkingCalendar> {
  const { rows } = await sql<{
    entries: { day: Day; working: boolean; name: string; recorded_on: Day }[];
    years: { year: number; recorded_on: Day }[];
  }>`select
    coalesce((select json_agg(json_build_object('day', day, 'working', working, 'name', name, 'recorded_on', recorded_on)
        order by recorded_at, id)
      from kernel.calendar_entries where office_id = ${officeId}::uuid), '[]'::json) as entries,
    coalesce((select json_agg(json_build_object('year', year, 'recorded_on', recorded_on))
      from kernel.calendar_years where office_id = ${officeId}::uuid), '[]'::json) as years`.execute(queries);
  const { entries, years } = rows[0]!;
  const knownYears = years.filter((row) => asOf === undefined || row.recorded_on <= asOf).map((row) => row.year);
  const edits = entries.map(({ recorded_on: recordedOn, ...entry }) => ({ ...entry, recordedOn }));
  return withEdits(noticeCalendar, { entries: edits, knownYears }, asOf);
}

/**
 * Enters days and years. Running duties are computed again by who hears of `calendar.changed`.
 * @returns how many days were entered
 */
export async function enterDays(work: Work, change: CalendarChange): Promise<number> {
  const { queries, actor, now } = work;
  const recorded = {
    office_id: actor.officeId,
    source: change.source,
    recorded_on: dayInBeijing(now),
    recorded_by: actor.personId,
    recorded_at: now,
  };
  if (change.days.length > 0) {
    await queries
      .insertInto('kernel.calendar_entries')
      .values(change.days.map(({ day, working, name }) => ({ ...recorded, id: uuidv7(), day, working, name })))
      .execute();
  }
  if (change.knownYears.length > 0) {
    await queries
      .insertInto('kernel.calendar_years')
      .values(change.knownYears.map((year) => ({ ...recorded, year })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const years = [...new Set([...change.knownYears, ...change.days.map((one) => yearOf(one.day as Day))])].sort();
  work.audit({
    event: 'calendar.changed',
    object: 'calendar:working-days',
    result: 'done',
    details: { days: change.days.length, years: years.join(' ') },
  });
  work.send({ topic: 'calendar.changed', about: 'calendar:working-days', body: { years } });
  return change.days.length;
}
