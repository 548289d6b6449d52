import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '#apps/server/app.ts';
import { type TestApp, testApp } from '#apps/server/testing.ts';
import { programActor } from './program-actor.ts';
import { endPost } from './registry.ts';
import { insertSession } from './session-storage.ts';
import { newToken, readToken } from './token.ts';

let t: TestApp;
let other: App;
beforeAll(async () => {
  t = await testApp();
  other = await t.node();
});
afterAll(async () => {
  await other.close();
  await t.close();
});

const me = (as: { readonly cookie: string }, on?: App) =>
  t.ask('GET', '/api/identity/me', { as, ...(on ? { on } : {}) });
const second = () => new Promise((resolve) => setTimeout(resolve, 1_000));

describe('two nodes on one database (ID-08)', () => {
  test('signed out on one, refused on the other within a second', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    expect((await me(person, other)).statusCode).toBe(200);
    const out = await t.ask('POST', '/api/identity/sign-out', { as: person, key: null });
    expect(out.statusCode).toBe(204);
    expect(out.cookies[0]).toMatchObject({ name: 'honglu', value: '' });
    expect((await me(person)).statusCode).toBe(401);
    await second();
    expect((await me(person, other)).statusCode).toBe(401);
  });

  test('a post taken away on one ends the session on the other within a second', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    expect((await me(person, other)).json().roles).toEqual(['reviewer']);
    await t.runner.run(programActor(t.officeId, 'security-administrator'), {
      name: 'test.end-post',
      key: randomUUID(),
      input: {},
      run: (work) => endPost(work, person.post.id, '轮岗'),
    });
    await second();
    expect((await me(person, other)).statusCode).toBe(401);
  });
});

describe('a session (ID-07)', () => {
  test('lives while it is used; thirty minutes without use end it', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    for (let nth = 0; nth < 3; nth += 1) {
      t.clock.advance({ minutes: 29 });
      expect((await me(person)).statusCode).toBe(200);
    }
    t.clock.advance({ minutes: 30 });
    expect((await me(person)).statusCode).toBe(401);
  });

  test('ends after twelve hours however much it is used', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    for (let nth = 0; nth < 28; nth += 1) {
      t.clock.advance({ minutes: 25 });
      expect((await me(person)).statusCode).toBe(200);
    }
    t.clock.advance({ minutes: 20 });
    expect((await me(person)).statusCode).toBe(401);
  });

  const open = async (person: { readonly accountId: string }, administrator = false) => {
    const token = newToken(t.officeId);
    await t.database.transaction(t.officeId, (queries) =>
      insertSession(
        queries,
        {
          officeId: t.officeId,
          accountId: person.accountId,
          digest: token.digest,
          stage: 'full',
          administrator,
          factorAt: null,
          address: '',
          agent: `browser ${randomUUID()}`,
        },
        t.clock.now(),
      ),
    );
    t.app.sessions.forget();
    return { cookie: `honglu=${token.token}` };
  };

  test("an administrator's ends after fifteen minutes without use, not after fourteen", async () => {
    const person = await t.person({ roles: ['system-administrator'] });
    const session = await open(person, true);
    t.clock.advance({ minutes: 14 });
    expect((await me(session)).statusCode).toBe(200);
    t.clock.advance({ minutes: 15 });
    expect((await me(session)).statusCode).toBe(401);
  });

  test('three of one person live together; the fourth ends the first', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    const later = [];
    for (let nth = 0; nth < 2; nth += 1) {
      t.clock.advance({ seconds: 1 });
      later.push(await open(person));
    }
    expect((await me(person)).statusCode).toBe(200);
    t.clock.advance({ seconds: 1 });
    later.push(await open(person));
    expect((await me(person)).statusCode).toBe(401);
    for (const session of later) expect((await me(session)).statusCode).toBe(200);
  });

  test('is listed with the others and can be ended by its owner, not by somebody else', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    const elsewhere = await open(person);
    const listed = (await t.ask('GET', '/api/identity/sessions', { as: person })).json().sessions as {
      id: string;
      current: boolean;
    }[];
    expect(listed.map((one) => one.current).sort()).toEqual([false, true]);
    const away = listed.find((one) => !one.current)!;
    const stranger = await t.person({ roles: ['system-administrator'] });
    const end = (as: { readonly cookie: string }) =>
      t.ask('DELETE', `/api/identity/sessions/${away.id}`, { as, key: null });
    expect((await end(stranger)).statusCode).toBe(404);
    expect((await me(elsewhere)).statusCode).toBe(200);
    expect((await end(person)).statusCode).toBe(204);
    expect((await me(elsewhere)).statusCode).toBe(401);
  });

  test('only the digest of its token is stored, and a token that is not ours opens nothing', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    const token = person.cookie.slice('honglu='.length);
    const { digest } = readToken(token)!;
    const rows = await t.asOwner(
      'select digest, row_to_json(s)::text as whole from kernel.sessions s where account_id = $1',
      [person.accountId],
    );
    expect((rows[0]!.digest as Buffer).equals(digest)).toBe(true);
    expect(rows[0]!.whole).not.toContain(Buffer.from(token, 'base64url').subarray(16).toString('hex'));
    for (const wrong of ['', 'x', `${token}A`, newToken(t.officeId).token, newToken(randomUUID()).token]) {
      expect((await me({ cookie: `honglu=${wrong}` })).statusCode).toBe(401);
    }
  });

  test('CR-09 signing out empties the stores of the browser; no other answer does', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    expect((await me(person)).headers['clear-site-data']).toBeUndefined();
    const out = await t.ask('POST', '/api/identity/sign-out', { as: person, key: null });
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
    const again = await t.ask('POST', '/api/identity/sign-out', { as: person, key: null });
    expect([again.statusCode, again.headers['clear-site-data']]).toEqual([401, undefined]);
  });

  test('the cookie cannot be read by scripts or sent from other sites; by https it is bound to this host', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    const plain = await t.ask('POST', '/api/identity/sign-out', { as: person, key: null });
    expect(plain.cookies[0]).toMatchObject({ name: 'honglu', httpOnly: true, sameSite: 'Strict', path: '/' });
    const secure = await testApp({ parts: { secure: true, loopback: false, origins: ['https://fao.example'] } });
    const guest = await secure.person({ roles: ['reviewer'] });
    const headers = { host: 'fao.example', origin: 'https://fao.example' };
    const as = { cookie: guest.cookie.replace('honglu=', '__Host-honglu=') };
    const out = await secure.ask('POST', '/api/identity/sign-out', { as, key: null, headers });
    expect(out.cookies[0]).toMatchObject({
      name: '__Host-honglu',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
      path: '/',
    });
    expect(out.cookies[0]!.domain).toBeUndefined();
    expect(out.headers['strict-transport-security']).toContain('31536000');
    await secure.close();
  });

  test('a person held or suspended is out at once (ID-08)', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    expect((await me(person)).statusCode).toBe(200);
    await t.asOwner(`update kernel.accounts set state = 'held' where id = $1`, [person.accountId]);
    await second();
    expect((await me(person)).statusCode).toBe(401);
  });
});
