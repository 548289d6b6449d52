import { sql } from 'kysely';
import type { z } from 'zod';
import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { accountRow, Unit } from './registry-model.ts';

/** The whole tree, parents before children. */
export async function readUnits(queries: Queries, officeId: string): Promise<Unit[]> {
  const { rows } = await sql<Unit>`
    select id, parent_id as "parentId", name, name_en as "nameEnglish", short_name as "shortName", kind, path
    from kernel.units where office_id = ${officeId}::uuid and valid_to is null
    order by cardinality(path), position, name`.execute(queries);
  return rows;
}

/** The unit and all above it, root first; for `Subject.unitPath`. Null for an unknown unit. */
export async function unitPath(queries: Queries, officeId: string, unitId: string): Promise<readonly string[] | null> {
  const { rows } = await sql<{ path: string[] }>`
    select path from kernel.units where office_id = ${officeId}::uuid and id = ${unitId}::uuid`.execute(queries);
  return rows[0]?.path ?? null;
}

type AccountRow = z.infer<typeof accountRow>;

export async function readAccounts(queries: Queries, officeId: string, today: Day): Promise<AccountRow[]> {
  const { rows } = await sql<Omit<AccountRow, 'lastSignInAt'> & { last_sign_in_at: Date | null }>`
    select a.id, a.person_id as "personId", p.name, a.login, a.state, a.state_reason as "stateReason",
      a.factor_enrolled_at is not null as "factorEnrolled", a.last_sign_in_at,
      coalesce((select json_agg(json_build_object('id', t.id, 'title', t.title, 'unitId', t.unit_id, 'unitName', u.name,
          'roles', t.roles, 'subtree', t.subtree, 'from', t.valid_from, 'to', t.valid_to) order by t.valid_from, t.id)
        from kernel.posts t join kernel.units u on u.office_id = t.office_id and u.id = t.unit_id
        where t.office_id = a.office_id and t.person_id = a.person_id and t.ended_at is null
          and (t.valid_to is null or t.valid_to >= ${today}::date)), '[]'::json) as posts
    from kernel.accounts a join kernel.persons p on p.office_id = a.office_id and p.id = a.person_id
    where a.office_id = ${officeId}::uuid
    order by p.name, a.id`.execute(queries);
  return rows.map(({ last_sign_in_at, ...row }) => ({ ...row, lastSignInAt: last_sign_in_at?.toISOString() ?? null }));
}
