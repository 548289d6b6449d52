import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscribersOf } from '#apps/server/desk-side.ts';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { seatOf } from '#kernel/cases/lived-case.ts';
import { testActor } from '#kernel/commands/testing.ts';
import { createCrypto } from '#kernel/crypto/crypto.ts';
import { masterKeyFrom } from '#kernel/crypto/master-key.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Role } from '#kernel/identity/roles.ts';
import { deliverRound } from '#kernel/notifications/jobs.ts';
import { nothingLeaves } from '#kernel/notifications/outgoing.ts';
import { loanKind, moveTo, type Town, town } from './testing.ts';

interface Member extends TestPerson {
  readonly actor: Actor;
}

const service = { name: 'banner-loans', cases: [loanKind] };
let t: TestApp;
let place: Town;
let applicant: Member;
let head: Member;
let bursar: Member;
let reviewer: Member;
let stranger: Member;

/** Signed in at the server, and an actor for what the service would do. */
async function member(name: string, unitId: string, ...roles: Role[]): Promise<Member> {
  const person = await t.person({ name, unitId, roles });
  return {
    ...person,
    actor: testActor({ officeId: t.officeId, personId: person.personId, name, posts: [person.post] }),
  };
}

beforeAll(async () => {
  t = await testApp({ parts: { services: [service] } });
  await moveTo(t, '2026-03-02');
  place = await town(t, { root: t.rootUnitId });
  applicant = await member('李静', place.club, 'liaison-officer');
  head = await member('王强', place.club, 'unit-head');
  bursar = await member('赵敏', place.club, 'unit-finance');
  reviewer = await member('周敏', place.root, 'reviewer', 'intake');
  stranger = await member('赵六', place.otherClub, 'unit-head');
});
afterAll(() => t.close());

const round = () => {
  const crypto = createCrypto({ database: t.database, master: masterKeyFrom(randomBytes(32)) });
  return deliverRound(
    { runner: t.runner, crypto },
    { subscribers: subscribersOf([service]), outgoing: nothingLeaves },
    t.officeId,
  );
};
const get = async (path: string, as: TestPerson) => {
  const answer = await t.ask('GET', path, { as });
  expect(answer.statusCode).toBe(200);
  return answer.json();
};

describe('the to-do', () => {
  test('has one row per task: due, verb, what, whose, and where to open it', async () => {
    const one = await place.submitted(applicant.actor, '射箭邀请赛借旗');
    const shown = await get('/api/desk/to-do', head);
    expect(shown.groups.map((group: { key: string }) => group.key)).toEqual(['now', 'week', 'later']);
    expect(shown.groups[1].rows).toEqual([
      expect.objectContaining({
        caseId: one.id,
        number: one.number,
        title: '射箭邀请赛借旗',
        verb: { zh: '单位签批', en: 'Unit signature' },
        state: { zh: '待单位签批', en: 'Awaiting unit signature' },
        unit: { id: place.club, name: '射箭协会' },
        dueOn: '2026-03-05',
        link: `/desk/banner-loans/${one.id}`,
        actingFor: null,
      }),
    ]);
    expect(shown.lastDoneAt).toBeNull();
  });

  test('moves to 逾期与今天 on its day, and its number is that of rows, menu and counts', async () => {
    await moveTo(t, '2026-03-06');
    const shown = await get('/api/desk/to-do', head);
    expect(shown.groups[0]).toMatchObject({ label: { zh: '逾期与今天' }, rows: [{ title: '射箭邀请赛借旗' }] });
    const rows = shown.groups.flatMap((group: { rows: unknown[] }) => group.rows).length;
    expect(shown.total).toEqual({ count: rows, exact: true });
    expect(await get('/api/desk/to-do/count', head)).toEqual({ count: rows, exact: true });
    expect(await get('/api/desk/counts', head)).toMatchObject({ toDo: rows, overdue: 1, actingFor: 0, mine: 0 });
    await moveTo(t, '2026-03-02');
  });

  test('of somebody else, of another unit, and of the applicant is empty', async () => {
    for (const other of [stranger, bursar, applicant, reviewer]) {
      expect((await get('/api/desk/to-do', other)).total.count).toBe(0);
    }
    expect(await get('/api/desk/counts', applicant)).toMatchObject({ toDo: 0, mine: 1 });
    expect((await t.ask('GET', '/api/desk/to-do')).statusCode).toBe(401);
  });

  test('a returned case stands with its applicant as 补正, and what was done last is told on the empty page', async () => {
    const one = await place.submitted(applicant.actor, '要补正的借旗');
    t.clock.advance({ minutes: 12 });
    await place.act(head.actor, one.id, one.version, {
      type: 'return',
      ...seatOf('club'),
      to: 'applicant',
      reason: 'incomplete',
      text: one.id,
      way: 'come-back',
    });
    const shown = await get('/api/desk/to-do', applicant);
    expect(shown.groups[2].rows).toMatchObject([{ title: '要补正的借旗', verb: { zh: '补正' } }]);
    expect((await get('/api/desk/to-do', head)).lastDoneAt).toBe(t.clock.now().toISOString());
  });

  test('of one service leaves out the others', async () => {
    expect((await get('/api/desk/to-do?service=banner-loans', head)).total.count).toBe(1);
    expect((await get('/api/desk/to-do?service=other', head)).total.count).toBe(0);
  });

  test('shows for whom one stands in, as long as the delegation lasts', async () => {
    await t.asOwner(
      `insert into kernel.delegations (office_id, id, from_person_id, to_person_id, valid_from, valid_to, reason, made_by, made_at)
       values ($1, gen_random_uuid(), $2, $3, '2026-03-01', '2026-03-10', '出差', $2, '2026-03-01')`,
      [t.officeId, head.personId, stranger.personId],
    );
    t.app.sessions.forget();
    const shown = await get('/api/desk/to-do', stranger);
    const rows = shown.groups.flatMap((group: { rows: { actingFor: unknown }[] }) => group.rows);
    expect(rows).toMatchObject([{ title: '射箭邀请赛借旗', actingFor: { id: head.personId, name: '王强' } }]);
    expect(await get('/api/desk/counts', stranger)).toMatchObject({ toDo: 1, actingFor: 1 });
    await moveTo(t, '2026-03-11');
    expect((await get('/api/desk/to-do', stranger)).total.count).toBe(0);
    await moveTo(t, '2026-03-02');
  });
});

describe('copies and messages', () => {
  test('a copy is to be read, counts for itself, and is gone from the unread once it was', async () => {
    const one = await place.submitted(applicant.actor, '抄送的借旗');
    await place.act(applicant.actor, one.id, one.version, { type: 'copy', persons: [bursar.personId] });
    await round();
    const shown = await get('/api/desk/copies', bursar);
    expect(shown).toMatchObject({
      unread: 1,
      next: null,
      rows: [{ title: '抄送的借旗', state: { zh: '待单位签批' }, readAt: null, link: `/desk/banner-loans/${one.id}` }],
    });
    expect(await get('/api/desk/counts', bursar)).toMatchObject({ toDo: 0, copies: 1, messages: 0 });
    const read = (as: TestPerson) =>
      t.ask('POST', '/api/notifications/read', { as, body: { ids: [shown.rows[0].messageId] } });
    expect((await read(stranger)).statusCode).toBe(200);
    expect((await get('/api/desk/copies', bursar)).unread).toBe(1);
    await read(bursar);
    expect(await get('/api/desk/copies', bursar)).toMatchObject({ unread: 0, rows: [] });
    expect((await get('/api/desk/copies?all=yes', bursar)).rows).toHaveLength(1);
  });

  test('messages are the reader’s own, in pages, and are read one by one or all', async () => {
    for (const title of ['一', '二', '三']) await place.submitted(applicant.actor, title);
    await round();
    const first = await get('/api/notifications?limit=2', head);
    expect(first.messages).toHaveLength(2);
    expect(first.messages[0].text.zh).toMatch(/^待办 单位签批：.* 三，/);
    const second = await get(`/api/notifications?limit=2&cursor=${first.next}`, head);
    expect(second.messages[0].text.zh).toContain('一，');
    const before = (await get('/api/notifications/count', head)).count;
    const one = await t.ask('POST', '/api/notifications/read', { as: head, body: { ids: [first.messages[0].id] } });
    expect(one.json()).toEqual({ unread: before - 1 });
    expect((await get('/api/notifications?unread=yes', head)).messages).toHaveLength(before - 1);
    expect((await t.ask('POST', '/api/notifications/read', { as: head, body: { ids: 'all' } })).json()).toEqual({
      unread: 0,
    });
    expect((await get('/api/notifications', stranger)).messages).toEqual([]);
    expect((await t.ask('GET', '/api/notifications')).statusCode).toBe(401);
  });

  test('an address for notices is one’s own, and must be one', async () => {
    const set = (address: unknown) => t.ask('PUT', '/api/notifications/address', { as: head, body: { address } });
    expect((await set('wang.qiang@example.gov.cn')).statusCode).toBe(204);
    expect(await get('/api/notifications/address', head)).toEqual({
      address: 'wang.qiang@example.gov.cn',
      mailWorks: false,
    });
    expect((await get('/api/notifications/address', stranger)).address).toBeNull();
    expect((await set('x@example.gov.cn\r\nBcc: y@example.org')).statusCode).toBe(422);
    expect((await set(null)).statusCode).toBe(204);
    expect((await get('/api/notifications/address', head)).address).toBeNull();
  });

  test('what could not be delivered is seen and sent again by who runs the system, and by nobody else', async () => {
    const keeper = await t.person({ roles: ['system-administrator'] });
    const [lost] = await t.asOwner(
      `insert into kernel.outbox (office_id, id, topic, about, body, sent_at, attempts, given_up_at, last_error)
       values ($1, gen_random_uuid(), 'nobody.listens', 'loan:1', '{}', now(), 10, now(), 'TypeError') returning id`,
      [t.officeId],
    );
    expect((await get('/api/notifications/undelivered', keeper)).messages).toMatchObject([
      { id: lost?.id, channel: 'outbox', attempts: 10, lastError: 'TypeError' },
    ]);
    expect((await t.ask('GET', '/api/notifications/undelivered', { as: head })).statusCode).toBe(403);
    const again = (as: TestPerson) => t.ask('POST', `/api/notifications/undelivered/${String(lost?.id)}/again`, { as });
    expect((await again(head)).statusCode).toBe(403);
    expect((await again(keeper)).statusCode).toBe(204);
    await round();
    expect((await get('/api/notifications/undelivered', keeper)).messages).toEqual([]);
    expect((await again(keeper)).statusCode).toBe(404);
  });
});

test('search through the server: groups for the reader, nothing for a stranger, 422 for nothing typed', async () => {
  const found = await get(`/api/search?q=${encodeURIComponent('射箭邀请赛')}`, head);
  expect(found.groups).toMatchObject([{ kind: 'case', label: { zh: '办件' }, hits: [{ title: '射箭邀请赛借旗' }] }]);
  await moveTo(t, '2026-03-11');
  expect(await get(`/api/search?q=${encodeURIComponent('射箭邀请赛')}`, stranger)).toEqual({ groups: [] });
  expect((await t.ask('GET', '/api/search?q=', { as: head })).statusCode).toBe(422);
  expect((await t.ask('GET', '/api/search?q=x')).statusCode).toBe(401);
});
