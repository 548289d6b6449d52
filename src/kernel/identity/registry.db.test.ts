import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import { partiesEndpoints } from '#kernel/parties/endpoints.ts';
import { settingsEndpoints } from '#kernel/settings/endpoints.ts';
import { identityEndpoints } from './endpoints.ts';
import { programActor } from './program-actor.ts';
import { openDemonstrationAccount } from './registry.ts';
import { registryEndpoints } from './registry-endpoints.ts';
import type { Role } from './roles.ts';

let t: TestApp;
let system: TestPerson;
let security: TestPerson;
let audit: TestPerson;
let officer: TestPerson;
beforeAll(async () => {
  t = await testApp();
  system = await t.person({ roles: ['system-administrator'], subtree: true, name: '刘芳' });
  security = await t.person({ roles: ['security-administrator'], subtree: true, name: '孙强' });
  audit = await t.person({ roles: ['audit-administrator'], subtree: true });
  officer = await t.person({ roles: ['reviewer'] });
});
afterAll(() => t.close());

const asOf = '2020-06-01';
const addPerson = async (name: string) => {
  const made = await t.ask('POST', '/api/parties/persons', { as: system, body: { name } });
  return made.json().personId as string;
};
const grant = (as: TestPerson, personId: string, roles: Role[], more: object = {}) =>
  t.ask('POST', '/api/identity/posts', {
    as,
    body: { personId, unitId: t.rootUnitId, title: '岗位', roles, subtree: false, from: asOf, ...more },
  });

describe('who may, by hand', () => {
  const nobody = 'nobody';
  /** Each endpoint with who is let past the gate; everybody not named is refused. Kept by hand, never generated. */
  const expected: Record<string, readonly string[]> = {
    'identity.sign-in': [nobody, 'system', 'security', 'audit', 'officer'],
    'identity.second-factor': [nobody, 'system', 'security', 'audit', 'officer'],
    'identity.first-password': [nobody, 'system', 'security', 'audit', 'officer'],
    'identity.begin-factor': [nobody, 'system', 'security', 'audit', 'officer'],
    'identity.confirm-factor': [nobody, 'system', 'security', 'audit', 'officer'],
    'identity.sign-out': ['system', 'security', 'audit', 'officer'],
    'identity.step-up': ['system', 'security', 'audit', 'officer'],
    'identity.me': ['system', 'security', 'audit', 'officer'],
    'identity.set-language': ['system', 'security', 'audit', 'officer'],
    'identity.change-password': ['system', 'security', 'audit', 'officer'],
    'identity.sessions': ['system', 'security', 'audit', 'officer'],
    'identity.end-session': ['system', 'security', 'audit', 'officer'],
    'identity.set-up-state': [nobody, 'system', 'security', 'audit', 'officer'],
    'identity.first-administrator': [nobody, 'system', 'security', 'audit', 'officer'],
    'identity.units': ['system', 'security', 'audit', 'officer'],
    'identity.add-unit': ['system'],
    'identity.accounts': ['system', 'security'],
    'identity.open-account': ['system'],
    'identity.suspend-account': ['system'],
    'identity.resume-account': ['system'],
    'identity.grant-post': ['system', 'security'],
    'identity.end-post': ['security'],
    'identity.delegate': ['system', 'security', 'audit', 'officer'],
    'identity.end-delegation': ['system', 'security', 'audit', 'officer'],
    'identity.delegations': ['system', 'security', 'audit', 'officer'],
    'identity.all-delegations': ['security', 'audit'],
    'parties.add-person': ['system', 'officer'],
    'parties.persons': ['system', 'officer'],
    'settings.list': ['system', 'security', 'audit', 'officer'],
    'settings.set': ['system', 'security', 'audit', 'officer'],
  };
  const endpoints = [
    ...identityEndpoints,
    ...registryEndpoints,
    ...partiesEndpoints,
    ...settingsEndpoints,
  ] as readonly Endpoint[];

  test('the table names every endpoint (AZ-01)', () => {
    expect(endpoints.map((one) => one.id).sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(endpoints.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const fresh = await Promise.all(
      (['system-administrator', 'security-administrator', 'audit-administrator', 'reviewer'] as const).map((role) =>
        t.person({ roles: [role] }),
      ),
    );
    const who: Record<string, TestPerson | undefined> = {
      nobody: undefined,
      system: fresh[0],
      security: fresh[1],
      audit: fresh[2],
      officer: fresh[3],
    };
    const path = one.path.replace(':id', randomUUID()).replace(':key', 'no.such');
    const past: string[] = [];
    for (const [name, as] of Object.entries(who)) {
      // An empty body or none: whoever is let past the gate meets another refusal, or the answer.
      const answer = await t.ask(one.method, path, { ...(as ? { as } : {}), ...(one.body ? { body: {} } : {}) });
      expect(answer.statusCode).toBeLessThan(500);
      const code: string = answer.body === '' ? '' : (answer.json().type ?? '');
      if (
        !/:(not-signed-in|role-missing)$/.test(code) ||
        (one.permission.kind === 'public' && code.endsWith(':not-signed-in'))
      )
        past.push(name);
    }
    expect(past.sort()).toEqual([...expected[id]!].sort());
  });
});

describe('posts', () => {
  test('are granted by the security administrator, not by the system administrator', async () => {
    const personId = await addPerson('周明');
    expect((await grant(security, personId, ['intake'])).statusCode).toBe(200);
    const refused = await grant(system, personId, ['reviewer']);
    expect([refused.statusCode, refused.json().type]).toEqual([403, 'urn:honglu:problem:role-missing']);
  });

  test('the three administrators exclude each other, in one post, in two, and in two at the same moment (AZ-06)', async () => {
    const personId = await addPerson('吴刚');
    const both = await grant(security, personId, ['system-administrator', 'audit-administrator']);
    expect([both.statusCode, both.json().type]).toEqual([409, 'urn:honglu:problem:administrators-apart']);
    const race = await Promise.all([
      grant(security, personId, ['system-administrator']),
      grant(security, personId, ['audit-administrator']),
    ]);
    expect(race.map((one) => one.statusCode).sort()).toEqual([200, 409]);
    expect((await grant(security, personId, ['intake'])).statusCode).toBe(200);
    await expect(
      t.asOwner(
        `insert into kernel.posts (office_id, id, person_id, unit_id, title, roles, valid_from) values ($1, $2, $3, $4, 'x', '{security-administrator}', '2020-01-01')`,
        [t.officeId, randomUUID(), personId, t.rootUnitId],
      ),
    ).rejects.toMatchObject({ code: '23P01' });
  });

  test('one after the other is allowed; on one common day it is not', async () => {
    const personId = await addPerson('郑洁');
    expect(
      (await grant(security, personId, ['audit-administrator'], { from: '2020-01-01', to: '2020-05-31' })).statusCode,
    ).toBe(200);
    expect((await grant(security, personId, ['system-administrator'], { from: '2020-05-31' })).statusCode).toBe(409);
    expect((await grant(security, personId, ['system-administrator'], { from: '2020-06-01' })).statusCode).toBe(200);
  });

  test('the first security administrator is appointed by the system administrator, the second is not', async () => {
    const fresh = await testApp();
    const admin = await fresh.person({ roles: ['system-administrator'] });
    const someone = await fresh.person({ roles: ['intake'] });
    const another = await fresh.person({ roles: ['intake'] });
    const appoint = (personId: string) =>
      fresh.ask('POST', '/api/identity/posts', {
        as: admin,
        body: {
          personId,
          unitId: fresh.rootUnitId,
          title: '安全管理员',
          roles: ['security-administrator'],
          subtree: true,
          from: asOf,
        },
      });
    expect((await appoint(someone.personId)).statusCode).toBe(200);
    expect((await appoint(another.personId)).statusCode).toBe(403);
    await fresh.close();
  });

  test('taken away give nothing from then on; the last security administrator stays', async () => {
    const fresh = await testApp();
    const only = await fresh.person({ roles: ['security-administrator'] });
    const officerThere = await fresh.person({ roles: ['reviewer'] });
    const end = (postId: string) =>
      fresh.ask('POST', `/api/identity/posts/${postId}/end`, { as: only, body: { reason: '轮岗' } });
    expect((await end(only.post.id)).json().type).toBe('urn:honglu:problem:last-security-administrator');
    expect((await end(officerThere.post.id)).statusCode).toBe(204);
    expect((await end(officerThere.post.id)).statusCode).toBe(404);
    expect((await fresh.ask('GET', '/api/identity/me', { as: officerThere })).statusCode).toBe(401);
    await fresh.close();
  });

  test('of another office cannot be given: person, unit and post are not there', async () => {
    const other = await t.office('nantong');
    const stranger = await t.person({ roles: ['reviewer'], officeId: other });
    expect((await grant(security, stranger.personId, ['intake'])).statusCode).toBe(404);
    expect((await grant(security, officer.personId, ['intake'], { unitId: stranger.post.unitId })).statusCode).toBe(
      404,
    );
    expect(
      (await t.ask('POST', `/api/identity/posts/${stranger.post.id}/end`, { as: security, body: { reason: 'x' } }))
        .statusCode,
    ).toBe(404);
  });
});

describe('accounts', () => {
  test('one person has one; a name is given once', async () => {
    const personId = await addPerson('冯丽');
    const open = (body: object, key = randomUUID()) =>
      t.ask('POST', '/api/identity/accounts', { as: system, body, key });
    const key = randomUUID();
    const made = await open({ personId, login: 'fengli' }, key);
    expect(made.json().temporaryPassword).toMatch(/^.{20,}$/);
    expect((await open({ personId, login: 'fengli' }, key)).json().type).toBe('urn:honglu:problem:shown-once');
    expect((await open({ personId, login: 'fengli2' })).json().type).toBe('urn:honglu:problem:account-exists');
    expect((await open({ personId: await addPerson('陈静'), login: 'fengli' })).json().type).toBe(
      'urn:honglu:problem:login-taken',
    );
  });

  test('suspended is out and back when resumed; the own one is left to a colleague', async () => {
    const person = await t.person({ roles: ['reviewer'] });
    const act = (what: string, id: string) =>
      t.ask('POST', `/api/identity/accounts/${id}/${what}`, { as: system, body: { reason: '离岗' } });
    expect((await act('suspend', system.accountId)).json().type).toBe('urn:honglu:problem:own-account');
    expect((await act('suspend', person.accountId)).statusCode).toBe(204);
    expect((await t.ask('GET', '/api/identity/me', { as: person })).statusCode).toBe(401);
    expect((await act('resume', person.accountId)).statusCode).toBe(204);
    expect((await act('resume', person.accountId)).statusCode).toBe(404);
  });

  test('without a second factor exist in a demonstration office only, and enter only on loopback', async () => {
    const actor = programActor(t.officeId, 'system-administrator');
    const personId = await addPerson('演示甲');
    const account = { personId, login: `demo-${randomUUID().slice(0, 6)}`, password: 'Sparrow-7-lantern' };
    await expect(openDemonstrationAccount(t.runner, actor, randomUUID(), account)).rejects.toMatchObject({
      status: 403,
    });
    await t.asOwner('update kernel.offices set demonstration = true where office_id = $1', [t.officeId]);
    await openDemonstrationAccount(t.runner, actor, randomUUID(), account);
    const enter = (on?: Awaited<ReturnType<TestApp['node']>>) =>
      t.ask('POST', '/api/identity/sign-in', {
        body: { login: account.login, password: account.password },
        ...(on ? { on } : {}),
      });
    expect((await enter()).json()).toEqual({ next: 'done' });
    await t.asOwner('update kernel.offices set demonstration = false where office_id = $1', [t.officeId]);
    expect((await enter()).statusCode).toBe(401);
  });
});

describe('a delegation', () => {
  const delegate = (as: TestPerson, body: object) =>
    t.ask('POST', '/api/identity/delegations', { as, body: { from: asOf, to: '2020-06-30', reason: '出差', ...body } });

  test('gives the duties while it lasts, and not after its end', async () => {
    const absent = await t.person({ roles: ['document-signer'], name: '赵军' });
    const stand = await t.person({ roles: ['intake'] });
    const made = await delegate(absent, { fromPersonId: absent.personId, toPersonId: stand.personId });
    expect(made.statusCode).toBe(200);
    const roles = async () => {
      t.app.sessions.forget();
      return (await t.ask('GET', '/api/identity/me', { as: stand })).json();
    };
    expect(await roles()).toMatchObject({ roles: ['intake', 'document-signer'], actsFor: [{ name: '赵军' }] });
    const end = (as: TestPerson) => t.ask('POST', `/api/identity/delegations/${made.json().delegationId}/end`, { as });
    expect((await end(stand)).statusCode).toBe(403);
    expect((await end(absent)).statusCode).toBe(204);
    expect(await roles()).toMatchObject({ roles: ['intake'], actsFor: [] });
  });

  test("of somebody else's duties is recorded by the security administrator only; an administrator's by nobody", async () => {
    const absent = await t.person({ roles: ['document-signer'] });
    const body = { fromPersonId: absent.personId, toPersonId: officer.personId };
    expect((await delegate(officer, body)).statusCode).toBe(403);
    expect((await delegate(security, body)).statusCode).toBe(200);
    const own = await delegate(audit, { fromPersonId: audit.personId, toPersonId: officer.personId });
    expect(own.json().type).toBe('urn:honglu:problem:administrators-not-delegated');
  });

  test('of some duties gives these and no other; two of one person add up', async () => {
    const absent = await t.person({ roles: ['document-signer', 'intake', 'reviewer'], name: '李明' });
    const stand = await t.person({ roles: ['supervisor'] });
    const given = async () => {
      t.app.sessions.forget();
      return (await t.ask('GET', '/api/identity/me', { as: stand })).json().roles;
    };
    const both = { fromPersonId: absent.personId, toPersonId: stand.personId };
    expect((await delegate(absent, { ...both, roles: ['intake'] })).statusCode).toBe(200);
    expect(await given()).toEqual(['supervisor', 'intake']);
    expect((await delegate(absent, { ...both, roles: ['reviewer'] })).statusCode).toBe(200);
    expect((await given()).toSorted()).toEqual(['intake', 'reviewer', 'supervisor']);
    expect((await delegate(absent, { ...both, roles: ['office-head'] })).json().type).toMatch(/:role-not-held$/);
  });

  test.each([
    ['to oneself', (own: string) => ({ toPersonId: own }), 422, 'malformed'],
    ['that ends before it begins', () => ({ from: '2020-06-20', to: '2020-06-10' }), 422, 'malformed'],
    ['that is over already', () => ({ from: '2020-05-01', to: '2020-05-31' }), 422, 'delegation-over'],
    ['without an end in sight', () => ({ to: '2021-12-31' }), 422, 'delegation-too-long'],
  ])('%s is refused with words, not with a failure', async (_name, change, status, code) => {
    const absent = await t.person({ roles: ['intake'] });
    const stand = await t.person({ roles: ['supervisor'] });
    const body = { fromPersonId: absent.personId, toPersonId: stand.personId, ...change(absent.personId) };
    const answer = await delegate(absent, body);
    expect([answer.statusCode, answer.json().type]).toEqual([status, `urn:honglu:problem:${code}`]);
  });

  test('to somebody who cannot sign in is refused: the duties would lie with nobody', async () => {
    const absent = await t.person({ roles: ['intake'] });
    const answer = await delegate(absent, { fromPersonId: absent.personId, toPersonId: await addPerson('周静') });
    expect([answer.statusCode, answer.json().type]).toEqual([409, 'urn:honglu:problem:stand-in-without-account']);
  });

  test('is seen by both persons with its state, by the security administrator with all, and by nobody else', async () => {
    const absent = await t.person({ roles: ['reviewer'], name: '陈洁' });
    const stand = await t.person({ roles: ['intake'], name: '何平' });
    const other = await t.person({ roles: ['intake'] });
    const body = { fromPersonId: absent.personId, toPersonId: stand.personId, roles: ['reviewer'] };
    const id = (await delegate(absent, body)).json().delegationId;
    const of = async (as: TestPerson, path = '/api/identity/delegations') =>
      (await t.ask('GET', path, { as })).json().delegations.filter((one: { id: string }) => one.id === id);
    const expected = {
      from: { id: absent.personId, name: '陈洁' },
      to: { id: stand.personId, name: '何平' },
      roles: ['reviewer'],
      validFrom: asOf,
      validTo: '2020-06-30',
      state: 'in-force',
      reason: '出差',
    };
    expect(await of(absent)).toMatchObject([{ ...expected, mayEnd: true }]);
    expect(await of(stand)).toMatchObject([{ ...expected, mayEnd: false }]);
    expect(await of(other)).toEqual([]);
    expect(await of(security, '/api/identity/delegations/all')).toMatchObject([{ ...expected, mayEnd: true }]);
    const before = t.clock.now();
    t.clock.setDay('2020-07-01');
    const later = await t.person({ roles: ['security-administrator'] });
    expect(await of(later, '/api/identity/delegations/all')).toMatchObject([{ state: 'over', mayEnd: false }]);
    t.clock.set(before);
  });
});

test('units form a tree: a new one knows all above it, and none hangs in the air', async () => {
  const add = (parentId: string, name: string) =>
    t.ask('POST', '/api/identity/units', { as: system, body: { parentId, name, nameEnglish: name, kind: 'county' } });
  const county = (await add(t.rootUnitId, '泗阳县外办')).json().unitId;
  const school = (await add(county, '泗阳中学')).json().unitId;
  const units = (await t.ask('GET', '/api/identity/units', { as: officer })).json().units as {
    id: string;
    path: string[];
  }[];
  expect(units.find((one) => one.id === school)!.path).toEqual([t.rootUnitId, county, school]);
  expect((await add(randomUUID(), '无上级')).statusCode).toBe(404);
});
