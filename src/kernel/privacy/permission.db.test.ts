import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { trailEndpoints } from '../audit/trail-endpoints.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { noticeEndpoints } from './notice-endpoints.ts';
import { processingEndpoints } from './processing-endpoints.ts';
import { requestEndpoints } from './request-endpoints.ts';

const endpoints = [
  ...trailEndpoints,
  ...noticeEndpoints,
  ...processingEndpoints,
  ...requestEndpoints,
] as readonly Endpoint[];

let t: TestApp;
const who: Record<string, TestPerson | undefined> = {};
beforeAll(async () => {
  t = await testApp();
  who.nobody = undefined;
  for (const [name, role] of [
    ['system', 'system-administrator'],
    ['security', 'security-administrator'],
    ['audit', 'audit-administrator'],
    ['inspector', 'inspector'],
    ['head', 'office-head'],
    ['supervisor', 'supervisor'],
    ['reviewer', 'reviewer'],
    ['liaison', 'liaison-officer'],
  ] as const) {
    who[name] = await t.person({ roles: [role], subtree: true });
  }
});
afterAll(() => t.close());

describe('who may, by hand', () => {
  const everybody = ['system', 'security', 'audit', 'inspector', 'head', 'supervisor', 'reviewer', 'liaison'];
  const register = ['system', 'security', 'audit', 'inspector', 'head', 'supervisor'];
  /** Who is let past the gate; everybody not named is refused. */
  const expected: Record<string, readonly string[]> = {
    'audit.trail': ['audit', 'inspector'],
    'audit.export-trail': ['audit', 'inspector'],
    'privacy.notices': everybody,
    'privacy.acknowledge-notice': everybody,
    'privacy.publish-notice': ['system', 'head'],
    'privacy.notice-of-case': everybody,
    'privacy.processing': register,
    'privacy.export-processing': register,
    'privacy.closed-purposes': everybody,
    'privacy.change-purpose': ['system', 'head'],
    'privacy.requests': ['head', 'supervisor'],
    'privacy.find-person': ['head', 'supervisor'],
    'privacy.receive-request': ['head', 'supervisor'],
    'privacy.pack': ['head', 'supervisor'],
    'privacy.correct': ['head', 'supervisor'],
    'privacy.erase': ['head', 'supervisor'],
    'privacy.answer-request': ['head', 'supervisor'],
    'privacy.own-pack': everybody,
  };

  test('the table names every endpoint (AZ-01)', () => {
    expect(endpoints.map(({ id }) => id).sort()).toEqual(Object.keys(expected).sort());
  });

  test('a refusal of an address that holds a telephone number is a refusal, and the number does not get into the trail', async () => {
    const refused = await t.ask('GET', '/api/privacy/requests/13800138000/pack', { as: who.reviewer! });
    expect([refused.statusCode, refused.json().type]).toEqual([403, 'urn:honglu:problem:role-missing']);
    const looked = await t.ask('GET', '/api/audit/entries?object=person:13800138000', { as: who.audit! });
    expect(looked.statusCode).toBe(200);
    const objects = (await t.asOwner('select object from kernel.audit_entries')).map(({ object }) => object);
    expect(objects).toContain('privacy.pack');
    expect(objects).toContain('trail:object');
    expect(JSON.stringify(objects)).not.toContain('13800138000');
  });

  test.each(['%00', 'a%0Ab', '%EF%BF%BF'])(
    'a refusal of the address %s is a refusal, no fault of the program',
    async (id) => {
      const refused = await t.ask('GET', `/api/privacy/requests/${id}/pack`, { as: who.reviewer! });
      expect([refused.statusCode, refused.json().type]).toEqual([403, 'urn:honglu:problem:role-missing']);
    },
  );

  test.each(endpoints.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const path = one.path.replace(':id', randomUUID()).replace(':about', 'no-such');
    const past: string[] = [];
    for (const [name, as] of Object.entries(who)) {
      const answer = await t.ask(one.method, path, { ...(as ? { as } : {}), ...(one.body ? { body: {} } : {}) });
      expect(answer.statusCode).toBeLessThan(500);
      const type: string = answer.statusCode >= 400 ? answer.json().type : '';
      if (!/:(not-signed-in|role-missing)$/.test(type)) past.push(name);
    }
    expect(past.sort()).toEqual([...expected[id]!].sort());
  });
});
