import { sql } from 'kysely';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Runner, Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import type { RungAct } from './model.ts';

/** Rungs that only speak. What locks or proposes is an act of its own and is told by itself. */
export const dunningActs: readonly RungAct[] = ['remind', 'tell-unit-head'];

interface Waiting {
  readonly unit_id: string;
  readonly unit_path: string[];
  readonly obligation_id: string;
  readonly acts: string[];
}

/** Rungs climbed on duties that are late and of which their unit has not been told, of units that were not told today. */
async function waiting(queries: Queries, officeId: string, today: Day, unitId?: string): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`select o.unit_id, o.unit_path, o.id as obligation_id,
      array_agg(distinct c.details->>'act' order by c.details->>'act') as acts
    from kernel.obligations o
    join kernel.obligation_changes c on c.office_id = o.office_id and c.obligation_id = o.id
    left join lateral (select max(d.at) as at, max(d.day) as day from kernel.obligation_dunnings d
      where d.office_id = o.office_id and d.unit_id = o.unit_id) last on true
    where o.office_id = ${officeId}::uuid and o.state = 'overdue' ${unitId ? sql`and o.unit_id = ${unitId}::uuid` : sql``}
      and c.what = 'climbed' and c.details->>'act' = any (${[...dunningActs]}::text[]) and c.at >= o.due_at
      and (last.at is null or c.at > last.at) and last.day is distinct from ${today}::date
    group by o.unit_id, o.unit_path, o.id order by o.unit_id, o.id`.execute(queries);
  return rows;
}

/**
 * One message for each unit and day about all that it owes late; what becomes late after it waits for the next day's. The key of the
 * command is unit and day, so that several workers send one. @returns how many units were told
 */
export async function dunUnits(runner: Runner, officeId: string): Promise<number> {
  const today = dayInBeijing(runner.clock.now());
  const found = await runner.database.read(officeId, (queries) => waiting(queries, officeId, today));
  const units = [...new Set(found.map(({ unit_id }) => unit_id))];
  for (const unitId of units) {
    await runner.run(programActor(officeId), {
      name: 'obligations.dun',
      key: `${unitId}:${today}`,
      input: { unitId, today },
      object: `unit:${unitId}`,
      run: (work: Work) => dun(work, unitId, today),
    });
  }
  return units.length;
}

async function dun(work: Work, unitId: string, today: Day): Promise<null> {
  const { queries, actor, now } = work;
  const rows = await waiting(queries, actor.officeId, today, unitId);
  // Done since it was looked up.
  if (rows.length === 0) return null;
  await sql`insert into kernel.obligation_dunnings (office_id, unit_id, day, at)
    values (${actor.officeId}::uuid, ${unitId}::uuid, ${today}::date, ${now})`.execute(queries);
  work.send({
    topic: 'obligations.dunned',
    about: `unit:${unitId}`,
    body: {
      unitId,
      unitPath: rows[0]!.unit_path,
      owed: rows.map(({ obligation_id, acts }) => ({ obligationId: obligation_id, acts })),
    },
  });
  return null;
}
