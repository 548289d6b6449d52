import { type RawBuilder, sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Decimal } from '#kernel/money/decimal.ts';

/** The case that holds or has used the line; null if it is free. */
export async function caseOnLine(queries: Queries, officeId: string, lineId: string): Promise<string | null> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from official_travel.plan_uses
    where office_id = ${officeId}::uuid and line_id = ${lineId}::uuid and state <> 'released'`.execute(queries);
  return rows[0]?.case_id ?? null;
}

/** What the case has of the line, and how much money; lines that it named before and no longer names are released. */
export async function setUse(
  work: Work,
  caseId: string,
  lineId: string,
  use: { readonly state: 'held' | 'granted' | 'released'; readonly amountCny: number },
): Promise<void> {
  const { officeId } = work.actor;
  await releaseUses(work, caseId, lineId);
  await sql`insert into official_travel.plan_uses (office_id, line_id, case_id, state, amount_cny, changed_at)
    select office_id, id, ${caseId}::uuid, ${use.state}, ${use.amountCny}::numeric, ${work.now} from official_travel.plan_lines
    where office_id = ${officeId}::uuid and id = ${lineId}::uuid
    on conflict (office_id, line_id, case_id) do update set state = excluded.state, amount_cny = excluded.amount_cny,
      changed_at = excluded.changed_at`.execute(work.queries);
}

/** Gives back every line that the case has, except the one named. */
export async function releaseUses(work: Work, caseId: string, except: string | null): Promise<void> {
  await sql`update official_travel.plan_uses set state = 'released', changed_at = ${work.now}
    where office_id = ${work.actor.officeId}::uuid and case_id = ${caseId}::uuid and line_id is distinct from ${except}::uuid
      and state <> 'released'`.execute(work.queries);
}

/** 下达、已批准、占用、可用 of one unit and year, from the same rows that the lists show. */
export async function countersOf(
  queries: Queries,
  officeId: string,
  year: number,
  unit: { readonly id: string; readonly name: string },
) {
  const { rows } = await sql<{ given: number; granted: number; held: number; money: [string, string, string] }>`
    select count(*)::int as given,
      count(*) filter (where u.state = 'granted')::int as granted,
      count(*) filter (where u.state = 'held')::int as held,
      ${moneySums(sql`true`)} as money
    from official_travel.plan_lines l
    left join official_travel.plan_uses u on u.office_id = l.office_id and u.line_id = l.id and u.state <> 'released'
    where l.office_id = ${officeId}::uuid and l.year = ${year} and l.unit_id = ${unit.id}::uuid and l.state = 'given'`.execute(
    queries,
  );
  const { given, granted, held, money } = rows[0]!;
  return { year, unit, given, granted, held, free: given - granted - held, money: moneyOf(money) };
}

/** Money of the lines given, and of the missions granted and under way on them, as [given, granted, held]. */
export const moneySums = (given: RawBuilder<unknown>, line = sql`l`) => sql`jsonb_build_array(
  coalesce(sum(${line}.amount_cny) filter (where ${given}), 0)::numeric(16, 2)::text,
  coalesce(sum(u.amount_cny) filter (where u.state = 'granted'), 0)::numeric(16, 2)::text,
  coalesce(sum(u.amount_cny) filter (where u.state = 'held'), 0)::numeric(16, 2)::text)`;

export interface PlanMoney {
  readonly givenCny: string;
  readonly grantedCny: string;
  readonly heldCny: string;
  /** given − granted − held; below nothing where missions cost more than was planned. */
  readonly freeCny: string;
}

export function moneyOf([given, granted, held]: readonly [string, string, string]): PlanMoney {
  const free = Decimal.of(given).minus(Decimal.of(granted)).minus(Decimal.of(held));
  return { givenCny: given, grantedCny: granted, heldCny: held, freeCny: free.toFixed(2) };
}

/** The same of the unit on whose plan the line stands, leaving out what this case has itself. */
export async function moneyBeside(
  work: Work,
  line: { readonly unitId: string; readonly year: number },
  caseId: string,
): Promise<PlanMoney> {
  const { rows } = await sql<{ money: [string, string, string] }>`select ${moneySums(sql`true`)} as money
    from official_travel.plan_lines l
    left join official_travel.plan_uses u on u.office_id = l.office_id and u.line_id = l.id and u.state <> 'released'
      and u.case_id <> ${caseId}::uuid
    where l.office_id = ${work.actor.officeId}::uuid and l.year = ${line.year} and l.unit_id = ${line.unitId}::uuid
      and l.state = 'given'`.execute(work.queries);
  return moneyOf(rows[0]!.money);
}
