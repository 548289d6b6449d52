import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { readsPlan } from '../endpoints.ts';
import type { LineFilter } from '../storage.ts';

type Filter = Pick<LineFilter, 'year' | 'unit' | 'own'>;

export interface OutsideMission {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly departure: string;
  readonly status: 'applied' | 'approved' | 'under-way' | 'completed';
  readonly budgetCny: string | null;
}

/** 计划外: live missions that leave in the year and stand on no line of the plan. */
const conditions = (actor: Actor, { year, unit, own }: Filter): RawBuilder<SqlBool> =>
  sql<SqlBool>`${permissionFilter(actor, readsPlan)} and c.case_id is not null and c.status <> 'cancelled'
    and c.departure between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    and (${unit ?? null}::uuid is null or case when ${own === 'yes'} then c.unit_id = ${unit ?? null}::uuid
      else c.unit_path @> array[${unit ?? null}::uuid] end)
    and not exists (select from official_travel.plan_uses u where u.office_id = c.office_id and u.case_id = c.case_id
      and u.state <> 'released')`;

export async function countOutside(queries: Queries, actor: Actor, filter: Filter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from official_travel.trips c
    where ${conditions(actor, filter)}`.execute(queries);
  return rows[0]!.count;
}

export async function listOutside(queries: Queries, actor: Actor, filter: Filter): Promise<OutsideMission[]> {
  const { rows } = await sql<Omit<OutsideMission, 'unit'> & { unitId: string; unitName: string }>`
    select c.case_id as id, c.reference as number, coalesce(k.title, c.purpose_title) as title, c.unit_id as "unitId", n.name as "unitName",
      c.departure::text, c.status, c.budget_cny::text as "budgetCny"
    from official_travel.trips c join kernel.units n on n.office_id = c.office_id and n.id = c.unit_id
    left join kernel.cases k on k.office_id = c.office_id and k.id = c.case_id
    where ${conditions(actor, filter)} order by c.departure, c.case_id limit 500`.execute(queries);
  return rows.map(({ unitId, unitName, ...row }) => ({ ...row, unit: { id: unitId, name: unitName } }));
}
