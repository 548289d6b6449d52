import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { boundsOf } from '#kernel/identity/filter.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import { type CaseFilter, soughtText } from './list-filter.ts';
import type { CaseOrder, Mark } from './list-order.ts';
import { reachOf } from './row.ts';

/**
 * Where a list looks for its rows, so that what it costs follows from what it shows and not from what the office has done. Whatever the
 * source, every row found there is tested by all conditions of the list, permission first (`conditions`).
 */
export type Source =
  /** Along the order of the list, through all cases of the office, until the page is full: for who sees most of them. */
  | { readonly from: 'order' }
  /** Cases of these units, and those that name one of these persons. */
  | { readonly from: 'units'; readonly units: readonly string[]; readonly persons: readonly string[] }
  /** Cases with an open task under one of these keys that is not kept from these persons. */
  | { readonly from: 'tasks'; readonly keys: readonly string[]; readonly persons: readonly string[] }
  | { readonly from: 'ids'; readonly ids: readonly string[] };

/** Each unit is one step into the index. Who sees more of them sees so many cases that the order of the list is the shorter way. */
const mostUnits = 200;
/** Of more hits than these the list looks along its order: at a million cases every 500th is one. */
const mostTitled = 2_000;

/** Units with cases below these, `most` + 1 at the most, and how many units have cases at all, counted as far. */
async function unitsBelow(queries: Queries, actor: Actor, above: readonly string[]) {
  const { rows } = await sql<{ units: string[]; all: number }>`select
    array(select distinct unit_id from kernel.case_units where office_id = ${actor.officeId}::uuid
      and above = any (${[...above]}::uuid[]) limit ${limitOf(mostUnits + 1)}) as units,
    (select count(*)::int from (select from kernel.case_units where office_id = ${actor.officeId}::uuid
      and unit_id = above limit ${limitOf(mostUnits + 1)}) as own) as "all"`.execute(queries);
  return rows[0] ?? { units: [], all: 0 };
}

export async function sourceOf(
  queries: Queries,
  actor: Actor,
  permission: Permission,
  filter: CaseFilter,
): Promise<Source> {
  if (filter.toDo) {
    const doers = [actor, ...actor.actsFor];
    return {
      from: 'tasks',
      keys: [...new Set(doers.flatMap(reachOf))],
      persons: doers.map(({ personId }) => personId),
    };
  }
  // An index of its own (cases_by_applicant) gives these in order.
  if (filter.applicantId !== undefined) return { from: 'order' };
  const text = soughtText(filter);
  if (text !== null) {
    const { rows } = await sql<{ ids: string[] | null }>`
      select kernel.cases_titled(${text}, ${mostTitled}) as ids`.execute(queries);
    const ids = rows[0]?.ids;
    if (ids) return { from: 'ids', ids };
  }
  if (filter.unitId !== undefined) {
    const { units } = await unitsBelow(queries, actor, [filter.unitId]);
    if (units.length <= mostUnits) return { from: 'units', units, persons: [] };
  }
  const bounds = boundsOf(actor, permission);
  if (!bounds) return { from: 'order' };
  const { units, persons } = bounds;
  if (bounds.above.length === 0) return { from: 'units', units, persons };
  const below = await unitsBelow(queries, actor, bounds.above);
  if (below.units.length > mostUnits || below.units.length === below.all) return { from: 'order' };
  return { from: 'units', units: [...new Set([...units, ...below.units])], persons };
}

const ofOffice = (actor: Actor, alias: string) => sql<SqlBool>`${sql.ref(alias)}.office_id = ${actor.officeId}::uuid`;

const naming = (actor: Actor, persons: readonly string[]): RawBuilder<SqlBool> => sql<SqlBool>`c.id in (
  select p.case_id from kernel.case_people p where ${ofOffice(actor, 'p')} and p.person_id = any (${[...persons]}::uuid[]))`;

/** The usual ones are written out: a plan that is kept for any limit would take it for a tenth of all rows. */
const written = new Map([
  [21, sql`21`],
  [51, sql`51`],
  [201, sql`201`],
  [1001, sql`1001`],
]);
const limitOf = (limit: number | null): RawBuilder<unknown> => (limit !== null && written.get(limit)) || sql`${limit}`;

export interface Wanted {
  readonly where: RawBuilder<SqlBool>;
  readonly order: CaseOrder;
  /** Only rows after this one. */
  readonly after: Mark | null;
  /** Null: all of them. */
  readonly limit: number | null;
  /** Only their number is asked for: they may come in any order. */
  readonly unordered: boolean;
}

function ending({ order, after, limit, unordered }: Wanted, column: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const beyond = order.ascends ? sql`>` : sql`<`;
  const keyset = after
    ? sql`and (${column}, ${id}) ${beyond} (${after.value}::${order.cast}, ${after.id}::uuid)`
    : sql``;
  const sorted = unordered ? sql`` : sql`order by ${column} ${order.direction}, ${id} ${order.direction}`;
  return sql`${keyset} ${sorted} limit ${limitOf(limit)}`;
}

/** One part of the rows wanted, the first of them by their order: ids, and what they are sorted by. */
function partsOf(source: Source, actor: Actor, wanted: Wanted): readonly RawBuilder<unknown>[] {
  const { where, order, unordered } = wanted;
  const found = sql`c.id, ${order.column} as sorted_by`;
  const rows = (which: RawBuilder<SqlBool>) => sql`select ${found} from kernel.cases c
    where ${ofOffice(actor, 'c')} and ${which} and ${where} ${ending(wanted, order.column, sql`c.id`)}`;
  const inDueOrder = order.sort === 'due' || unordered;
  switch (source.from) {
    case 'order':
      return [rows(sql`true`)];
    case 'ids':
      return [rows(sql`c.id = any (${[...source.ids]}::uuid[])`)];
    case 'units': {
      const { units, persons } = source;
      const ofEach = sql`select each.* from unnest(${[...units]}::uuid[]) as u (id)
        cross join lateral (${rows(sql`c.unit_id = u.id`)}) as each`;
      return [
        ...(units.length > 0 ? [inDueOrder ? ofEach : rows(sql`c.unit_id = any (${[...units]}::uuid[])`)] : []),
        ...(persons.length > 0 ? [rows(naming(actor, persons))] : []),
      ];
    }
    case 'tasks': {
      const { keys, persons } = source;
      const open = sql`${ofOffice(actor, 'k')} and not k.not_for && ${[...persons]}::uuid[]`;
      if (!inDueOrder) {
        const under = sql`k.key = any (${[...keys]}::text[])`;
        return [rows(sql`c.id in (select k.case_id from kernel.task_keys k where ${open} and ${under})`)];
      }
      // Two tasks of one case may stand under one key.
      return [
        sql`select each.* from unnest(${[...keys]}::text[]) as u (key) cross join lateral (
          select distinct k.case_id as id, k.due_sort as sorted_by
          from kernel.task_keys k join kernel.cases c on c.office_id = k.office_id and c.id = k.case_id
          where ${open} and k.key = u.key and ${where}
          ${ending({ ...wanted, unordered: false }, sql`k.due_sort`, sql`k.case_id`)}) as each`,
      ];
    }
  }
}

/** The ids of the rows wanted, each once, and what they are sorted by; in their order, unless only their number is asked for. */
export function idsFrom(source: Source, actor: Actor, wanted: Wanted): RawBuilder<unknown> {
  const parts = partsOf(source, actor, wanted);
  if (source.from === 'order') return parts[0]!;
  const none = sql`select id, due_sort as sorted_by from kernel.cases where false`;
  const all =
    parts.length === 0
      ? none
      : sql.join(
          parts.map((part) => sql`(${part})`),
          sql` union all `,
        );
  const { direction } = wanted.order;
  const sorted = wanted.unordered ? sql`` : sql`order by sorted_by ${direction}, id ${direction}`;
  return sql`select distinct id, sorted_by from (${all}) as either ${sorted} limit ${limitOf(wanted.limit)}`;
}
