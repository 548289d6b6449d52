import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestPerson } from '#apps/server/testing.ts';
import { missionStage } from '#apps/server/testing-missions.ts';
import { eraseAuditSubject } from '#kernel/audit/subjects.ts';
import type { TrailRow } from '#kernel/audit/trail-endpoints.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { draftMission } from './testing.ts';

const { app: t, office } = await missionStage();
let auditor: TestPerson;
let id: string;
beforeAll(async () => {
  auditor = await t.person({ roles: ['audit-administrator'], name: '审之' });
  id = await draftMission(office, office.mission());
  await office.done('liaison', 'POST', `${id}/submit`, { body: {}, version: 0 });
  await office.done('reviewer', 'GET', id);
});

const at = '/api/audit/entries';
const trail = async (query = '', as: { readonly cookie: string } = auditor) => {
  const answer = await t.ask('GET', `${at}${query}`, { as });
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.json() as { rows: TrailRow[]; next: string | null; total: { count: number; more: boolean } };
};

describe('AU-08 the trail', () => {
  test('is read by the audit administrator and by inspectors, by nobody else', async () => {
    const told: Record<string, number> = {};
    for (const name of ['liaison', 'intake', 'reviewer', 'officeHead', 'systemAdministrator', 'inspector'] as const) {
      told[name] = (await office.as(name, 'GET', at)).statusCode;
    }
    const security = await t.person({ roles: ['security-administrator'] });
    told.security = (await t.ask('GET', at, { as: security })).statusCode;
    told.auditor = (await t.ask('GET', at, { as: auditor })).statusCode;
    told.nobody = (await t.ask('GET', at)).statusCode;
    expect(told).toEqual({
      liaison: 403,
      intake: 403,
      reviewer: 403,
      officeHead: 403,
      systemAdministrator: 403,
      inspector: 200,
      security: 403,
      auditor: 200,
      nobody: 401,
    });
  });

  test('says who did what, by person, object, event and period; of another office nothing', async () => {
    const byPerson = await trail(`?person=${encodeURIComponent('周可心')}&event=official-travel.submit`);
    expect(byPerson.rows).toMatchObject([{ person: '周可心', event: 'official-travel.submit', result: 'done' }]);
    const { object } = byPerson.rows[0]!;
    // In words as they stand on the screen; the code is not known to who reads.
    const bySaying = await trail(`?person=${encodeURIComponent('周可心')}&event=${encodeURIComponent('提交')}`);
    expect(bySaying.rows.map(({ event, said }) => [event, said?.zh])).toContainEqual([
      'official-travel.submit',
      '提交审核',
    ]);
    const byObject = await trail(`?object=${encodeURIComponent(object)}`);
    expect(byObject.rows.map(({ event }) => event)).toContain('official-travel.submit');
    expect(byObject.rows.every((row) => row.object === object)).toBe(true);
    const byKind = await trail(`?event=official-travel&result=done`);
    expect(byKind.rows.every(({ event }) => event.startsWith('official-travel.'))).toBe(true);
    expect((await trail('?from=2031-01-01')).rows).toEqual([]);
    const all = await trail('?from=2020-01-01&to=2099-01-01');
    expect(all.rows.length).toBeGreaterThan(10);
    const elsewhere = await t.office('lianyungang');
    const stranger = await t.person({ roles: ['audit-administrator'], officeId: elsewhere, name: '外人' });
    expect((await trail('', stranger)).rows.every(({ person }) => person === null || person === '外人')).toBe(true);
  });

  test('pages go back to the first entry, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof trail>> = await trail(
        `?event=official-travel&limit=5${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.next;
    } while (cursor);
    const [all] = await t.asOwner(
      `select count(*)::int as count from kernel.audit_entries where office_id = $1 and event like 'official-travel.%'`,
      [t.officeId],
    );
    expect([seen.length, new Set(seen).size]).toEqual([all!.count, all!.count]);
    expect(seen).toEqual([...seen].sort().reverse());
  });

  test('reading it is an entry, and so is an export, which wants a fresh second factor', async () => {
    await trail('?event=identity');
    const [last] = (await trail('?event=audit.trail-read')).rows;
    expect(last).toMatchObject({ person: '审之', object: 'trail:event' });
    const stale = await t.person({
      roles: ['audit-administrator'],
      factorAt: new Date(t.clock.now().getTime() - 6 * 60_000),
    });
    const refused = await t.ask('GET', `${at}.xlsx`, { as: stale });
    expect([refused.statusCode, refused.json().type]).toEqual([403, 'urn:honglu:problem:step-up-needed']);
    const made = await t.ask('GET', `${at}.xlsx?event=official-travel`, { as: auditor });
    expect([made.statusCode, made.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    expect((await trail('?event=audit.trail-exported')).rows).toHaveLength(1);
  });

  test('the line is shown to whoever reads the trail, the case opens only for who may know of it', async () => {
    const lines = async (as?: { readonly cookie: string }) =>
      (await trail('?event=official-travel.read', as)).rows.filter(({ object }) => object.endsWith(id));
    const forAuditor = await lines();
    expect(forAuditor.length).toBeGreaterThan(0);
    // The audit administrator reads no case by that post; the inspector's post covers it.
    expect(forAuditor.every(({ link }) => link === null)).toBe(true);
    expect((await t.ask('GET', `/api/official-travel/missions/${id}`, { as: auditor })).statusCode).toBe(404);
    const inspected = (await office.done('inspector', 'GET', `${at}?event=official-travel.read`)) as {
      rows: TrailRow[];
    };
    expect(inspected.rows.find(({ object }) => object.endsWith(id))?.link).toBe(`/desk/official-travel/${id}`);
    const without = await t.person({ roles: ['inspector'], unitId: office.units.school });
    const outside = await lines(without);
    expect(outside.length).toBe(forAuditor.length);
    expect(outside.every(({ link }) => link === null)).toBe(true);
  });

  test('a person whose data was deleted has no name there, and the entries are still counted', async () => {
    const before = (await trail('?event=official-travel.submit')).rows;
    await t.database.transaction(t.officeId, (queries) => eraseAuditSubject(queries, t.officeId, office.id('liaison')));
    const after = (await trail('?event=official-travel.submit')).rows;
    expect(after).toHaveLength(before.length);
    expect(after[0]).toMatchObject({ person: null, erased: true });
    // The program itself has no name either, and is nobody whose data was deleted.
    await t.runner.run(programActor(t.officeId, 'intake'), {
      name: 'trial.by-program',
      key: randomUUID(),
      input: {},
      run: async () => null,
    });
    expect((await trail('?event=trial')).rows).toMatchObject([{ person: null, erased: false }]);
    expect((await trail(`?person=${encodeURIComponent('周可心')}`)).rows).toEqual([]);
  });
});
