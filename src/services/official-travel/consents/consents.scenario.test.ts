import { beforeAll, describe, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { draftMission } from '../testing.ts';
import { consentDocuments } from './documents.ts';
import type { Consent } from './endpoints.ts';

const { app, office } = await missionStage();
let mission: string;
const at = '/api/official-travel/consents';
const ofMission = () => `/api/official-travel/missions/${mission}/consents`;

beforeAll(async () => {
  await office.on('2026-04-13');
  mission = await draftMission(office, {});
});

const letter = (facts: object = {}) => ({
  unitId: office.units.school,
  unitName: '市第一中学',
  letterNumber: '宿农函〔2026〕8号',
  task: '赴韩国推介农产品',
  departure: '2026-06-08',
  return: '2026-06-12',
  regions: ['KR'],
  places: 1,
  costs: '由派员单位承担',
  replyDue: '2026-04-20',
  ...facts,
});
const answer = (facts: object = {}) => ({
  decision: 'agree',
  people: [office.id('otherLiaison')],
  reason: '',
  signer: '别首',
  fileId: null,
  ...facts,
});
const paper = (facts: object = {}) => ({
  kind: 'task-notice',
  issuer: '市农业农村局',
  number: '宿农任〔2026〕1号',
  date: '2026-04-13',
  fileId: null,
  ...facts,
});
const rows = async (who: 'liaison' | 'otherHead' = 'liaison') =>
  (await office.done<{ rows: Consent[] }>(who, 'GET', who === 'liaison' ? ofMission() : at)).rows;
const problem = (reply: { body: string }) => JSON.parse(reply.body).type.split(':').at(-1) as string;
const documents = () => app.database.read(app.officeId, (queries) => consentDocuments(queries, app.officeId, mission));
let id: string;

describe('a sending unit', () => {
  it('is asked by the organiser, and by nobody else', async () => {
    expect((await office.as('otherLiaison', 'POST', ofMission(), { body: letter() })).statusCode).toBe(404);
    expect((await office.as('unitHead', 'POST', ofMission(), { body: letter() })).statusCode).toBe(403);
    expect(
      (await office.as('liaison', 'POST', ofMission(), { body: letter({ replyDue: '2026-04-12' }) })).statusCode,
    ).toBe(422);
    expect(
      (await office.as('liaison', 'POST', ofMission(), { body: letter({ unitId: office.units.centre }) })).statusCode,
    ).toBe(422);
    id = (await office.done<{ id: string }>('liaison', 'POST', ofMission(), { body: letter() })).id;
    expect(problem(await office.as('liaison', 'POST', ofMission(), { body: letter() }))).toBe('consent-asked');
    expect((await rows('otherHead'))[0]).toMatchObject({
      id,
      state: 'asked',
      acts: ['answer'],
      organiser: { name: '市农业技术推广中心' },
    });
  });

  it('that does not answer in time has not consented', async () => {
    await office.on('2026-04-21');
    expect((await rows())[0]).toMatchObject({ state: 'overdue' });
    expect(await documents()).toEqual([{ unit: '市第一中学', agreed: false, people: [], documents: [] }]);
    expect(problem(await office.as('liaison', 'POST', `${at}/${id}/papers`, { body: paper(), version: 1 }))).toBe(
      'consent-missing',
    );
  });

  it('answers by its head, with names within the places', async () => {
    const path = `${at}/${id}/answer`;
    expect((await office.as('otherLiaison', 'POST', path, { body: answer(), version: 1 })).statusCode).toBe(403);
    expect((await office.as('liaison', 'POST', path, { body: answer(), version: 1 })).statusCode).toBe(403);
    expect((await office.as('otherHead', 'POST', path, { body: answer({ people: [] }), version: 1 })).statusCode).toBe(
      422,
    );
    expect(
      (
        await office.as('otherHead', 'POST', path, {
          body: answer({ people: [office.id('otherLiaison'), office.id('otherHead')] }),
          version: 1,
        })
      ).statusCode,
    ).toBe(422);
    expect(
      (await office.as('otherHead', 'POST', path, { body: answer({ decision: 'refuse' }), version: 1 })).statusCode,
    ).toBe(422);
    expect((await office.as('countyReviewer', 'POST', path, { body: answer(), version: 1 })).statusCode).toBe(404);
    await office.done('otherHead', 'POST', path, { body: answer(), version: 1 });
    expect(problem(await office.as('otherHead', 'POST', path, { body: answer(), version: 2 }))).toBe('consent-settled');
    expect((await rows())[0]).toMatchObject({
      state: 'agreed',
      people: [{ name: '别人' }],
      signer: '别首',
      acts: ['register'],
    });
  });

  it('has its notice and confirmation registered by number', async () => {
    const path = `${at}/${id}/papers`;
    expect(
      (await office.as('liaison', 'POST', path, { body: paper({ date: '2026-05-01' }), version: 2 })).statusCode,
    ).toBe(422);
    await office.done('liaison', 'POST', path, { body: paper(), version: 2 });
    await office.done('reviewer', 'POST', path, {
      body: paper({ kind: 'confirmation', issuer: '省外办', number: '苏外确〔2026〕9号' }),
      version: 3,
    });
    expect((await documents())[0]).toMatchObject({
      agreed: true,
      people: [office.id('otherLiaison')],
      documents: ['task-notice', 'confirmation'],
    });
    expect((await rows())[0]?.confirmation).toEqual({
      issuer: '省外办',
      number: '苏外确〔2026〕9号',
      date: '2026-04-13',
      fileId: null,
    });
  });

  it('outside this system answers on paper, with the scan', async () => {
    const other = await office.done<{ id: string }>('liaison', 'POST', ofMission(), {
      body: letter({ unitId: null, unitName: '外省某研究所', replyDue: '2026-05-01' }),
    });
    const reply = await office.as('liaison', 'POST', `${at}/${other.id}/answer`, {
      body: answer({ people: [] }),
      version: 1,
    });
    expect(JSON.parse(reply.body).faults[0].at).toBe('/fileId');
    expect(
      (await office.as('otherHead', 'POST', `${at}/${other.id}/answer`, { body: answer(), version: 1 })).statusCode,
    ).toBe(404);
    await office.done('liaison', 'POST', `${at}/${other.id}/withdraw`, { version: 1 });
    expect(await documents()).toHaveLength(1);
  });
});
