import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '#apps/server/testing.ts';
import { codeAt } from './factor.ts';
import { programActor } from './program-actor.ts';
import { openAccount } from './registry.ts';
import { offerSetUpCode } from './set-up.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const own = 'Sparrow-7-lantern';
const cookieOf = (response: LightMyRequestResponse) => {
  const cookie = response.cookies[0];
  return cookie ? { cookie: `${cookie.name}=${cookie.value}` } : undefined;
};
let addresses = 0;
/** An address of a network of its own, so that no test waits for another's tries. */
const elsewhere = () => `10.${Math.floor(addresses / 250)}.${addresses++ % 250}.7`;

const enter = (login: string, password: string, address: string, on = t.app) =>
  t.ask('POST', '/api/identity/sign-in', { body: { login, password }, address, key: null, on });

async function newAccount() {
  const person = await t.runner.run(programActor(t.officeId, 'system-administrator'), {
    name: 'test.person',
    key: randomUUID(),
    input: {},
    run: async (work) => (await import('#kernel/parties/persons.ts')).addPerson(work, { name: '李静' }),
  });
  const login = `lijing-${randomUUID().slice(0, 8)}`;
  const opened = await openAccount(t.runner, programActor(t.officeId, 'system-administrator'), randomUUID(), {
    personId: person.personId,
    login,
  });
  return { ...opened, login, personId: person.personId };
}

/** Through temporary password and enrolment to the first full session. */
async function enrolled() {
  const account = await newAccount();
  const address = elsewhere();
  const first = await enter(account.login, account.temporaryPassword, address);
  expect(first.json()).toEqual({ next: 'new-password' });
  const chosen = await t.ask('POST', '/api/identity/first-password', {
    as: cookieOf(first)!,
    body: { password: own },
    address,
  });
  expect(chosen.json()).toEqual({ next: 'enrol-factor' });
  const begun = await t.ask('POST', '/api/identity/factor/begin', { as: cookieOf(chosen)!, address });
  const { secret, uri } = begun.json();
  expect(uri).toContain('otpauth://totp/');
  const confirmed = await t.ask('POST', '/api/identity/factor/confirm', {
    as: cookieOf(chosen)!,
    body: { code: codeAt(secret, t.clock.now()) },
    address,
  });
  expect(confirmed.statusCode).toBe(200);
  return {
    ...account,
    address,
    secret,
    recoveryCodes: confirmed.json().recoveryCodes as string[],
    session: cookieOf(confirmed)!,
  };
}

describe('signing in', () => {
  test('temporary password, own password, authenticator, then the desk; each step opens only the next', async () => {
    const account = await newAccount();
    const address = elsewhere();
    const first = await enter(account.login, account.temporaryPassword, address);
    const half = cookieOf(first)!;
    expect((await t.ask('GET', '/api/identity/me', { as: half })).statusCode).toBe(401);
    expect((await t.ask('POST', '/api/identity/factor/begin', { as: half, address })).statusCode).toBe(409);
    const weak = await t.ask('POST', '/api/identity/first-password', {
      as: half,
      body: { password: 'lijing-password' },
      address,
    });
    expect(weak.statusCode).toBe(422);
    const same = await t.ask('POST', '/api/identity/first-password', {
      as: half,
      body: { password: account.temporaryPassword },
      address,
    });
    expect(same.json().faults.map((fault: { code: string }) => fault.code)).toContain('password-used');
    const { session } = await enrolled();
    const me = await t.ask('GET', '/api/identity/me', { as: session });
    expect(me.json()).toMatchObject({ name: '李静', posts: [], roles: [], language: 'zh', idleMinutes: 30 });
  });

  test('second factor: the right code enters, the same code does not enter again, a code two steps old does not (ID-04)', async () => {
    const account = await enrolled();
    t.clock.advance({ minutes: 5 });
    const code = codeAt(account.secret, t.clock.now());
    const entry = async () => cookieOf(await enter(account.login, own, account.address))!;
    const give = async (body: unknown) =>
      t.ask('POST', '/api/identity/second-factor', { as: await entry(), body, address: account.address });
    const right = await give({ code });
    expect(right.json()).toEqual({ next: 'done' });
    expect((await give({ code })).json().type).toBe('urn:honglu:problem:factor-refused');
    t.clock.advance({ seconds: 90 });
    const old = codeAt(account.secret, new Date(t.clock.now().getTime() - 60_000));
    expect((await give({ code: old })).statusCode).toBe(403);
  });

  test('one code sent by twenty requests on two nodes at once enters exactly once', async () => {
    const account = await enrolled();
    const other = await t.node();
    t.clock.advance({ minutes: 5 });
    const entry = cookieOf(await enter(account.login, own, account.address))!;
    const code = codeAt(account.secret, t.clock.now());
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        t.ask('POST', '/api/identity/second-factor', {
          as: entry,
          body: { code },
          address: elsewhere(),
          on: index % 2 ? other : t.app,
        }),
      ),
    );
    expect(results.filter((result) => result.statusCode === 200)).toHaveLength(1);
    expect(results.every((result) => result.statusCode < 500)).toBe(true);
    await other.close();
  });

  test('a recovery code enters once and not twice (ID-04)', async () => {
    const account = await enrolled();
    const recovery = account.recoveryCodes[0]!;
    const entry = cookieOf(await enter(account.login, own, account.address))!;
    const first = await t.ask('POST', '/api/identity/second-factor', {
      as: entry,
      body: { recovery },
      address: account.address,
    });
    expect(first.json()).toEqual({ next: 'done' });
    const again = cookieOf(await enter(account.login, own, account.address))!;
    const second = await t.ask('POST', '/api/identity/second-factor', {
      as: again,
      body: { recovery },
      address: account.address,
    });
    expect(second.statusCode).toBe(403);
  });

  test('unknown name, wrong password and suspended account are refused in the same words (ID-06)', async () => {
    const account = await enrolled();
    await t.asOwner(`update kernel.accounts set state = 'suspended' where login = $1`, [account.login]);
    const answers = await Promise.all([
      enter('nobody-here', own, elsewhere()),
      enter((await enrolled()).login, 'not the password', elsewhere()),
      enter(account.login, own, elsewhere()),
    ]);
    const words = answers.map((answer) => {
      const { instance, ...rest } = answer.json();
      expect(instance).toMatch(/^urn:uuid:/);
      return JSON.stringify([answer.statusCode, rest]);
    });
    expect(new Set(words).size).toBe(1);
    expect(answers[0]!.statusCode).toBe(401);
  });

  test('a session brought along is never taken over: the token changes at each step (ID-07)', async () => {
    const account = await enrolled();
    t.clock.advance({ minutes: 5 });
    const planted = account.session;
    const first = await t.ask('POST', '/api/identity/sign-in', {
      as: planted,
      body: { login: account.login, password: own },
      address: account.address,
    });
    const second = await t.ask('POST', '/api/identity/second-factor', {
      as: cookieOf(first)!,
      body: { code: codeAt(account.secret, t.clock.now()) },
      address: account.address,
    });
    const tokens = [planted, cookieOf(first)!, cookieOf(second)!].map((one) => one.cookie);
    expect(new Set(tokens).size).toBe(3);
    expect((await t.ask('GET', '/api/identity/me', { as: cookieOf(first)! })).statusCode).toBe(401);
    expect((await t.ask('GET', '/api/identity/me', { as: cookieOf(second)! })).statusCode).toBe(200);
  });

  test('not used for ninety days is still in use; ninety-one are not (ID-01)', async () => {
    const account = await enrolled();
    const used = (days: number) =>
      t.asOwner(
        `update kernel.accounts set last_sign_in_at = $1::timestamptz - make_interval(days => $2::int) where login = $3`,
        [t.clock.now(), days, account.login],
      );
    await used(90);
    expect((await enter(account.login, own, elsewhere())).statusCode).toBe(200);
    await used(91);
    expect((await enter(account.login, own, elsewhere())).statusCode).toBe(401);
    expect(await t.asOwner('select state from kernel.accounts where login = $1', [account.login])).toEqual([
      { state: 'suspended' },
    ]);
  });
});

describe('signed in', () => {
  test('a new authenticator wants the old one given just now; then the old one no longer works', async () => {
    const account = await enrolled();
    const ask = (path: string, as: { cookie: string }, body?: unknown) =>
      t.ask('POST', path, { as, address: account.address, key: null, ...(body ? { body } : {}) });
    t.clock.advance({ minutes: 6 });
    expect((await ask('/api/identity/factor/begin', account.session)).json().type).toBe(
      'urn:honglu:problem:step-up-needed',
    );
    const wrong = await ask('/api/identity/step-up', account.session, { code: '000000' });
    expect([wrong.statusCode, wrong.json().type]).toEqual([403, 'urn:honglu:problem:factor-refused']);
    const up = await ask('/api/identity/step-up', account.session, { code: codeAt(account.secret, t.clock.now()) });
    expect((await t.ask('GET', '/api/identity/me', { as: account.session })).statusCode).toBe(401);
    const begun = await ask('/api/identity/factor/begin', cookieOf(up)!);
    t.clock.advance({ minutes: 1 });
    const confirmed = await ask('/api/identity/factor/confirm', cookieOf(up)!, {
      code: codeAt(begun.json().secret, t.clock.now()),
    });
    expect(confirmed.json().recoveryCodes).toHaveLength(10);
    t.clock.advance({ minutes: 1 });
    const entry = cookieOf(await enter(account.login, own, account.address))!;
    expect(
      (await ask('/api/identity/second-factor', entry, { code: codeAt(account.secret, t.clock.now()) })).statusCode,
    ).toBe(403);
    const right = { code: codeAt(begun.json().secret, t.clock.now()) };
    expect((await ask('/api/identity/second-factor', entry, right)).json()).toEqual({ next: 'done' });
  });

  test('a new password wants the present one, is not one of the last five, and ends the other sessions', async () => {
    const account = await enrolled();
    t.clock.advance({ minutes: 2 });
    const entry = cookieOf(await enter(account.login, own, account.address))!;
    const second = await t.ask('POST', '/api/identity/second-factor', {
      as: entry,
      body: { code: codeAt(account.secret, t.clock.now()) },
      address: account.address,
    });
    const here = cookieOf(second)!;
    const change = (current: string, password: string) =>
      t.ask('POST', '/api/identity/password', { as: here, body: { current, password }, address: account.address });
    expect((await change('not this one', 'Heron-8-over-water')).json().faults[0]).toMatchObject({ at: '/current' });
    expect((await change(own, own)).json().faults[0]).toMatchObject({ code: 'password-used' });
    const done = await change(own, 'Heron-8-over-water');
    expect(done.statusCode).toBe(204);
    expect((await t.ask('GET', '/api/identity/me', { as: account.session })).statusCode).toBe(401);
    expect((await t.ask('GET', '/api/identity/me', { as: cookieOf(done)! })).statusCode).toBe(200);
  });

  test('after ninety days the password still enters; after ninety-one a new one is asked for (ID-03)', async () => {
    const account = await enrolled();
    const nextAt = async (days: number) => {
      await t.asOwner(
        'update kernel.accounts set password_set_at = $1::timestamptz - make_interval(days => $2::int) where login = $3',
        [t.clock.now(), days, account.login],
      );
      t.clock.advance({ minutes: 2 });
      const entry = cookieOf(await enter(account.login, own, elsewhere()))!;
      const code = codeAt(account.secret, t.clock.now());
      return (
        await t.ask('POST', '/api/identity/second-factor', { as: entry, body: { code }, address: elsewhere() })
      ).json().next;
    };
    expect(await nextAt(90)).toBe('done');
    expect(await nextAt(91)).toBe('new-password');
  });
});

describe('wrong passwords (ID-05)', () => {
  test('five on alternating nodes are answered, the sixth waits; from another network the owner still enters', async () => {
    const account = await enrolled();
    const other = await t.node();
    const address = elsewhere();
    for (let nth = 0; nth < 5; nth += 1) {
      expect((await enter(account.login, 'wrong one', address, nth % 2 ? other : t.app)).statusCode).toBe(401);
    }
    const sixth = await enter(account.login, own, address, other);
    expect(sixth.statusCode).toBe(429);
    expect(Number(sixth.headers['retry-after'])).toBe(15 * 60);
    expect((await enter(account.login, own, elsewhere())).statusCode).toBe(200);
    t.clock.advance({ minutes: 15, seconds: 1 });
    expect((await enter(account.login, own, address)).statusCode).toBe(200);
    await other.close();
  });

  test('the second wait is twice as long', async () => {
    const address = elsewhere();
    const login = 'nobody-at-all';
    const five = async () => {
      for (let nth = 0; nth < 5; nth += 1) await enter(login, 'wrong one', address);
      return Number((await enter(login, 'wrong one', address)).headers['retry-after']);
    };
    expect(await five()).toBe(900);
    t.clock.advance({ minutes: 16 });
    expect(await five()).toBe(1800);
  });

  test('fifty in an hour from many networks hold the account; forty-nine do not', async () => {
    const account = await enrolled();
    const digest = `(select key from kernel.sign_in_tries where kind = 'account' order by since desc, tries desc limit 1)`;
    await enter(account.login, 'wrong one', elsewhere());
    await t.asOwner(`update kernel.sign_in_tries set tries = 48 where kind = 'account' and key = ${digest}`);
    await enter(account.login, 'wrong one', elsewhere());
    const state = () => t.asOwner('select state from kernel.accounts where login = $1', [account.login]);
    expect(await state()).toEqual([{ state: 'active' }]);
    await enter(account.login, 'wrong one', elsewhere());
    expect(await state()).toEqual([{ state: 'held' }]);
    expect((await enter(account.login, own, elsewhere())).statusCode).toBe(401);
  });

  test('thirty a minute from one address are looked at, the thirty-first is not', async () => {
    const address = elsewhere();
    const answers = await Promise.all(
      Array.from({ length: 31 }, (_, nth) => enter(`somebody-${nth}`, 'wrong one', address)),
    );
    const statuses = answers.map((one) => one.statusCode).sort();
    expect(statuses).toEqual([...Array(30).fill(401), 429]);
  });
});

describe('the first administrator', () => {
  const form = {
    officeName: '宿迁市人民政府外事办公室',
    officeNameEnglish: 'Foreign Affairs Office',
    name: '刘芳',
    password: own,
  };
  const signUp = (code: string, login: string) =>
    t.ask('POST', '/api/identity/set-up', { body: { ...form, code, login }, key: null });

  test('is made with the code once; not with a wrong one, not after 31 minutes, not a second time (ID-01)', async () => {
    const fresh = await testApp();
    const ask = (code: string, login: string) =>
      fresh.ask('POST', '/api/identity/set-up', { body: { ...form, code, login }, key: null });
    expect((await fresh.ask('GET', '/api/identity/set-up')).json()).toEqual({ needed: true });
    expect((await ask('AAAAA-BBBBB-CCCCC-DDDDD', 'liufang')).statusCode).toBe(401);
    const late = (await offerSetUpCode(fresh.database, fresh.clock))!;
    fresh.clock.advance({ minutes: 31 });
    expect((await ask(late, 'liufang')).statusCode).toBe(401);
    const code = (await offerSetUpCode(fresh.database, fresh.clock))!;
    expect((await ask(code, 'liufang')).statusCode).toBe(204);
    expect((await ask(code, 'liufang2')).statusCode).toBe(401);
    expect((await fresh.ask('GET', '/api/identity/set-up')).json()).toEqual({ needed: false });
    expect(await offerSetUpCode(fresh.database, fresh.clock)).toBeNull();
    const first = await fresh.ask('POST', '/api/identity/sign-in', { body: { login: 'liufang', password: own } });
    expect(first.json()).toEqual({ next: 'enrol-factor' });
    await fresh.close();
  });

  test('cannot be made beside accounts that exist', async () => {
    await newAccount();
    expect(await offerSetUpCode(t.database, t.clock)).toBeNull();
    expect((await signUp('AAAAA-BBBBB-CCCCC-DDDDD', 'another')).statusCode).toBe(401);
  });
});
