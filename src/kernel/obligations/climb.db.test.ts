import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { createRunner } from '#kernel/commands/runner.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { openDatabase } from '#kernel/database/open.ts';
import { type Town, town } from '#kernel/desk/testing.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { climbLadders } from './climb.ts';
import { obligationKind } from './kind.ts';
import { decideOnLock, locksInForce, releaseLock } from './locks.ts';
import { meetObligation, recompute, type StartInput, startObligation } from './obligations.ts';

const bannerBack = obligationKind({
  key: 'test.banner-late',
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
const locked = (on: string) =>
  t.database.read(t.officeId, (queries) =>
    locksInForce(queries, t.officeId, { persons: [borrower.personId], units: [place.club] }, day(on)),
  );
const messages = async (id: string) =>
  (await t.asOwner('select topic from kernel.outbox where about = $1 order by position', [`obligation:${id}`])).map(
    (one) => one.topic,
  );

describe('the ladder', () => {
  /** Ended, so that only the duty of the test is climbed. */
  const clear = () =>
    t.asOwner(
      `update kernel.obligations set state = 'cancelled', ended_at = now(), next_rung_at = null where ended_at is null`,
    );
  const climbAt = async (on: string) => {
    t.clock.setDay(on);
    await climbLadders(t.runner, t.officeId);
  };

  test('reminds before the day, marks the day after as late, tells the head, locks the person; each once', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const id = await start();
    await climbAt('2026-11-22');
    expect(await changes(id)).toEqual(['started']);
    await climbAt('2026-11-23');
    await climbAt('2026-11-23');
    expect(await changes(id)).toEqual(['started', 'climbed remind']);
    await climbAt('2026-11-26');
    expect((await row(id)).state).toBe('overdue');
    await climbAt('2026-11-27');
    expect(await locked('2026-11-27')).toEqual([]);
    await climbAt('2026-12-03');
    expect(await changes(id)).toEqual([
      'started',
      'climbed remind',
      'overdue',
      'climbed tell-unit-head',
      'climbed lock-person',
    ]);
    expect(await locked('2026-12-03')).toMatchObject([
      { target: 'person', targetId: borrower.personId, kind: 'test.banner-late' },
    ]);
  });

  test('two workers at the same moment climb every rung once', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const ids = await Promise.all(Array.from({ length: 5 }, () => start()));
    t.clock.setDay('2027-01-10');
    const database = await openDatabase({ url: t.url, poolSize: 4 });
    const other = createRunner({ database, clock: t.clock });
    try {
      await Promise.allSettled([climbLadders(t.runner, t.officeId), climbLadders(other, t.officeId)]);
      await climbLadders(t.runner, t.officeId);
    } finally {
      await database.close();
    }
    for (const id of ids) {
      expect(await changes(id)).toEqual([
        'started',
        'overdue',
        'climbed remind',
        'climbed tell-unit-head',
        'climbed lock-person',
        'climbed propose-unit-lock',
      ]);
      expect(await messages(id)).toEqual(Array(4).fill('obligations.climbed'));
    }
  });

  test('a unit is never locked by the ladder: only a written decision does it, and what is declined stays open', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const id = await start();
    await climbAt('2027-01-10');
    const proposal = async () =>
      (
        await t.asOwner(`select id, state from kernel.obligation_locks where obligation_id = $1 and target = 'unit'`, [
          id,
        ])
      )[0]!;
    expect((await proposal()).state).toBe('proposed');
    const before = await locked('2027-01-10');
    expect(before.filter((lock) => lock.obligationId === id).map((lock) => lock.target)).toEqual(['person']);
    const lockId = String((await proposal()).id);
    await place.run(keeper, (work) => decideOnLock(work, lockId, 'confirm', '市领导批示 2027年1月10日'));
    expect((await locked('2027-01-10')).filter((lock) => lock.obligationId === id).map((lock) => lock.target)).toEqual([
      'person',
      'unit',
    ]);
    expect(await refusal(place.run(keeper, (work) => decideOnLock(work, lockId, 'decline', '改变主意')))).toBe(
      'lock-not-standing',
    );
  });

  test('the database refuses a unit lock without a written decision', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const id = await start();
    await climbAt('2027-01-10');
    await expect(
      t.asOwner(`update kernel.obligation_locks set state = 'in-force' where obligation_id = $1 and target = 'unit'`, [
        id,
      ]),
    ).rejects.toThrow(/check/);
  });

  test('a release lets go on until its day and not a day longer; too long a release, or of nothing, is refused (PR-11)', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const id = await start();
    await climbAt('2026-12-05');
    const [lock] = await locked('2026-12-05').then((all) => all.filter((one) => one.obligationId === id));
    const release = (until: string) =>
      place.run(keeper, (work) => releaseLock(work, lock!.id, day(until), '展会不能改期'));
    await release('2026-12-10');
    const mine = async (on: string) => (await locked(on)).filter((one) => one.obligationId === id).length;
    expect([await mine('2026-12-10'), await mine('2026-12-11')]).toEqual([0, 1]);
    expect(await refusal(release('2027-02-01'))).toBe('release-too-long');
    expect(await refusal(release('2026-12-01'))).toBe('release-too-long');
    await place.run(keeper, (work) => meetObligation(work, id));
    expect(await refusal(release('2026-12-20'))).toBe('lock-not-standing');
  });

  test('once it is done the locks and proposals are lifted, and nobody is reminded any more', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const id = await start();
    await climbAt('2027-01-10');
    await place.run(keeper, (work) => meetObligation(work, id));
    const states = await t.asOwner('select state from kernel.obligation_locks where obligation_id = $1', [id]);
    expect(states.map((one) => one.state)).toEqual(['lifted', 'lifted']);
    expect((await messages(id)).at(-1)).toBe('obligations.locks-lifted');
    const told = (await messages(id)).length;
    await climbAt('2027-03-10');
    expect((await messages(id)).length).toBe(told);
  });

  test('a start that is moved later mends what was late: locks are lifted and the ladder begins anew', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const id = await start();
    await climbAt('2026-12-05');
    await place.run(keeper, (work) => recompute(work, id, { start: { on: day('2026-12-10') } }));
    expect(await row(id)).toMatchObject({ state: 'open', rung: 0, due_on: '2026-12-17' });
    expect((await locked('2026-12-05')).filter((lock) => lock.obligationId === id)).toEqual([]);
    await climbAt('2026-12-15');
    expect((await changes(id)).at(-1)).toBe('climbed remind');
  });

  test('a duty moved away and back to its old date is climbed again', async () => {
    await clear();
    t.clock.setDay('2026-11-18');
    const id = await start();
    await climbAt('2026-11-23');
    await place.run(keeper, (work) => recompute(work, id, { start: { on: day('2026-11-19') } }));
    await place.run(keeper, (work) => recompute(work, id, { start: { on: day('2026-11-18') } }));
    await climbAt('2026-11-23');
    expect(await changes(id)).toEqual(['started', 'climbed remind', 'recomputed', 'recomputed', 'climbed remind']);
  });
});
