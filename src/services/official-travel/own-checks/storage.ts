import { sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import { readSettings } from '#kernel/settings/storage.ts';
import type { DraftMission } from '../model.ts';
import { filesOf } from '../people/storage.ts';
import { daysOfRoute } from '../route-days.ts';
import type { OfficeRecords, OwnFigures, PersonRecord } from './records.ts';
import { ordinaryFigures } from './records.ts';
import { familyRequired, healthProofFromAge, verifyAfterMonths } from './settings.ts';

type Overlapping = PersonRecord['overlapping'][number];

/** Other missions of these persons, not cancelled, that share a day with that period (both ends included). */
async function overlappingTrips(
  queries: Queries,
  officeId: string,
  personIds: readonly string[],
  period: { readonly departure: string; readonly return: string },
  exceptCase: string,
): Promise<ReadonlyMap<string, Overlapping[]>> {
  const { rows } = await sql<Overlapping & { person_id: string }>`
    select tp.person_id, t.reference, t.departure::text, t.return::text
    from official_travel.trip_people tp join official_travel.trips t on t.office_id = tp.office_id and t.id = tp.trip_id
    where tp.office_id = ${officeId}::uuid and tp.person_id = any (${[...personIds]}::uuid[]) and t.status <> 'cancelled'
      and t.departure <= ${period.return}::date and t.return >= ${period.departure}::date
      and t.case_id is distinct from ${exceptCase}::uuid
    order by t.departure, t.id`.execute(queries);
  const found = new Map<string, Overlapping[]>();
  for (const { person_id, ...trip } of rows) found.set(person_id, [...(found.get(person_id) ?? []), trip]);
  return found;
}

async function ownFigures(queries: Queries, officeId: string, day: Day): Promise<OwnFigures> {
  const all = [healthProofFromAge, verifyAfterMonths, familyRequired] as const;
  const set = await readSettings<unknown>(queries, officeId, all, day);
  const of = <Value>(one: { readonly key: string; readonly default: Value }) =>
    (set.get(one.key) ?? one.default) as Value;
  return {
    healthProofFromAge: of(healthProofFromAge),
    verifyAfterMonths: of(verifyAfterMonths),
    familyRequired: of(familyRequired),
  };
}

/** What the office knows of the members of a mission. */
export async function officeRecords(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  mission: DraftMission,
  caseId: string,
  asOf: Day,
): Promise<OfficeRecords> {
  const ids = (mission.members?.people ?? []).flatMap(({ id }) => (id ? [id] : []));
  if (ids.length === 0) return { people: [], figures: ordinaryFigures };
  const { departure, back } = daysOfRoute(mission);
  const overlapping =
    departure && back ? await overlappingTrips(queries, officeId, ids, { departure, return: back }, caseId) : new Map();
  const files = await filesOf(queries, crypto, officeId, ids);
  const people = ids.map((personId): PersonRecord => {
    const stored = files.get(personId);
    return {
      personId,
      overlapping: overlapping.get(personId) ?? [],
      file: stored
        ? {
            declassifiedUntil: stored.file.declassifiedUntil,
            foreign: stored.file.foreignResidence || stored.file.nationality !== 'CN',
            birthDate: stored.file.birthDate,
            verifiedOn: stored.verifiedOn,
            phoneAbroad: stored.file.phoneAbroad !== null,
          }
        : null,
    };
  });
  return { people, figures: await ownFigures(queries, officeId, asOf) };
}
