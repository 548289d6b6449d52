import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Act } from './commands.ts';
import { seatOf } from './lived-case.ts';
import { readCase } from './read.ts';
import { compareAll, rebuildRow } from './rebuild.ts';
import { saveRoute } from './route-storage.ts';
import { bannerLoan, ordinaryRoute } from './testing.ts';
import { type BannerOffice, bannerOffice, know, refusalOf } from './testing-database.ts';

let t: BannerOffice['t'];
let run: BannerOffice['run'];
let act: BannerOffice['act'];
let submitted: BannerOffice['submitted'];
let read: BannerOffice['read'];
let cast: BannerOffice['cast'];
let units: BannerOffice['units'];
let stranger: Actor;
let applicant: Actor;
let head: Actor;
let clerk: Actor;

beforeAll(async () => {
  const made = await bannerOffice();
  ({ t, run, act, submitted, read, cast, units } = made);
  ({ applicant, head, clerk, stranger } = made.people);
});
afterAll(() => t.close());

describe('the row is what the history says', () => {
  test('after all these commands every row agrees; a spoiled one is found and can be written again (CC-09)', async () => {
    const lived = await submitted();
    const member = randomUUID();
    const expert = t.actor({ posts: [] });
    const director = cast(units.office, 'office-head');
    let version = lived.version;
    const then = async (by: Actor, what: Act) => {
      version = (await act(by, lived.id, version, what, { members: [member] })).version;
      expect(await read((queries) => compareAll(queries, t.officeId))).toEqual([]);
    };
    const text = randomUUID();
    await then(applicant, { type: 'urge' });
    await then(head, { type: 'addSigner', ...seatOf('club'), person: expert.personId, position: 'before' });
    await then(expert, { type: 'approve', ...seatOf('club', 2) });
    await then(head, {
      type: 'return',
      ...seatOf('club'),
      to: 'applicant',
      reason: 'incomplete',
      text,
      way: 'come-back',
    });
    await then(applicant, { type: 'resubmit', versions: {} });
    await then(head, { type: 'copy', persons: [stranger.personId] });
    await then(head, { type: 'approve', ...seatOf('club') });
    await then(director, { type: 'suspend', reason: 'inquiry' });
    await then(director, { type: 'resume' });
    await then(director, { type: 'escalate', ...seatOf('money') });
    await then(applicant, { type: 'withdraw', outcome: 'end' });
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
