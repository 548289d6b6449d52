import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { enterDays } from '#kernel/calendar/storage.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { type Town, town } from '#kernel/desk/testing.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { obligationKind } from './kind.ts';
import { locksInForce } from './locks.ts';
import {
  cancelObligation,
  meetObligation,
  pauseObligation,
  recompute,
  recomputeAll,
  resumeObligation,
  type StartInput,
  startObligation,
} from './obligations.ts';

const bannerBack = obligationKind({
  key: 'test.banner-back',
  label: { zh: '归还旗帜', en: 'Return of the banner' },
  clock: 'calendar-days',
  amount: 7,
  startedBy: { zh: '借出', en: 'Lent' },
  source: { zh: '借旗办法第三条', en: 'Rules of loan, article 3' },
  ladder: [
    { afterDays: -3, act: 'remind' },
    { afterDays: 1, act: 'tell-unit-head' },
    { afterDays: 7, act: 'lock-person' },
    { afterDays: 30, act: 'propose-unit-lock' },
  ],
});
const answer = obligationKind({
  key: 'test.answer',
  label: { zh: '答复', en: 'Answer' },
  clock: 'working-days',
  amount: 5,
  startedBy: { zh: '收到来函', en: 'Letter received' },
  source: { zh: '办文规则', en: 'Rules of correspondence' },
  ladder: [],
});
const call = obligationKind({ ...answer, key: 'test.call', clock: 'hours', amount: 4 });

let t: TestRunner;
let place: Town;
let keeper: Actor;
let borrower: Actor;

beforeAll(async () => {
  t = await testRunner({ start: '2026-11-18T09:00:00+08:00' });
  place = await town(t);
  keeper = await place.person('周敏', place.root, 'reviewer');
  borrower = await place.person('张伟', place.club, 'liaison-officer');
});
afterAll(() => t.close());

const given = (change: Partial<StartInput> = {}): StartInput => ({
  kind: bannerBack,
  subject: `loan:${randomUUID()}`,
  unit: { id: place.club, path: place.path(place.club) },
  personId: borrower.personId,
  startedBy: 'return:1',
  start: { on: day('2026-11-18') },
  ...change,
});
const start = (change: Partial<StartInput> = {}) => place.run(keeper, (work) => startObligation(work, given(change)));
const row = async (id: string) =>
  (await t.asOwner('select *, due_on::text as due_on from kernel.obligations where id = $1', [id]))[0]!;
const changes = async (id: string) =>
  (
    await t.asOwner(
      'select what, details, due_before, due_after from kernel.obligation_changes where obligation_id = $1 order by sequence',
      [id],
    )
  ).map((change) => (change.what === 'climbed' ? `climbed ${(change.details as { act: string }).act}` : change.what));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'was not refused',
    (cause: unknown) => (cause instanceof Problem ? cause.code : cause),
  );
const _locked = (on: string) =>
  t.database.read(t.officeId, (queries) =>
    locksInForce(queries, t.officeId, { persons: [borrower.personId], units: [place.club] }, day(on)),
  );
const messages = async (id: string) =>
  (await t.asOwner('select topic from kernel.outbox where about = $1 order by position', [`obligation:${id}`])).map(
    (one) => one.topic,
  );

describe('starting', () => {
  test('a duty has its date, its source and its owner; begun again with the same facts nothing changes', async () => {
    const input = given();
    const id = await place.run(keeper, (work) => startObligation(work, input));
    expect(await row(id)).toMatchObject({ state: 'open', provisional: false, person_id: borrower.personId });
    expect(((await row(id)).due_at as Date).toISOString()).toBe('2026-11-25T16:00:00.000Z');
    expect(await place.run(keeper, (work) => startObligation(work, input))).toBe(id);
    expect(await changes(id)).toEqual(['started']);
  });
  test('begun again with another day it is computed again and keeps the old date', async () => {
    const input = given();
    const id = await place.run(keeper, (work) => startObligation(work, input));
    await place.run(keeper, (work) => startObligation(work, { ...input, start: { on: day('2026-11-20') } }));
    const history = await t.asOwner(
      `select due_before, due_after from kernel.obligation_changes where obligation_id = $1 and what = 'recomputed'`,
      [id],
    );
    expect(history.map((one) => [one.due_before, one.due_after])).toEqual([
      [new Date('2026-11-25T16:00:00Z'), new Date('2026-11-27T16:00:00Z')],
    ]);
    expect(await messages(id)).toEqual(['obligations.recomputed']);
  });
  test('two promises about one record are two duties', async () => {
    const subject = `loan:${randomUUID()}`;
    expect(await start({ subject, mark: 'plan' })).not.toBe(await start({ subject, mark: 'invitation' }));
  });
  test('hours need an instant and are late at the minute', async () => {
    const at = new Date('2026-11-18T09:10:00+08:00');
    const id = await start({ kind: call, start: { at } });
    expect((await row(id)).due_at).toEqual(new Date('2026-11-18T13:10:00+08:00'));
    await expect(start({ kind: call })).rejects.toThrow('needs an instant');
  });
});

describe('stopping and starting the clock', () => {
  test('what was left is left; the reason and both dates are on record', async () => {
    t.clock.setDay('2026-11-18');
    const id = await start({ kind: answer });
    expect((await row(id)).due_on).toBe('2026-11-25');
    t.clock.setDay('2026-11-20');
    await place.run(keeper, (work) => pauseObligation(work, id, '等使馆回复'));
    expect(await row(id)).toMatchObject({ state: 'paused', next_rung_at: null });
    t.clock.setDay('2026-11-27');
    await place.run(keeper, (work) => resumeObligation(work, id, '使馆已回复'));
    expect(await row(id)).toMatchObject({ state: 'open', due_on: '2026-12-02' });
    expect(await changes(id)).toEqual(['started', 'paused', 'resumed']);
  });
  test('a clock that stands is not stopped again, one that runs is not restarted, an ended or late one is not stopped', async () => {
    t.clock.setDay('2026-11-18');
    const id = await start();
    expect(await refusal(place.run(keeper, (work) => resumeObligation(work, id, '再开')))).toBe('not-paused');
    await place.run(keeper, (work) => pauseObligation(work, id, '待核实'));
    expect(await refusal(place.run(keeper, (work) => pauseObligation(work, id, '待核实')))).toBe('already-paused');
    const late = await start();
    t.clock.setDay('2026-11-26');
    expect(await refusal(place.run(keeper, (work) => pauseObligation(work, late, '太迟')))).toBe('already-overdue');
    await place.run(keeper, (work) => meetObligation(work, late));
    expect(await refusal(place.run(keeper, (work) => pauseObligation(work, late, '太迟')))).toBe('obligation-ended');
    expect(await refusal(place.run(keeper, (work) => pauseObligation(work, randomUUID(), '没有')))).toBe('not-found');
  });
});

describe('computing again', () => {
  test('the same facts move nothing and leave no trace', async () => {
    t.clock.setDay('2026-11-18');
    const id = await start();
    expect(await place.run(keeper, (work) => recompute(work, id))).toBe(false);
    expect(await place.run(keeper, (work) => recompute(work, id, { start: { on: day('2026-11-19') } }))).toBe(true);
    expect(await place.run(keeper, (work) => recompute(work, id, { start: { on: day('2026-11-19') } }))).toBe(false);
    expect(await changes(id)).toEqual(['started', 'recomputed']);
  });
  test('a new entry of the calendar moves working days and leaves calendar days; done twice it moves nothing', async () => {
    t.clock.setDay('2026-12-28');
    const firm = await start({ start: { on: day('2026-12-29') } });
    const moved = await start({ kind: answer, start: { on: day('2026-12-29') } });
    expect(await row(moved)).toMatchObject({ due_on: '2027-01-05', provisional: true });
    await place.run(keeper, (work) =>
      enterDays(work, {
        days: [{ day: day('2027-01-01'), working: false, name: '元旦' }],
        knownYears: [2027],
        source: '2027年部分节假日安排的通知',
      }),
    );
    expect(await place.run(keeper, recomputeAll)).toBeGreaterThanOrEqual(1);
    expect(await row(moved)).toMatchObject({ due_on: '2027-01-06', provisional: false });
    expect(await changes(firm)).toEqual(['started']);
    expect(await place.run(keeper, recomputeAll)).toBe(0);
  });
  test('a cancelled duty never moves again', async () => {
    const id = await start();
    await place.run(keeper, (work) => cancelObligation(work, id, '团组取消'));
    expect(await place.run(keeper, (work) => recompute(work, id, { amount: 30 }))).toBe(false);
    expect((await row(id)).state).toBe('cancelled');
  });
});

test('history cannot be changed behind the program', async () => {
  await expect(
    t.database.transaction(t.officeId, (queries) =>
      queries.updateTable('kernel.obligation_changes').set({ reason: 'x' }).execute(),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('two kinds of one name, or a term that is none, are errors of the program', () => {
  expect(() => obligationKind(answer)).toThrow('two kinds');
  expect(() => obligationKind({ ...answer, key: 'test.wrong', amount: 1.5 })).toThrow('no term');
});
