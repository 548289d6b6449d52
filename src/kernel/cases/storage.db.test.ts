import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Work } from '#kernel/commands/command.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { anyOf, related, role, roleOverUnit } from '#kernel/identity/permission.ts';
import type { Role } from '#kernel/identity/roles.ts';
import type { Act } from './commands.ts';
import { createDraft, deleteDraft, readTexts, saveSection, saveText } from './drafts.ts';
import { type CaseOutcome, executeCase } from './execute.ts';
import type { CaseFacts } from './facts.ts';
import { listCases } from './lists.ts';
import { myTasks } from './my-tasks.ts';
import { readCase } from './read.ts';
import { compareAll, rebuildRow } from './rebuild.ts';
import { saveRoute } from './route-storage.ts';
import { bannerLoan, everyDayWorked, ordinaryRoute, seatOf } from './testing.ts';

let t: TestRunner;
const office = randomUUID();
const county = randomUUID();
const club = randomUUID();
const otherClub = randomUUID();
const path = (unit: string) => [office, county, unit];

const know = anyOf(
  related('applicant', 'member', 'holder', 'participant'),
  roleOverUnit('unit-head', 'unit-finance', 'liaison-officer'),
  role('intake', 'reviewer', 'office-head', 'city-leader', 'seal-keeper', 'leader-secretary'),
);

const cast = (unitId: string, ...roles: Role[]) => t.actor({ roles, unitId });
let applicant: Actor;
let head: Actor;
let bursar: Actor;
let clerk: Actor;
let stranger: Actor;

beforeAll(async () => {
  t = await testRunner({ start: '2026-03-02T09:00:00+08:00' });
  applicant = cast(club, 'liaison-officer');
  head = cast(club, 'unit-head');
  bursar = cast(club, 'unit-finance');
  clerk = cast(office, 'intake');
  stranger = cast(otherClub, 'liaison-officer');
  await run(clerk, (work) => saveRoute(work, bannerLoan, ordinaryRoute, 0));
});
afterAll(() => t.close());

function run<Answer>(actor: Actor, change: (work: Work) => Promise<Answer>, key = randomUUID()): Promise<Answer> {
  return t.runner.run(actor, { name: 'banner-loans.change', key, input: key, run: change });
}

const factsOf = (change: Partial<CaseFacts> = {}): CaseFacts => ({
  values: { banners: 4, leader: true, purpose: 'match' },
  applicant: applicant.personId,
  members: [],
  units: {
    applicant: { id: club, path: path(club) },
    firstReview: { id: county, path: [office, county] },
    office: { id: office, path: [office] },
  },
  findings: [],
  missingPapers: [],
  ...change,
});

const draft = (by = applicant, unit = club, title = '市射箭协会借旗') =>
  run(by, (work) =>
    createDraft(work, { process: bannerLoan, title, unit: { id: unit, path: path(unit) }, applicant: by.personId }),
  );

function act(
  by: Actor,
  caseId: string,
  expectedVersion: number,
  what: Act,
  change: Partial<CaseFacts> = {},
  key = randomUUID(),
): Promise<CaseOutcome> {
  return run(by, (work) =>
    executeCase(work, {
      process: bannerLoan,
      caseId,
      expectedVersion,
      key,
      act: what,
      as: { permission: know },
      facts: () => factsOf({ applicant: applicant.personId, ...change }),
      dueDay: everyDayWorked,
      numberPrefix: '321300',
    }),
  );
}

const submitted = async () => {
  const id = await draft();
  return act(applicant, id, 0, { type: 'submit', versions: {} });
};

const refusalOf = async (promise: Promise<unknown>): Promise<Problem> => {
  const cause: unknown = await promise.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  );
  if (!(cause instanceof Problem)) throw cause;
  return cause;
};

const read = <Answer>(work: Parameters<typeof t.database.read<Answer>>[1]) => t.database.read(t.officeId, work);

describe('from draft to case', () => {
  test('a draft has no number and no history; submission gives both, and numbers have no gap', async () => {
    const id = await draft();
    const before = await read((queries) => readCase(queries, applicant, know, bannerLoan, id));
    expect(before).toMatchObject({ row: { number: null, phase: 'draft', version: 0 }, events: [] });
    const one = await act(applicant, id, 0, { type: 'submit', versions: {} });
    const two = await submitted();
    expect(one.number).toMatch(/^321300-2026-\d{4}$/);
    expect(Number(two.number?.slice(-4))).toBe(Number(one.number?.slice(-4)) + 1);
    const after = await read((queries) => readCase(queries, applicant, know, bannerLoan, id));
    expect(after.row).toMatchObject({
      state: 'at-club',
      nodes: ['club'],
      due_on: '2026-03-05',
      version: after.events.length,
    });
    expect(after.definition.definition.route.id).toBe('ordinary');
  });

  test('a submission that is refused takes no number', async () => {
    const first = await submitted();
    const id = await draft();
    const blocked = { findings: [{ id: 'f1', blocks: 'submit' as const, exceptionBy: [] }] };
    expect((await refusalOf(act(applicant, id, 0, { type: 'submit', versions: {} }, blocked))).code).toBe(
      'finding-blocks',
    );
    const next = await act(applicant, id, 0, { type: 'submit', versions: {} });
    expect(Number(next.number?.slice(-4))).toBe(Number(first.number?.slice(-4)) + 1);
  });

  test('numbers given in parallel are all different and without gap', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => draft()));
    const done = await Promise.all(ids.map((id) => act(applicant, id, 0, { type: 'submit', versions: {} })));
    const numbers = done.map((one) => Number(one.number?.slice(-4))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  test('sections have versions of their own; an old one is not overwritten, and what is submitted must be the newest', async () => {
    const id = await draft();
    const save = (expectedVersion: number) =>
      run(applicant, (work) =>
        saveSection(work, { process: bannerLoan, caseId: id, section: 'facts', expectedVersion }),
      );
    expect(await save(0)).toBe(1);
    expect(await save(1)).toBe(2);
    expect((await refusalOf(save(1))).code).toBe('stale-section');
    expect((await refusalOf(act(applicant, id, 0, { type: 'submit', versions: { facts: 1 } }))).code).toBe(
      'stale-section',
    );
    expect((await act(applicant, id, 0, { type: 'submit', versions: { facts: 2 } })).state).toBe('at-club');
  });

  test('a draft can be removed, a case cannot', async () => {
    const id = await draft();
    await run(applicant, (work) => deleteDraft(work, bannerLoan, id));
    const kept = await submitted();
    expect((await refusalOf(run(applicant, (work) => deleteDraft(work, bannerLoan, kept.id)))).status).toBe(404);
  });

  test('without a route that fits there is no submission', async () => {
    await run(clerk, (work) => saveRoute(work, bannerLoan, { ...ordinaryRoute, when: 'banners < 100' }, 1));
    const id = await draft();
    const many = { values: { banners: 200, leader: false, purpose: 'x' } };
    expect((await refusalOf(act(applicant, id, 0, { type: 'submit', versions: {} }, many))).code).toBe('no-route');
    await run(clerk, (work) => saveRoute(work, bannerLoan, ordinaryRoute, 2));
  });
});

describe('commands on a case', () => {
  test('a stale version is 409 and says what is possible; the same acts as a fresh read', async () => {
    const one = await submitted();
    const stale = await refusalOf(act(head, one.id, one.version - 1, { type: 'approve', ...seatOf('club') }));
    expect(stale).toMatchObject({ status: 409, code: 'stale-version' });
    expect(stale.details).toMatchObject({ state: 'at-club', version: one.version });
    const actions = stale.details.actions as readonly { command: string }[];
    expect(actions.map((action) => action.command)).toContain('approve');
    const done = await act(head, one.id, one.version, { type: 'approve', ...seatOf('club') });
    expect(done.events).toEqual(['decided', 'node-completed', 'node-opened']);
  });

  test('the same key again does nothing more', async () => {
    const one = await submitted();
    const key = randomUUID();
    const first = await act(head, one.id, one.version, { type: 'approve', ...seatOf('club') }, {}, key);
    const again = await act(head, one.id, one.version, { type: 'approve', ...seatOf('club') }, {}, key);
    expect(again).toMatchObject({ version: first.version, events: [] });
  });

  test('of two signers at once one acts and the other is told that the case has changed', async () => {
    const one = await submitted();
    const deputy = cast(club, 'unit-head');
    const both = await Promise.allSettled(
      [head, deputy].map((who) => act(who, one.id, one.version, { type: 'approve', ...seatOf('club') })),
    );
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const events = await t.asOwner(`select sequence from kernel.case_events where case_id = $1 and type = 'decided'`, [
      one.id,
    ]);
    expect(events).toHaveLength(1);
  });

  test('who may not know of a case is told that there is none; who may know but not act is told why', async () => {
    const one = await submitted();
    const approve: Act = { type: 'approve', ...seatOf('club') };
    expect(await refusalOf(act(stranger, one.id, one.version, approve))).toMatchObject({
      status: 404,
      code: 'case-unknown',
    });
    expect(await refusalOf(act(bursar, one.id, one.version, approve))).toMatchObject({
      status: 403,
      code: 'not-signer',
    });
  });

  test('events hold no personal value, and the history cannot be changed by the application', async () => {
    const one = await submitted();
    const text = await run(head, (work) => saveText(work, one.id, '缺邀请函签字页'));
    await act(head, one.id, one.version, {
      type: 'return',
      ...seatOf('club'),
      to: 'applicant',
      reason: 'incomplete',
      text,
      way: 'come-back',
    });
    const rows = await t.asOwner('select body::text from kernel.case_events where case_id = $1', [one.id]);
    expect(rows.map((row) => String(row.body)).join()).not.toMatch(/[\u4e00-\u9fff]/);
    const texts = await read((queries) => readTexts(queries, t.officeId, one.id));
    expect(texts.get(text)).toBe('缺邀请函签字页');
    const change = t.database.transaction(t.officeId, (queries) =>
      queries.updateTable('kernel.case_events').set({ type: 'x' }).where('case_id', '=', one.id).execute(),
    );
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

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

describe('the row is what the history says', () => {
  test('after all these commands every row agrees; a spoiled one is found and can be written again', async () => {
    expect(await read((queries) => compareAll(queries, t.officeId))).toEqual([]);
    const one = await submitted();
    await t.asOwner(`update kernel.cases set state = 'completed', phase = 'ended' where id = $1`, [one.id]);
    await t.asOwner(`update kernel.tasks set closed_at = now() where case_id = $1`, [one.id]);
    await t.asOwner(`delete from kernel.case_people where case_id = $1 and relation = 'participant'`, [one.id]);
    const found = await read((queries) => compareAll(queries, t.officeId));
    expect(found.map((one) => one.what).sort()).toEqual(['people', 'phase', 'state', 'tasks']);
    await t.database.transaction(t.officeId, (queries) =>
      rebuildRow(queries, { officeId: t.officeId, caseId: one.id }, t.clock.now()),
    );
    expect(await read((queries) => compareAll(queries, t.officeId))).toEqual([]);
    expect((await act(head, one.id, one.version, { type: 'approve', ...seatOf('club') })).state).toBe('at-review');
  });
});

describe('routes', () => {
  test('a faulty route is not saved, with every fault; a stale one neither', async () => {
    const faulty = {
      ...ordinaryRoute,
      id: 'faulty',
      when: 'banners >',
      nodes: [{ ...ordinaryRoute.nodes[0]!, step: 'dance' }],
    };
    const problem = await refusalOf(run(clerk, (work) => saveRoute(work, bannerLoan, faulty, 0)));
    expect(problem).toMatchObject({ status: 422, code: 'route-faulty' });
    expect(problem.details.faults?.map((fault) => fault.code)).toEqual(
      expect.arrayContaining(['condition', 'unknown-step']),
    );
    expect((await refusalOf(run(clerk, (work) => saveRoute(work, bannerLoan, ordinaryRoute, 0)))).code).toBe(
      'stale-version',
    );
  });

  test('a running case keeps the definition it began with when the route is changed', async () => {
    const one = await submitted();
    const stored = await t.asOwner('select version from kernel.routes');
    const version = Number(stored[0]?.version);
    const shorter = { ...ordinaryRoute, nodes: ordinaryRoute.nodes.filter((node) => node.key !== 'money') };
    await run(clerk, (work) => saveRoute(work, bannerLoan, shorter, version));
    await act(head, one.id, one.version, { type: 'approve', ...seatOf('club') });
    const old = await read((queries) => readCase(queries, applicant, know, bannerLoan, one.id));
    expect(old.row.nodes).toEqual(['money']);
    const fresh = await submitted();
    const done = await act(head, fresh.id, fresh.version, { type: 'approve', ...seatOf('club') });
    const after = await read((queries) => readCase(queries, applicant, know, bannerLoan, done.id));
    expect(after.row.nodes).toEqual(['intake']);
    await run(clerk, (work) => saveRoute(work, bannerLoan, ordinaryRoute, version + 1));
  });
});
