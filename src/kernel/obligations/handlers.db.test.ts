import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { day } from '#kernel/calendar/day.ts';
import { loanKind, moveTo, type Town, town } from '#kernel/desk/testing.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { climbLadders } from './climb.ts';
import { obligationKind } from './kind.ts';
import { meetObligation, type StartInput, startObligation } from './obligations.ts';

const report = obligationKind({
  key: 'test.trip-report',
  label: { zh: '出访报告', en: 'Trip report' },
  clock: 'calendar-days',
  amount: 7,
  startedBy: { zh: '实际抵境', en: 'Actual return' },
  source: { zh: '出访管理规定第九条', en: 'Rules of missions, article 9' },
  ladder: [
    { afterDays: -3, act: 'remind' },
    { afterDays: 7, act: 'lock-person' },
    { afterDays: 30, act: 'propose-unit-lock' },
  ],
});

let t: TestApp;
let place: Town;
let traveller: TestPerson;
let liaison: TestPerson;
let officer: TestPerson;
let director: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  t = await testApp({ parts: { services: [{ name: 'banner-loans', cases: [loanKind] }] } });
  await moveTo(t, '2026-11-18');
  place = await town(t, { root: t.rootUnitId });
  traveller = await t.person({ name: '张伟', unitId: place.club, roles: ['traveller'] });
  liaison = await t.person({ name: '李静', unitId: place.club, roles: ['liaison-officer'] });
  officer = await t.person({ name: '周敏', roles: ['reviewer'], subtree: true });
  director = await t.person({ name: '钱主任', roles: ['office-head'], subtree: true });
  stranger = await t.person({ name: '赵六', unitId: place.otherClub, roles: ['liaison-officer', 'unit-head'] });
});
afterAll(() => t.close());

const start = (change: Partial<StartInput> = {}) =>
  place.run(programActor(t.officeId), (work) =>
    startObligation(work, {
      kind: report,
      subject: `mission:${randomUUID()}`,
      unit: { id: place.club, path: place.path(place.club) },
      startedBy: 'return:1',
      start: { on: day('2026-11-18') },
      ...change,
    }),
  );
const clear = () =>
  t.asOwner(
    `update kernel.obligations set state = 'cancelled', ended_at = now(), next_rung_at = null where ended_at is null`,
  );
const get = async (path: string, as: TestPerson) => (await t.ask('GET', path, { as })).json();
const ids = (list: { rows: { id: string }[] }) => list.rows.map((row) => row.id).toSorted();

describe('the list', () => {
  test('mine: what I owe, and what a duty of my post owes; not what others owe', async () => {
    await clear();
    const own = await start({ personId: traveller.personId });
    const duty = await start();
    expect(ids(await get('/api/obligations', traveller))).toEqual([own]);
    expect(ids(await get('/api/obligations', liaison))).toEqual([duty]);
    expect(ids(await get('/api/obligations?scope=all', liaison))).toEqual([own, duty].toSorted());
    expect(ids(await get('/api/obligations?scope=all', officer))).toEqual([own, duty].toSorted());
    expect(ids(await get('/api/obligations?scope=all', stranger))).toEqual([]);
    expect((await t.ask('GET', '/api/obligations')).statusCode).toBe(401);
  });

  test('what the list shows the single read opens, and what it does not show is not there', async () => {
    await clear();
    const made = [
      await start({ personId: traveller.personId }),
      await start(),
      await start({ unit: { id: place.otherClub, path: place.path(place.otherClub) } }),
      await start({ unit: { id: place.root, path: [place.root] }, personId: officer.personId }),
    ];
    for (const as of [traveller, liaison, officer, director, stranger]) {
      const listed = ids(await get('/api/obligations?scope=all', as));
      for (const id of made) {
        const { statusCode } = await t.ask('GET', `/api/obligations/${id}`, { as });
        expect([id, statusCode]).toEqual([id, listed.includes(id) ? 200 : 404]);
      }
    }
  });

  test('filters by state, kind, unit, case and day, in pages', async () => {
    await clear();
    const first = await start({ start: { on: day('2026-11-01') } });
    const second = await start({ start: { on: day('2026-11-10') } });
    const done = await start();
    await place.run(programActor(t.officeId), (work) => meetObligation(work, done));
    const list = (query: string) => get(`/api/obligations?${query}`, liaison);
    expect((await list('')).total).toEqual({ count: 2, exact: true });
    expect((await list('')).rows.map((row: { id: string; state: string }) => [row.id, row.state])).toEqual([
      [first, 'overdue'],
      [second, 'overdue'],
    ]);
    expect(ids(await list('state=ended'))).toContain(done);
    expect(ids(await list('from=2026-11-09'))).toEqual([second]);
    expect(ids(await list('to=2026-11-09'))).toEqual([first]);
    expect(ids(await list(`unit=${place.root}`))).toEqual([first, second].toSorted());
    expect(ids(await list(`unit=${place.otherClub}`))).toEqual([]);
    expect(ids(await list('kind=test.nothing'))).toEqual([]);
    const page = await list('limit=1');
    expect(ids(page)).toEqual([first]);
    expect(await list(`limit=1&cursor=${encodeURIComponent(page.next)}`)).toMatchObject({
      rows: [{ id: second }],
      next: null,
    });
    expect((await t.ask('GET', '/api/obligations?cursor=x', { as: liaison })).statusCode).toBe(400);
  });
});

describe('the month', () => {
  test('counts by day and kind what the reader owes, with days off, and stopped clocks apart', async () => {
    await clear();
    await start({ personId: traveller.personId });
    await start({ personId: traveller.personId });
    const stopped = await start({ personId: traveller.personId });
    await t.ask('POST', `/api/obligations/${stopped}/pause`, { as: officer, body: { reason: '等使馆回复' } });
    const month = await get('/api/obligations/months/2026-11', traveller);
    expect(month.days).toHaveLength(30);
    expect(month.days[24]).toMatchObject({
      day: '2026-11-25',
      working: true,
      provisional: false,
      kinds: [{ kind: 'test.trip-report', label: { zh: '出访报告' }, count: 2, overdue: 0 }],
    });
    expect(month.days[21]).toMatchObject({ day: '2026-11-22', working: false, kinds: [] });
    expect(month.paused).toBe(1);
    expect((await get('/api/obligations/months/2027-01', traveller)).days[0]).toMatchObject({ provisional: true });
    expect((await get('/api/obligations/months/2026-11', stranger)).days[24].kinds).toEqual([]);
    expect((await t.ask('GET', '/api/obligations/months/2026-13', { as: traveller })).statusCode).toBe(422);
  });
});

describe('one duty', () => {
  test('says how its date came about, on what ground, and what comes next', async () => {
    await clear();
    const id = await start({ personId: traveller.personId });
    expect(await get(`/api/obligations/${id}`, traveller)).toMatchObject({
      label: { zh: '出访报告' },
      state: 'open',
      due: { dueAt: '2026-11-25' },
      arithmetic: { zh: '实际抵境 11月18日 + 7 日（自然日） = 11月25日' },
      source: { zh: '出访管理规定第九条' },
      person: { name: '张伟' },
      unit: { name: '射箭协会' },
      ladder: [
        { act: 'remind', at: '2026-11-22T16:00:00.000Z', doneAt: null },
        { act: 'lock-person', doneAt: null },
        { act: 'propose-unit-lock', doneAt: null },
      ],
      changes: [{ what: { zh: '起算' }, dueAfter: '2026-11-25T16:00:00.000Z' }],
      may: { pause: false, resume: false, release: false, decide: false, appeal: false },
    });
    expect((await get(`/api/obligations/${id}`, officer)).may).toMatchObject({ pause: true, resume: false });
  });

  test('is stopped and restarted by an officer with a reason; by whoever owes it, without a reason, or unseen, not', async () => {
    await clear();
    const id = await start({ personId: traveller.personId });
    const ask = (verb: string, as: TestPerson, body: object) =>
      t.ask('POST', `/api/obligations/${id}/${verb}`, { as, body });
    expect((await ask('pause', traveller, { reason: '我很忙' })).statusCode).toBe(403);
    expect((await ask('pause', stranger, { reason: '与我无关' })).statusCode).toBe(403);
    const elsewhere = await t.person({ unitId: place.otherClub, roles: ['reviewer'] });
    expect((await ask('pause', elsewhere, { reason: '与我无关' })).statusCode).toBe(404);
    expect((await ask('pause', officer, { reason: '' })).json().faults[0].at).toBe('/reason');
    expect((await ask('resume', officer, { reason: '再开' })).json().type).toBe('urn:honglu:problem:not-paused');
    expect((await ask('pause', officer, { reason: '等使馆回复' })).statusCode).toBe(204);
    const shown = await get(`/api/obligations/${id}`, officer);
    expect(shown).toMatchObject({
      state: 'paused',
      due: { paused: { reason: '等使馆回复' } },
      may: { pause: false, resume: true },
    });
    expect(shown.changes.at(-1)).toMatchObject({ what: { zh: '暂停' }, by: '周敏', reason: '等使馆回复' });
    expect((await ask('resume', traveller, { reason: '请恢复' })).statusCode).toBe(403);
    expect((await ask('resume', officer, { reason: '使馆已回复' })).statusCode).toBe(204);
    const trail = await t.asOwner(
      `select event, result, reason from kernel.audit_entries where event like 'obligations.%' and object like '%' || $1 order by id`,
      [id],
    );
    expect(trail.map((entry) => `${entry.event} ${entry.result} ${entry.reason ?? ''}`.trim())).toEqual([
      'obligations.paused refused role-missing',
      'obligations.paused refused role-missing',
      'obligations.paused refused outside-scope',
      'obligations.resume refused not-paused',
      'obligations.paused done',
      'obligations.resumed refused role-missing',
      'obligations.resumed done',
    ]);
  });
});

describe('locks', () => {
  const late = async () => {
    await clear();
    await moveTo(t, '2026-11-18');
    const id = await start({ personId: traveller.personId });
    await moveTo(t, '2027-01-10');
    await climbLadders(t.runner, t.officeId);
    const { locks } = await get(`/api/obligations/${id}`, officer);
    const of = (target: string): string => locks.find((lock: { target: string }) => lock.target === target).id;
    return { id, person: of('person'), unit: of('unit') };
  };

  test('a proposal is decided by the office’s head with the written decision; by an officer, or without one, not', async () => {
    const { id, unit } = await late();
    const decide = (as: TestPerson, body: object) =>
      t.ask('POST', `/api/obligations/locks/${unit}/decide`, { as, body });
    const written = { decision: 'confirm', reference: '市领导批示 2027年1月10日' };
    expect((await decide(officer, written)).statusCode).toBe(403);
    expect((await decide(director, { decision: 'confirm', reference: '' })).statusCode).toBe(422);
    expect((await decide(director, written)).statusCode).toBe(204);
    expect((await decide(director, written)).statusCode).toBe(409);
    const { locks } = await get('/api/obligations/locks?state=in-force', director);
    expect(locks.find((lock: { id: string }) => lock.id === unit)).toMatchObject({
      target: 'unit',
      targetName: '射箭协会',
      decision: { by: '钱主任', reference: written.reference },
      obligation: { id },
    });
    await moveTo(t, '2026-11-18');
  });

  test('a lock is released for a while by the head with a reason; by an officer, or for longer than a month, not', async () => {
    const { person } = await late();
    const release = (as: TestPerson, until: string) =>
      t.ask('POST', `/api/obligations/locks/${person}/release`, { as, body: { until, reason: '展会不能改期' } });
    expect((await release(officer, '2027-01-20')).statusCode).toBe(403);
    expect((await release(director, '2027-03-20')).json().type).toBe('urn:honglu:problem:release-too-long');
    expect((await release(director, '2027-01-20')).statusCode).toBe(204);
    const { locks } = await get('/api/obligations/locks?state=in-force', officer);
    expect(locks.find((lock: { id: string }) => lock.id === person).release).toMatchObject({
      until: '2027-01-20',
      by: '钱主任',
      reason: '展会不能改期',
    });
    expect((await t.ask('GET', '/api/obligations/locks', { as: liaison })).statusCode).toBe(403);
    await moveTo(t, '2026-11-18');
  });

  test('the locked appeals once in writing and the head answers with a reason; a stranger or an officer may neither', async () => {
    const { id, person } = await late();
    const at = `/api/obligations/locks/${person}/appeal`;
    const appeal = (as: TestPerson, words = '报告已于1月5日交到窗口，系统未登记') =>
      t.ask('POST', at, { as, body: { words } });
    const answer = (as: TestPerson, verdict: string, words = '已核对窗口收件登记') =>
      t.ask('POST', `${at}/answer`, { as, body: { verdict, words } });
    const shown = async (as: TestPerson) => {
      const page = await get(`/api/obligations/${id}`, as);
      return { may: page.may, lock: page.locks.find((lock: { id: string }) => lock.id === person) };
    };
    expect((await answer(director, 'keep')).json().type).toBe('urn:honglu:problem:no-appeal');
    expect((await appeal(stranger)).statusCode).toBe(404);
    expect((await appeal(officer)).statusCode).toBe(403);
    expect((await shown(traveller)).may.appeal).toBe(true);
    expect((await appeal(traveller, '')).json().faults[0].at).toBe('/words');
    expect((await appeal(traveller)).statusCode).toBe(204);
    expect((await appeal(liaison)).json().type).toBe('urn:honglu:problem:appeal-waits');
    expect((await shown(traveller)).may.appeal).toBe(false);
    expect((await answer(officer, 'lift')).statusCode).toBe(403);
    expect((await answer(traveller, 'lift')).statusCode).toBe(403);
    expect((await answer(director, 'keep', '窗口没有收件登记')).statusCode).toBe(204);
    expect((await shown(traveller)).lock).toMatchObject({
      state: 'in-force',
      appeals: [{ by: '张伟', answer: { by: '钱主任', verdict: 'keep', words: '窗口没有收件登记' } }],
    });
    expect((await appeal(liaison, '补交收件回执，请复核')).statusCode).toBe(204);
    expect((await answer(director, 'lift')).statusCode).toBe(204);
    const after = await shown(officer);
    expect(after.lock.state).toBe('lifted');
    expect(after.lock.appeals.map((one: { by: string }) => one.by)).toEqual(['张伟', '李静']);
    expect((await appeal(traveller)).json().type).toBe('urn:honglu:problem:lock-not-standing');
    await moveTo(t, '2026-11-18');
  });

  test('an appeal made by the head is answered by another, not by the same', async () => {
    const { person } = await late();
    const both = await t.person({ name: '孙主任', unitId: place.club, roles: ['unit-head', 'office-head'] });
    const at = `/api/obligations/locks/${person}/appeal`;
    expect((await t.ask('POST', at, { as: both, body: { words: '情况已说明' } })).statusCode).toBe(204);
    const answer = (as: TestPerson) =>
      t.ask('POST', `${at}/answer`, { as, body: { verdict: 'lift', words: '同意解除' } });
    expect((await answer(both)).json().type).toBe('urn:honglu:problem:own-appeal');
    expect((await answer(director)).statusCode).toBe(204);
    await moveTo(t, '2026-11-18');
  });
});
