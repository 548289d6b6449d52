import { sql } from 'kysely';
import type { CaseRow } from '#kernel/cases/storage.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { MissionCheck } from './answers.ts';
import type { DraftMission, Section } from './model.ts';

/** Sections that hold personal values are sealed whole (CR-02); the rest can be read by a query. */
const sealedSections: ReadonlySet<string> = new Set<Section>(['basics', 'members', 'invitations', 'filing']);

const place = (caseId: string, section: string, version: number) => ({
  table: 'official_travel.mission_sections',
  column: 'sealed',
  row: `${caseId}/${section}/${version}`,
});

export interface StoredSection {
  readonly section: Section;
  readonly version: number;
  readonly content: unknown;
  readonly savedBy: string;
  readonly savedAt: Date;
}

interface Row {
  section: Section;
  version: number;
  content: unknown;
  sealed: string | null;
  saved_by: string;
  saved_at: Date;
}

/** These versions of the sections: the latest of a draft, or those that the history names. */
export async function readVersions(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  caseId: string,
  versions: Readonly<Record<string, number>>,
): Promise<readonly StoredSection[]> {
  const { rows } = await sql<Row>`
    select section, version, content, sealed, saved_by, saved_at from official_travel.mission_sections
    where office_id = ${officeId}::uuid and case_id = ${caseId}::uuid and (section, version) in (
      select * from unnest(${Object.keys(versions)}::text[], ${Object.values(versions)}::integer[]))`.execute(queries);
  return opened(queries, crypto, officeId, caseId, rows);
}

async function opened(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  caseId: string,
  rows: readonly Row[],
): Promise<readonly StoredSection[]> {
  const cipher = rows.some(({ sealed }) => sealed !== null) ? await crypto.office(queries, officeId) : null;
  return rows.map(({ section, version, content, sealed, saved_by, saved_at }) => ({
    section,
    version,
    content: sealed === null ? content : JSON.parse(cipher!.open(place(caseId, section, version), sealed)),
    savedBy: saved_by,
    savedAt: saved_at,
  }));
}

export function missionOf(stored: readonly StoredSection[]): DraftMission {
  return Object.fromEntries(stored.map(({ section, content }) => [section, content])) as DraftMission;
}

/** Writes one version; the version before it gives way unless an event names it. */
export async function writeSection(
  work: Work,
  crypto: Crypto,
  caseId: string,
  section: Section,
  version: number,
  content: unknown,
): Promise<void> {
  const { officeId, personId } = work.actor;
  const seals = sealedSections.has(section);
  const text = JSON.stringify(content);
  const sealed = seals
    ? (await crypto.office(work.queries, officeId)).seal(place(caseId, section, version), text)
    : null;
  await sql`
    with gone as (
      delete from official_travel.mission_sections
      where office_id = ${officeId}::uuid and case_id = ${caseId}::uuid and section = ${section} and not frozen
    )
    insert into official_travel.mission_sections (office_id, case_id, section, version, content, sealed, saved_by, saved_at)
    values (${officeId}::uuid, ${caseId}::uuid, ${section}, ${version}, ${seals ? null : text}::jsonb, ${sealed}, ${personId}::uuid, ${work.now})`.execute(
    work.queries,
  );
}

/** From now on these versions are part of the record. */
export async function freezeSections(
  work: Work,
  caseId: string,
  versions: Readonly<Record<string, number>>,
): Promise<void> {
  await sql`
    update official_travel.mission_sections set frozen = true
    where office_id = ${work.actor.officeId}::uuid and case_id = ${caseId}::uuid and not frozen
      and (section, version) in (select key, value::integer from jsonb_each_text(${JSON.stringify(versions)}::jsonb))`.execute(
    work.queries,
  );
}

export async function deleteSections(work: Work, caseId: string): Promise<void> {
  await sql`delete from official_travel.mission_sections
    where office_id = ${work.actor.officeId}::uuid and case_id = ${caseId}::uuid and not frozen`.execute(work.queries);
}

const checkPlace = (caseId: string) => ({
  table: 'official_travel.mission_checks',
  column: 'sealed',
  row: caseId,
});

/** Keeps what was found when the case was decided, in place of an earlier decision's. */
export async function keepCheck(work: Work, crypto: Crypto, caseId: string, check: MissionCheck): Promise<void> {
  const { officeId } = work.actor;
  const sealed = (await crypto.office(work.queries, officeId)).seal(checkPlace(caseId), JSON.stringify(check));
  await sql`insert into official_travel.mission_checks (office_id, case_id, sealed, checked_at)
    values (${officeId}::uuid, ${caseId}::uuid, ${sealed}, ${work.now})
    on conflict (office_id, case_id) do update set sealed = excluded.sealed, checked_at = excluded.checked_at`.execute(
    work.queries,
  );
}

/** What was found when the case was decided; null if it never was. */
export async function keptCheck(
  queries: Queries,
  crypto: Crypto,
  officeId: string,
  caseId: string,
): Promise<MissionCheck | null> {
  const { rows } = await sql<{ sealed: string }>`
    select sealed from official_travel.mission_checks where office_id = ${officeId}::uuid and case_id = ${caseId}::uuid`.execute(
    queries,
  );
  const cipher = rows[0] && (await crypto.office(queries, officeId));
  return cipher ? (JSON.parse(cipher.open(checkPlace(caseId), rows[0]!.sealed)) as MissionCheck) : null;
}

export interface UnitFacts {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly path: readonly string[];
}

/** Units of the path with what they are, and the names of other units and of persons, in one question. */
export async function unitsAndNames(
  queries: Queries,
  officeId: string,
  units: readonly string[],
  persons: readonly string[],
): Promise<{ readonly units: readonly UnitFacts[]; readonly names: ReadonlyMap<string, string> }> {
  const { rows } = await sql<{ id: string; name: string; kind: string | null; path: string[] | null }>`
    select id, name, kind, path from kernel.units where office_id = ${officeId}::uuid and id = any (${[...new Set(units)]}::uuid[])
    union all
    select id, name, null, null from kernel.persons where office_id = ${officeId}::uuid and id = any (${[...new Set(persons)]}::uuid[])`.execute(
    queries,
  );
  const found = rows.flatMap(({ kind, path, ...row }) =>
    kind !== null && path !== null ? [{ ...row, kind, path }] : [],
  );
  return {
    units: found.toSorted((a, b) => a.path.length - b.path.length),
    names: new Map(rows.filter(({ path }) => path === null).map(({ id, name }) => [id, name])),
  };
}

/** Names of units by id. */
export async function unitNames(
  queries: Queries,
  officeId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from kernel.units where office_id = ${officeId}::uuid and id = any (${[...new Set(ids)]}::uuid[])`.execute(
    queries,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function offices(unscoped: Queries): Promise<readonly string[]> {
  const { rows } = await sql<{ office_id: string }>`select office_id from kernel.all_offices()`.execute(unscoped);
  return rows.map(({ office_id }) => office_id);
}

/** Missions that wait at an open node of this step. */
export async function waitingMissions(
  queries: Queries,
  officeId: string,
  step: string,
): Promise<readonly (CaseRow & { readonly node: string })[]> {
  const { rows } = await sql<CaseRow & { node: string }>`
    select c.*, t.node from kernel.cases c
    join kernel.tasks t on t.office_id = c.office_id and t.case_id = c.id
    where c.office_id = ${officeId}::uuid and c.service = 'official-travel' and c.kind = 'mission'
      and t.closed_at is null and not t.suspended and t.kind = 'wait' and t.step = ${step}
    order by c.id`.execute(queries);
  return rows;
}

export interface UnitStanding {
  readonly state: string;
  readonly stateReason: string | null;
  /** Laid down in the unit's file; null: the county or bureau next above it. */
  readonly firstReview: { readonly id: string; readonly path: readonly string[] } | null;
}

/** What the unit's file says about its applications; null: it has none. */
export async function unitStanding(queries: Queries, officeId: string, unitId: string): Promise<UnitStanding | null> {
  const { rows } = await sql<{ state: string; reason: string | null; id: string | null; path: string[] | null }>`
    select f.state, f.state_reason as reason, u.id, u.path from official_travel.unit_files f
    left join kernel.units u on u.office_id = f.office_id and u.id = f.first_review_unit_id
    where f.office_id = ${officeId}::uuid and f.unit_id = ${unitId}::uuid`.execute(queries);
  const row = rows[0];
  if (!row) return null;
  const { state, reason: stateReason, id, path } = row;
  return { state, stateReason, firstReview: id !== null && path !== null ? { id, path } : null };
}
