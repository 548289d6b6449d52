import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestPerson } from '#apps/server/testing.ts';
import { missionStage } from '#apps/server/testing-missions.ts';
import { standardRoute } from './standard-route.ts';
import { missionsAt } from './testing.ts';
import { code, opinions } from './testing-walk.ts';

/* A route may name a step of a fixed member unit, such as the finance bureau: who holds the duty there reads the case while it lies there. */

const { app, office, walk } = await missionStage();
const people: Record<'bureauOfficer' | 'standIn' | 'otherBureau' | 'otherDuty', TestPerson> = {} as never;

beforeAll(async () => {
  const unit = async (name: string) => {
    const id = randomUUID();
    await app.asOwner(
      `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from)
       values ($1, $2, $3, $4, $4, 'bureau', $5, '2020-01-01')`,
      [app.officeId, id, app.rootUnitId, name, [app.rootUnitId, id]],
    );
    return id;
  };
  const finance = await unit('市财政局');
  people.bureauOfficer = await app.person({ roles: ['finance-bureau'], unitId: finance, name: '金算' });
  people.standIn = await app.person({ roles: ['supervisor'], unitId: finance, name: '金替' });
  people.otherDuty = await app.person({ roles: ['unit-finance'], unitId: finance });
  people.otherBureau = await app.person({ roles: ['finance-bureau'], unitId: await unit('市税务局') });
  const [signed, ...rest] = standardRoute.nodes;
  const route = {
    ...standardRoute,
    id: 'with-bureau',
    order: 1,
    nodes: [
      signed,
      {
        key: 'bureau',
        step: 'finance-bureau',
        signers: [{ role: 'finance-bureau', at: { unitId: finance } }],
        threshold: 'one',
      },
      ...rest,
    ],
  };
  await app.asOwner(
    `insert into kernel.routes (office_id, service, kind, id, valid_from, body, changed_by, changed_at)
     values ($1, 'official-travel', 'mission', 'with-bureau', '2020-01-01', $2, $3, '2020-01-01')`,
    [app.officeId, JSON.stringify(route), office.id('officeHead')],
  );
});

let id: string;
const read = async (as: TestPerson, path = '') =>
  (await app.ask('GET', `${missionsAt}/${id}${path}`, { as })).statusCode;
const act = (as: TestPerson, command: string, body: object, version: number) =>
  app.ask('POST', `${missionsAt}/${id}/${command}`, { as, body, version });
const seat = { node: 'bureau', seat: 'bureau.1' };

/** Kept by hand: who of the member units may read the case, and act at the step, by where the case lies. */
describe('what a member unit may know of a case that names it by duty (AZ-02)', () => {
  it('nothing before the step is open', async () => {
    id = await walk.draft(office.mission());
    expect(await read(people.bureauOfficer)).toBe(404);
    expect(await code(walk.act(id, 'liaison', 'submit', {}, 0))).toBe('done');
    expect(await read(people.bureauOfficer)).toBe(404);
    expect(await code(walk.decide(id, 'unitHead', 'approve', { words: '同意' }))).toBe('done');
  });

  it('the whole case while it is open there; another unit, another duty, nothing', async () => {
    expect(await read(people.bureauOfficer)).toBe(200);
    expect(await read(people.bureauOfficer, '/sheets/members')).toBe(200);
    expect(await read(people.otherBureau)).toBe(404);
    expect(await read(people.otherDuty)).toBe(404);
    expect(await read(people.standIn)).toBe(404);
    const { version } = await walk.page(id);
    expect(await code(act(people.otherBureau, 'approve', seat, version))).toBe('404 case-unknown');
    expect(await code(act(people.bureauOfficer, 'approve', { ...seat, node: 'unit-sign' }, version))).toMatch(
      /^40[39]/,
    );
  });

  it('and so does whoever stands in for the officer there', async () => {
    const made = await app.ask('POST', '/api/identity/delegations', {
      as: people.bureauOfficer,
      body: {
        fromPersonId: people.bureauOfficer.personId,
        toPersonId: people.standIn.personId,
        from: '2026-04-13',
        to: '2026-04-20',
        reason: '出差',
      },
    });
    expect(made.statusCode).toBe(200);
    expect(await read(people.standIn)).toBe(200);
  });

  it('the officer decides; after that the case is known as to everyone who took part, and no more to the stand-in', async () => {
    const page = (await app.ask('GET', `${missionsAt}/${id}`, { as: people.bureauOfficer })).json();
    expect(page.writable).toEqual(['finance']);
    const saved = await app.ask('PUT', `${missionsAt}/${id}/sections/finance`, {
      as: people.bureauOfficer,
      body: { content: opinions.finance },
      version: 0,
    });
    expect(saved.statusCode).toBe(200);
    expect(await code(act(people.bureauOfficer, 'approve', seat, page.version))).toBe('done');
    expect(await read(people.bureauOfficer)).toBe(200);
    expect(await read(people.otherBureau)).toBe(404);
    const end = await app.asOwner(
      'update kernel.delegations set ended_at = now(), ended_by = from_person_id returning 1',
    );
    expect(end).toHaveLength(1);
    app.app.sessions.forget();
    expect(await read(people.standIn)).toBe(404);
  });
});
