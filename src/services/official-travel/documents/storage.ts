import { sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';

/**
 * City leaders as a sheet names them, title before name, in the order of their posts: those named, or with null all who hold the
 * duty over the unit on that day.
 */
export async function leadersOnPaper(
  queries: Queries,
  officeId: string,
  unitPath: readonly string[],
  named: readonly string[] | null,
  on: Day,
): Promise<readonly string[]> {
  const chosen = named === null ? sql`'city-leader' = any (t.roles)` : sql`p.id = any (${[...named]}::uuid[])`;
  const { rows } = await sql<{
    words: string;
  }>`select distinct on (p.id) t.title || ' ' || p.name as words, t.valid_from, p.id
    from kernel.posts t join kernel.persons p on p.office_id = t.office_id and p.id = t.person_id
    where t.office_id = ${officeId}::uuid and ${chosen} and t.ended_at is null and t.valid_from <= ${on}::date
      and (t.valid_to is null or t.valid_to >= ${on}::date)
      and (t.unit_id = ${unitPath.at(-1) ?? null}::uuid or (t.subtree and t.unit_id = any (${[...unitPath]}::uuid[])))
    order by p.id, t.valid_from limit 6`.execute(queries);
  return rows.map(({ words }) => words);
}
