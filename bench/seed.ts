import type { Client } from 'pg';

export interface Seeding {
  readonly officeId: string;
  /** Digest of the definition that a real case runs by. */
  readonly definition: string;
  /** Paths of the units that apply, root first. */
  readonly paths: readonly (readonly string[])[];
  readonly people: readonly string[];
  readonly reviewerKey: string;
}

/**
 * Fills up to that many cases with rows that only reading needs: list row, people, tasks of one in fifty, search entry. They have no
 * history and no content; their titles say 压测 and their numbers begin with BENCH.
 */
export async function seedCases(client: Client, seeding: Seeding, from: number, to: number): Promise<void> {
  const { officeId, definition, paths, people, reviewerKey } = seeding;
  const step = 50_000;
  for (let first = from + 1; first <= to; first += step) {
    const last = Math.min(first + step - 1, to);
    await client.query('begin');
    await client.query(
      `create temp table made on commit drop as
       select n, gen_random_uuid() as id, gen_random_uuid() as task, paths.path as path,
         ($3::uuid[])[1 + n % cardinality($3::uuid[])] as applicant,
         (array['review', 'intake', 'unit-sign', 'publicity', 'granted'])[1 + n % 5] as state,
         date '2026-01-01' + (n * 7919 % 1499)::int as due,
         timestamptz '2020-01-01 09:00+08' + n * interval '3 minutes' as at,
         '压测' || (array['农产品推介', '职业教育交流', '设施园艺洽谈', '经贸洽谈', '友城访问'])[1 + n % 5] || '团' || n as title
       from generate_series($1::bigint, $2::bigint) n
       join (select ordinality as nth, string_to_array(path, ',')::uuid[] as path
         from unnest($4::text[]) with ordinality as p(path, ordinality)) paths
         on paths.nth = 1 + (case when n % 1000 = 0 then 0 else 1 + n % ($5::int - 1) end)`,
      [first, last, people, paths.map((path) => path.join(',')), paths.length],
    );
    await client.query(
      `insert into kernel.cases (office_id, id, service, kind, number, title, phase, state, nodes, due_on, version, sections, definition,
         unit_id, unit_path, applicant_id, facts, created_at, submitted_at, updated_at)
       select $1, id, 'official-travel', 'mission', 'BENCH-' || n, title, case when state = 'granted' then 'ended' else 'open' end, state,
         array[state], case when state = 'granted' then null else due end, 5, '{}', $2, path[cardinality(path)], path, applicant,
         jsonb_build_object('day', due + 60, 'members', 3, 'days', 5, 'regions', 'NL', 'region.NL', true), at, at, at from made`,
      [officeId, definition],
    );
    await client.query(
      `insert into kernel.case_people (office_id, case_id, person_id, relation) select $1, id, applicant, 'applicant' from made`,
      [officeId],
    );
    await client.query(
      `insert into kernel.tasks (office_id, id, case_id, kind, subject, node, reach, opened_at, due_on)
       select $1, task, id, 'decide', '1:bench', state, array[$2], at, due from made where n % 50 = 0`,
      [officeId, reviewerKey],
    );
    await client.query(
      `insert into kernel.task_keys (office_id, key, task_id, case_id, due_sort)
       select $1, $2, task, id, case when state = 'granted' then date '9999-12-31' else due end from made where n % 50 = 0`,
      [officeId, reviewerKey],
    );
    await client.query(
      `insert into kernel.search_entries (office_id, kind, object_id, case_id, unit_path, title, note, words, updated_at)
       select $1, 'case', id, id, path, title, 'BENCH-' || n,
         array_to_tsvector(array['@o:' || $1::uuid::text, '压测', substr(title, 3, 2), substr(title, 4, 2), substr(title, 5, 2), substr(title, 3, 3),
           '推介', '@n:bench-' || n] || case when n % 1000 = 0 then array['荷兰', '花卉'] else '{}'::text[] end), at from made`,
      [officeId],
    );
    await client.query('commit');
  }
  for (const table of ['cases', 'case_people', 'tasks', 'task_keys', 'search_entries']) {
    await client.query(`vacuum analyze kernel.${table}`);
  }
}
