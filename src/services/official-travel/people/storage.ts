import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { readsPeople } from './endpoints.ts';
import { type PersonFile, type SealedFacts, sealedFields } from './model.ts';
import { initialsOf } from './spelling.ts';
import type { personSources } from './words.ts';

const table = 'official_travel.people';
const place = (personId: string) => ({ table, column: 'sealed', row: personId });
const identityField = { table, column: 'identity_index' };
const last4Field = { table, column: 'identity_last4_index' };

export interface StoredPerson {
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  readonly unitName: string;
  readonly name: string;
  readonly source: keyof typeof personSources;
  readonly verifiedOn: string;
  readonly state: 'active' | 'left';
  readonly version: number;
  readonly file: PersonFile;
}

interface Row extends Omit<StoredPerson, 'file' | 'id'> {
  readonly id: string;
  readonly sealed: string;
  readonly columns: Omit<PersonFile, keyof SealedFacts>;
}

const columns = sql`c.person_id as id, c.unit_id as "unitId", c.unit_path as "unitPath", n.name as "unitName", p.name, c.source,
  c.verified_on::text as "verifiedOn", c.state, c.version, c.sealed,
  jsonb_build_object('unitId', c.unit_id, 'section', c.section, 'post', c.post, 'professionalTitle', c.professional_title, 'rank', c.rank,
    'office', c.office, 'leadershipTeamOf', c.leadership_team_of, 'leadershipRole', c.leadership_role, 'cadreAuthority', c.cadre_authority,
    'staffKind', c.staff_kind, 'employment', c.employment, 'portfolio', c.portfolio) as columns`;
const from = sql`official_travel.people c join kernel.persons p on p.office_id = c.office_id and p.id = c.person_id
  join kernel.units n on n.office_id = c.office_id and n.id = c.unit_id`;

async function opened(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  rows: readonly Row[],
): Promise<StoredPerson[]> {
  const ciphers = await crypto.persons(
    queries,
    officeId,
    rows.map(({ id }) => id),
    'read',
  );
  return rows.flatMap(({ sealed, columns: open, ...row }) => {
    const cipher = ciphers.get(row.id);
    // A person whose key was destroyed is no longer in the list of travellers.
    if (!cipher || cipher.destroyed) return [];
    const facts = JSON.parse(cipher.open(place(row.id), sealed)) as SealedFacts;
    return [{ ...row, file: { ...open, ...facts } }];
  });
}

/** @returns undefined if there is no such file */
export async function findPerson(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  personId: string,
): Promise<StoredPerson | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${from}
    where c.office_id = ${officeId}::uuid and c.person_id = ${personId}::uuid`.execute(queries);
  return (await opened(queries, crypto, officeId, rows))[0];
}

/** The files of several persons at once, by person; who has none is left out. */
export async function filesOf(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, StoredPerson>> {
  const { rows } = await sql<Row>`select ${columns} from ${from}
    where c.office_id = ${officeId}::uuid and c.person_id = any (${[...personIds]}::uuid[])`.execute(queries);
  return new Map((await opened(queries, crypto, officeId, rows)).map((one) => [one.id, one]));
}

export async function pathOfPerson(
  queries: Queries,
  officeId: string,
  personId: string,
): Promise<readonly string[] | null> {
  const { rows } = await sql<{ unit_path: string[] }>`select unit_path from official_travel.people
    where office_id = ${officeId}::uuid and person_id = ${personId}::uuid`.execute(queries);
  return rows[0]?.unit_path ?? null;
}

export async function lockPerson(work: Work, crypto: Crypto, personId: string): Promise<StoredPerson | undefined> {
  await sql`select person_id from official_travel.people where office_id = ${work.actor.officeId}::uuid and person_id = ${personId}::uuid
    for update`.execute(work.queries);
  return findPerson(work.queries, crypto, work.actor.officeId, personId);
}

/** Whoever has a file under one of these identity numbers, in whatever spelling; by the number as it was asked for. */
export async function personsByNumber(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return byNumber(queries, crypto, officeId, numbers, sql`official_travel.people`);
}

/** Whoever is known from a past mission under one of these numbers and has no file yet. */
export async function knownByNumber(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return byNumber(queries, crypto, officeId, numbers, sql`official_travel.known_persons`);
}

async function byNumber(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  numbers: readonly string[],
  from: RawBuilder<unknown>,
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const cipher = await crypto.office(queries, officeId);
  const spellings = numbers.map(
    (number) => [number, cipher.indexes(identityField, 'identity-number', number)] as const,
  );
  const { rows } = await sql<{
    person_id: string;
    identity_index: string;
  }>`select person_id, identity_index from ${from}
    where office_id = ${officeId}::uuid and identity_index = any (${spellings.flatMap(([, indexes]) => indexes)}::text[])`.execute(
    queries,
  );
  const found = new Map(rows.map(({ person_id, identity_index }) => [identity_index, person_id]));
  return new Map(
    spellings.flatMap(([number, indexes]) => {
      const person = indexes.map((index) => found.get(index)).find((id) => id !== undefined);
      return person ? [[number, person] as const] : [];
    }),
  );
}

/** Remembers whose number it is without keeping the number. */
export async function rememberNumber(work: Work, crypto: Crypto, personId: string, number: string): Promise<void> {
  const { officeId } = work.actor;
  const index = (await crypto.office(work.queries, officeId)).index(identityField, 'identity-number', number);
  await sql`insert into official_travel.known_persons (office_id, person_id, identity_index)
    values (${officeId}::uuid, ${personId}::uuid, ${index}) on conflict do nothing`.execute(work.queries);
}

export async function forgetKnown(work: Work, personId: string): Promise<void> {
  await sql`delete from official_travel.known_persons where office_id = ${work.actor.officeId}::uuid and person_id = ${personId}::uuid`.execute(
    work.queries,
  );
}

export interface PeopleFilter {
  readonly q?: string | undefined;
  readonly unit?: string | undefined;
  readonly state?: 'active' | 'left' | undefined;
  /** Verified before that day. */
  readonly verifiedBefore?: string | undefined;
}

/** Four signs are the end of a number, Latin letters initials, everything else the beginning of a name. */
async function sought(queries: Queries, crypto: Crypto, officeId: string, q: string): Promise<RawBuilder<SqlBool>> {
  if (/^\d{3}[\dXx]$/.test(q)) {
    const indexes = (await crypto.office(queries, officeId)).indexes(last4Field, 'exact', q.toUpperCase());
    return sql`c.identity_last4_index = any (${indexes}::text[])`;
  }
  if (/^[A-Za-z]{1,20}$/.test(q)) return sql`c.initials like ${`${q.toLowerCase()}%`}`;
  return sql`starts_with(p.name, ${q})`;
}

async function conditions(
  queries: Queries,
  crypto: Crypto,
  actor: Actor,
  filter: PeopleFilter,
): Promise<RawBuilder<SqlBool>> {
  const parts: RawBuilder<SqlBool>[] = [permissionFilter(actor, readsPeople)];
  const q = filter.q?.normalize('NFC').trim();
  if (q) parts.push(await sought(queries, crypto, actor.officeId, q));
  if (filter.unit) parts.push(sql`c.unit_path @> array[${filter.unit}::uuid]`);
  parts.push(sql`c.state = ${filter.state ?? 'active'}`);
  if (filter.verifiedBefore) parts.push(sql`c.verified_on < ${filter.verifiedBefore}::date`);
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

export async function findPeople(
  queries: Queries,
  crypto: Crypto,
  actor: Actor,
  filter: PeopleFilter,
  page: { readonly after: readonly [string, string] | null; readonly limit: number; readonly countTo: number },
): Promise<{ readonly people: readonly StoredPerson[]; readonly count: number }> {
  const where = await conditions(queries, crypto, actor, filter);
  const after = page.after ? sql`and (n.name, c.person_id) > (${page.after[0]}, ${page.after[1]}::uuid)` : sql``;
  const { rows } = await sql<Row>`select ${columns} from ${from} where ${where} ${after}
    order by n.name, c.person_id limit ${page.limit}`.execute(queries);
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count from
    (select from ${from} where ${where} limit ${page.countTo}) as counted`.execute(queries);
  return { people: await opened(queries, crypto, actor.officeId, rows), count: counted[0]!.count };
}

/** Writes the file anew or for the first time; the person's name in the office's list follows it. */
export async function writePerson(
  work: Work,
  crypto: Crypto,
  person: {
    readonly id: string;
    readonly unitPath: readonly string[];
    readonly file: PersonFile;
    readonly source: keyof typeof personSources;
    readonly verifiedOn: string;
    readonly version: number;
  },
): Promise<void> {
  const { queries, actor, now } = work;
  const { officeId } = actor;
  const { id, file } = person;
  const cipher = (await crypto.persons(queries, officeId, [id], 'make')).get(id)!;
  const office = await crypto.office(queries, officeId);
  const facts = Object.fromEntries(sealedFields.map((field) => [field, file[field]]));
  const sealed = cipher.seal(place(id), JSON.stringify(facts));
  const whole = office.index(identityField, 'identity-number', file.identityNumber);
  const last4 = office.index(last4Field, 'exact', file.identityNumber.slice(-4));
  await sql`insert into official_travel.people (office_id, person_id, unit_id, unit_path, section, post, professional_title, rank, office,
      leadership_team_of, leadership_role, staff_kind, employment, portfolio, cadre_authority, sealed, identity_index, identity_last4_index,
      initials, source, verified_on, version, changed_by, changed_at)
    values (${officeId}::uuid, ${id}::uuid, ${file.unitId}::uuid, ${[...person.unitPath]}::uuid[], ${file.section}, ${file.post},
      ${file.professionalTitle}, ${file.rank}, ${file.office}, ${file.leadershipTeamOf}, ${file.leadershipRole}, ${file.staffKind},
      ${file.employment}, ${file.portfolio}, ${file.cadreAuthority}, ${sealed}, ${whole}, ${last4},
      ${initialsOf(file.surname, file.givenName)}, ${person.source}, ${person.verifiedOn}::date, ${person.version}, ${actor.personId}::uuid, ${now})
    on conflict (office_id, person_id) do update set unit_id = excluded.unit_id, unit_path = excluded.unit_path, section = excluded.section,
      post = excluded.post, professional_title = excluded.professional_title, rank = excluded.rank, office = excluded.office,
      leadership_team_of = excluded.leadership_team_of, leadership_role = excluded.leadership_role, staff_kind = excluded.staff_kind,
      employment = excluded.employment, portfolio = excluded.portfolio, cadre_authority = excluded.cadre_authority, sealed = excluded.sealed,
      identity_index = excluded.identity_index, identity_last4_index = excluded.identity_last4_index, initials = excluded.initials,
      source = excluded.source, verified_on = excluded.verified_on, version = excluded.version, changed_by = excluded.changed_by,
      changed_at = excluded.changed_at`.execute(queries);
  await sql`update kernel.persons set name = ${file.surname + file.givenName}, name_latin = ${`${file.surnameLatin}, ${file.givenNameLatin}`}
    where office_id = ${officeId}::uuid and id = ${id}::uuid`.execute(queries);
}

export async function setPersonState(
  work: Work,
  personId: string,
  facts:
    | { readonly state: 'active' | 'left' }
    | { readonly source: keyof typeof personSources; readonly verifiedOn: string },
): Promise<void> {
  const change =
    'state' in facts
      ? sql`state = ${facts.state}`
      : sql`source = ${facts.source}, verified_on = ${facts.verifiedOn}::date`;
  await sql`update official_travel.people set ${change}, version = version + 1, changed_by = ${work.actor.personId}::uuid, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and person_id = ${personId}::uuid`.execute(work.queries);
}

/** Name of somebody on the office's list, and the units of the posts held now; undefined if there is nobody. */
export async function personOnList(
  queries: Queries,
  officeId: string,
  personId: string,
): Promise<{ readonly name: string; readonly unitPaths: readonly (readonly string[])[] } | undefined> {
  const { rows } = await sql<{ name: string; paths: string[][] }>`
    select p.name, coalesce((select json_agg(u.path) from kernel.posts t join kernel.units u on u.office_id = t.office_id and u.id = t.unit_id
      where t.office_id = p.office_id and t.person_id = p.id and t.ended_at is null), '[]'::json) as paths
    from kernel.persons p where p.office_id = ${officeId}::uuid and p.id = ${personId}::uuid`.execute(queries);
  return rows[0] && { name: rows[0].name, unitPaths: rows[0].paths };
}
