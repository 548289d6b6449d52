import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { OtherMission, PreviousMission } from '../mission-file/model.ts';
import { keepTripRecord } from './records/storage.ts';

export interface Trip {
  readonly caseId: string | null;
  readonly reference: string;
  readonly status: OtherMission['status'];
  readonly kind: string;
  readonly category: string;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  readonly unitNames: readonly string[];
  readonly departure: string;
  readonly return: string;
  readonly regions: readonly string[];
  readonly inviters: readonly string[];
  readonly purposeTitle: string;
  readonly budgetCny: number | null;
  readonly grantedOn: string | null;
  readonly people: readonly {
    readonly personId: string;
    readonly leadershipTeamOf: string | null;
    readonly leadershipRole: 'head' | 'deputy' | null;
    readonly groupLeader: boolean;
    readonly passportReturnedOn?: string | null;
  }[];
}

/** Writes the journey of a case anew, or adds one from the years before. @returns its id */
export async function recordTrip(work: Work, trip: Trip): Promise<string> {
  const { officeId } = work.actor;
  const { rows } = await sql<{ id: string }>`
    insert into official_travel.trips (office_id, id, case_id, reference, status, kind, category, unit_id, unit_path, unit_names, departure,
      return, regions, inviters, purpose_title, budget_cny, granted_on, recorded_at)
    values (${officeId}::uuid, ${uuidv7()}::uuid, ${trip.caseId}::uuid, ${trip.reference}, ${trip.status}, ${trip.kind}, ${trip.category},
      ${trip.unitId}::uuid, ${[...trip.unitPath]}::uuid[], ${[...trip.unitNames]}::text[], ${trip.departure}::date, ${trip.return}::date,
      ${[...trip.regions]}::text[], ${[...trip.inviters]}::text[], ${trip.purposeTitle}, ${trip.budgetCny}::numeric, ${trip.grantedOn}::date, ${work.now})
    on conflict (office_id, case_id) do update set status = excluded.status, kind = excluded.kind, category = excluded.category,
      unit_names = excluded.unit_names, departure = excluded.departure, return = excluded.return, regions = excluded.regions,
      inviters = excluded.inviters, purpose_title = excluded.purpose_title, budget_cny = excluded.budget_cny,
      granted_on = coalesce(official_travel.trips.granted_on, excluded.granted_on), recorded_at = excluded.recorded_at
    returning id`.execute(work.queries);
  const id = rows[0]!.id;
  await sql`delete from official_travel.trip_people where office_id = ${officeId}::uuid and trip_id = ${id}::uuid`.execute(
    work.queries,
  );
  if (trip.people.length > 0) {
    const { people } = trip;
    await sql`insert into official_travel.trip_people (office_id, trip_id, person_id, leadership_team_of, leadership_role, group_leader, passport_returned_on)
      select ${officeId}::uuid, ${id}::uuid, p.* from unnest(${people.map((one) => one.personId)}::uuid[],
        ${people.map((one) => one.leadershipTeamOf)}::text[], ${people.map((one) => one.leadershipRole)}::text[],
        ${people.map((one) => one.groupLeader)}::boolean[], ${people.map((one) => one.passportReturnedOn ?? null)}::date[]) as p
      on conflict do nothing`.execute(work.queries);
  }
  await keepTripRecord(work, { tripId: id });
  return id;
}

export async function setTripStatus(work: Work, caseId: string, status: OtherMission['status']): Promise<void> {
  await sql`update official_travel.trips set status = ${status}, recorded_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and case_id = ${caseId}::uuid`.execute(work.queries);
  await keepTripRecord(work, { caseId });
}

interface TripRow {
  reference: string;
  status: OtherMission['status'];
  departure: string;
  return: string;
  regions: string[];
  inviters: string[];
  purpose_title: string;
  leaders: {
    name: string;
    leadershipTeamOf: string | null;
    leadershipRole: 'head' | 'deputy' | null;
    groupLeader: boolean;
  }[];
}

/**
 * Other missions of these sending units that rules about splitting, leadership teams and overlap look at: those within half a year
 * before and after (LEAD-02 counts six months).
 */
export async function otherMissionsOf(
  queries: Queries,
  officeId: string,
  unitNames: readonly string[],
  around: { readonly departure: string; readonly return: string },
  exceptCase: string,
): Promise<OtherMission[]> {
  const { rows } = await sql<TripRow>`
    select t.reference, t.status, t.departure::text, t.return::text, t.regions, t.inviters, t.purpose_title,
      coalesce((select json_agg(json_build_object('name', p.name, 'leadershipTeamOf', tp.leadership_team_of, 'leadershipRole', tp.leadership_role,
          'groupLeader', tp.group_leader) order by p.id)
        from official_travel.trip_people tp join kernel.persons p on p.office_id = tp.office_id and p.id = tp.person_id
        where tp.office_id = t.office_id and tp.trip_id = t.id and (tp.leadership_team_of is not null or tp.group_leader)), '[]'::json) as leaders
    from official_travel.trips t
    where t.office_id = ${officeId}::uuid and t.unit_names && ${[...unitNames]}::text[]
      and t.departure between ${around.departure}::date - 200 and ${around.return}::date + 200
      and t.case_id is distinct from ${exceptCase}::uuid
    order by t.departure, t.id`.execute(queries);
  return rows.map((row) => ({
    reference: row.reference,
    status: row.status,
    departure: row.departure as OtherMission['departure'],
    return: row.return as OtherMission['return'],
    regions: row.regions,
    inviters: row.inviters,
    purposeTitle: row.purpose_title,
    leaders: row.leaders,
  }));
}

/** Official missions of a person, this case's own aside, that were not cancelled and began in the two years and more before that day. */
export async function earlierMissions(
  queries: Queries,
  officeId: string,
  personIds: readonly string[],
  before: string,
  exceptCase: string | null,
): Promise<ReadonlyMap<string, PreviousMission[]>> {
  const { rows } = await sql<
    Omit<PreviousMission, 'passportReturnedOn'> & { person_id: string; passport_returned_on: string | null }
  >`
    select tp.person_id, t.departure::text, t.return::text, t.kind, t.category, t.regions, tp.passport_returned_on::text
    from official_travel.trip_people tp join official_travel.trips t on t.office_id = tp.office_id and t.id = tp.trip_id
    where tp.office_id = ${officeId}::uuid and tp.person_id = any (${[...personIds]}::uuid[])
      and t.status in ('approved', 'under-way', 'completed')
      and (${exceptCase}::uuid is null or t.case_id is distinct from ${exceptCase}::uuid)
      and t.departure < ${before}::date and t.departure >= ${before}::date - 1100
    order by t.departure, t.id`.execute(queries);
  const found = new Map<string, PreviousMission[]>(personIds.map((id) => [id, []]));
  for (const { person_id, passport_returned_on, ...mission } of rows) {
    // Whether a passport came back is known only from a return that was recorded.
    const returned = passport_returned_on
      ? { passportReturnedOn: passport_returned_on as PreviousMission['return'] }
      : {};
    found.get(person_id)!.push({ ...mission, ...returned });
  }
  return found;
}

export interface TripCounts {
  readonly thisYear: number;
  readonly inTwoYears: number;
}

/** Official missions of each person that began in the calendar year of that day, and in the two years up to it (累计出访). */
export async function tripCounts(
  queries: Queries,
  officeId: string,
  personIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, TripCounts>> {
  const { rows } = await sql<{ id: string; this_year: number; two_years: number }>`
    select tp.person_id as id, count(*) filter (where date_trunc('year', t.departure) = date_trunc('year', ${today}::date))::int as this_year,
      count(*) filter (where t.departure > ${today}::date - interval '2 years')::int as two_years
    from official_travel.trip_people tp join official_travel.trips t on t.office_id = tp.office_id and t.id = tp.trip_id
    where tp.office_id = ${officeId}::uuid and tp.person_id = any (${[...personIds]}::uuid[])
      and t.status in ('approved', 'under-way', 'completed') and t.departure <= ${today}::date
      and t.departure > ${today}::date - interval '2 years'
    group by tp.person_id`.execute(queries);
  const found = new Map(rows.map((row) => [row.id, { thisYear: row.this_year, inTwoYears: row.two_years }]));
  return new Map(personIds.map((id) => [id, found.get(id) ?? { thisYear: 0, inTwoYears: 0 }]));
}

export interface PersonTrip {
  readonly reference: string;
  readonly caseId: string | null;
  readonly status: OtherMission['status'];
  readonly departure: string;
  readonly return: string;
  readonly regions: string[];
  readonly purpose: string;
  readonly groupLeader: boolean;
}

/** Every journey of a person that is known here, latest first. */
export async function tripsOfPerson(queries: Queries, officeId: string, personId: string): Promise<PersonTrip[]> {
  const { rows } = await sql<PersonTrip>`
    select t.reference, t.case_id as "caseId", t.status, t.departure::text, t.return::text, t.regions, t.purpose_title as purpose,
      tp.group_leader as "groupLeader"
    from official_travel.trip_people tp join official_travel.trips t on t.office_id = tp.office_id and t.id = tp.trip_id
    where tp.office_id = ${officeId}::uuid and tp.person_id = ${personId}::uuid
    order by t.departure desc, t.id limit 200`.execute(queries);
  return rows;
}

/** Journeys of the years before that are recorded already, by unit and reference. */
export async function pastTrips(
  queries: Queries,
  officeId: string,
  references: readonly string[],
): Promise<ReadonlyMap<string, { readonly departure: string; readonly return: string }>> {
  const { rows } = await sql<{ unit_id: string; reference: string; departure: string; return: string }>`
    select unit_id, reference, departure::text, return::text from official_travel.trips
    where office_id = ${officeId}::uuid and case_id is null and reference = any (${[...references]}::text[])`.execute(
    queries,
  );
  return new Map(rows.map(({ unit_id, reference, ...days }) => [`${unit_id} ${reference}`, days]));
}
