import { describe, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { type Asked, once, scopeOf } from '../testing-scope.ts';
import { header, line, at as planAt } from './testing.ts';

/*
 * Kept by hand: of the annual plan of the centre, who sees them and who may act on them. Whoever is not named gets 401, 403 or 404 (a unit of
 * another office is no unit), or a list without them.
 */

const { app, office } = await missionStage();
await office.on('2026-04-13');
const foreign = await app.person({ roles: ['office-head'], officeId: await app.office('xuzhou'), subtree: true });
const { mayAct, mayKnow, sees, send } = scopeOf(office, foreign);
const plan = (path: string) => `${planAt}/${path}`;

const newLine = () => line({ title: `赴韩国推介${once()}`, month: '2026-10' });

async function drafted(): Promise<string> {
  const body = { unitId: office.units.centre, year: 2026, line: newLine() };
  return (await office.done<{ id: string }>('liaison', 'POST', plan('lines'), { body })).id;
}
const submission = (id: string) => ({ unitId: office.units.centre, year: 2026, header, lines: [id] });
async function submitted(): Promise<string> {
  const id = await drafted();
  await office.done('unitHead', 'POST', plan('submit'), { body: submission(id) });
  return id;
}
async function consolidated(): Promise<string> {
  const id = await submitted();
  await office.done('firstReviewer', 'POST', plan('consolidate'), { body: { lines: [id] } });
  return id;
}
async function given(): Promise<string> {
  const id = await consolidated();
  await office.done('reviewer', 'POST', plan('give'), { body: { lines: [id], authorityNumber: null } });
  return id;
}
const adjustment = (originalId: string) => ({
  originalId,
  unitId: office.units.centre,
  year: 2026,
  line: newLine(),
  reason: '邀请方改期，改为同等规模的任务',
});
const adjusting = async () => {
  const body = adjustment(await given());
  return (await office.done<{ id: string }>('liaison', 'POST', plan('adjustments'), { body })).id;
};

const seesPlan = 'CL FR IN IS LI OH RE SU UF UH';
describe('the annual plan of the centre (AZ-02)', () => {
  it('is read by the unit, the bureau above and the office', async () => {
    const id = await given();
    const { title } = (await office.done<{ line: { title: string } }>('liaison', 'GET', plan(`lines/${id}`))).line;
    await sees(seesPlan, plan(`lines/${id}`), id);
    await sees(seesPlan, plan('lines?year=2026&limit=200'), id);
    await sees(seesPlan, plan('lines.xlsx?year=2026'), title);
    await sees(seesPlan, plan('counters?year=2026'), office.units.centre);
  });

  it('is read with its adjustments, versions and what lies outside it', async () => {
    const id = await adjusting();
    await sees(seesPlan, plan('adjustments?year=2026'), id);
    const body = { year: 2026, quarter: 2, note: '' };
    await office.done('reviewer', 'POST', plan('versions'), { body });
    await office.done('officeHead', 'POST', plan('adjustments/:id/decide'.replace(':id', id)), {
      body: { decision: 'grant', text: '同意调整' },
    });
    await office.done('reviewer', 'POST', plan('versions'), { body: { ...body, quarter: 3 } });
    await sees(seesPlan, plan('versions?year=2026'), office.mission().basics.title.slice(0, 3));
  });

  it.each([
    [
      'plan-add',
      'LI',
      () => ({
        method: 'POST',
        path: plan('lines'),
        options: { body: { unitId: office.units.centre, year: 2026, line: newLine() } },
      }),
    ],
    [
      'plan-fix-version',
      'FO OH RE',
      () => ({ method: 'POST', path: plan('versions'), options: { body: { year: 2025, quarter: 1, note: '' } } }),
    ],
    [
      'plan-close-year',
      'FO OH',
      () => ({ method: 'POST', path: plan('close-year'), options: { body: { year: 2024, reason: '年度结束' } } }),
    ],
  ] satisfies [string, string, () => Asked][])('%s: %s', (_id, may, asked) => mayAct(may, asked));

  it.each([
    [
      'plan-change',
      'LI',
      drafted,
      (id) => ({ method: 'PUT', path: plan(`lines/${id}`), options: { version: 1, body: { line: newLine() } } }),
    ],
    [
      'plan-submit',
      'UH',
      drafted,
      (id) => ({ method: 'POST', path: plan('submit'), options: { body: submission(id) } }),
    ],
    [
      'plan-consolidate',
      'FR',
      submitted,
      (id) => ({ method: 'POST', path: plan('consolidate'), options: { body: { lines: [id] } } }),
    ],
    [
      'plan-return, under first review',
      'FR',
      submitted,
      (id) => ({ method: 'POST', path: plan('return'), options: { body: { lines: [id], reason: '补写必要性' } } }),
    ],
    [
      'plan-return, at the office',
      'RE OH',
      consolidated,
      (id) => ({ method: 'POST', path: plan('return'), options: { body: { lines: [id], reason: '补写必要性' } } }),
    ],
    [
      'plan-give',
      'RE OH',
      consolidated,
      (id) => ({ method: 'POST', path: plan('give'), options: { body: { lines: [id], authorityNumber: null } } }),
    ],
    [
      'plan-close',
      'RE OH',
      given,
      (id) => ({ method: 'POST', path: plan(`lines/${id}/close`), options: { body: { reason: '任务取消' } } }),
    ],
    [
      'plan-adjust',
      'LI UH',
      given,
      (id) => ({ method: 'POST', path: plan('adjustments'), options: { body: adjustment(id) } }),
    ],
    [
      'plan-decide-adjustment',
      'RE OH',
      adjusting,
      (id) => ({
        method: 'POST',
        path: plan(`adjustments/${id}/decide`),
        options: { body: { decision: 'grant', text: '同意调整' } },
      }),
    ],
    [
      'plan-withdraw-adjustment',
      'LI UH',
      adjusting,
      (id) => ({ method: 'POST', path: plan(`adjustments/${id}/withdraw`) }),
    ],
  ] satisfies [string, string, () => Promise<string>, (id: string) => Asked][])(
    '%s: %s',
    async (_id, may, stand, asked) => {
      const id = await stand();
      await mayAct(may, () => asked(id));
    },
  );

  it('plan-delete: LI, and once', async () => {
    const id = await drafted();
    await mayAct('LI', () => ({ method: 'DELETE', path: plan(`lines/${id}`) }));
  });

  it.each([
    [
      'plan-change',
      'LI',
      given,
      (id) => ({ method: 'PUT', path: plan(`lines/${id}`), options: { version: 1, body: { line: newLine() } } }),
    ],
    ['plan-delete', 'LI', given, (id) => ({ method: 'DELETE', path: plan(`lines/${id}`) })],
    [
      'plan-consolidate',
      'FR',
      given,
      (id) => ({ method: 'POST', path: plan('consolidate'), options: { body: { lines: [id] } } }),
    ],
    [
      'plan-return',
      'FR OH RE',
      given,
      (id) => ({ method: 'POST', path: plan('return'), options: { body: { lines: [id], reason: '补写必要性' } } }),
    ],
    [
      'plan-give',
      'OH RE',
      drafted,
      (id) => ({ method: 'POST', path: plan('give'), options: { body: { lines: [id], authorityNumber: null } } }),
    ],
    [
      'plan-close',
      'OH RE',
      drafted,
      (id) => ({ method: 'POST', path: plan(`lines/${id}/close`), options: { body: { reason: '任务取消' } } }),
    ],
  ] satisfies [string, string, () => Promise<string>, (id: string) => Asked][])(
    '%s of a line that does not stand so: only %s is told how it stands',
    async (_id, may, stand, asked) => {
      const id = await stand();
      await mayKnow(may, () => asked(id));
    },
  );

  it('a line named under the name of another unit tells that unit nothing, however it stands', async () => {
    const { school } = office.units;
    for (const stand of [drafted, given]) {
      const id = await stand();
      const submit = { method: 'POST', path: plan('submit'), options: { body: { ...submission(id), unitId: school } } };
      expect((await send('OU', submit as Asked)).statusCode).toBe(403);
      const body = { ...adjustment(id), unitId: school };
      const adjust = { method: 'POST', path: plan('adjustments'), options: { body } };
      expect((await send('OU', adjust as Asked)).statusCode).toBe(404);
    }
  });
});
