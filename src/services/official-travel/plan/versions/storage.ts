import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { readsPlan } from '../endpoints.ts';
import type { VersionLine } from './compare.ts';

export interface VersionRow {
  readonly id: string;
  readonly quarter: number;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

/** The lines given as they stand, with what missions have of them. @returns its id and the number of its lines */
export async function insertVersion(
  work: Work,
  version: { readonly year: number; readonly quarter: number; readonly note: string },
): Promise<{ id: string; lines: number }> {
  const { officeId, personId } = work.actor;
  const id = uuidv7();
  await sql`insert into official_travel.plan_versions (office_id, id, year, quarter, note, fixed_by, fixed_at)
    values (${officeId}::uuid, ${id}::uuid, ${version.year}, ${version.quarter}, ${version.note}, ${personId}::uuid, ${work.now})`.execute(
    work.queries,
  );
  const { numAffectedRows } = await sql`
    insert into official_travel.plan_version_lines (office_id, version_id, line_id, unit_id, unit_path, number, title, list, regions, month,
      headcount, days, amount_cny, use)
    select l.office_id, ${id}::uuid, l.id, l.unit_id, l.unit_path, l.number, l.title, l.list, l.regions, l.month, l.headcount, l.days,
      l.amount_cny, coalesce(u.state, 'free')
    from official_travel.plan_lines l
    left join official_travel.plan_uses u on u.office_id = l.office_id and u.line_id = l.id and u.state <> 'released'
    where l.office_id = ${officeId}::uuid and l.year = ${version.year} and l.state = 'given'`.execute(work.queries);
  return { id, lines: Number(numAffectedRows ?? 0n) };
}

/** Versions of the year, the first first. */
export async function findVersions(queries: Queries, officeId: string, year: number): Promise<readonly VersionRow[]> {
  const { rows } = await sql<VersionRow>`select v.id, v.quarter, v.note, coalesce(p.name, '') as by, v.fixed_at as at
    from official_travel.plan_versions v left join kernel.persons p on p.office_id = v.office_id and p.id = v.fixed_by
    where v.office_id = ${officeId}::uuid and v.year = ${year} order by v.quarter`.execute(queries);
  return rows;
}

/** Lines of these versions that the reader may see. */
export async function findVersionLines(
  queries: Queries,
  actor: Actor,
  versions: readonly string[],
): Promise<readonly (VersionLine & { readonly version: string })[]> {
  const { rows } = await sql<VersionLine & { version: string }>`
    select c.version_id as version, c.line_id as id, n.name as unit, c.number, c.title, c.regions, c.month, c.headcount, c.days,
      c.amount_cny::text as "amountCny", c.use
    from official_travel.plan_version_lines c join kernel.units n on n.office_id = c.office_id and n.id = c.unit_id
    where ${permissionFilter(actor, readsPlan)} and c.version_id = any (${[...versions]}::uuid[])
    order by c.number`.execute(queries);
  return rows;
}
