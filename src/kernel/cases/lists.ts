import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Day, isDay } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Holder } from './events.ts';
import { reachOf } from './row.ts';

/** `fact`: a search fact that is a text, e.g. a day; rows without it come last. */
export type CaseSort = 'due' | 'number' | 'updated' | { readonly fact: string };

export interface CaseFilter {
  readonly services?: readonly string[];
  readonly kind?: string;
  readonly states?: readonly string[];
  readonly phases?: readonly ('draft' | 'open' | 'ended')[];
  /** This unit and all below it. */
  readonly unitId?: string;
  readonly applicantId?: string;
  /** Beginning of the number, or part of the title. */
  readonly text?: string;
  /** Due on that day or before. */
  readonly dueBy?: Day;
  /** Search facts that must be equal, e.g. `{ year: 2026 }`. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  /** Search facts that are texts, e.g. days, within these bounds; both count. */
  readonly factRanges?: readonly { readonly fact: string; readonly from?: string; readonly to?: string }[];
  /** Only what waits for the actor, by name, post or delegation. */
  readonly toDo?: boolean;
}

export interface CaseListItem {
  readonly id: string;
  readonly service: string;
  readonly kind: string;
  readonly number: string | null;
  readonly title: string;
  readonly phase: string;
  readonly state: string;
  readonly nodes: readonly string[];
  readonly holders: readonly Holder[];
  readonly dueOn: Day | null;
  readonly dueProvisional: boolean;
  readonly version: number;
  readonly unitId: string;
  readonly applicantId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly updatedAt: Date;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Give it back to get the next page; null at the end. */
  readonly next: string | null;
}

export interface CaseList extends Page<CaseListItem> {
  /** Exact up to 1,000; beyond, `exact` is false and `count` 1,000 ("1,000+"). */
  readonly total: { readonly count: number; readonly exact: boolean };
}

const pageLimit = 200;
const countLimit = 1_000;

interface SortRule {
  readonly column: RawBuilder<unknown>;
  readonly cast: RawBuilder<unknown>;
  readonly direction: 'asc' | 'desc';
}

const sorts: Readonly<Record<Extract<CaseSort, string>, SortRule>> = {
  due: { column: sql`c.due_sort`, cast: sql`date`, direction: 'asc' },
  number: { column: sql`c.number_sort`, cast: sql`text`, direction: 'asc' },
  updated: { column: sql`c.updated_at`, cast: sql`timestamptz`, direction: 'desc' },
};

/** Sorts after every text that a fact holds, and before it when reversed, so that a row without the fact is not lost. */
const lastText = '\uffff';

function sortRule(sort: CaseSort): SortRule & { readonly name: string } {
  if (typeof sort === 'string') return { ...sorts[sort], name: sort };
  const column = sql`(coalesce(c.facts ->> ${sort.fact}, ${lastText}) collate "C")`;
  return { column, cast: sql`text`, direction: 'asc', name: `fact ${sort.fact}` };
}

function cursorOf(sort: string, value: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** @throws Problem 400 for a cursor that this list did not give */
function readCursor(sort: string, cursor: string): { value: string; id: string } {
  const bad = new Problem(400, 'cursor-malformed', {
    zh: '翻页标记无效，请从第一页重新查看。',
    en: 'The page mark is not valid. Start again from the first page.',
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw bad;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw bad;
  const [of, value, id]: unknown[] = parsed;
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  if (of !== sort || typeof value !== 'string' || typeof id !== 'string' || !uuid.test(id)) throw bad;
  if (/^-?due$/.test(sort) && !isDay(value)) throw bad;
  if (/^-?updated$/.test(sort) && Number.isNaN(Date.parse(value))) throw bad;
  return { value, id };
}

/** Letters that `like` would read as signs. */
const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function conditions(actor: Actor, permission: Permission, filter: CaseFilter): RawBuilder<SqlBool> {
  const { services, kind, states, phases, unitId, applicantId, text, dueBy, facts, factRanges, toDo } = filter;
  const parts: RawBuilder<SqlBool>[] = [sql<SqlBool>`c.office_id = ${actor.officeId}::uuid`];
  parts.push(permissionFilter(actor, permission));
  if (services) parts.push(sql`c.service = any (${[...services]}::text[])`);
  if (kind !== undefined) parts.push(sql`c.kind = ${kind}`);
  if (states) parts.push(sql`c.state = any (${[...states]}::text[])`);
  if (phases) parts.push(sql`c.phase = any (${[...phases]}::text[])`);
  if (unitId !== undefined) parts.push(sql`c.unit_path @> array[${unitId}::uuid]`);
  if (applicantId !== undefined) parts.push(sql`c.applicant_id = ${applicantId}::uuid`);
  if (dueBy !== undefined) parts.push(sql`c.due_on <= ${dueBy}::date`);
  if (facts) parts.push(sql`c.facts @> ${JSON.stringify(facts)}::jsonb`);
  for (const { fact, from, to } of factRanges ?? []) {
    if (from !== undefined) parts.push(sql`c.facts ->> ${fact} >= ${from}`);
    if (to !== undefined) parts.push(sql`c.facts ->> ${fact} <= ${to}`);
  }
  if (toDo) parts.push(waitsFor(actor));
  if (text !== undefined && text.trim() !== '') {
    const sought = literal(text.trim());
    parts.push(sql`(c.number like ${`${sought}%`} or c.title ilike ${`%${sought}%`})`);
  }
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

/** Cases with an open task that the actor may do, by the keys of `myTasks`. */
function waitsFor(actor: Actor): RawBuilder<SqlBool> {
  const keys = [...new Set([...reachOf(actor), ...actor.actsFor.flatMap(reachOf)])];
  const persons = [actor.personId, ...actor.actsFor.map(({ personId }) => personId)];
  return sql<SqlBool>`c.id in (select t.case_id from kernel.task_keys k
    join kernel.tasks t on t.office_id = k.office_id and t.id = k.task_id
    where k.office_id = ${actor.officeId}::uuid and k.key = any (${keys}::text[]) and t.closed_at is null
      and not t.not_for && ${persons}::uuid[])`;
}

interface Row {
  id: string;
  service: string;
  kind: string;
  number: string | null;
  title: string;
  phase: string;
  state: string;
  nodes: string[];
  holders: Holder[];
  due_on: Day | null;
  due_provisional: boolean;
  version: number;
  unit_id: string;
  applicant_id: string;
  facts: Record<string, unknown>;
  created_at: Date;
  submitted_at: Date | null;
  updated_at: Date;
  /** What the page is sorted by, as text. */
  sorted_by: string;
}

function item(row: Row): CaseListItem {
  return {
    id: row.id,
    service: row.service,
    kind: row.kind,
    number: row.number,
    title: row.title,
    phase: row.phase,
    state: row.state,
    nodes: row.nodes,
    holders: row.holders,
    dueOn: row.due_on,
    dueProvisional: row.due_provisional,
    version: row.version,
    unitId: row.unit_id,
    applicantId: row.applicant_id,
    facts: row.facts,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    updatedAt: row.updated_at,
  };
}

const columns = sql`c.id, c.service, c.kind, c.number, c.title, c.phase, c.state, c.nodes, c.holders, c.due_on, c.due_provisional,
  c.version, c.unit_id, c.applicant_id, c.facts, c.created_at, c.submitted_at, c.updated_at`;

/**
 * One page of the cases that the actor may know of. List, count and search go through one filter (AZ-04).
 * @throws Problem 400 for a foreign cursor
 */
export async function listCases(
  queries: Queries,
  actor: Actor,
  permission: Permission,
  asked: {
    readonly filter?: CaseFilter;
    readonly sort?: CaseSort;
    /** The other way round than the sort has it by itself. */
    readonly reversed?: boolean;
    readonly cursor?: string;
    readonly limit?: number;
    /** Count beyond 1,000 as well; slow on large offices. */
    readonly exactTotal?: boolean;
  } = {},
): Promise<CaseList> {
  const rule = sortRule(asked.sort ?? 'due');
  const limit = Math.min(Math.max(asked.limit ?? 50, 1), pageLimit);
  const where = conditions(actor, permission, asked.filter ?? {});
  const { column, cast } = rule;
  const ascends = (rule.direction === 'asc') !== (asked.reversed ?? false);
  const name = asked.reversed ? `-${rule.name}` : rule.name;
  const after = asked.cursor === undefined ? null : readCursor(name, asked.cursor);
  const beyond = ascends ? sql`>` : sql`<`;
  const keyset = after ? sql`and (${column}, c.id) ${beyond} (${after.value}::${cast}, ${after.id}::uuid)` : sql``;
  const order = ascends ? sql`asc` : sql`desc`;
  const { rows } =
    await sql<Row>`select ${columns}, (${column})::text as sorted_by from kernel.cases as c where ${where} ${keyset}
    order by ${column} ${order}, c.id ${order} limit ${limit + 1}`.execute(queries);
  const most = asked.exactTotal ? null : countLimit + 1;
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count from
    (select from kernel.cases as c where ${where} limit ${most}) as counted`.execute(queries);
  const count = counted[0]?.count ?? 0;
  const exact = asked.exactTotal === true || count <= countLimit;
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(item),
    next: last ? cursorOf(name, last.sorted_by, last.id) : null,
    total: { count: exact ? count : countLimit, exact },
  };
}
