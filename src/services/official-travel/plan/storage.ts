import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { postsInForce } from '#kernel/identity/may.ts';
import { readsPlan } from './endpoints.ts';
import type { LineState, LineUse, PlanHeaderInput, PlanLineInput } from './model.ts';
import { moneySums } from './uses/storage.ts';

/** Numbers of plan lines by id, as documents and the mission file name them; a line that has none yet is named by its title. */
export async function planLineNames(
  queries: Queries,
  officeId: string,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const { rows } = await sql<{ id: string; number: string }>`
    select id, coalesce(number, title) as number from official_travel.plan_lines where office_id = ${officeId}::uuid and id = any (${[...ids]}::uuid[])`.execute(
    queries,
  );
  return Object.fromEntries(rows.map(({ id, number }) => [id, number]));
}

export interface LineFilter {
  readonly year: number;
  readonly unit?: string | undefined;
  readonly own?: 'yes' | undefined;
  readonly list?: string | undefined;
  readonly state?: LineState | undefined;
  readonly use?: LineUse | undefined;
  readonly onTheWay?: 'yes' | undefined;
  readonly q?: string | undefined;
}

export interface LineRow extends PlanLineInput {
  readonly id: string;
  readonly year: number;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  readonly unitName: string;
  readonly number: string | null;
  readonly state: LineState;
  readonly returnedReason: string | null;
  readonly authorityNumber: string | null;
  readonly replacedBy: string | null;
  readonly version: number;
  readonly changedAt: Date;
  readonly use: 'held' | 'granted' | null;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  /** Budget of the mission on it. */
  readonly usedCny: number | null;
  /** Where the unit of first review stands; null: the unit is the city's own. */
  readonly reviewPath: readonly string[] | null;
}

/** A unit's file may name another unit of first review than the county or bureau above it. */
const reviewPath = sql`coalesce(
  (select r.path from official_travel.unit_files f join kernel.units r on r.office_id = f.office_id and r.id = f.first_review_unit_id
    where f.office_id = c.office_id and f.unit_id = c.unit_id),
  (select a.path from kernel.units a where a.office_id = c.office_id and a.id = any (c.unit_path) and a.id <> c.unit_id
    and a.kind in ('county', 'bureau') order by cardinality(a.path) desc limit 1))`;

const columns = sql`c.id, c.year, c.unit_id as "unitId", c.unit_path as "unitPath", n.name as "unitName", c.number, c.state,
  c.returned_reason as "returnedReason", c.authority_number as "authorityNumber", c.replaced_by as "replacedBy", c.version,
  c.changed_at as "changedAt", c.title, c.list, c.purpose_type as "purposeType", c.arrangement, c.leader, c.leader_rank as "leaderRank",
  c.regions, c.transit_note as "transitNote", c.month, c.headcount, c.days, c.need, c.inviter, c.funding,
  c.amount_cny::float8 as "amountCny", c.priority`;

const withUse = sql`official_travel.plan_lines c
  join kernel.units n on n.office_id = c.office_id and n.id = c.unit_id
  left join official_travel.plan_uses u on u.office_id = c.office_id and u.line_id = c.id and u.state <> 'released' and c.state = 'given'
  left join kernel.cases k on k.office_id = u.office_id and k.id = u.case_id`;

/** Those whom a unit's file names as its first reviewer see its plan, wherever they stand in the tree. */
function visible(actor: Actor): RawBuilder<SqlBool> {
  const reviews = postsInForce(actor)
    .filter((post) => post.roles.includes('first-reviewer') || post.roles.includes('first-review-head'))
    .map((post) => post.unitId);
  return sql<SqlBool>`(${permissionFilter(actor, readsPlan)} or (c.office_id = ${actor.officeId}::uuid and exists (
    select from official_travel.unit_files f where f.office_id = c.office_id and f.unit_id = c.unit_id
      and f.first_review_unit_id = any (${reviews}::uuid[]))))`;
}

const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** One condition for list, counters and export, so that every number is the length of its list. */
function conditions(actor: Actor, filter: LineFilter): RawBuilder<SqlBool> {
  const parts: RawBuilder<SqlBool>[] = [visible(actor), sql`c.year = ${filter.year}`];
  if (filter.unit) {
    parts.push(filter.own ? sql`c.unit_id = ${filter.unit}::uuid` : sql`c.unit_path @> array[${filter.unit}::uuid]`);
  }
  if (filter.list) parts.push(sql`c.list = ${filter.list}`);
  if (filter.state) parts.push(sql`c.state = ${filter.state}`);
  if (filter.onTheWay) parts.push(sql`c.state in ('draft', 'submitted', 'consolidated')`);
  if (filter.use) parts.push(sql`c.state = 'given' and coalesce(u.state, 'free') = ${filter.use}`);
  const sought = filter.q?.trim();
  if (sought) parts.push(sql`(c.title ilike ${`%${literal(sought)}%`} or c.number like ${`${literal(sought)}%`})`);
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

const sortKey = sql`coalesce(c.number, '~' || n.name || c.title)`;

export async function findLines(
  queries: Queries,
  actor: Actor,
  filter: LineFilter,
  page: { readonly after: readonly [string, string] | null; readonly limit: number },
): Promise<readonly (LineRow & { readonly sort: string })[]> {
  const after = page.after ? sql`and (${sortKey}, c.id) > (${page.after[0]}, ${page.after[1]}::uuid)` : sql``;
  const { rows } = await sql<LineRow & { sort: string }>`
    select ${columns}, u.state as use, u.amount_cny::float8 as "usedCny", k.id as "caseId", k.number as "caseNumber", ${reviewPath} as "reviewPath", ${sortKey} as sort
    from ${withUse} where ${conditions(actor, filter)} ${after} order by ${sortKey}, c.id limit ${page.limit}`.execute(
    queries,
  );
  return rows;
}

/** One line, if the reader may see it. */
export async function findLine(queries: Queries, actor: Actor, id: string): Promise<LineRow | undefined> {
  const { rows } =
    await sql<LineRow>`select ${columns}, u.state as use, u.amount_cny::float8 as "usedCny", k.id as "caseId",
      k.number as "caseNumber", ${reviewPath} as "reviewPath"
    from ${withUse} where ${visible(actor)} and c.id = ${id}::uuid`.execute(queries);
  return rows[0];
}

export async function countLines(queries: Queries, actor: Actor, filter: LineFilter, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from
    (select from ${withUse} where ${conditions(actor, filter)} limit ${most}) as counted`.execute(queries);
  return rows[0]!.count;
}

export interface UnitCounter {
  readonly id: string;
  readonly name: string;
  readonly given: number;
  readonly granted: number;
  readonly held: number;
  /** 人次 of the lines given, and of those among them that missions have been granted or are under way on. */
  readonly people: readonly [given: number, granted: number, held: number];
  readonly money: readonly [given: string, granted: string, held: string];
  readonly draft: number;
  readonly submitted: number;
  readonly consolidated: number;
}

export async function countersByUnit(
  queries: Queries,
  actor: Actor,
  filter: LineFilter,
): Promise<readonly UnitCounter[]> {
  const given = sql`filter (where c.state = 'given')`;
  const { rows } = await sql<UnitCounter>`
    select c.unit_id as id, n.name, count(*) ${given} ::int as given,
      count(*) filter (where u.state = 'granted')::int as granted, count(*) filter (where u.state = 'held')::int as held,
      jsonb_build_array(coalesce(sum(c.headcount) ${given}, 0)::int,
        coalesce(sum(c.headcount) filter (where u.state = 'granted'), 0)::int,
        coalesce(sum(c.headcount) filter (where u.state = 'held'), 0)::int) as people,
      ${moneySums(sql`c.state = 'given'`, sql`c`)} as money,
      count(*) filter (where c.state = 'draft')::int as draft, count(*) filter (where c.state = 'submitted')::int as submitted,
      count(*) filter (where c.state = 'consolidated')::int as consolidated
    from ${withUse} where ${conditions(actor, filter)} group by c.unit_id, n.name order by n.name, c.unit_id`.execute(
    queries,
  );
  return rows;
}

/** The lines, locked in the order of their ids. Use is read after the lock. */
export async function lockLines(work: Work, ids: readonly string[]): Promise<readonly LineRow[]> {
  const { officeId } = work.actor;
  await sql`select id from official_travel.plan_lines where office_id = ${officeId}::uuid and id = any (${[...ids]}::uuid[])
    order by id for update`.execute(work.queries);
  const { rows } =
    await sql<LineRow>`select ${columns}, u.state as use, u.amount_cny::float8 as "usedCny", k.id as "caseId", k.number as "caseNumber", ${reviewPath} as "reviewPath"
    from ${withUse} where c.office_id = ${officeId}::uuid and c.id = any (${[...ids]}::uuid[]) order by c.id`.execute(
      work.queries,
    );
  return rows;
}

export interface NewLine {
  readonly year: number;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  readonly line: PlanLineInput;
  readonly given?: { readonly number: string } | undefined;
}

export async function insertLine(work: Work, { year, unitId, unitPath, line, given }: NewLine): Promise<string> {
  const { officeId, personId } = work.actor;
  const id = uuidv7();
  await sql`insert into official_travel.plan_lines (office_id, id, year, unit_id, unit_path, list, number, title, purpose_type, leader, leader_rank,
      arrangement, regions, transit_note, month, headcount, days, need, inviter, funding, amount_cny, priority, state, given_by, given_at,
      changed_by, changed_at)
    values (${officeId}::uuid, ${id}::uuid, ${year}, ${unitId}::uuid, ${[...unitPath]}::uuid[], ${line.list}, ${given?.number ?? null}, ${line.title},
      ${line.purposeType}, ${line.leader}, ${line.leaderRank}, ${line.arrangement}, ${[...line.regions]}::text[], ${line.transitNote}, ${line.month},
      ${line.headcount}, ${line.days}, ${line.need}, ${line.inviter}, ${line.funding}, ${line.amountCny}::numeric, ${line.priority},
      ${given ? 'given' : 'draft'}, ${given ? personId : null}::uuid, ${given ? work.now : null}, ${personId}::uuid, ${work.now})`.execute(
    work.queries,
  );
  return id;
}

export async function updateLine(work: Work, id: string, line: PlanLineInput): Promise<void> {
  await sql`update official_travel.plan_lines set list = ${line.list}, title = ${line.title}, purpose_type = ${line.purposeType},
      leader = ${line.leader}, leader_rank = ${line.leaderRank}, arrangement = ${line.arrangement}, regions = ${[...line.regions]}::text[],
      transit_note = ${line.transitNote}, month = ${line.month}, headcount = ${line.headcount}, days = ${line.days}, need = ${line.need},
      inviter = ${line.inviter}, funding = ${line.funding}, amount_cny = ${line.amountCny}::numeric, priority = ${line.priority},
      version = version + 1, changed_by = ${work.actor.personId}::uuid, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

export async function removeLine(work: Work, id: string): Promise<void> {
  await sql`delete from official_travel.plan_lines where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(
    work.queries,
  );
}

/** The unit's head has signed: header written, lines on their way. @returns the header's id */
export async function submitPlan(
  work: Work,
  unit: { readonly id: string; readonly path: readonly string[] },
  year: number,
  header: PlanHeaderInput,
  lines: readonly string[],
): Promise<string> {
  const { officeId, personId } = work.actor;
  const { rows } = await sql<{ id: string }>`
    insert into official_travel.plans (office_id, id, year, unit_id, unit_path, kind, batch, opinion, signed_by, signed_at, document_number, file_id, changed_at)
    values (${officeId}::uuid, ${uuidv7()}::uuid, ${year}, ${unit.id}::uuid, ${[...unit.path]}::uuid[], ${header.kind}, ${header.batch}, ${header.opinion},
      ${personId}::uuid, ${work.now}, ${header.documentNumber}, ${header.fileId}::uuid, ${work.now})
    on conflict (office_id, year, unit_id, kind, batch) do update set opinion = excluded.opinion, signed_by = excluded.signed_by,
      signed_at = excluded.signed_at, document_number = excluded.document_number, file_id = excluded.file_id,
      version = official_travel.plans.version + 1, changed_at = excluded.changed_at
    returning id`.execute(work.queries);
  const planId = rows[0]!.id;
  await sql`update official_travel.plan_lines set plan_id = ${planId}::uuid, state = 'submitted', submitted_at = ${work.now}, returned_reason = null,
      version = version + 1, changed_by = ${personId}::uuid, changed_at = ${work.now}
    where office_id = ${officeId}::uuid and id = any (${[...lines]}::uuid[])`.execute(work.queries);
  return planId;
}

export async function moveLines(
  work: Work,
  ids: readonly string[],
  to:
    | { readonly state: 'draft'; readonly reason: string }
    | { readonly state: 'consolidated' }
    | { readonly state: 'closed'; readonly reason: string },
): Promise<void> {
  const { officeId, personId } = work.actor;
  const consolidated = to.state === 'consolidated';
  await sql`update official_travel.plan_lines set state = ${to.state}, returned_reason = ${'reason' in to ? to.reason : null},
      consolidated_by = case when ${consolidated} then ${personId}::uuid else consolidated_by end,
      consolidated_at = case when ${consolidated} then ${work.now}::timestamptz else consolidated_at end,
      version = version + 1, changed_by = ${personId}::uuid, changed_at = ${work.now}
    where office_id = ${officeId}::uuid and id = any (${[...ids]}::uuid[])`.execute(work.queries);
}

export async function giveLine(work: Work, id: string, number: string, authorityNumber: string | null): Promise<void> {
  const { officeId, personId } = work.actor;
  await sql`update official_travel.plan_lines set state = 'given', number = ${number}, authority_number = ${authorityNumber},
      given_by = ${personId}::uuid, given_at = ${work.now}, version = version + 1, changed_by = ${personId}::uuid, changed_at = ${work.now}
    where office_id = ${officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

export async function replaceLine(work: Work, id: string, by: string): Promise<void> {
  await sql`update official_travel.plan_lines set state = 'replaced', replaced_by = ${by}::uuid, version = version + 1,
      changed_by = ${work.actor.personId}::uuid, changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

/** 2026-本级-08: the area is the county above the unit, or 本级. The next numbers are taken under a lock, so that none is given twice. */
export async function nextNumber(work: Work, year: number, unitPath: readonly string[]): Promise<string> {
  const { officeId } = work.actor;
  const { rows: areas } = await sql<{ name: string }>`select coalesce(short_name, name) as name from kernel.units
    where office_id = ${officeId}::uuid and id = any (${[...unitPath]}::uuid[]) and kind = 'county' order by cardinality(path) limit 1`.execute(
    work.queries,
  );
  const area = areas[0]?.name.replace(/(?:人民政府)?外(?:事办公室|事办|办)$/, '') ?? '本级';
  const beginning = `${year}-${area}-`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan number ${officeId} ${beginning}`}, 0))`.execute(
    work.queries,
  );
  const { rows } = await sql<{
    last: number;
  }>`select coalesce(max(substring(number from ${beginning.length + 1}::int)::int), 0) as last
    from official_travel.plan_lines where office_id = ${officeId}::uuid and starts_with(number, ${beginning})
      and substring(number from ${beginning.length + 1}::int) ~ '^[0-9]{1,6}$'`.execute(work.queries);
  return `${beginning}${String(rows[0]!.last + 1).padStart(2, '0')}`;
}

/** Titles that the unit's plan of the year holds already. */
export async function titlesOf(
  queries: Queries,
  officeId: string,
  year: number,
  unitId: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    title: string;
  }>`select title from official_travel.plan_lines where office_id = ${officeId}::uuid
    and year = ${year} and unit_id = ${unitId}::uuid and state not in ('replaced', 'closed')`.execute(queries);
  return new Set(rows.map(({ title }) => title));
}
