import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noLimits, type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import type { NoticeContext } from '#kernel/notifications/message.ts';
import { identityEndpoints } from './endpoints.ts';
import { codeAt, newSeed } from './factor.ts';
import { identityNotices } from './notices.ts';
import { hashPassword } from './passwords.ts';
import { recoveryEndpoints } from './recovery-endpoints.ts';
import { registryEndpoints } from './registry-endpoints.ts';

const oldPassword = 'Sparrow-7-lantern';
const newPassword = 'Harbour-9-window';

let t: TestApp;
let security: TestPerson;
let system: TestPerson;
let secondSystem: TestPerson;
let owner: TestPerson;
let seed: string;
let addresses = 0;
/** A network of its own, so that no test waits for another's tries. */
const elsewhere = () => `10.${Math.floor(addresses / 250)}.${addresses++ % 250}.7`;

beforeAll(async () => {
  t = await testApp({ parts: { limits: noLimits } });
  security = await t.person({ roles: ['security-administrator'], name: '孙强' });
  system = await t.person({ roles: ['system-administrator'], name: '刘芳' });
  secondSystem = await t.person({ roles: ['system-administrator'], name: '高远' });
});
afterAll(() => t.close());

beforeEach(async () => {
  owner = await t.person({ roles: ['reviewer'], name: '喆' });
  seed = newSeed();
  const digest = await hashPassword(oldPassword);
  await t.database.transaction(t.officeId, async () => {
    await t.asOwner('update kernel.accounts set password_digest = $2, last_sign_in_at = $3 where id = $1', [
      owner.accountId,
      digest,
      t.clock.now(),
    ]);
  });
  await enrol(owner);
});

/** The way that a person goes himself: begins and confirms with a fresh step-up. */
async function enrol(person: TestPerson): Promise<void> {
  const begun = await t.ask('POST', '/api/identity/factor/begin', { as: person });
  seed = begun.json().secret;
  const confirmed = await t.ask('POST', '/api/identity/factor/confirm', {
    as: person,
    body: { code: codeAt(seed, t.clock.now()) },
    address: elsewhere(),
  });
  expect(confirmed.statusCode).toBe(200);
}

const post = (path: string, body: object, as?: TestPerson, key?: string) =>
  t.ask('POST', `/api/identity/${path}`, {
    ...(as ? { as } : {}),
    ...(key ? { key } : {}),
    body,
    address: elsewhere(),
  });
const begin = (as: TestPerson, lost: 'password' | 'factor', account = owner) =>
  post('recoveries', { accountId: account.accountId, lost, reason: '本人来电' }, as);
const release = (as: TestPerson, id: string, key?: string) =>
  post(`recoveries/${id}/release`, { how: 'in-person' }, as, key);
const typeOf = (answer: { json(): { type?: string } }) => answer.json().type?.split(':').at(-1);
async function codeFor(lost: 'password' | 'factor'): Promise<string> {
  const { recoveryId } = (await begin(system, lost)).json();
  return (await release(security, recoveryId)).json().code;
}
const signIn = async (password: string) => (await post('sign-in', { login: owner.login, password })).json();
const useForPassword = (code: string, password = newPassword) =>
  post('recovery/password', { login: owner.login, code, password });
const useForFactor = (code: string, password = oldPassword) =>
  post('recovery/factor', { login: owner.login, code, password });
const sent = async (topic: string) =>
  t.asOwner(`select body from kernel.outbox where topic = $1 and body ->> 'personId' = $2`, [topic, owner.personId]);

describe('a forgotten password (ID-10)', () => {
  test('asked for at the sign-in page, taken up by one administrator, confirmed by another, used once by its owner', async () => {
    const asked = await post('recovery', { login: owner.login, lost: 'password' });
    expect([asked.statusCode, asked.body]).toEqual([204, '']);
    const listed = await t.ask('GET', '/api/identity/recoveries', { as: security });
    const [recovery] = listed.json().recoveries;
    expect(recovery).toMatchObject({ name: '喆', lost: 'password', state: 'asked', own: false });

    expect((await begin(system, 'password')).json()).toEqual({ recoveryId: recovery.id });
    const { code, until } = (await release(security, recovery.id)).json();
    expect(code).toMatch(/^[A-Z0-9]{5}(-[A-Z0-9]{5}){3}$/);
    expect(new Date(until).getTime() - t.clock.now().getTime()).toBe(30 * 60_000);

    expect((await t.ask('GET', '/api/identity/me', { as: owner })).statusCode).toBe(401);
    expect((await useForPassword(code)).statusCode).toBe(204);
    expect(typeOf(await useForPassword(code, 'Another-5-lamp-post'))).toBe('recovery-refused');
    expect(await signIn(oldPassword)).toMatchObject({ type: 'urn:honglu:problem:sign-in-refused' });
  });

  test('the second factor stays: it is asked for after the new password, and the old authenticator answers', async () => {
    expect((await useForPassword(await codeFor('password'))).statusCode).toBe(204);
    expect(await signIn(newPassword)).toEqual({ next: 'factor' });
    const [row] = await t.asOwner('select factor_seed is not null as kept from kernel.accounts where id = $1', [
      owner.accountId,
    ]);
    expect(row).toEqual({ kept: true });
  });

  test('ends every session, tells the owner, and leaves its entries without the code', async () => {
    const before = await t.asOwner(
      'select count(*)::int as open from kernel.sessions where account_id = $1 and ended_at is null',
      [owner.accountId],
    );
    expect(before[0]!.open).toBeGreaterThan(0);
    const code = await codeFor('password');
    await useForPassword(code);
    const after = await t.asOwner(
      'select count(*)::int as open from kernel.sessions where account_id = $1 and ended_at is null',
      [owner.accountId],
    );
    expect(after[0]).toEqual({ open: 0 });
    for (const topic of ['recovery-begun', 'recovery-released', 'password-changed'])
      expect(await sent(`identity.${topic}`), topic).toHaveLength(1);
    const entries = await t.asOwner(
      `select event, details from kernel.audit_entries where object = $1 and event like 'identity.recovery%' or object = $1 and event = 'identity.password-set' order by id`,
      [`account:${owner.accountId}`],
    );
    expect(entries.map(({ event }) => event)).toEqual([
      'identity.recovery-begun',
      'identity.recovery-released',
      'identity.password-set',
    ]);
    const everywhere = await t.asOwner(
      `select (select string_agg(answer, '') from kernel.command_keys) as answers, (select string_agg(body::text, '') from kernel.outbox) as sent`,
    );
    expect(JSON.stringify([entries, everywhere])).not.toContain(code);
  });

  test('the code works for half an hour and not a minute longer; a new one voids the old', async () => {
    const { recoveryId } = (await begin(system, 'password')).json();
    const first = (await release(security, recoveryId)).json().code;
    const second = (await release(secondSystem, recoveryId)).json().code;
    expect(typeOf(await useForPassword(first))).toBe('recovery-refused');
    t.clock.advance({ minutes: 29 });
    expect(typeOf(await useForPassword(second, 'short'))).toBe('malformed');
    t.clock.advance({ minutes: 2 });
    expect(typeOf(await useForPassword(second))).toBe('recovery-refused');
    // Administrators' sessions are idle by now.
    [security, system, secondSystem] = await Promise.all([
      t.person({ roles: ['security-administrator'], name: '孙强' }),
      t.person({ roles: ['system-administrator'], name: '刘芳' }),
      t.person({ roles: ['system-administrator'], name: '高远' }),
    ]);
    const { recoveries } = (await t.ask('GET', '/api/identity/recoveries', { as: security })).json();
    expect(recoveries.find((one: { id: string }) => one.id === recoveryId)).toMatchObject({ state: 'lapsed' });
  });

  test('a password that may not be used is refused with every fault, and the code is still good', async () => {
    const code = await codeFor('password');
    const weak = await useForPassword(code, `${owner.login}-password`);
    expect([weak.statusCode, typeOf(weak)]).toEqual([422, 'password-refused']);
    expect(typeOf(await useForPassword(code, oldPassword))).toBe('password-refused');
    expect((await useForPassword(code)).statusCode).toBe(204);
  });

  test('one code sent ten times at once is used once', async () => {
    const code = await codeFor('password');
    const answers = await Promise.all(Array.from({ length: 10 }, () => useForPassword(code)));
    expect(answers.filter(({ statusCode }) => statusCode === 204)).toHaveLength(1);
    expect(answers.filter((one) => one.statusCode === 401)).toHaveLength(9);
  });
});

describe('a lost second factor (ID-10)', () => {
  test('needs two administrators and a reason; one alone is 403, whichever of the two parts comes again', async () => {
    const bare = await post('recoveries', { accountId: owner.accountId, lost: 'factor' }, system);
    expect(bare.statusCode).toBe(422);
    const { recoveryId } = (await begin(system, 'factor')).json();
    const alone = await release(system, recoveryId);
    expect([alone.statusCode, typeOf(alone)]).toEqual([403, 'second-person-needed']);
    expect(typeOf(await begin(system, 'factor'))).toBe('recovery-begun');
    expect((await release(secondSystem, recoveryId)).statusCode).toBe(200);
  });

  test('the database itself refuses one person in both parts', async () => {
    const { recoveryId } = (await begin(system, 'factor')).json();
    await expect(
      t.asOwner(
        `update kernel.account_recoveries set checked_by = begun_by, checked_at = now(), checked_how = 'in-person', code_digest = sha256('x'), code_until = now() where id = $1`,
        [recoveryId],
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('code and password together take it off; the next sign-in opens nothing before a new one is tied', async () => {
    const code = await codeFor('factor');
    expect(typeOf(await useForFactor(code, 'Not-the-password-1'))).toBe('recovery-refused');
    expect((await useForFactor(code)).statusCode).toBe(204);
    expect(await signIn(oldPassword)).toEqual({ next: 'enrol-factor' });
    expect(await sent('identity.factor-changed')).not.toHaveLength(0);
    const codes = await t.asOwner('select from kernel.recovery_codes where account_id = $1', [owner.accountId]);
    expect(codes).toHaveLength(0);
  });

  test('a code for a password does not take off a factor, nor the other way round', async () => {
    expect(typeOf(await useForFactor(await codeFor('password')))).toBe('recovery-refused');
    expect(typeOf(await useForPassword(await codeFor('factor')))).toBe('recovery-refused');
  });
});

describe('who may not', () => {
  test('an administrator does neither part for his own account', async () => {
    expect(typeOf(await begin(system, 'factor', system))).toBe('own-account');
    const { recoveryId } = (await begin(security, 'factor', system)).json();
    expect(typeOf(await release(system, recoveryId))).toBe('own-account');
  });

  test('what its owner asked for is not released before one administrator has begun it', async () => {
    await post('recovery', { login: owner.login, lost: 'factor' });
    const { recoveries } = (await t.ask('GET', '/api/identity/recoveries', { as: security })).json();
    const asked = recoveries.find((one: { accountId: string }) => one.accountId === owner.accountId);
    expect(typeOf(await release(security, asked.id))).toBe('recovery-not-begun');
    expect((await post(`recoveries/${asked.id}/end`, { reason: '不是本人' }, security)).statusCode).toBe(204);
    expect((await begin(system, 'factor')).json().recoveryId).not.toBe(asked.id);
  });

  test('an ended recovery voids its code; a suspended account has none', async () => {
    const { recoveryId } = (await begin(system, 'password')).json();
    const { code } = (await release(security, recoveryId)).json();
    await post(`recoveries/${recoveryId}/end`, { reason: '不是本人' }, secondSystem);
    expect(typeOf(await useForPassword(code))).toBe('recovery-refused');
    await t.asOwner(`update kernel.accounts set state = 'suspended' where id = $1`, [owner.accountId]);
    expect((await begin(system, 'password')).statusCode).toBe(404);
  });

  test('a repeated release does not show the code again', async () => {
    const { recoveryId } = (await begin(system, 'password')).json();
    const key = randomUUID();
    expect((await release(security, recoveryId, key)).statusCode).toBe(200);
    expect(typeOf(await release(security, recoveryId, key))).toBe('shown-once');
  });

  test('without a fresh second factor neither part is done', async () => {
    const stale = await t.person({
      roles: ['system-administrator'],
      factorAt: new Date(t.clock.now().getTime() - 6 * 60_000),
    });
    expect(typeOf(await begin(stale, 'password'))).toBe('step-up-needed');
  });

  test('by hand: everybody asks and uses; the two administrators do the rest, audit administrator and officers do not', async () => {
    const expected: Readonly<Record<string, 'everybody' | 'administrators'>> = {
      'identity.ask-recovery': 'everybody',
      'identity.recover-password': 'everybody',
      'identity.recover-factor': 'everybody',
      'identity.recoveries': 'administrators',
      'identity.begin-recovery': 'administrators',
      'identity.release-recovery': 'administrators',
      'identity.end-recovery': 'administrators',
    };
    expect(recoveryEndpoints.map(({ id }) => id).sort()).toEqual(Object.keys(expected).sort());
    const audit = await t.person({ roles: ['audit-administrator'] });
    const officer = await t.person({ roles: ['office-head'] });
    for (const one of recoveryEndpoints as readonly Endpoint[]) {
      const ask = (as?: TestPerson) =>
        t.ask(one.method, one.path.replace(':id', randomUUID()), {
          ...(as ? { as } : {}),
          ...(one.body ? { body: {} } : {}),
        });
      const past = async (as?: TestPerson) => !/not-signed-in|role-missing/.test((await ask(as)).body);
      const open = expected[one.id] === 'everybody';
      expect([one.id, await past(), await past(audit), await past(officer)]).toEqual([one.id, open, open, open]);
      expect([one.id, await past(system), await past(security)]).toEqual([one.id, true, true]);
    }
  });

  test('no endpoint takes a new password for somebody else: those that take one name no account', () => {
    const taking = [...identityEndpoints, ...registryEndpoints, ...recoveryEndpoints].filter(({ id, body }) => {
      const shape = (body as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};
      return 'password' in shape && id !== 'identity.sign-in';
    }) as readonly Endpoint[];
    expect(taking.map(({ id }) => id).sort()).toEqual([
      'identity.change-password',
      'identity.first-administrator',
      'identity.first-password',
      'identity.recover-factor',
      'identity.recover-password',
    ]);
    for (const { path, permission } of taking) {
      expect(path).not.toContain(':id');
      expect(['public', 'signed-in']).toContain(permission.kind);
    }
  });

  test('unknown, suspended and known names are answered alike (ID-06)', async () => {
    const suspended = await t.person({ roles: ['intake'] });
    await t.asOwner(`update kernel.accounts set state = 'suspended' where id = $1`, [suspended.accountId]);
    const answers = [];
    for (const login of [owner.login, suspended.login, 'nobody.here']) {
      const started = performance.now();
      const asked = await post('recovery', { login, lost: 'password' });
      answers.push([asked.statusCode, asked.body, performance.now() - started >= 399]);
      const tried = await post('recovery/password', { login, code: 'AAAAA-AAAAA-AAAAA-AAAAA', password: newPassword });
      answers.push([tried.statusCode, typeOf(tried), true]);
    }
    expect(answers.slice(2, 4)).toEqual(answers.slice(0, 2));
    expect(answers.slice(4)).toEqual(answers.slice(0, 2));
  });

  test('asked for again and again, the administrators hear of it once, and three times a day at most', async () => {
    for (let n = 0; n < 5; n += 1) await post('recovery', { login: owner.login, lost: 'password' });
    expect(await sent('identity.recovery-asked')).toHaveLength(1);
  });
});

test('owner and the administrators who may act are told, in both languages', async () => {
  const told = async (topic: string, body: object) =>
    t.database.transaction(t.officeId, async (queries) => {
      const context = { queries, officeId: t.officeId, now: t.clock.now() } as NoticeContext;
      const message = {
        id: randomUUID(),
        topic,
        about: null,
        body: { personId: owner.personId, ...body },
        sentAt: t.clock.now(),
      };
      return identityNotices.notices(message, context);
    });
  const [toOwner, toOthers] = await told('identity.recovery-begun', { lost: 'factor', begunBy: system.personId });
  expect(toOwner!.to).toEqual([owner.personId]);
  expect(toOwner!.text.zh).toContain('如果不是您本人，请立即告诉安全管理员。');
  expect(toOwner!.text.en).toContain('tell the security administrator at once');
  expect(toOthers!.to).toContain(security.personId);
  expect(toOthers!.to).not.toContain(system.personId);
  expect(toOthers!.text.zh).toContain('请另一位管理员核实身份并发码');
  expect(await told('identity.new-device', {})).toHaveLength(1);
});
