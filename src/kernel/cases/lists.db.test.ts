import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/identity/actor.ts';
import { role } from '#kernel/identity/permission.ts';
import { listCases } from './lists.ts';
import { seatOf } from './lived-case.ts';
import { myTasks } from './my-tasks.ts';
import { type BannerOffice, bannerOffice, know, refusalOf } from './testing-database.ts';

let t: BannerOffice['t'];
let cast: BannerOffice['cast'];
let draft: BannerOffice['draft'];
let act: BannerOffice['act'];
let submitted: BannerOffice['submitted'];
let read: BannerOffice['read'];
let applicant: Actor;
let head: Actor;
let bursar: Actor;
let stranger: Actor;
let office: string;
let county: string;
let otherClub: string;

beforeAll(async () => {
  const made = await bannerOffice();
  ({ t, cast, draft, act, submitted, read } = made);
  ({ applicant, head, bursar, stranger } = made.people);
  ({ office, county, otherClub } = made.units);
});
afterAll(() => t.close());

describe('my to-do', () => {
  const mine = async (actor: Actor, caseId: string) =>
    (await read((queries) => myTasks(queries, actor))).filter((task) => task.caseId === caseId);

  test('holders of the role at the unit have it, others do not; when it is done it is gone', async () => {
    const one = await submitted();
    expect(await mine(head, one.id)).toMatchObject([
      { kind: 'decide', step: 'club', dueOn: '2026-03-05', actingFor: null },
    ]);
    expect(await mine(cast(otherClub, 'unit-head'), one.id)).toEqual([]);
    expect(await mine(bursar, one.id)).toEqual([]);
    await act(head, one.id, one.version, { type: 'approve', ...seatOf('club') });
    expect(await mine(head, one.id)).toEqual([]);
    expect(await mine(bursar, one.id)).toMatchObject([{ kind: 'opinion' }]);
  });

  test('a post that reaches down from above has it, a post above that does not reach down has not', async () => {
    const one = await submitted();
    expect(await mine(t.actor({ roles: ['unit-head'], unitId: county, subtree: true }), one.id)).toHaveLength(1);
    expect(await mine(t.actor({ roles: ['unit-head'], unitId: county }), one.id)).toEqual([]);
  });

  test('a stand-in sees it as work for another; a member of the group does not see the decision', async () => {
    const id = await draft();
    const one = await act(applicant, id, 0, { type: 'submit', versions: {} }, { members: [bursar.personId] });
    const standIn = t.actor({ posts: [], actsFor: [{ personId: head.personId, name: head.name, posts: head.posts }] });
    expect(await mine(standIn, one.id)).toMatchObject([{ actingFor: head.personId }]);
    const travelling = { ...bursar, posts: head.posts };
    expect(await mine(travelling, one.id)).toEqual([]);
  });

  test('a returned case is the applicant’s work', async () => {
    const one = await submitted();
    await act(head, one.id, one.version, {
      type: 'return',
      ...seatOf('club'),
      to: 'applicant',
      reason: 'incomplete',
      text: randomUUID(),
      way: 'run-again',
    });
    expect(await mine(applicant, one.id)).toMatchObject([{ kind: 'correct', dueOn: '2026-03-12' }]);
    expect(await mine(head, one.id)).toEqual([]);
  });

  test('it is found by its index', async () => {
    const plan = await t.database.transaction(t.officeId, async (queries) => {
      // The table is small: without this the planner reads it whole, whatever indexes there are.
      await sql`set local enable_seqscan = off`.execute(queries);
      return sql<{ 'QUERY PLAN': string }>`explain (costs off) select k.task_id from kernel.task_keys k
        where k.office_id = ${t.officeId}::uuid and k.key = any (array['p:x', 'r:unit-head:y'])`.execute(queries);
    });
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond:.*key = ANY/);
  });
});

describe('lists', () => {
  test('pages follow each other without loss or repeat in every order, and show only what may be known', async () => {
    const leader = cast(office, 'office-head');
    for (const sort of ['due', 'number', 'updated'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page: Awaited<ReturnType<typeof listCases>> = await read((queries) =>
          listCases(queries, leader, know, { sort, limit: 3, ...(cursor ? { cursor } : {}) }),
        );
        seen.push(...page.items.map((one) => one.id));
        cursor = page.next ?? undefined;
      } while (cursor);
      const all = await t.asOwner('select id from kernel.cases');
      expect(seen).toHaveLength(all.length);
      expect(new Set(seen).size).toBe(all.length);
    }
    const none = await read((queries) => listCases(queries, stranger, know));
    expect(none).toMatchObject({ items: [], total: { count: 0, exact: true } });
  });

  test('filters by state, unit and number; signs of like are letters', async () => {
    const one = await submitted();
    const leader = cast(office, 'office-head');
    const found = await read((queries) =>
      listCases(queries, leader, know, { filter: { states: ['at-club'], unitId: county, text: one.number ?? '' } }),
    );
    expect(found.items.map((item) => item.id)).toEqual([one.id]);
    expect((await read((queries) => listCases(queries, leader, know, { filter: { text: '%' } }))).items).toEqual([]);
    expect(
      (await read((queries) => listCases(queries, leader, know, { filter: { unitId: otherClub } }))).items,
    ).toEqual([]);
  });

  test('a cursor of another order, or an invented one, is refused', async () => {
    const leader = cast(office, 'office-head');
    const page = await read((queries) => listCases(queries, leader, know, { sort: 'due', limit: 1 }));
    const foreign = read((queries) => listCases(queries, leader, know, { sort: 'number', cursor: page.next ?? '' }));
    expect((await refusalOf(foreign)).code).toBe('cursor-malformed');
    expect((await refusalOf(read((queries) => listCases(queries, leader, know, { cursor: 'x' })))).status).toBe(400);
  });

  test('totals are exact to a thousand, then 1,000+ with the exact figure on request', async () => {
    const unit = randomUUID();
    await t.asOwner(
      `insert into kernel.cases (office_id, id, service, kind, title, phase, state, unit_id, unit_path, applicant_id, created_at, updated_at)
       select $1, gen_random_uuid(), 'banner-loans', 'loan', 'x', 'draft', 'draft', $2, array[$2::uuid], $3, now(), now() from generate_series(1, 1001)`,
      [t.officeId, unit, applicant.personId],
    );
    const filter = { unitId: unit };
    expect((await read((queries) => listCases(queries, applicant, role('liaison-officer'), { filter }))).total).toEqual(
      { count: 1000, exact: false },
    );
    const exact = await read((queries) =>
      listCases(queries, applicant, role('liaison-officer'), { filter, exactTotal: true }),
    );
    expect(exact.total).toEqual({ count: 1001, exact: true });
    await t.asOwner('delete from kernel.cases where unit_id = $1', [unit]);
  });
});
