import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';

/** Numbers of plan lines by id, as documents and the mission file name them. */
export async function planLineNames(
  queries: Queries,
  officeId: string,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from official_travel.plan_lines where office_id = ${officeId}::uuid and id = any (${[...ids]}::uuid[])`.execute(
    queries,
  );
  return Object.fromEntries(rows.map(({ id, number }) => [id, number]));
}

/** The case that holds or has used the line; null if it is free. */
export async function caseOnLine(queries: Queries, officeId: string, lineId: string): Promise<string | null> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from official_travel.plan_uses
    where office_id = ${officeId}::uuid and line_id = ${lineId}::uuid and state <> 'released'`.execute(queries);
  return rows[0]?.case_id ?? null;
}

/** What the case has of the line; lines that it named before and no longer names are released. */
export async function setUse(
  work: Work,
  caseId: string,
  lineId: string,
  state: 'held' | 'granted' | 'released',
): Promise<void> {
  const { officeId } = work.actor;
  await sql`update official_travel.plan_uses set state = 'released', changed_at = ${work.now}
    where office_id = ${officeId}::uuid and case_id = ${caseId}::uuid and line_id <> ${lineId}::uuid and state <> 'released'`.execute(
    work.queries,
  );
  await sql`insert into official_travel.plan_uses (office_id, line_id, case_id, state, changed_at)
    select office_id, id, ${caseId}::uuid, ${state}, ${work.now} from official_travel.plan_lines
    where office_id = ${officeId}::uuid and id = ${lineId}::uuid
    on conflict (office_id, line_id, case_id) do update set state = excluded.state, changed_at = excluded.changed_at`.execute(
    work.queries,
  );
}

/** 下达、已批准、占用、可用 of one unit and year, from the same rows that the lists show. */
export async function countersOf(
  queries: Queries,
  officeId: string,
  year: number,
  unit: { readonly id: string; readonly name: string },
) {
  const { rows } = await sql<{ given: number; granted: number; held: number }>`
    select count(*)::int as given,
      count(*) filter (where u.state = 'granted')::int as granted,
      count(*) filter (where u.state = 'held')::int as held
    from official_travel.plan_lines l
    left join official_travel.plan_uses u on u.office_id = l.office_id and u.line_id = l.id and u.state <> 'released'
    where l.office_id = ${officeId}::uuid and l.year = ${year} and l.unit_id = ${unit.id}::uuid and l.state = 'given'`.execute(
    queries,
  );
  const { given, granted, held } = rows[0]!;
  return { year, unit, given, granted, held, free: given - granted - held };
}
