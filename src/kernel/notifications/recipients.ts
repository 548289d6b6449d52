import { sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Role } from '#kernel/identity/roles.ts';

const inForce = (day: Day) =>
  sql`t.ended_at is null and t.valid_from <= ${day}::date and (t.valid_to is null or t.valid_to >= ${day}::date)`;

/** Persons whose posts give one of the roles in that unit, or with a subtree post above it. */
export async function holdersOf(
  queries: Queries,
  officeId: string,
  roles: readonly Role[],
  unitPath: readonly string[],
  day: Day,
): Promise<readonly string[]> {
  const unit = unitPath.at(-1);
  if (unit === undefined) return [];
  const { rows } = await sql<{ person_id: string }>`select distinct t.person_id from kernel.posts t
    where t.office_id = ${officeId}::uuid and ${inForce(day)} and t.roles && ${[...roles]}::text[]
      and (t.unit_id = ${unit}::uuid or (t.subtree and t.unit_id = any (${[...unitPath]}::uuid[])))
    order by t.person_id`.execute(queries);
  return rows.map((row) => row.person_id);
}

/** Persons whom keys of tasks reach: named ones, and holders of posts. */
export async function reachedBy(
  queries: Queries,
  officeId: string,
  keys: readonly string[],
  day: Day,
): Promise<readonly string[]> {
  const named = keys.filter((key) => key.startsWith('p:')).map((key) => key.slice(2));
  const { rows } = await sql<{ person_id: string }>`select distinct t.person_id
    from kernel.posts t, unnest(t.roles) as held (role)
    where t.office_id = ${officeId}::uuid and ${inForce(day)}
      and ('r:' || held.role || ':' || t.unit_id = any (${[...keys]}::text[])
        or (t.subtree and 's:' || held.role || ':' || t.unit_id = any (${[...keys]}::text[])))
    order by t.person_id`.execute(queries);
  return [...new Set([...named, ...rows.map((row) => row.person_id)])];
}
