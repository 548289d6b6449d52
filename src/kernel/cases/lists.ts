import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Day, isDay } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Holder } from './events.ts';

export type CaseSort = 'due' | 'number' | 'updated';

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

const sorts: Readonly<Record<CaseSort, SortRule>> = {
  due: { column: sql`c.due_sort`, cast: sql`date`, direction: 'asc' },
  number: { column: sql`c.number_sort`, cast: sql`text`, direction: 'asc' },
  updated: { column: sql`c.updated_at`, cast: sql`timestamptz`, direction: 'desc' },
};

function cursorOf(sort: CaseSort, value: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');
}

/** @throws Problem 400 for a cursor that this list did not give */
function readCursor(sort: CaseSort, cursor: string): { value: string; id: string } {
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
  if (sort === 'due' && !isDay(value)) throw bad;
  if (sort === 'updated' && Number.isNaN(Date.parse(value))) throw bad;
  return { value, id };
}

/** Letters that `like` would read as signs. */
const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function conditions(actor: Actor, permission: Permission, filter: CaseFilter): RawBuilder<SqlBool> {
  const { services, kind, states, phases, unitId, applicantId, text, dueBy, facts } = filter;
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
  if (text !== undefined && text.trim() !== '') {
    const sought = literal(text.trim());
    parts.push(sql`(c.number like ${`${sought}%`} or c.title ilike ${`%${sought}%`})`);
  }
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
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
  due_sort: Day;
  number_sort: string;
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
  c.version, c.unit_id, c.applicant_id, c.facts, c.created_at, c.submitted_at, c.updated_at, c.due_sort, c.number_sort`;

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
    readonly cursor?: string;
    readonly limit?: number;
    /** Count beyond 1,000 as well; slow on large offices. */
    readonly exactTotal?: boolean;
  } = {},
): Promise<CaseList> {
  const sort = asked.sort ?? 'due';
  const limit = Math.min(Math.max(asked.limit ?? 50, 1), pageLimit);
  const where = conditions(actor, permission, asked.filter ?? {});
  const { column, cast, direction } = sorts[sort];
  const after = asked.cursor === undefined ? null : readCursor(sort, asked.cursor);
  const beyond = direction === 'asc' ? sql`>` : sql`<`;
  const keyset = after ? sql`and (${column}, c.id) ${beyond} (${after.value}::${cast}, ${after.id}::uuid)` : sql``;
  const order = direction === 'asc' ? sql`asc` : sql`desc`;
  const { rows } = await sql<Row>`select ${columns} from kernel.cases as c where ${where} ${keyset}
    order by ${column} ${order}, c.id ${order} limit ${limit + 1}`.execute(queries);
  const most = asked.exactTotal ? null : countLimit + 1;
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count from
    (select from kernel.cases as c where ${where} limit ${most}) as counted`.execute(queries);
  const count = counted[0]?.count ?? 0;
  const exact = asked.exactTotal === true || count <= countLimit;
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const value = { due: last?.due_sort, number: last?.number_sort, updated: last?.updated_at.toISOString() }[sort];
  return {
    items: shown.map(item),
    next: last && value !== undefined ? cursorOf(sort, value, last.id) : null,
    total: { count: exact ? count : countLimit, exact },
  };
}
