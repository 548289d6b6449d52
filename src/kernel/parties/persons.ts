import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { refusal } from '#kernel/http/answers.ts';
import { may } from '#kernel/identity/may.ts';
import type { PersonInput } from './model.ts';
import { addsPersons } from './permission.ts';

/** @throws Problem 403 */
export async function addPerson(
  work: Work,
  input: PersonInput & { readonly id?: string },
): Promise<{ readonly personId: string }> {
  const { queries, actor, now } = work;
  const verdict = may(actor, addsPersons);
  if (!verdict.allowed) throw refusal(verdict.reason);
  const personId = input.id ?? uuidv7();
  await sql`insert into kernel.persons (office_id, id, name, name_latin, created_at)
    values (${actor.officeId}::uuid, ${personId}::uuid, ${input.name}, ${input.nameLatin ?? null}, ${now})`.execute(
    queries,
  );
  work.audit({ event: 'parties.person-added', object: `person:${personId}`, result: 'done' });
  return { personId };
}

/** Names by id, for lists and histories; an unknown id is missing from the answer. */
export async function namesOf(
  queries: Queries,
  officeId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`select id, name from kernel.persons
    where office_id = ${officeId}::uuid and id = any (${[...new Set(personIds)]}::uuid[])`.execute(queries);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Persons whose name begins so, at most 20, in the order of their names; for choosing one in a form. */
export async function findPersons(
  queries: Queries,
  officeId: string,
  beginning: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly units: readonly string[] }[]> {
  const { rows } = await sql<{ id: string; name: string; units: string[] }>`
    select p.id, p.name, coalesce((select array_agg(distinct u.name order by u.name) from kernel.posts t
        join kernel.units u on u.office_id = t.office_id and u.id = t.unit_id
      where t.office_id = p.office_id and t.person_id = p.id), '{}') as units
    from kernel.persons p
    where p.office_id = ${officeId}::uuid and starts_with(p.name, ${beginning})
    order by p.name, p.id limit 20`.execute(queries);
  return rows;
}
