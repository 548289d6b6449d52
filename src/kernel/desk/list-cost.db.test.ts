import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { listCases } from '#kernel/cases/lists.ts';
import { bannerLoan } from '#kernel/cases/testing.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { anyOf, related, roleOverUnit } from '#kernel/identity/permission.ts';
import { findEntries } from '#kernel/search/find.ts';
import { CaseKinds } from './case-kinds.ts';

const knows = anyOf(
  related('applicant', 'member', 'holder', 'participant'),
  roleOverUnit('liaison-officer', 'unit-head', 'reviewer'),
);
const known = { cases: new CaseKinds([{ process: bannerLoan, knownTo: knows }]), kinds: [] };
const [root, club, otherClub, applicantId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];

let t: TestRunner;
let reviewer: Actor;
let liaison: Actor;
let member: Actor;

/** Cases of the other club between these numbers, unless a few of the club are wanted. */
async function grow(from: number, to: number, unit: string): Promise<void> {
  const own = unit === club;
  const rows = `select n, gen_random_uuid() as id, $4::uuid as unit, array[$5::uuid, $4::uuid] as path,
      case when $6 then '龙舟旗' else (array['射箭赛', '友城展', '运动会', '交流会'])[1 + n % 4] end || n as title,
      (array['at-club', 'granted', 'at-office', 'issue'])[1 + n % 4] as state, date '2026-01-01' + (n * 7919 % 1499) as due
    from generate_series($2::int, $3::int) n`;
  await t.asOwner(
    `with made as materialized (${rows}), listed as (
       insert into kernel.cases (office_id, id, service, kind, title, phase, state, number, version, definition, due_on, unit_id, unit_path,
         applicant_id, facts, created_at, updated_at)
       select $1, id, 'banner-loans', 'loan', title, 'open', state, 'N-' || n, 1, repeat('0', 64), due, unit, path, $7,
         jsonb_build_object('day', due), now(), timestamptz '2020-01-01' + n * interval '1 minute' from made
     ), opened as (
       insert into kernel.tasks (office_id, id, case_id, kind, subject, reach, opened_at, due_on)
       select $1, id, id, 'decide', '1:club', array[$8], now(), due from made where $6
     ), keyed as (
       insert into kernel.task_keys (office_id, key, task_id, case_id, due_sort) select $1, $8, id, id, due from made where $6
     ), named as (
       insert into kernel.case_people (office_id, case_id, person_id, relation)
       select $1, id, case when $6 and n % 2 = 0 then $9::uuid else $7::uuid end, 'applicant' from made
     )
     insert into kernel.search_entries (office_id, kind, object_id, case_id, title, words, updated_at)
     select $1, 'case', id, id, title, array_to_tsvector(array['@o:' || $1::uuid::text, left(title, 2), substr(title, 2, 2), left(title, 3)]),
       timestamptz '2020-01-01' + n * interval '1 minute' from made`,
    [t.officeId, from, to, unit, root, own, uuidv7(), `r:reviewer:${root}`, member.personId],
  );
}

const settle = async () => {
  for (const table of ['cases', 'case_people', 'case_units', 'tasks', 'task_keys', 'search_entries']) {
    await t.asOwner(`vacuum analyze kernel.${table}`);
  }
};

/** Counted since the connection last told them, which it does not do inside a transaction. */
const fetched = async (queries: Queries): Promise<number> => {
  const { rows } = await sql<{ blocks: number }>`select sum(pg_stat_get_xact_blocks_fetched(c.oid))::int as blocks
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'kernel' and c.relkind in ('r', 'i', 't')`.execute(queries);
  return rows[0]?.blocks ?? 0;
};

/** Blocks of tables and indexes that the work asks for: a count, no time. */
const blocksOf = (work: (queries: Queries) => Promise<unknown>): Promise<number> =>
  t.database.transaction(t.officeId, async (queries) => {
    const start = await fetched(queries);
    await work(queries);
    return (await fetched(queries)) - start;
  });

type Asked = Parameters<typeof listCases>[3];
const list = (actor: () => Actor, asked: Asked) => (queries: Queries) =>
  listCases(queries, actor(), knows, { limit: 20, ...asked });
const search = (actor: () => Actor, q: string) => (queries: Queries) => findEntries(queries, actor(), known, { q });
const kind = { services: ['banner-loans'], kind: 'loan' };

const ways: Readonly<Record<string, (queries: Queries) => Promise<unknown>>> = {
  'all by due date': list(() => reviewer, { filter: kind }),
  'all by due date, backwards': list(() => reviewer, { filter: kind, reversed: true }),
  'all by number': list(() => reviewer, { filter: kind, sort: 'number' }),
  'all by last change': list(() => reviewer, { filter: kind, sort: 'updated' }),
  'all by the day of the matter': list(() => reviewer, { filter: kind, sort: 'day' }),
  'from a day on': list(() => reviewer, { filter: { ...kind, day: { from: day('2027-06-01') } }, sort: 'day' }),
  'one state': list(() => reviewer, { filter: { ...kind, states: ['granted'] } }),
  overdue: list(() => reviewer, { filter: { ...kind, dueBy: day('2027-11-24'), phases: ['open'] } }),
  'my to-do': list(() => reviewer, { filter: { ...kind, toDo: true } }),
  'one unit': list(() => reviewer, { filter: { ...kind, unitId: club } }),
  'a frequent part of titles': list(() => reviewer, { filter: { ...kind, text: '友城' } }),
  'a rare part of titles': list(() => reviewer, { filter: { ...kind, text: '龙舟旗' } }),
  'the beginning of a number': list(() => reviewer, { filter: { ...kind, text: 'N-4999' } }),
  'who sees one unit': list(() => liaison, { filter: kind }),
  'who sees one unit, by last change': list(() => liaison, { filter: kind, sort: 'updated' }),
  'who is only named in cases': list(() => member, { filter: kind }),
  'own cases': list(() => member, { filter: { ...kind, applicantId } }),
  'search, a rare word': search(() => reviewer, '龙舟旗'),
  'search, a frequent word': search(() => reviewer, '友城展'),
};
const before = new Map<string, number>();

beforeAll(async () => {
  t = await testRunner({ start: '2026-11-24T09:00:00+08:00' });
  const post = { unitId: root, subtree: true };
  reviewer = t.actor({ roles: ['reviewer'], ...post });
  liaison = t.actor({ roles: ['liaison-officer'], unitId: club, subtree: true });
  member = t.actor({ posts: [], personId: applicantId });
  await t.asOwner(
    `insert into kernel.case_definitions (office_id, digest, service, kind, body, kept_at)
     values ($1, repeat('0', 64), 'banner-loans', 'loan', '{}', now())`,
    [t.officeId],
  );
  await grow(1, 60, club);
  await grow(61, 5_000, otherClub);
  await settle();
  for (const [what, way] of Object.entries(ways)) before.set(what, await blocksOf(way));
  await grow(5_001, 40_000, otherClub);
  await settle();
}, 120_000);
afterAll(() => t?.close());

describe('with eight times as many cases in the office', () => {
  test.each(Object.keys(ways))('%s asks for hardly more blocks', async (what) => {
    const now = await blocksOf(ways[what]!);
    // One level more in an index, and one in each of a page's look-ups.
    expect({ what, now }).toEqual({
      what,
      now: expect.toSatisfy((blocks: number) => blocks <= before.get(what)! * 1.5 + 60),
    });
  });

  test('the exact number of all, which reads them all, does grow: the measure measures', async () => {
    const exact = list(() => reviewer, { filter: kind, exactTotal: true });
    expect(await blocksOf(exact)).toBeGreaterThan(3 * before.get('all by due date')!);
  });
});
