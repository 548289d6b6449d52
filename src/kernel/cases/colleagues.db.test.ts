import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '#apps/server/testing.ts';
import type { Colleague } from './colleague-endpoints.ts';

let stage: TestApp;
beforeAll(async () => {
  stage = await testApp();
});
afterAll(() => stage?.close());

const found = async (who: { readonly cookie: string }, q: string): Promise<readonly string[]> => {
  const reply = await stage.ask('GET', `/api/cases/colleagues?q=${encodeURIComponent(q)}`, { as: who });
  expect(reply.statusCode).toBe(200);
  return (reply.json() as { readonly colleagues: readonly Colleague[] }).colleagues.map((one) => one.name);
};

test('holders of posts are found by name, post and unit; travellers and administrators are not among them', async () => {
  const head = await stage.person({ roles: ['office-head'], name: '刘主任' });
  await stage.person({ roles: ['reviewer'], name: '李静' });
  await stage.person({ roles: ['traveller'], name: '李望舒' });
  await stage.person({ roles: ['system-administrator'], name: '李系统' });
  expect(await found(head, '李')).toEqual(['李静']);
  expect(await found(head, '静')).toEqual(['李静']);
  expect(await found(head, '市外办')).toEqual(['刘主任', '李静']);
  expect(await found(head, '查无此人')).toEqual([]);
});

test('a post that has ended finds nobody', async () => {
  const head = await stage.person({ roles: ['office-head'], name: '赵主任' });
  const gone = await stage.person({ roles: ['reviewer'], name: '钱已离' });
  await stage.asOwner(`update kernel.posts set ended_at = now(), ended_reason = 'x' where person_id = $1`, [
    gone.personId,
  ]);
  expect(await found(head, '钱已离')).toEqual([]);
});

test('people of another office are not found, and nobody finds anybody without signing in', async () => {
  const other = await stage.office('elsewhere');
  await stage.person({ roles: ['reviewer'], name: '孙外市', officeId: other });
  const head = await stage.person({ roles: ['office-head'], name: '周主任' });
  expect(await found(head, '孙外市')).toEqual([]);
  expect((await stage.ask('GET', '/api/cases/colleagues?q=a')).statusCode).toBe(401);
});
