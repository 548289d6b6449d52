import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '#apps/server/app.ts';
import { noLimits, type TestApp, testApp } from '#apps/server/testing.ts';
import { testKernel } from '#apps/server/testing-kernel.ts';
import { services } from '#services';
import { type MissionOffice, missionOffice, missionsAt } from '#services/official-travel/testing.ts';

/*
 * Two programs on one database. That a session ended on one is refused on the other stands in identity/sessions.db.test.ts, that
 * several workers do a job once in jobs/jobs.db.test.ts.
 */

let app: TestApp;
let other: App;
let office: MissionOffice;
let liaison: { readonly cookie: string };

beforeAll(async () => {
  app = await testApp({
    parts: { limits: noLimits, services },
    handlers: (base) => services.flatMap((service) => service.handlers?.(testKernel(base)) ?? []),
  });
  other = await app.node();
  office = await missionOffice(app, '2026-04-13');
  liaison = await app.person({ roles: ['liaison-officer'], unitId: office.units.centre });
  const read = await app.ask('POST', '/api/privacy/notices/official-travel/acknowledge', {
    as: liaison,
    body: { version: 1, language: 'zh' },
  });
  expect(read.statusCode, read.body).toBe(204);
});
afterAll(async () => {
  await other?.close();
  await app?.close();
});

const create = (title: string, key: string, on?: App) =>
  app.ask('POST', missionsAt, {
    as: liaison,
    body: { unitId: office.units.centre, title },
    key,
    ...(on ? { on } : {}),
  });

/** A whole application of this liaison officer, saved over both nodes in turn. */
async function drafted(): Promise<string> {
  const { id } = (await create('赴韩国农产品推介团', randomUUID())).json<{ id: string }>();
  for (const [index, [section, content]] of Object.entries(office.mission()).entries()) {
    const saved = await app.ask('PUT', `${missionsAt}/${id}/sections/${section}`, {
      as: liaison,
      body: { content },
      version: section === 'basics' ? 1 : 0,
      ...(index % 2 ? { on: other } : {}),
    });
    expect(saved.statusCode, saved.body).toBe(200);
  }
  return id;
}

const count = async (query: string, ...values: readonly unknown[]) =>
  Number((await app.asOwner(`select count(*)::int as count from ${query}`, values))[0]?.count);

describe('one key sent to both nodes at once', () => {
  test('makes one draft, and both answer with it', async () => {
    for (let nth = 0; nth < 10; nth += 1) {
      const title = `考察团${nth}`;
      const key = randomUUID();
      const [here, there] = await Promise.all([create(title, key), create(title, key, other)]);
      expect([here.statusCode, there.statusCode]).toEqual([200, 200]);
      expect(here.json()).toEqual(there.json());
      expect(await count('kernel.cases where title = $1', title)).toBe(1);
      const { id } = here.json<{ id: string }>();
      expect(await count(`kernel.audit_entries where object = $1 and result = 'done'`, `mission:${id}`)).toBe(1);
    }
  });

  test('submits once, with one number and one task', async () => {
    const id = await drafted();
    const key = randomUUID();
    const submit = (on: App) =>
      app.ask('POST', `${missionsAt}/${id}/submit`, { as: liaison, body: {}, version: 0, key, on });
    const [here, there] = await Promise.all([submit(app.app), submit(other)]);
    expect([here.statusCode, there.statusCode]).toEqual([200, 200]);
    expect(here.json()).toEqual(there.json());
    expect(await count(`kernel.case_events where case_id = $1 and type = 'submitted'`, id)).toBe(1);
    expect(await count('kernel.tasks where case_id = $1 and closed_at is null', id)).toBe(1);
    expect(await app.asOwner('select last from kernel.case_numbers')).toEqual([{ last: 1 }]);
  });
});

test('two saves of one version sent to two nodes: one is kept, the other is told that it is stale', async () => {
  const created = await create('两处同时保存', randomUUID());
  const { id } = created.json<{ id: string }>();
  const save = (usd: number, on: App) =>
    app.ask('PUT', `${missionsAt}/${id}/sections/budget`, {
      as: liaison,
      body: { content: { rateDay: null, rates: { USD: usd } } },
      version: 0,
      on,
    });
  const replies = await Promise.all([save(7, app.app), save(8, other)]);
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const refused = replies.find(({ statusCode }) => statusCode === 409)!;
  expect(refused.json()).toMatchObject({ type: 'urn:honglu:problem:stale-section' });
  const [kept] = await app.asOwner(
    `select version, content from official_travel.mission_sections where case_id = $1 and section = 'budget'`,
    [id],
  );
  expect(kept).toMatchObject({ version: 1, content: { rates: { USD: replies[0]!.statusCode === 200 ? 7 : 8 } } });
});
