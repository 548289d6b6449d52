import { type RawBuilder, sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';

/** Keeps what the record now says of a journey; what it said before ends at this moment. */
export async function keepTripRecord(
  work: Work,
  of: { readonly tripId: string } | { readonly caseId: string },
): Promise<void> {
  const { officeId } = work.actor;
  const which = 'tripId' in of ? sql`t.id = ${of.tripId}::uuid` : sql`t.case_id = ${of.caseId}::uuid`;
  await sql`update official_travel.trip_records r set superseded_at = ${work.now} from official_travel.trips t
    where t.office_id = ${officeId}::uuid and ${which} and r.office_id = t.office_id and r.trip_id = t.id
      and r.superseded_at is null`.execute(work.queries);
  await sql`insert into official_travel.trip_records (office_id, id, trip_id, case_id, reference, title, status, kind, category, unit_id,
      unit_path, departure, return, regions, people, budget_cny, granted_on, recorded_at)
    select t.office_id, ${uuidv7()}::uuid, t.id, t.case_id, t.reference, t.purpose_title, t.status, t.kind, t.category, t.unit_id,
      t.unit_path, t.departure, t.return, t.regions,
      array(select p.person_id from official_travel.trip_people p where p.office_id = t.office_id and p.trip_id = t.id order by 1),
      t.budget_cny, t.granted_on, ${work.now}
    from official_travel.trips t where t.office_id = ${officeId}::uuid and ${which}`.execute(work.queries);
}

const inForce = sql`r.status in ('approved', 'under-way', 'completed')`;

/** Facts of journeys in force; `happened` and `quantity` decide what of them is counted when. */
function tripFacts(
  happened: RawBuilder<unknown>,
  quantity: RawBuilder<unknown>,
): (officeId: string) => RawBuilder<unknown> {
  return (officeId) => sql`
    select r.trip_id as record, r.case_id as id, r.office_id, r.unit_id, r.unit_path, r.reference || ' ' || r.title as title,
      ${happened} as happened_on, r.recorded_at, r.superseded_at, (${quantity})::numeric as quantity,
      jsonb_build_object('kind', r.kind, 'category', r.category, 'region', to_jsonb(r.regions),
        'regions', least(cardinality(r.regions), 4)::text) as dims
    from official_travel.trip_records r
    where r.office_id = ${officeId}::uuid and ${inForce} and ${happened} is not null`;
}

const abroad = sql`(r.return - r.departure + 1)`;

export const grantedFacts = tripFacts(sql`r.granted_on`, sql`1`);
export const missionFacts = tripFacts(sql`r.departure`, sql`1`);
export const personTripFacts = tripFacts(sql`r.departure`, sql`cardinality(r.people)`);
/** Both border days count (DAY-04). */
export const personDayFacts = tripFacts(sql`r.departure`, sql`cardinality(r.people) * ${abroad}`);

const missionCase = sql`c.service = 'official-travel' and c.kind = 'mission'`;

/** One return for correction each. */
export const returnFacts = (officeId: string): RawBuilder<unknown> => sql`
  select md5(e.case_id::text || '/' || e.sequence)::uuid as record, c.id, c.office_id, c.unit_id, c.unit_path,
    c.number || ' ' || c.title as title, (e.at at time zone 'Asia/Shanghai')::date as happened_on, e.at as recorded_at,
    null::timestamptz as superseded_at, 1::numeric as quantity,
    jsonb_build_object('reason', e.body ->> 'reason', 'step', e.body ->> 'node') as dims
  from kernel.case_events e join kernel.cases c on c.office_id = e.office_id and c.id = e.case_id
  where e.office_id = ${officeId}::uuid and e.type = 'returned' and ${missionCase}`;

/** Calendar days that each passage of a step took, from its opening to its completion; open ones are not there yet. */
export const stepFacts = (officeId: string): RawBuilder<unknown> => sql`
  select md5(o.case_id::text || '/' || o.sequence)::uuid as record, c.id, c.office_id, c.unit_id, c.unit_path,
    c.number || ' ' || c.title as title, (done.at at time zone 'Asia/Shanghai')::date as happened_on, done.at as recorded_at,
    null::timestamptz as superseded_at,
    ((done.at at time zone 'Asia/Shanghai')::date - (o.at at time zone 'Asia/Shanghai')::date)::numeric as quantity,
    jsonb_build_object('step', o.body ->> 'step') as dims
  from kernel.case_events o join kernel.cases c on c.office_id = o.office_id and c.id = o.case_id
  join lateral (
    select e.at from kernel.case_events e
    where e.office_id = o.office_id and e.case_id = o.case_id and e.sequence > o.sequence and e.type = 'node-completed'
      and e.body ->> 'node' = o.body ->> 'node'
    order by e.sequence limit 1) as done on true
  where o.office_id = ${officeId}::uuid and o.type = 'node-opened' and ${missionCase}`;
