import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Day, isDay } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { caseLink } from '#kernel/desk/case-kinds.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { personsFor, postsInForce } from '#kernel/identity/may.ts';
import { knowsObligation, type ObligationRow } from './endpoints.ts';
import { labelOfKind } from './kind.ts';
import { type ObligationState, obligationStates } from './model.ts';

export interface ObligationFilter {
  readonly scope?: 'mine' | 'all' | undefined;
  readonly state?: 'standing' | 'overdue' | 'paused' | 'ended' | 'all' | undefined;
  readonly kind?: string | undefined;
  readonly unit?: string | undefined;
  readonly case?: string | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly id?: string | undefined;
}

/** Obligations under the alias that the permission filter wants: `c.id` is the case's id where there is a case. */
const source = sql`(select o.office_id, coalesce(o.case_id, o.id) as id, o.id as obligation_id, o.unit_path, o.unit_id, o.person_id,
    o.duty_role, o.kind, o.subject, o.case_id, o.clock, o.state, o.due_on, o.due_at, o.provisional, o.pauses, o.ended_at
  from kernel.obligations o) as c`;

/** Owed by the actor, by somebody whom the actor stands in for, or by a duty of one of their posts. */
export function owedBy(actor: Actor): RawBuilder<SqlBool> {
  const persons = [...personsFor(actor, 'holder')];
  const posts = postsInForce(actor).map(
    (post) => sql<SqlBool>`(c.duty_role = any (${[...post.roles]}::text[]) and (c.unit_id = ${post.unitId}::uuid
      or (${post.subtree} and ${post.unitId}::uuid = any (c.unit_path))))`,
  );
  return sql<SqlBool>`(${sql.join([sql<SqlBool>`c.person_id = any (${persons}::uuid[])`, ...posts], sql` or `)})`;
}

/** The same answer as `may(actor, knowsObligation, subject)`: whoever owes it is its holder. */
function known(actor: Actor): RawBuilder<SqlBool> {
  const persons = [...personsFor(actor, 'holder')];
  return sql<SqlBool>`(${permissionFilter(actor, knowsObligation)} or c.person_id = any (${persons}::uuid[]))`;
}

function conditions(actor: Actor, filter: ObligationFilter, now: Date): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`c.office_id = ${actor.officeId}::uuid`, known(actor)];
  if (filter.id === undefined && (filter.scope ?? 'mine') === 'mine') parts.push(owedBy(actor));
  const state = filter.state ?? 'standing';
  if (state === 'standing') parts.push(sql`c.state in ('open', 'overdue', 'paused')`);
  if (state === 'overdue') parts.push(sql`c.state in ('open', 'overdue') and c.due_at <= ${now}`);
  if (state === 'paused') parts.push(sql`c.state = 'paused'`);
  if (state === 'ended') parts.push(sql`c.state in ('met', 'cancelled')`);
  if (filter.kind !== undefined) parts.push(sql`c.kind = ${filter.kind}`);
  if (filter.unit !== undefined) parts.push(sql`${filter.unit}::uuid = any (c.unit_path)`);
  if (filter.case !== undefined) parts.push(sql`c.case_id = ${filter.case}::uuid`);
  if (filter.from !== undefined) parts.push(sql`c.due_on >= ${filter.from}::date`);
  if (filter.to !== undefined) parts.push(sql`c.due_on <= ${filter.to}::date`);
  if (filter.id !== undefined) parts.push(sql`c.obligation_id = ${filter.id}::uuid`);
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

interface Row {
  id: string;
  kind: string;
  subject: string;
  state: ObligationState;
  clock: string;
  due_on: Day;
  due_at: Date;
  provisional: boolean;
  pauses: { from: string; to: string | null; reason: string }[];
  ended_at: Date | null;
  case_id: string | null;
  service: string | null;
  number: string | null;
  title: string | null;
  unit_id: string;
  unit_name: string | null;
  person_id: string | null;
  person_name: string | null;
}

export function shown(row: Row, now: Date): ObligationRow {
  const state: ObligationState = row.state === 'open' && now >= row.due_at ? 'overdue' : row.state;
  const standing = row.pauses.find((pause) => pause.to === null);
  return {
    id: row.id,
    kind: row.kind,
    label: labelOfKind(row.kind),
    state,
    stateLabel: obligationStates[state],
    due: {
      dueAt: row.clock === 'hours' ? row.due_at.toISOString() : row.due_on,
      ...(state === 'paused' && standing ? { paused: { since: standing.from, reason: standing.reason } } : {}),
      ...(row.provisional ? { provisional: true } : {}),
      ...(row.ended_at ? { doneAt: row.ended_at.toISOString() } : {}),
    },
    subject: row.subject,
    caseId: row.case_id,
    number: row.number,
    title: row.title,
    unit: { id: row.unit_id, name: row.unit_name ?? '' },
    person: row.person_id === null ? null : { id: row.person_id, name: row.person_name ?? '' },
    link: row.case_id !== null && row.service !== null ? caseLink(row.service, row.case_id) : null,
  };
}

const columns = sql`c.obligation_id as id, c.kind, c.subject, c.state, c.clock, c.due_on, c.due_at, c.provisional, c.pauses, c.ended_at,
  c.case_id, k.service, k.number, k.title, c.unit_id, u.name as unit_name, c.person_id, p.name as person_name`;
const names = sql`left join kernel.cases k on k.office_id = c.office_id and k.id = c.case_id
  left join kernel.units u on u.office_id = c.office_id and u.id = c.unit_id
  left join kernel.persons p on p.office_id = c.office_id and p.id = c.person_id`;

/** @throws Problem 400 for a page mark that this list did not give */
function after(cursor: string | undefined): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql<SqlBool>`true`;
  const [instant = '', id = '', ...rest] = cursor.split('_');
  if (rest.length > 0 || Number.isNaN(Date.parse(instant)) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new Problem(400, 'cursor-malformed', {
      zh: '翻页标记无效，请从第一页重新查看。',
      en: 'The page mark is not valid. Start again from the first page.',
    });
  }
  return sql<SqlBool>`(c.due_at, c.obligation_id) > (${instant}::timestamptz, ${id}::uuid)`;
}

/** Duties that the actor may know of, earliest first. Total exact up to 1,000. @throws Problem 400 */
export async function listDuties(
  queries: Queries,
  actor: Actor,
  filter: ObligationFilter & { readonly cursor?: string | undefined; readonly limit?: number | undefined },
  now: Date,
): Promise<{ rows: ObligationRow[]; next: string | null; total: { count: number; exact: boolean } }> {
  const limit = filter.limit ?? 50;
  const where = conditions(actor, filter, now);
  const { rows } = await sql<Row>`select ${columns} from ${source} ${names} where ${where} and ${after(filter.cursor)}
    order by c.due_at, c.obligation_id limit ${limit + 1}`.execute(queries);
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count
    from (select from ${source} where ${where} limit 1001) as counted`.execute(queries);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const count = counted[0]?.count ?? 0;
  return {
    rows: page.map((row) => shown(row, now)),
    next: last ? `${last.due_at.toISOString()}_${last.id}` : null,
    total: { count: Math.min(count, 1000), exact: count <= 1000 },
  };
}

/** Rows by id, whoever reads them: permission is asked before. */
export async function dutyRows(
  queries: Queries,
  officeId: string,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, ObligationRow>> {
  const { rows } = await sql<Row>`select ${columns} from ${source} ${names}
    where c.office_id = ${officeId}::uuid and c.obligation_id = any (${[...ids]}::uuid[])`.execute(queries);
  return new Map(rows.map((row) => [row.id, shown(row, now)]));
}

export interface DayCount {
  readonly day: Day;
  readonly kind: string;
  readonly count: number;
  readonly overdue: number;
}

/** What falls due on which day of the month, by kind; stopped clocks are counted apart. */
export async function countMonth(
  queries: Queries,
  actor: Actor,
  filter: ObligationFilter & { readonly from: Day; readonly to: Day },
  now: Date,
): Promise<{ readonly days: readonly DayCount[]; readonly paused: number }> {
  if (!isDay(filter.from) || !isDay(filter.to)) throw new RangeError('a month has a first and a last day');
  const running = sql`c.state in ('open', 'overdue')`;
  const { rows } = await sql<DayCount>`select c.due_on as day, c.kind, count(*)::int as count,
      (count(*) filter (where c.due_at <= ${now}))::int as overdue
    from ${source} where ${conditions(actor, { ...filter, state: 'standing' }, now)} and ${running}
    group by c.due_on, c.kind order by c.due_on, count(*) desc, c.kind`.execute(queries);
  const { from: _from, to: _to, ...anyDay } = filter;
  const { rows: stopped } = await sql<{ count: number }>`select count(*)::int as count
    from ${source} where ${conditions(actor, { ...anyDay, state: 'paused' }, now)}`.execute(queries);
  return { days: rows, paused: stopped[0]?.count ?? 0 };
}

/** Own duties past their instant, for the desk. */
export async function overdueOf(queries: Queries, actor: Actor, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from ${source} where ${conditions(actor, { scope: 'mine', state: 'overdue' }, now)}`.execute(queries);
  return rows[0]?.count ?? 0;
}
