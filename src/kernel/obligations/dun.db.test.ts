import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { subscribersOf } from '#apps/server/desk-side.ts';
import { day } from '#kernel/calendar/day.ts';
import { createRunner } from '#kernel/commands/runner.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { openDatabase } from '#kernel/database/open.ts';
import { loanKind, type Town, town } from '#kernel/desk/testing.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { deliverRound } from '#kernel/notifications/jobs.ts';
import { mailSetting } from '#kernel/notifications/settings.ts';
import { setSetting } from '#kernel/settings/storage.ts';
import { climbLadders } from './climb.ts';
import { dunUnits } from './dun.ts';
import { obligationKind } from './kind.ts';
import { meetObligation, startObligation } from './obligations.ts';

/* Several duties of one unit that are late make one message for the unit and day, in the box and by mail. */

const pole = obligationKind({
  key: 'test.pole',
  label: { zh: '归还旗杆', en: 'Return of the pole' },
  clock: 'calendar-days',
  amount: 3,
  startedBy: { zh: '借出', en: 'Lent' },
  source: { zh: '借旗办法', en: 'Rules of loan' },
  ladder: [
    { afterDays: -1, act: 'remind' },
    { afterDays: 0, act: 'remind' },
    { afterDays: 2, act: 'tell-unit-head' },
    { afterDays: 2, act: 'remind' },
  ],
});

let t: TestRunner;
let place: Town;
let keeper: Actor;
let borrower: Actor;
let head: Actor;
let rower: Actor;

beforeAll(async () => {
  t = await testRunner({ start: '2026-03-02T09:00:00+08:00' });
  place = await town(t);
  keeper = await place.person('周敏', place.root, 'reviewer', 'system-administrator');
  borrower = await place.person('张伟', place.club, 'liaison-officer');
  head = await place.person('王强', place.club, 'unit-head');
  rower = await place.person('李静', place.otherClub, 'liaison-officer');
  await place.run(keeper, (work) =>
    setSetting(work, mailSetting, { value: true, validFrom: day('2026-01-01'), reason: '启用' }),
  );
  for (const { personId } of [borrower, head]) {
    await t.asOwner(
      `insert into kernel.mail_addresses (office_id, person_id, address, set_at) values ($1, $2, 'sealed', now())`,
      [t.officeId, personId],
    );
  }
});
afterAll(() => t.close());
beforeEach(async () => {
  t.clock.setDay('2026-03-02');
  await t.asOwner(
    `update kernel.obligations set state = 'cancelled', ended_at = now(), next_rung_at = null where ended_at is null`,
  );
  for (const table of ['kernel.inbox', 'kernel.deliveries', 'kernel.obligation_dunnings', 'kernel.command_keys'])
    await t.asOwner(`delete from ${table}`);
});

const owe = (unit = place.club, on = '2026-03-02') =>
  place.run(keeper, (work) =>
    startObligation(work, {
      kind: pole,
      subject: `loan:${randomUUID()}`,
      unit: { id: unit, path: place.path(unit) },
      startedBy: 'loan',
      start: { on: day(on) },
    }),
  );
const crypto = () => createCrypto({ database: t.database, master: masterKeyFrom(randomBytes(32)) });
const nowhere = { host: '127.0.0.1', port: 9, security: 'none' as const, from: 'honglu@example.gov.cn' };
/** What the minute's job does, and what follows from it; mail is put by and leaves to nowhere. */
const minute = async (runner = t.runner) => {
  while ((await climbLadders(runner, t.officeId)) > 0);
  await dunUnits(runner, t.officeId);
  const subscribers = subscribersOf([{ name: 'banner-loans', cases: [loanKind] }]);
  await deliverRound(
    { runner, crypto: crypto() },
    { subscribers, outgoing: { webhooks: [], smtp: nowhere } },
    t.officeId,
  );
};
const box = async ({ personId }: Actor) =>
  (
    await t.asOwner(
      `select text_zh from kernel.inbox where person_id = $1 and topic like 'obligations.%' order by id`,
      [personId],
    )
  ).map(({ text_zh }) => text_zh);
const mails = async ({ personId }: Actor) =>
  (await t.asOwner(`select 1 from kernel.deliveries where target = $1 and topic = 'obligations.dunned'`, [personId]))
    .length;

test('three late duties of a unit are one message and one mail for each person, naming all of them', async () => {
  for (let n = 0; n < 3; n += 1) await owe();
  t.clock.setDay('2026-03-06');
  await minute();
  const due = '归还旗杆应于2026年3月5日办结';
  expect(await box(borrower)).toEqual([`射箭协会有3项逾期未办，请尽快办理：${due}；${due}；${due}`]);
  expect(await mails(borrower)).toBe(1);
  await minute();
  expect(await box(borrower)).toHaveLength(1);
});

test('what becomes late after the message of the day is told the next day, together with what came up since', async () => {
  await owe();
  t.clock.setDay('2026-03-06');
  await minute();
  const late = await owe(place.club, '2026-03-03');
  await t.asOwner(
    `update kernel.obligations set due_at = '2026-03-06T10:00:00+08:00', next_rung_at = '2026-03-06T10:00:00+08:00' where id = $1`,
    [late],
  );
  t.clock.set('2026-03-06T11:00:00+08:00');
  await minute();
  expect(await box(borrower)).toHaveLength(1);
  t.clock.setDay('2026-03-08');
  await minute();
  const [, second] = await box(borrower);
  expect(second).toMatch(/^射箭协会有2项逾期未办，请尽快办理：/);
  expect(await box(borrower)).toHaveLength(2);
  expect(await box(head)).toEqual([expect.stringMatching(/^归还旗杆应于2026年3月5日办结，本单位尚未办理，请督促/)]);
  expect([await mails(borrower), await mails(head)]).toEqual([2, 1]);
});

test('each unit has a message of its own, and what was done meanwhile is not dunned for', async () => {
  await owe();
  const done = await owe();
  await owe(place.otherClub);
  t.clock.setDay('2026-03-06');
  await climbLadders(t.runner, t.officeId);
  await dunUnits(t.runner, t.officeId);
  await place.run(keeper, (work) => meetObligation(work, done));
  await minute();
  expect(await box(borrower)).toEqual(['归还旗杆应于2026年3月5日办结，已逾期，请尽快办理']);
  expect(await box(rower)).toEqual(['归还旗杆应于2026年3月5日办结，已逾期，请尽快办理']);
});

test('a reminder before the day is told by itself and at once', async () => {
  await owe();
  t.clock.setDay('2026-03-05');
  await minute();
  expect(await box(borrower)).toEqual(['归还旗杆2026年3月5日到期，请按时办理']);
  expect(await mails(borrower)).toBe(0);
});

test('two programs at the same moment send one message', async () => {
  for (let n = 0; n < 2; n += 1) await owe();
  t.clock.setDay('2026-03-06');
  const database = await openDatabase({ url: t.url, poolSize: 4 });
  try {
    const other = createRunner({ database, clock: t.clock });
    await climbLadders(t.runner, t.officeId);
    await Promise.all([dunUnits(t.runner, t.officeId), dunUnits(other, t.officeId)]);
  } finally {
    await database.close();
  }
  await minute();
  expect(await box(borrower)).toHaveLength(1);
});
