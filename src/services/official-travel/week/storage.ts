import { sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { WeekEntry } from '#kernel/desk/week.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { answersForJourneys } from '../endpoints.ts';

interface Journey {
  readonly departure: Day;
  readonly return: Day;
  readonly what: string;
  readonly unit: string;
  readonly regions: readonly string[];
  readonly people: number;
  /** The leader of the group, if he or she stands in the leadership of a unit. */
  readonly leader: string | null;
  readonly team: string | null;
}

/** Granted journeys that touch the week. */
export async function journeys(queries: Queries, actor: Actor, from: Day, to: Day): Promise<readonly Journey[]> {
  const { rows } = await sql<Journey>`
    select c.departure::text, c.return::text, coalesce(k.title, c.purpose_title) || '（' || c.reference || '）' as what, u.name as unit, c.regions,
      (select count(*)::int from official_travel.trip_people p where p.office_id = c.office_id and p.trip_id = c.id) as people,
      p.name as leader, l.leadership_team_of as team
    from official_travel.trips c
    join kernel.units u on u.office_id = c.office_id and u.id = c.unit_id
    left join kernel.cases k on k.office_id = c.office_id and k.id = c.case_id
    left join official_travel.trip_people l on l.office_id = c.office_id and l.trip_id = c.id and l.group_leader
      and l.leadership_role is not null
    left join kernel.persons p on p.office_id = l.office_id and p.id = l.person_id
    where ${permissionFilter(actor, answersForJourneys)} and c.status in ('approved', 'under-way', 'completed')
      and c.departure <= ${to}::date and c.return >= ${from}::date
    order by c.departure, c.reference limit 300`.execute(queries);
  return rows;
}

/** Public notices that end within the week, of missions that wait for it. */
export async function notices(queries: Queries, actor: Actor, from: Day, to: Day): Promise<readonly WeekEntry[]> {
  const { rows } = await sql<{ on: Day; what: string; unit: string; place: string | null }>`
    select s.content ->> 'to' as on, c.title || coalesce('（' || c.number || '）', '') as what, u.name as unit, s.content ->> 'place' as place
    from kernel.cases c
    join kernel.tasks t on t.office_id = c.office_id and t.case_id = c.id and t.step = 'publicity' and t.closed_at is null
    join official_travel.mission_sections s on s.office_id = c.office_id and s.case_id = c.id and s.section = 'publicity'
      and s.version = (c.sections ->> 'publicity')::int
    join kernel.units u on u.office_id = c.office_id and u.id = c.unit_id
    where ${permissionFilter(actor, answersForJourneys)} and c.service = 'official-travel' and c.phase = 'open'
      and s.content ->> 'to' between ${from} and ${to}
    order by 1, 2 limit 300`.execute(queries);
  return rows.map(({ on, what, unit, place }) => ({ part: 'notice', on, what, unit, note: place ?? '' }));
}
