import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import { readsPlan } from '../endpoints.ts';
import type { adjustmentStates, PlanLineInput } from '../model.ts';

export interface AdjustmentRow {
  readonly id: string;
  readonly year: number;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  readonly unitName: string;
  readonly originalId: string | null;
  readonly original: {
    readonly number: string | null;
    readonly title: string;
    readonly regions: string[];
    readonly month: string;
    readonly headcount: number;
    readonly days: number;
    readonly amountCny: number;
  } | null;
  readonly proposal: PlanLineInput;
  readonly reason: string;
  readonly equal: boolean;
  readonly state: keyof typeof adjustmentStates;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionText: string | null;
  readonly newLineId: string | null;
}

const columns = sql`c.id, c.year, c.unit_id as "unitId", c.unit_path as "unitPath", n.name as "unitName", c.original_id as "originalId",
  case when l.id is not null then jsonb_build_object('number', l.number, 'title', l.title, 'regions', l.regions, 'month', l.month,
    'headcount', l.headcount, 'days', l.days, 'amountCny', l.amount_cny) end as original, c.proposal, c.reason, c.equal, c.state, c.asked_by as "askedBy",
  c.asked_at as "askedAt", c.decided_by as "decidedBy", c.decided_at as "decidedAt", c.decision_text as "decisionText",
  c.new_line_id as "newLineId"`;
const from = sql`official_travel.plan_adjustments c join kernel.units n on n.office_id = c.office_id and n.id = c.unit_id
  left join official_travel.plan_lines l on l.office_id = c.office_id and l.id = c.original_id`;

export async function findAdjustments(
  queries: Queries,
  actor: Actor,
  filter: { readonly year: number; readonly unit?: string | undefined; readonly state?: string | undefined },
): Promise<readonly AdjustmentRow[]> {
  const { rows } =
    await sql<AdjustmentRow>`select ${columns} from ${from} where ${permissionFilter(actor, readsPlan)} and c.year = ${filter.year}
      and (${filter.unit ?? null}::uuid is null or c.unit_path @> array[${filter.unit ?? null}::uuid])
      and (${filter.state ?? null}::text is null or c.state = ${filter.state ?? null})
    order by c.asked_at desc, c.id limit 500`.execute(queries);
  return rows;
}

export async function lockAdjustment(work: Work, id: string): Promise<AdjustmentRow | undefined> {
  await sql`select id from official_travel.plan_adjustments where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid for update`.execute(
    work.queries,
  );
  const { rows } = await sql<AdjustmentRow>`select ${columns} from ${from}
    where c.office_id = ${work.actor.officeId}::uuid and c.id = ${id}::uuid`.execute(work.queries);
  return rows[0];
}

export async function insertAdjustment(
  work: Work,
  asked: {
    readonly year: number;
    readonly unitId: string;
    readonly unitPath: readonly string[];
    readonly originalId: string | null;
    readonly line: PlanLineInput;
    readonly reason: string;
    readonly equal: boolean;
  },
): Promise<string> {
  const id = uuidv7();
  await sql`insert into official_travel.plan_adjustments (office_id, id, year, unit_id, unit_path, original_id, proposal, reason, equal, state, asked_by, asked_at)
    values (${work.actor.officeId}::uuid, ${id}::uuid, ${asked.year}, ${asked.unitId}::uuid, ${[...asked.unitPath]}::uuid[], ${asked.originalId}::uuid,
      ${JSON.stringify(asked.line)}::jsonb, ${asked.reason}, ${asked.equal}, 'asked', ${work.actor.personId}::uuid, ${work.now})`.execute(
    work.queries,
  );
  return id;
}

export async function settleAdjustment(
  work: Work,
  id: string,
  decision:
    | { readonly state: 'withdrawn' }
    | { readonly state: 'granted' | 'refused'; readonly text: string; readonly newLineId: string | null },
): Promise<void> {
  const decided = decision.state !== 'withdrawn';
  await sql`update official_travel.plan_adjustments set state = ${decision.state}, decided_by = ${decided ? work.actor.personId : null}::uuid,
      decided_at = ${decided ? work.now : null}, decision_text = ${decided ? decision.text : null}, new_line_id = ${decided ? decision.newLineId : null}::uuid
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}

export async function countAsked(
  queries: Queries,
  actor: Actor,
  filter: { readonly year: number; readonly unit?: string | undefined },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from official_travel.plan_adjustments c
    where ${permissionFilter(actor, readsPlan)} and c.year = ${filter.year} and c.state = 'asked'
      and (${filter.unit ?? null}::uuid is null or c.unit_path @> array[${filter.unit ?? null}::uuid])`.execute(
    queries,
  );
  return rows[0]!.count;
}
