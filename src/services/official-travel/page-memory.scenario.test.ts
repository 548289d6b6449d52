import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '#apps/server/app.ts';
import type { TestApp } from '#apps/server/testing.ts';
import { missionStage } from '#apps/server/testing-missions.ts';
import type { MissionPage } from './answers.ts';
import type { CastName } from './testing.ts';
import { pageRestsOn, readMissionPage } from './use-cases/read-page.ts';

/* A case page is remembered by each node; nobody may ever notice it but by the time it takes. */

const { app, kernel, office, walk } = await missionStage();
let other: App;
let id: string;

beforeAll(async () => {
  other = await app.node();
  id = await walk.draft(office.mission());
  expect((await walk.act(id, 'liaison', 'submit', {}, 0)).statusCode).toBe(200);
});
afterAll(() => other?.close());

const page = (who: CastName) => office.done<MissionPage>(who, 'GET', id);

/** Tables that one page opened, by the server's own count of this connection. */
const tablesOf = (who: CastName) =>
  kernel.database.transaction(app.officeId, async (queries) => {
    const looks = async () => {
      const { rows } = await sql<{ name: string; looks: number }>`select schemaname || '.' || relname as name,
          seq_scan + coalesce(idx_scan, 0) as looks
        from pg_stat_xact_all_tables where schemaname in ('kernel', 'official_travel')`.execute(queries);
      return new Map(rows.map(({ name, looks }) => [name, Number(looks)]));
    };
    const actor = { ...app.actor({ personId: office.id(who) }), posts: await postsOf(who) };
    const before = await looks();
    await readMissionPage(queries, kernel, actor, id, app.clock.now());
    return [...(await looks())].filter(([name, count]) => count > (before.get(name) ?? 0)).map(([name]) => name);
  });

const postsOf = async (who: CastName) => {
  const rows = await app.asOwner(
    'select id, title, unit_id as "unitId", roles, subtree from kernel.posts where office_id = $1 and person_id = $2',
    [app.officeId, office.id(who)],
  );
  return rows as unknown as ReturnType<TestApp['actor']>['posts'];
};

it("every table that a page opens is its case's own, or its changes are counted", async () => {
  // Every change of these renews the row of the case, in the same transaction.
  const own = ['cases', 'case_people', 'case_events', 'case_texts', 'case_definitions', 'tasks'];
  const ofCase = [...own.map((one) => `kernel.${one}`), 'official_travel.mission_sections'];
  const named: readonly string[] = pageRestsOn;
  const covered = (table: string) =>
    ofCase.includes(table) || named.includes(table) || table.startsWith('official_travel.');
  const opened = await tablesOf('reviewer');
  expect(opened).toEqual(expect.arrayContaining(['official_travel.trips', 'kernel.persons']));
  expect(opened.filter((table) => !covered(table))).toEqual([]);

  const tables = (
    await app.asOwner(
      `select schemaname || '.' || tablename as name from pg_tables where schemaname = 'official_travel'`,
    )
  ).map(({ name }) => String(name));
  const wanted = [...tables, ...named].filter((table) => !ofCase.includes(table) && !table.endsWith('.*'));
  const counted = await app.asOwner(
    `select tgrelid::regclass::text as name from pg_trigger where tgname = 'changes_counted'`,
  );
  expect(counted.map(({ name }) => name)).toEqual(expect.arrayContaining(wanted));
});

it('a page that was remembered shows at once what changed on another node', async () => {
  const before = await page('reviewer');
  expect(await page('reviewer')).toEqual(before);
  const urged = await office.as('liaison', 'POST', `${id}/urge`, {
    body: {},
    version: before.version,
    on: other,
  } as never);
  expect(urged.statusCode, urged.body).toBe(200);
  const after = await page('reviewer');
  expect(after.version).toBe(before.version + 1);
  expect(after.history).toHaveLength(before.history.length + 1);
});

it('and what changed beside the case: the name of a person', async () => {
  const before = await page('reviewer');
  await app.asOwner(`update kernel.persons set name = '周可馨' where office_id = $1 and id = $2`, [
    app.officeId,
    office.id('liaison'),
  ]);
  expect(before.applicant.name).not.toBe('周可馨');
  expect((await page('reviewer')).applicant.name).toBe('周可馨');
});

it("a reader who sees it in full and one who does not are never given one another's page", async () => {
  const full = JSON.stringify((await page('reviewer')).content.members);
  const masked = JSON.stringify((await page('supervisor')).content.members);
  expect(masked).not.toBe(full);
  expect(JSON.stringify((await page('reviewer')).content.members)).toBe(full);
  expect(JSON.stringify((await page('supervisor')).content.members)).toBe(masked);
  expect((await page('liaison')).actions).not.toEqual((await page('reviewer')).actions);
});

it('a reminder that may be sent again after a day is offered then, though the page is remembered', async () => {
  const closed = (seen: MissionPage) =>
    seen.closed.filter(({ command }) => command === 'urge').map(({ reason }) => reason);
  expect(closed(await page('liaison'))).toContain('urged-lately');
  // Sent at nine on the day before.
  await office.on('2026-04-14');
  app.clock.set('2026-04-14T08:55:00+08:00');
  expect(closed(await page('liaison'))).toContain('urged-lately');
  app.clock.advance({ minutes: 10 });
  expect(closed(await page('liaison'))).toEqual([]);
});

it('each reading leaves its entry in the trail, remembered or not, many at once among them', async () => {
  const entries = async () =>
    app.asOwner(
      `select id, subject, request_id from kernel.audit_entries where office_id = $1 and event = 'official-travel.read' and object = $2`,
      [app.officeId, `mission:${id}`],
    );
  const before = await entries();
  await Promise.all(Array.from({ length: 12 }, () => page('reviewer')));
  await page('intake');
  const after = (await entries()).filter((one) => !before.some((old) => old.id === one.id));
  expect(after).toHaveLength(13);
  expect(new Set(after.map(({ request_id }) => request_id)).size).toBe(13);
  expect(new Set(after.map(({ subject }) => subject)).size).toBe(2);
});

it('a reader whose rights ended is refused, though the page is remembered', async () => {
  await page('supervisor');
  await app.asOwner('update kernel.posts set ended_at = $3 where office_id = $1 and person_id = $2', [
    app.officeId,
    office.id('supervisor'),
    app.clock.now(),
  ]);
  app.app.sessions.forget();
  expect((await office.as('supervisor', 'GET', id)).statusCode).toBe(404);
  expect((await office.as('supervisor', 'GET', randomUUID())).statusCode).toBe(404);
  expect((await page('reviewer')).id).toBe(id);
});
