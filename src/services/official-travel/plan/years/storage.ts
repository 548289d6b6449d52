import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';

export interface Closing {
  readonly on: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly reason: string;
}

/** The unit of the city itself, over which the whole plan stands. */
export async function rootUnit(work: Work): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from kernel.units
    where office_id = ${work.actor.officeId}::uuid and parent_id is null`.execute(work.queries);
  return rows[0]!.id;
}

/** When and why the plan of the year was closed; null: it is open. */
export async function closingOf(queries: Queries, officeId: string, year: number): Promise<Closing | null> {
  const { rows } = await sql<{ closed_at: Date; closed_by: string; name: string | null; reason: string }>`
    select y.closed_at, y.closed_by, p.name, y.reason from official_travel.plan_years_closed y
    left join kernel.persons p on p.office_id = y.office_id and p.id = y.closed_by
    where y.office_id = ${officeId}::uuid and y.year = ${year}`.execute(queries);
  const row = rows[0];
  return row
    ? { on: row.closed_at.toISOString(), by: { id: row.closed_by, name: row.name ?? '' }, reason: row.reason }
    : null;
}

export async function insertClosing(work: Work, year: number, reason: string): Promise<void> {
  await sql`insert into official_travel.plan_years_closed (office_id, year, reason, closed_by, closed_at)
    values (${work.actor.officeId}::uuid, ${year}, ${reason}, ${work.actor.personId}::uuid, ${work.now})`.execute(
    work.queries,
  );
}

/** Lines of the year that no mission holds or has used, in any state on the way, locked in the order of their ids. */
export async function lockUnused(work: Work, year: number): Promise<readonly string[]> {
  const { officeId } = work.actor;
  const { rows } = await sql<{ id: string }>`select l.id from official_travel.plan_lines l
    where l.office_id = ${officeId}::uuid and l.year = ${year} and l.state not in ('replaced', 'closed')
      and not exists (select from official_travel.plan_uses u where u.office_id = l.office_id and u.line_id = l.id and u.state <> 'released')
    order by l.id for update`.execute(work.queries);
  return rows.map(({ id }) => id);
}

/** Missions that are still being decided on lines of the year. */
export async function countHeld(work: Work, year: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from official_travel.plan_lines l
    join official_travel.plan_uses u on u.office_id = l.office_id and u.line_id = l.id and u.state = 'held'
    where l.office_id = ${work.actor.officeId}::uuid and l.year = ${year}`.execute(work.queries);
  return rows[0]!.count;
}
