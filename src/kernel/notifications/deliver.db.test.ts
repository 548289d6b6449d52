import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscribersOf } from '#apps/server/desk-side.ts';
import { day } from '#kernel/calendar/day.ts';
import { enterDays } from '#kernel/calendar/storage.ts';
import { seatOf } from '#kernel/cases/lived-case.ts';
import { type TestRunner, testRunner } from '#kernel/commands/testing.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import { loanKind, type Town, town } from '#kernel/desk/testing.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { obligationKind } from '#kernel/obligations/kind.ts';
import { startObligation } from '#kernel/obligations/obligations.ts';
import { listInbox, unreadMessages } from './inbox.ts';
import { deliverRound } from './jobs.ts';
import type { SentMessage, Subscribers } from './message.ts';
import { nothingLeaves } from './outgoing.ts';

let t: TestRunner;
let place: Town;
let applicant: Actor;
let head: Actor;
let bursar: Actor;
let clerk: Actor;
let friend: Actor;
const kinds = subscribersOf([{ name: 'banner-loans', cases: [loanKind] }]);
const heard: string[] = [];
let failing = false;
const subscribers: Subscribers = {
  ...kinds,
  rules: [
    ...kinds.rules,
    {
      key: 'trial',
      topics: ['trial.said'],
      notices: async (message: SentMessage) => {
        if (failing) throw new TypeError('张伟 is nobody');
        heard.push(String(message.body.word));
        return [
          { key: 'word', to: [friend.personId, friend.personId], text: { zh: String(message.body.word), en: 'word' } },
        ];
      },
    },
  ],
};

beforeAll(async () => {
  t = await testRunner({ start: '2026-03-02T09:00:00+08:00' });
  place = await town(t);
  applicant = await place.person('李静', place.club, 'liaison-officer');
  head = await place.person('王强', place.club, 'unit-head');
  bursar = await place.person('赵敏', place.club, 'unit-finance');
  clerk = await place.person('周敏', place.root, 'intake');
  friend = await place.person('陈静', place.root, 'city-leader');
});
afterAll(() => t.close());

const round = () => {
  const crypto = createCrypto({ database: t.database, master: masterKeyFrom(randomBytes(32)) });
  return deliverRound({ runner: t.runner, crypto }, { subscribers, outgoing: nothingLeaves }, t.officeId);
};
const inbox = async (actor: Actor) => {
  const { messages } = await t.database.read(t.officeId, (queries) => listInbox(queries, actor, { limit: 100 }));
  return messages.toReversed().map((one) => one.text.zh);
};
const waiting = async () =>
  (
    await t.asOwner('select count(*)::int as n from kernel.outbox where delivered_at is null and given_up_at is null')
  )[0]?.n;
const say = (word: string, about = 'trial:1') =>
  place.run(applicant, async (work) => {
    work.send({ topic: 'trial.said', about, body: { word } });
    return null;
  });
/** As if the pause before the next attempt were over. */
const later = () =>
  t.asOwner('update kernel.outbox set next_attempt_at = null where delivered_at is null and given_up_at is null');

describe('what people hear of a case', () => {
  test('whoever holds a new task, with number, title and day; not whoever acted, and nobody else', async () => {
    const one = await place.submitted(applicant, '射箭邀请赛借旗');
    await round();
    expect(await inbox(head)).toEqual([`待办 单位签批：${one.number} 射箭邀请赛借旗，2026年3月5日到期`]);
    expect(await inbox(clerk)).toEqual([]);
    expect(await inbox(applicant)).toEqual([]);
    const two = await place.act(head, one.id, one.version, { type: 'approve', ...seatOf('club') });
    await round();
    await place.act(bursar, one.id, two.version, { type: 'answer', ...seatOf('money'), opinion: 'agree' });
    await round();
    expect((await inbox(bursar)).at(-1)).toBe(`待办 经费意见：${one.number} 射箭邀请赛借旗`);
    expect((await inbox(clerk)).at(-1)).toBe(`待办 受理：${one.number} 射箭邀请赛借旗，2026年3月7日到期`);
  });

  test('a case that is returned: the applicant, with the reason and the last day', async () => {
    const one = await place.submitted(applicant, '缺方案的借旗');
    await place.act(head, one.id, one.version, {
      type: 'return',
      ...seatOf('club'),
      to: 'applicant',
      reason: 'incomplete',
      text: randomUUID(),
      way: 'come-back',
    });
    await round();
    expect((await inbox(applicant)).at(-1)).toBe(
      `已退回补正：${one.number} 缺方案的借旗（材料不全），请于2026年3月12日前补正`,
    );
    expect((await inbox(head)).filter((text) => text.includes('缺方案的借旗'))).toEqual([]);
  });

  test('a refusal: applicant and members; a task that was done before the round calls nobody', async () => {
    const member = await place.person('孙丽', place.club, 'traveller');
    const id = await place.draft(applicant, '不予批准的借旗', { members: [member.personId] });
    const one = await place.act(applicant, id, 0, { type: 'submit', versions: {} }, { members: [member.personId] });
    const before = (await inbox(head)).length;
    await place.act(
      head,
      id,
      one.version,
      { type: 'refuse', ...seatOf('club'), text: randomUUID() },
      { members: [member.personId] },
    );
    await round();
    expect((await inbox(member)).at(-1)).toBe(`不予批准：${one.number} 不予批准的借旗`);
    expect((await inbox(applicant)).at(-1)).toBe(`不予批准：${one.number} 不予批准的借旗`);
    expect((await inbox(head)).length).toBe(before);
  });

  test('a copy is kept apart from messages, and a reminder reaches the holder', async () => {
    const one = await place.submitted(applicant, '抄送的借旗');
    const two = await place.act(applicant, one.id, one.version, { type: 'copy', persons: [friend.personId] });
    t.clock.advance({ days: 1 });
    await place.act(applicant, one.id, two.version, { type: 'urge' });
    await round();
    expect((await inbox(head)).at(-1)).toMatch(/^催办 单位签批：.*抄送的借旗，\d+年\d+月\d+日到期$/);
    const copies = await t.asOwner(`select text_zh from kernel.inbox where person_id = $1 and kind = 'copy'`, [
      friend.personId,
    ]);
    expect(copies.map((copy) => copy.text_zh)).toEqual([`抄送：${one.number} 抄送的借旗`]);
    expect(await inbox(friend)).toEqual([]);
  });

  test('a reminder says how the task stands to its term: ahead, today, past it; and none goes out twice within 24 hours', async () => {
    const one = await place.submitted(applicant, '催办的借旗');
    const [task] = await t.asOwner('select due_on::text as due from kernel.tasks where case_id = $1', [one.id]);
    const before = t.clock.now();
    let { version } = one;
    const urgedOn = async (at: Date) => {
      t.clock.set(at);
      ({ version } = await place.act(applicant, one.id, version, { type: 'urge' }));
      await round();
      return (await inbox(head)).at(-1)?.split('，').slice(1).join('，');
    };
    const due = new Date(`${String(task!.due)}T09:00:00+08:00`);
    expect(await urgedOn(due)).toBe('今天到期，请今天办理');
    await expect(urgedOn(new Date(due.getTime() + 23 * 3_600_000))).rejects.toMatchObject({ code: 'urged-lately' });
    expect(await urgedOn(new Date(due.getTime() + 24 * 3_600_000))).toMatch(
      /^应于\d+年\d+月\d+日办结，已逾期，请尽快办理$/,
    );
    t.clock.set(before);
  });

  test('promised papers become a duty of the applicant, and the promise kept ends it', async () => {
    const one = await place.submitted(applicant, '容缺的借旗', { missingPapers: ['plan'] });
    const missing = { missingPapers: ['plan'] };
    const two = await place.act(head, one.id, one.version, { type: 'approve', ...seatOf('club') }, missing);
    const three = await place.act(
      bursar,
      one.id,
      two.version,
      { type: 'answer', ...seatOf('money'), opinion: 'agree' },
      missing,
    );
    const due = day('2026-03-20');
    const four = await place.act(
      clerk,
      one.id,
      three.version,
      { type: 'acceptWithPromise', ...seatOf('intake'), papers: ['plan'], due },
      missing,
    );
    await round();
    const owed = async () =>
      (
        await t.asOwner('select state, due_on::text, person_id, mark from kernel.obligations where case_id = $1', [
          one.id,
        ])
      )[0]!;
    expect(await owed()).toMatchObject({ state: 'open', due_on: '2026-03-20', person_id: applicant.personId });
    expect((await inbox(applicant)).at(-1)).toBe(`已容缺受理：${one.number} 容缺的借旗，请于2026年3月20日前补交材料`);
    await place.act(clerk, one.id, four.version, { type: 'fulfilPromise', promise: String((await owed()).mark) });
    await round();
    expect(await owed()).toMatchObject({ state: 'met' });
  });
});

describe('of a duty', () => {
  const back = obligationKind({
    key: 'test.flag-back',
    label: { zh: '还旗', en: 'Flag back' },
    clock: 'working-days',
    amount: 3,
    startedBy: { zh: '借出', en: 'Lent' },
    source: { zh: '借旗办法', en: 'Rules of loan' },
    ladder: [],
  });
  test('a calendar that moves the date tells whoever owes it', async () => {
    await place.run(clerk, (work) =>
      startObligation(work, {
        kind: back,
        subject: `loan:${randomUUID()}`,
        unit: { id: place.club, path: place.path(place.club) },
        startedBy: 'loan:1',
        start: { on: day('2026-12-30') },
      }),
    );
    await place.run(clerk, (work) =>
      enterDays(work, {
        days: [{ day: day('2027-01-01'), working: false, name: '元旦' }],
        knownYears: [2027],
        source: '通知',
      }),
    );
    await round();
    expect((await inbox(applicant)).at(-1)).toBe('还旗期限已重算，现为2027年1月5日，原期限留存备查');
  });
});

describe('however often it is delivered', () => {
  test('it is shown once, and what was read stays read', async () => {
    await say('一');
    await round();
    await t.asOwner('update kernel.inbox set read_at = now() where person_id = $1', [friend.personId]);
    for (let again = 0; again < 5; again += 1) {
      await t.asOwner(`update kernel.outbox set delivered_at = null where topic in ('trial.said', 'cases.changed')`);
      await round();
    }
    expect(heard.filter((word) => word === '一')).toHaveLength(6);
    expect(await inbox(friend)).toEqual(['一']);
    expect(await t.database.read(t.officeId, (queries) => unreadMessages(queries, friend))).toBe(0);
    const owed = await t.asOwner(
      `select count(*)::int as n from kernel.obligations where kind = 'cases.promised-papers'`,
    );
    expect(owed[0]?.n).toBe(1);
  });

  test('two workers at once: every message once, in the order of its thing (CC-07)', async () => {
    heard.length = 0;
    const words = Array.from({ length: 30 }, (_, index) => `${index}`);
    for (const word of words) await say(word, 'trial:order');
    await Promise.all([round(), round()]);
    while ((await waiting()) !== 0) await round();
    expect(heard).toEqual(words);
  });
});

describe('a message that cannot be worked off', () => {
  test('holds up what comes after it about the same thing and nothing else; mended, all arrive in order', async () => {
    heard.length = 0;
    failing = true;
    await say('甲', 'trial:held');
    await round();
    failing = false;
    await say('乙', 'trial:held');
    await say('丙', 'trial:free');
    await round();
    expect(heard).toEqual(['丙']);
    await later();
    await round();
    expect(heard).toEqual(['丙', '甲', '乙']);
  });

  test('is given up after ten attempts, is visible without its words, and lets the next one through', async () => {
    heard.length = 0;
    failing = true;
    await say('丁', 'trial:lost');
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await round();
      await later();
    }
    failing = false;
    await say('戊', 'trial:lost');
    await round();
    expect(heard).toEqual(['戊']);
    const [lost] = await t.asOwner(
      'select attempts, last_error, given_up_at from kernel.outbox where given_up_at is not null',
    );
    expect(lost).toMatchObject({ attempts: 10, last_error: 'TypeError' });
    expect(lost?.given_up_at).not.toBeNull();
  });
});
