import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Act } from './commands.ts';
import { deleteDraft, readTexts, saveSection, saveText } from './drafts.ts';
import { seatOf } from './lived-case.ts';
import { readCase } from './read.ts';
import { saveRoute } from './route-storage.ts';
import { bannerLoan, ordinaryRoute } from './testing.ts';
import { type BannerOffice, bannerOffice, know, refusalOf } from './testing-database.ts';

let t: BannerOffice['t'];
let cast: BannerOffice['cast'];
let run: BannerOffice['run'];
let draft: BannerOffice['draft'];
let act: BannerOffice['act'];
let submitted: BannerOffice['submitted'];
let read: BannerOffice['read'];
let applicant: Actor;
let head: Actor;
let bursar: Actor;
let clerk: Actor;
let stranger: Actor;
let club: string;

beforeAll(async () => {
  const made = await bannerOffice();
  ({ t, cast, run, draft, act, submitted, read } = made);
  ({ applicant, head, bursar, clerk, stranger } = made.people);
  ({ club } = made.units);
});
afterAll(() => t.close());

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

  test('numbers given in parallel are all different and without gap (CC-06)', async () => {
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

  test('an office that has laid down no route goes by the service’s own; once it has, by its own alone', async () => {
    const standard = { ...ordinaryRoute, id: 'standard' };
    const submit: Act = { type: 'submit', versions: {} };
    const routeOfCase = async (id: string) =>
      (await read((queries) => readCase(queries, applicant, know, bannerLoan, id))).definition.definition.route.id;
    const laidDown = await draft();
    await act(applicant, laidDown, 0, submit, {}, randomUUID(), [standard]);
    expect(await routeOfCase(laidDown)).toBe('ordinary');
    await t.asOwner('delete from kernel.routes');
    const none = await draft();
    await act(applicant, none, 0, submit, {}, randomUUID(), [standard]);
    expect(await routeOfCase(none)).toBe('standard');
    await run(clerk, (work) => saveRoute(work, bannerLoan, ordinaryRoute, 0));
  });
});

describe('commands on a case', () => {
  test('a stale version is 409 and says what is possible; the same acts as a fresh read (CC-03)', async () => {
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

  test('the database itself refuses a second open task on one seat, a number given twice, and a draft with a number (CC-05)', async () => {
    const [one, two] = [await submitted(), await submitted()];
    const twice = t.asOwner(
      `insert into kernel.tasks (office_id, id, case_id, kind, subject, reach, opened_at)
       select office_id, gen_random_uuid(), case_id, kind, subject, reach, opened_at from kernel.tasks where case_id = $1 and closed_at is null`,
      [one.id],
    );
    await expect(twice).rejects.toThrow(/tasks_one_open/);
    const taken = t.asOwner('update kernel.cases set number = $1 where id = $2', [one.number, two.id]);
    await expect(taken).rejects.toThrow(/cases_office_id_service_number_key/);
    const numbered = t.asOwner(`update kernel.cases set number = '1' where id = $1`, [await draft()]);
    await expect(numbered).rejects.toThrow(/check/);
  });
});
