import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import { type CaseKinds, caseLink } from '#kernel/desk/case-kinds.ts';
import { knownCase } from '#kernel/desk/known.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Text } from '#kernel/text.ts';
import { plain, queryOf } from './words.ts';

/** A group of hits beside cases: people, documents, notices. */
export interface SearchKind {
  readonly kind: string;
  readonly label: Text;
  /** Who may know of it; of what belongs to a case, beside the permission of that case. */
  readonly knownTo: Permission;
  readonly link: (hit: {
    readonly id: string;
    readonly caseId: string | null;
    readonly service: string | null;
  }) => string;
}

export interface SearchHit {
  readonly kind: string;
  readonly id: string;
  readonly caseId: string | null;
  readonly title: string;
  readonly note: string;
  readonly link: string;
}

export interface HitGroup {
  readonly kind: string;
  readonly label: Text;
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly hits: SearchHit[];
}

export const caseHits: Text = { zh: '办件', en: 'Cases' };

/**
 * How many of the latest matches are looked through: first as many as fill groups and total for who may know of most of them; if that
 * was not enough, many more.
 */
const matchLimits = [1_200, 20_000] as const;
const countLimit = 1_000;

interface Row {
  kind: string;
  id: string;
  case_id: string | null;
  service: string | null;
  title: string;
  note: string;
  total: number;
}

/** With the hits, even with none, stands how many matches were looked through before it was asked who may know of them. */
type Answer = { readonly matches: number } & (Row | { readonly kind: null });

function ofKinds(actor: Actor, kinds: readonly SearchKind[]): RawBuilder<SqlBool> {
  const parts = kinds.map((one) => sql<SqlBool>`(m_kind = ${one.kind} and ${permissionFilter(actor, one.knownTo)})`);
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

/**
 * What the actor may know of and was found, in groups, the title's own words first and then the latest. The same filter as in lists
 * and single reads stands between index and answer (AZ-04).
 */
export async function findEntries(
  queries: Queries,
  actor: Actor,
  known: { readonly cases: CaseKinds; readonly kinds: readonly SearchKind[] },
  asked: { readonly q: string; readonly kind?: string | undefined; readonly limit?: number | undefined },
): Promise<HitGroup[]> {
  const sought = queryOf(asked.q);
  if (sought === null) return [];
  const limit = asked.limit ?? 8;
  const [few, many] = matchLimits;
  const matches = await matchesOf(queries, actor, known, { ...asked, sought, limit, most: few });
  const enough = matches.all || matches.rows.some(({ total }) => total > countLimit);
  return inGroups(
    enough ? matches : await matchesOf(queries, actor, known, { ...asked, sought, limit, most: many }),
    known.kinds,
  );
}

interface Matches {
  readonly rows: readonly Row[];
  /** False: only the latest were looked through, so that no total of them is exact. */
  readonly all: boolean;
}

async function matchesOf(
  queries: Queries,
  actor: Actor,
  known: { readonly cases: CaseKinds; readonly kinds: readonly SearchKind[] },
  asked: {
    readonly q: string;
    readonly sought: string;
    readonly kind?: string | undefined;
    readonly limit: number;
    readonly most: number;
  },
): Promise<Matches> {
  const { sought, limit, most } = asked;
  const { rows } = await sql<Answer>`
    with matched as materialized (
      select m.kind as m_kind, m.object_id, m.case_id, m.unit_path, m.title as m_title, m.note, m.updated_at as changed_at
      from kernel.search_matches(${sought}::tsquery, ${asked.kind ?? null}, ${most}) m),
    seen as (
      select m_kind, object_id, case_id, c.service, m_title, note, changed_at
      from matched join kernel.cases c on c.office_id = ${actor.officeId}::uuid and c.id = matched.case_id
      where ${knownCase(actor, known.cases)} and (m_kind = 'case' or ${ofKinds(actor, known.kinds)})
      union all
      select m_kind, object_id, case_id, null, m_title, note, changed_at
      from (select ${actor.officeId}::uuid as office_id, object_id as id, matched.* from matched where matched.case_id is null) c
      where ${ofKinds(actor, known.kinds)}),
    ranked as (
      select seen.*, row_number() over (partition by m_kind
          order by position(${plain(asked.q)} in lower(m_title || ' ' || note)) = 0, changed_at desc, object_id desc) as place,
        count(*) over (partition by m_kind)::int as total
      from seen)
    select counted.matches, m_kind as kind, object_id as id, case_id, service, m_title as title, note, total
    from (select count(*)::int as matches from matched) as counted left join ranked on place <= ${limit}
    order by m_kind, place`.execute(queries);
  return {
    all: (rows[0]?.matches ?? 0) < most,
    rows: rows.filter((row): row is Row & { readonly matches: number } => row.kind !== null),
  };
}

function inGroups({ rows, all }: Matches, kinds: readonly SearchKind[]): HitGroup[] {
  const order = ['case', ...kinds.map((one) => one.kind)];
  return order.flatMap((kind): HitGroup[] => {
    const own = rows.filter((row) => row.kind === kind);
    const [first] = own;
    if (!first) return [];
    const found = kinds.find((one) => one.kind === kind);
    return [
      {
        kind,
        label: found?.label ?? caseHits,
        total: { count: Math.min(first.total, countLimit), exact: all && first.total <= countLimit },
        hits: own.map((row) => ({
          kind,
          id: row.id,
          caseId: row.case_id,
          title: row.title,
          note: row.note,
          link:
            found?.link({ id: row.id, caseId: row.case_id, service: row.service }) ??
            caseLink(row.service ?? '', row.case_id ?? row.id),
        })),
      },
    ];
  });
}
