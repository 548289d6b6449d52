import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type TestApp, testApp } from '#apps/server/testing.ts';
import { day } from '#kernel/calendar/day.ts';
import { role } from '#kernel/identity/permission.ts';
import { setting } from './setting.ts';
import { isUnverified, readSetting, settingHistory } from './storage.ts';

const leadDays = setting({
  key: 'test.lead-days',
  label: { zh: '提前天数', en: 'Lead time in days' },
  schema: z.int().min(1).max(365),
  default: 45,
  unverified: true,
  changedBy: role('office-head'),
});

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const inForce = (at: string) =>
  t.database.read(t.officeId, (queries) => readSetting(queries, t.officeId, leadDays, day(at)));

test('a value holds from its day; the days before keep what held then', async () => {
  const head = await t.person({ roles: ['office-head'], name: '钱主任' });
  const set = (value: unknown, validFrom: string, reason = '市外办通知') =>
    t.ask('PUT', '/api/settings/test.lead-days', { as: head, body: { value, validFrom, reason } });
  const unverified = () => t.database.read(t.officeId, (queries) => isUnverified(queries, t.officeId, leadDays));
  expect([await inForce('2020-06-01'), await unverified()]).toEqual([45, true]);
  expect((await set(60, '2020-07-01')).statusCode).toBe(204);
  expect([await inForce('2020-06-30'), await inForce('2020-07-01'), await unverified()]).toEqual([45, 60, false]);
  expect((await set(50, '2020-07-01', '更正')).statusCode).toBe(204);
  expect(await inForce('2020-07-01')).toBe(50);
  const history = await t.database.read(t.officeId, (queries) => settingHistory(queries, t.officeId, leadDays));
  expect(history.map((entry) => [entry.value, entry.validFrom, entry.reason])).toEqual([
    [50, '2020-07-01', '更正'],
    [60, '2020-07-01', '市外办通知'],
  ]);
  const shown = await t.ask('GET', '/api/settings?day=2020-08-01', { as: head });
  expect(shown.json().settings).toContainEqual(
    expect.objectContaining({ key: 'test.lead-days', value: 50, default: 45, unverified: false, mayChange: true }),
  );
});

test('a value that does not fit is refused at its field; who may not is refused; an unknown key is not there', async () => {
  const head = await t.person({ roles: ['office-head'] });
  const officer = await t.person({ roles: ['reviewer'] });
  const body = { value: 0, validFrom: '2020-07-01', reason: 'x' };
  const wrong = await t.ask('PUT', '/api/settings/test.lead-days', { as: head, body });
  expect(wrong.json().faults[0]).toMatchObject({ at: '/value', code: 'too-small' });
  expect(
    (await t.ask('PUT', '/api/settings/test.lead-days', { as: officer, body: { ...body, value: 10 } })).statusCode,
  ).toBe(403);
  expect((await t.ask('PUT', '/api/settings/test.nothing', { as: head, body })).statusCode).toBe(404);
});

test('what was set cannot be changed behind the program', async () => {
  await expect(
    t.database.transaction(t.officeId, (queries) => queries.deleteFrom('kernel.settings').execute()),
  ).rejects.toMatchObject({ code: '42501' });
});

test('two settings of one key, or a default that does not fit, are errors of the program', () => {
  const again = { key: 'test.lead-days', label: leadDays.label, schema: z.int(), default: 1 };
  expect(() => setting(again)).toThrow('two settings');
  expect(() => setting({ ...again, key: `test.${randomUUID()}`, schema: z.int().min(5) })).toThrow();
});
