import { sql } from 'kysely';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import type { Role } from '#kernel/identity/roles.ts';
import { type Colleague, findColleagues } from './colleague-endpoints.ts';

const atMost = 20;

/** Posts that handle no case: who only travels, and the three administrators. */
const handlingNone: readonly Role[] = [
  'traveller',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
];

/** Holders of a post on that day whose name, post or unit holds the words; those whose name begins so come first. At most 20. */
export async function colleaguesLike(
  queries: Queries,
  officeId: string,
  today: Day,
  words: string,
): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select p.id, p.name, json_agg(json_build_object('title', t.title, 'unit', u.name) order by t.valid_from, t.id) as posts
    from kernel.persons p
      join kernel.posts t on t.office_id = p.office_id and t.person_id = p.id
      join kernel.units u on u.office_id = t.office_id and u.id = t.unit_id
    where p.office_id = ${officeId}::uuid and t.ended_at is null and t.valid_from <= ${today}::date
      and (t.valid_to is null or t.valid_to >= ${today}::date)
      and not t.roles <@ ${[...handlingNone]}::text[]
    group by p.id, p.name
    having strpos(p.name, ${words}) > 0 or bool_or(strpos(t.title, ${words}) > 0 or strpos(u.name, ${words}) > 0)
    order by not starts_with(p.name, ${words}), p.name, p.id
    limit ${atMost}`.execute(queries);
  return rows;
}

export function colleagueHandlers(): readonly Handler[] {
  return [
    handle(findColleagues, {
      run: ({ database, actor, query, now }) =>
        database.read(actor.officeId, async (queries) => ({
          colleagues: await colleaguesLike(queries, actor.officeId, dayInBeijing(now), query.q),
        })),
    }),
  ];
}
