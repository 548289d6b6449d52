import { sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Holder } from './events.ts';
import { type CaseFilter, conditions } from './list-filter.ts';
import { type CaseSort, cursorOf, orderOf, readCursor } from './list-order.ts';
import { idsFrom, sourceOf } from './list-sources.ts';

export type { CaseFilter } from './list-filter.ts';
export type { CaseSort } from './list-order.ts';

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
  readonly unitName: string | null;
  readonly applicantId: string;
  readonly applicantName: string | null;
  /** Since when the oldest of its open tasks waits. */
  readonly waitsSince: Date | null;
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
  unit_name: string | null;
  applicant_id: string;
  applicant_name: string | null;
  waits_since: Date | null;
  facts: Record<string, unknown>;
  created_at: Date;
  submitted_at: Date | null;
  updated_at: Date;
  /** What the page is sorted by, as text. */
  mark: string;
}

/** With the page, even an empty one, stands how many there are in all. */
type Answer = { readonly total: number } & (Row | { readonly id: null });

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
    unitName: row.unit_name,
    applicantId: row.applicant_id,
    applicantName: row.applicant_name,
    waitsSince: row.waits_since,
    facts: row.facts,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    updatedAt: row.updated_at,
  };
}

const columns = sql`c.id, c.service, c.kind, c.number, c.title, c.phase, c.state, c.nodes, c.holders, c.due_on, c.due_provisional,
  c.version, c.unit_id, c.applicant_id, c.facts, c.created_at, c.submitted_at, c.updated_at,
  (select u.name from kernel.units u where u.office_id = c.office_id and u.id = c.unit_id) as unit_name,
  (select p.name from kernel.persons p where p.office_id = c.office_id and p.id = c.applicant_id) as applicant_name,
  (select min(t.opened_at) from kernel.tasks t
    where t.office_id = c.office_id and t.case_id = c.id and t.closed_at is null) as waits_since`;

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
  const order = orderOf(asked.sort ?? 'due', asked.reversed ?? false);
  const limit = Math.min(Math.max(asked.limit ?? 50, 1), pageLimit);
  const after = asked.cursor === undefined ? null : readCursor(order, asked.cursor);
  const filter = asked.filter ?? {};
  const where = conditions(actor, permission, filter);
  const source = await sourceOf(queries, actor, permission, filter);
  const page = idsFrom(source, actor, { where, order, after, limit: limit + 1, unordered: false });
  const most = asked.exactTotal ? null : countLimit + 1;
  const all = idsFrom(source, actor, { where, order, after: null, limit: most, unordered: true });
  const { rows } = await sql<Answer>`
    select counted.total, shown.* from (select count(*)::int as total from (${all}) as every) as counted
    left join (select ${columns}, page.sorted_by, page.sorted_by::text as mark
      from (${page}) as page join kernel.cases c on c.office_id = ${actor.officeId}::uuid and c.id = page.id) as shown on true
    order by shown.sorted_by ${order.direction}, shown.id ${order.direction}`.execute(queries);
  const count = rows[0]?.total ?? 0;
  const exact = asked.exactTotal === true || count <= countLimit;
  const found = rows.filter((row): row is Row & { readonly total: number } => row.id !== null);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(item),
    next: last ? cursorOf(order, { value: last.mark, id: last.id }) : null,
    total: { count: exact ? count : countLimit, exact },
  };
}
