import { addMonths, type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { maskName } from '#kernel/ui/parts/mask.ts';
import { verifyAfterMonths } from '../own-checks/settings.ts';
import { earlierMissions, type TripCounts, tripCounts, tripsOfPerson } from '../trips/storage.ts';
import { allowed } from '../units/scope.ts';
import { keepsPeople, type PersonPage, type PersonRow } from './endpoints.ts';
import type { PeopleParts } from './keep-person.ts';
import { masked, maskedFields } from './masks.ts';
import { memberFrom } from './member-from.ts';
import { findPeople, type PeopleFilter, type StoredPerson } from './storage.ts';

/** Files verified before that day must be verified again (资料复核周期, section 16: a figure of the office). */
async function oldestVerified(queries: Queries, officeId: string, today: Day): Promise<Day> {
  return addMonths(today, -(await readSetting(queries, officeId, verifyAfterMonths, today)));
}

function rowOf(person: StoredPerson, counts: TripCounts, oldest: Day): PersonRow {
  return {
    id: person.id,
    maskedName: maskName(person.name),
    unit: { id: person.unitId, name: person.unitName },
    section: person.file.section,
    post: person.file.post,
    rank: person.file.rank,
    employment: person.file.employment,
    maskedNumber: masked(person.file).identityNumber,
    source: person.source,
    verifiedOn: person.verifiedOn,
    verifyAgain: person.verifiedOn < oldest,
    state: person.state,
    tripsThisYear: counts.thisYear,
    tripsInTwoYears: counts.inTwoYears,
  };
}

const exactUpTo = 1_000;

export async function searchPeople(
  queries: Queries,
  { crypto }: PeopleParts,
  actor: Actor,
  asked: Omit<PeopleFilter, 'verifiedBefore'> & {
    readonly verify?: 'due' | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  },
  now: Date,
) {
  const today = dayInBeijing(now);
  const oldest = await oldestVerified(queries, actor.officeId, today);
  const limit = asked.limit ?? 20;
  const { people, count } = await findPeople(
    queries,
    crypto,
    actor,
    { ...asked, verifiedBefore: asked.verify ? oldest : undefined },
    { after: readCursor(asked.cursor), limit: limit + 1, countTo: exactUpTo + 1 },
  );
  const shown = people.slice(0, limit);
  const counts = await tripCounts(
    queries,
    actor.officeId,
    shown.map(({ id }) => id),
    today,
  );
  const last = shown.at(-1);
  return {
    rows: shown.map((person) => rowOf(person, counts.get(person.id)!, oldest)),
    next:
      people.length > limit && last
        ? Buffer.from(JSON.stringify([last.unitName, last.id])).toString('base64url')
        : null,
    total: { count: Math.min(count, exactUpTo), more: count > exactUpTo },
  };
}

function readCursor(cursor: string | undefined): readonly [string, string] | null {
  if (cursor === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && /^[0-9a-f-]{36}$/.test(String(parsed[1])))
      return [parsed[0], String(parsed[1])];
  } catch {
    // told below
  }
  throw new Problem(400, 'cursor-malformed', {
    zh: '翻页标记无效，请从第一页重新查看。',
    en: 'The page mark is not valid. Start again from the first page.',
  });
}

export async function personPage(queries: Queries, actor: Actor, person: StoredPerson, now: Date): Promise<PersonPage> {
  const today = dayInBeijing(now);
  const counts = await tripCounts(queries, actor.officeId, [person.id], today);
  return {
    id: person.id,
    version: person.version,
    name: person.name,
    row: rowOf(person, counts.get(person.id)!, await oldestVerified(queries, actor.officeId, today)),
    file: { ...masked(person.file) },
    masked: maskedFields.filter((field) => person.file[field] !== null),
    trips: await tripsOfPerson(queries, actor.officeId, person.id),
    mayChange: allowed(actor, keepsPeople, person.unitPath),
  };
}

/** The member's row for the form; earlier missions are those before the departure, or before today. */
export async function memberRow(
  queries: Queries,
  person: StoredPerson,
  officeId: string,
  now: Date,
  departure?: string,
) {
  const today = dayInBeijing(now);
  const earlier = await earlierMissions(queries, officeId, [person.id], departure ?? today, null);
  return {
    member: memberFrom({ ...person, earlier: earlier.get(person.id) ?? [] }),
    verifyAgain: person.verifiedOn < (await oldestVerified(queries, officeId, today)),
  };
}
