import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { Day } from '../calendar/day.ts';
import { dimensionsOf, type Measure } from './measure.ts';

export interface Scope {
  readonly from: Day | null;
  readonly to: Day | null;
  /** As the record stood just before this instant; null: as it stands. */
  readonly before: Date | null;
  readonly unit: string | null;
  readonly only: readonly (readonly [dimension: string, code: string])[];
}

const codeOf = (dimension: string): RawBuilder<unknown> => {
  if (dimension === 'year') return sql`to_char(f.happened_on, 'YYYY')`;
  if (dimension === 'month') return sql`to_char(f.happened_on, 'YYYY-MM')`;
  if (dimension === 'unit') return sql`f.unit_id::text`;
  return sql`f.dims ->> ${dimension}`;
};

/** True for the facts that stand under that part. */
function under(measure: Measure, dimension: string, code: string): RawBuilder<SqlBool> {
  if (dimensionsOf(measure)[dimension]?.overlapping) return sql<SqlBool>`f.dims -> ${dimension} ? ${code}`;
  return sql<SqlBool>`coalesce(${codeOf(dimension)}, '') = ${code}`;
}

/** The facts in scope that go into this reader's figure; everything below is asked of these and of nothing else. */
function facts(measure: Measure, actor: Actor, scope: Scope): RawBuilder<unknown> {
  const { from, to, before, unit, only } = scope;
  const where: RawBuilder<SqlBool>[] = [permissionFilter(actor, measure.counted)];
  if (from) where.push(sql`c.happened_on >= ${from}::date`);
  if (to) where.push(sql`c.happened_on <= ${to}::date`);
  if (before) where.push(sql`c.recorded_at < ${before} and (c.superseded_at is null or c.superseded_at >= ${before})`);
  else where.push(sql`c.superseded_at is null`);
  if (unit) where.push(sql`c.unit_path @> array[${unit}::uuid]`);
  const narrowed = only.map(([dimension, code]) => under(measure, dimension, code));
  return sql`select f.* from (
      select c.* from (${measure.facts(actor.officeId)}) as c where ${sql.join(where, sql` and `)}
    ) as f where ${narrowed.length > 0 ? sql.join(narrowed, sql` and `) : sql`true`}`;
}

const figureOf = (measure: Measure): RawBuilder<unknown> =>
  measure.figure === 'sum' ? sql`coalesce(sum(f.quantity), 0)::float8` : sql`round(avg(f.quantity), 1)::float8`;

export interface Part {
  /** Null: the whole. Empty: records without a code. */
  readonly part: string | null;
  readonly figure: number | null;
  readonly records: number;
  readonly recordedUntil: Date | null;
}

/** The whole and its parts, in one statement over one relation. */
export async function figureAndParts(
  queries: Queries,
  measure: Measure,
  actor: Actor,
  scope: Scope,
  by: string | null,
): Promise<readonly Part[]> {
  const numbers = sql`${figureOf(measure)} as figure, count(distinct f.record)::int as records, max(f.recorded_at) as "recordedUntil"`;
  const overlapping = by !== null && dimensionsOf(measure)[by]?.overlapping;
  const parts =
    by === null
      ? sql``
      : overlapping
        ? sql`union all select coalesce(o.code, '') as part, ${numbers} from facts f
            left join lateral jsonb_array_elements_text(f.dims -> ${by}) as o (code) on true group by 1`
        : sql`union all select coalesce(${codeOf(by)}, '') as part, ${numbers} from facts f group by 1`;
  const { rows } = await sql<Part>`with facts as materialized (${facts(measure, actor, scope)})
    select null::text as part, ${numbers} from facts f ${parts}`.execute(queries);
  return rows;
}

export interface FactRow {
  readonly record: string;
  readonly caseId: string | null;
  readonly title: string;
  readonly happenedOn: Day;
  readonly unitId: string;
  readonly quantity: number;
}

/** The records behind a figure, newest first, and how many of the counted ones the reader may not open. */
export async function factRows(
  queries: Queries,
  measure: Measure,
  actor: Actor,
  scope: Scope,
  asked: {
    readonly part: { readonly by: string; readonly code: string } | null;
    readonly after: { readonly happenedOn: string; readonly record: string } | null;
    readonly limit: number;
  },
): Promise<{
  readonly rows: readonly FactRow[];
  readonly figure: number | null;
  readonly records: number;
  readonly hidden: number;
}> {
  const { part, after, limit } = asked;
  const narrowed = part ? under(measure, part.by, part.code) : sql<SqlBool>`true`;
  const beyond = after
    ? sql`and (f.happened_on, f.record) < (${after.happenedOn}::date, ${after.record}::uuid)`
    : sql``;
  const { rows } = await sql<{
    figure: number | null;
    records: number;
    hidden: number;
    shown: FactRow[];
  }>`with counted as materialized (select c.*, ${permissionFilter(actor, measure.opened)} as open
      from (${facts(measure, actor, scope)}) as c),
    facts as (select f.* from counted f where ${narrowed})
    select ${figureOf(measure)} as figure, count(distinct f.record)::int as records,
      (count(distinct f.record) filter (where not f.open))::int as hidden,
      coalesce((select json_agg(s) from (
        select f.record, f.id as "caseId", f.title, f.happened_on::text as "happenedOn", f.unit_id as "unitId", f.quantity::float8 as quantity
        from facts f where f.open ${beyond} order by f.happened_on desc, f.record desc limit ${limit}) as s), '[]'::json) as shown
    from facts f`.execute(queries);
  const { shown, ...numbers } = rows[0]!;
  return { ...numbers, rows: shown };
}
