import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';

export type Part = 'giver' | 'receiver' | 'administrator';

export interface HandOverRow {
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: readonly string[];
  readonly unitName: string;
  readonly officerId: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly openedAt: Date;
  readonly giverConfirmedAt: Date | null;
  readonly receiverConfirmedAt: Date | null;
  readonly administratorConfirmedAt: Date | null;
  readonly administratorId: string | null;
  readonly drafts: number;
  readonly cases: number;
  readonly tasks: number;
  readonly doneAt: Date | null;
}

const columns = sql`h.id, h.unit_id as "unitId", h.unit_path as "unitPath", n.name as "unitName", h.officer_id as "officerId",
  h.from_person_id as "from", h.to_person_id as "to", h.reason, h.state, h.opened_at as "openedAt", h.giver_confirmed_at as "giverConfirmedAt",
  h.receiver_confirmed_at as "receiverConfirmedAt", h.administrator_confirmed_at as "administratorConfirmedAt",
  h.administrator_id as "administratorId", h.drafts, h.cases, h.tasks, h.done_at as "doneAt"`;
const from = sql`official_travel.hand_overs h join kernel.units n on n.office_id = h.office_id and n.id = h.unit_id`;

export async function findHandOvers(
  queries: Queries,
  officeId: string,
  state: string | undefined,
): Promise<readonly HandOverRow[]> {
  const { rows } = await sql<HandOverRow>`select ${columns} from ${from} where h.office_id = ${officeId}::uuid
    and (${state ?? null}::text is null or h.state = ${state ?? null}) order by h.opened_at desc, h.id limit 500`.execute(
    queries,
  );
  return rows;
}

export async function lockHandOver(work: Work, id: string): Promise<HandOverRow | undefined> {
  const { rows } = await sql<HandOverRow>`select ${columns} from ${from}
    where h.office_id = ${work.actor.officeId}::uuid and h.id = ${id}::uuid for update of h`.execute(work.queries);
  return rows[0];
}

export async function insertHandOver(
  work: Work,
  one: {
    readonly unitId: string;
    readonly unitPath: readonly string[];
    readonly officerId: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  },
): Promise<string> {
  const id = uuidv7();
  const { officeId, personId } = work.actor;
  await sql`insert into official_travel.hand_overs (office_id, id, unit_id, unit_path, officer_id, from_person_id, to_person_id, reason, state, opened_by, opened_at)
    values (${officeId}::uuid, ${id}::uuid, ${one.unitId}::uuid, ${[...one.unitPath]}::uuid[], ${one.officerId}::uuid, ${one.from}::uuid,
      ${one.to}::uuid, ${one.reason}, 'open', ${personId}::uuid, ${work.now})`.execute(work.queries);
  return id;
}

export async function writeConfirmation(work: Work, id: string, part: Part): Promise<void> {
  const change = {
    giver: sql`giver_confirmed_at = ${work.now}`,
    receiver: sql`receiver_confirmed_at = ${work.now}`,
    administrator: sql`administrator_confirmed_at = ${work.now}, administrator_id = ${work.actor.personId}::uuid`,
  }[part];
  await sql`update official_travel.hand_overs set ${change} where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(
    work.queries,
  );
}

export async function settleHandOver(
  work: Work,
  id: string,
  to:
    | { readonly state: 'cancelled' }
    | { readonly state: 'done'; readonly drafts: number; readonly cases: number; readonly tasks: number },
): Promise<void> {
  const done = to.state === 'done';
  await sql`update official_travel.hand_overs set state = ${to.state}, drafts = ${done ? to.drafts : 0}, cases = ${done ? to.cases : 0},
      tasks = ${done ? to.tasks : 0}, done_at = ${done ? work.now : null}
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid`.execute(work.queries);
}
