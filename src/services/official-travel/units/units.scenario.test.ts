import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestPerson } from '#apps/server/testing.ts';
import { missionStage } from '#apps/server/testing-missions.ts';
import { sampleFile } from '#kernel/files/testing.ts';
import type { HandOver, UnitFilePage } from './endpoints.ts';

const { app, office, walk } = await missionStage();
let receiver: TestPerson;
const units = '/api/official-travel/units';
const overs = '/api/official-travel/hand-overs';

beforeAll(async () => {
  await office.on('2026-04-13');
  receiver = await app.person({ roles: ['liaison-officer'], unitId: office.units.centre, name: '接之' });
});

const file = (facts: object = {}) => ({
  kind: 'other-institution',
  tier: 'city',
  creditCode: '91350100M000100Y43',
  creditCodeOfParent: false,
  firstReviewUnitId: office.units.bureau,
  responsibleSection: '办公室',
  phone: '0527-80000000',
  sealFileId: null,
  openingLetterFileId: null,
  openingLetterNumber: null,
  openingLetterOn: null,
  custodyFileId: null,
  ...facts,
});
const read = () => office.done<UnitFilePage>('reviewer', 'GET', `${units}/${office.units.centre}`);
const problem = (reply: { body: string }) => JSON.parse(reply.body).type.split(':').at(-1) as string;

async function upload(): Promise<string> {
  const boundary = 'honglu-test-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="开户函.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  const reply = await office.as('liaison', 'POST', `${units}/${office.units.centre}/files`, {
    payload: Buffer.concat([Buffer.from(head), await sampleFile('pdf'), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return (JSON.parse(reply.body) as { fileId: string }).fileId;
}

describe("a unit's travel file", () => {
  it('is opened by the unit and stands as 待开户', async () => {
    const path = `${units}/${office.units.centre}`;
    expect((await office.as('otherLiaison', 'PUT', path, { body: { file: file() }, version: 0 })).statusCode).toBe(403);
    expect(
      (
        await office.as('liaison', 'PUT', path, {
          body: { file: file({ creditCode: '91350100M000100Y44' }) },
          version: 0,
        })
      ).statusCode,
    ).toBe(422);
    const wrong = await office.as('liaison', 'PUT', path, {
      body: { file: file({ firstReviewUnitId: office.units.school }) },
      version: 0,
    });
    expect(JSON.parse(wrong.body).faults[0]).toMatchObject({ at: '/file/firstReviewUnitId', code: 'no-review-unit' });
    await office.done('liaison', 'PUT', path, { body: { file: file() }, version: 0 });
    expect(problem(await office.as('liaison', 'PUT', path, { body: { file: file() }, version: 0 }))).toBe(
      'stale-version',
    );
    expect(await read()).toMatchObject({ state: 'awaiting', version: 1, firstReviewUnit: { name: '市农业农村局' } });
    expect((await office.as('otherLiaison', 'GET', path)).statusCode).toBe(404);
  });

  it('gives its credit code to no other unit, unless that one names it as the code of the unit above', async () => {
    const path = `${units}/${office.units.school}`;
    const taken = await office.as('otherLiaison', 'PUT', path, { body: { file: file() }, version: 0 });
    expect(problem(taken)).toBe('credit-code-taken');
    await office.done('otherLiaison', 'PUT', path, { body: { file: file({ creditCodeOfParent: true }) }, version: 0 });
  });

  it('is not in force until letter, commitment, signatory and officer are there', async () => {
    const path = `${units}/${office.units.centre}`;
    const early = await office.as('intake', 'POST', `${path}/state`, {
      body: { state: 'normal', reason: '开户' },
      version: 1,
    });
    expect(JSON.parse(early.body).faults).toHaveLength(4);

    const letter = await upload();
    const commitment = await upload();
    const papers = {
      openingLetterFileId: letter,
      openingLetterNumber: '宿农技〔2026〕1号',
      openingLetterOn: '2026-01-05',
      custodyFileId: commitment,
    };
    const unknown = await office.as('liaison', 'PUT', path, {
      body: { file: file({ ...papers, custodyFileId: randomUUID() }) },
      version: 1,
    });
    expect(JSON.parse(unknown.body).faults[0].code).toBe('file-unknown');
    await office.done('liaison', 'PUT', path, { body: { file: file(papers) }, version: 1 });
    expect((await office.as('reviewer', 'GET', `${path}/files/${letter}`)).statusCode).toBe(200);
    expect((await office.as('otherHead', 'GET', `${path}/files/${letter}`)).statusCode).toBe(403);
    expect((await office.as('reviewer', 'GET', `${units}/${office.units.school}/files/${letter}`)).statusCode).toBe(
      404,
    );

    const signatory = {
      personId: office.id('unitHead'),
      post: '主任',
      appointmentFileId: null,
      specimenFileId: null,
      signsFor: ['application'],
      validFrom: '2026-01-01',
      validTo: '2028-12-31',
    };
    expect(
      (await office.as('liaison', 'POST', `${path}/signatories`, { body: { ...signatory, validTo: '2026-01-01' } }))
        .statusCode,
    ).toBe(422);
    await office.done('liaison', 'POST', `${path}/signatories`, { body: signatory });
    const officer = {
      personId: office.id('liaison'),
      filingFileId: null,
      termFrom: '2026-01-01',
      termTo: '2028-12-31',
      trainedOn: null,
      substituteId: null,
    };
    const { id } = await office.done<{ id: string }>('liaison', 'POST', `${path}/officers`, { body: officer });
    expect(problem(await office.as('liaison', 'POST', `${path}/officers`, { body: officer }))).toBe('officer-there');
    expect(
      (
        await office.as('liaison', 'POST', `${path}/officers/${id}/state`, {
          body: { state: 'on-duty', reason: '已核' },
        })
      ).statusCode,
    ).toBe(403);
    await office.done('intake', 'POST', `${path}/officers/${id}/state`, { body: { state: 'on-duty', reason: '已核' } });
    await office.done('intake', 'POST', `${path}/state`, { body: { state: 'normal', reason: '开户' }, version: 2 });
    expect((await read()).state).toBe('normal');
  });

  it('takes two officers and no third', async () => {
    const path = `${units}/${office.units.centre}/officers`;
    const officer = (personId: string) => ({
      personId,
      filingFileId: null,
      termFrom: '2026-01-01',
      termTo: '2028-12-31',
      trainedOn: null,
      substituteId: null,
    });
    const { id } = await office.done<{ id: string }>('liaison', 'POST', path, { body: officer(receiver.personId) });
    await office.done('intake', 'POST', `${path}/${id}/state`, { body: { state: 'on-duty', reason: '已核' } });
    expect(problem(await office.as('liaison', 'POST', path, { body: officer(office.id('unitPersonnel')) }))).toBe(
      'too-many-officers',
    );
  });

  it('is suspended by the head of the office only', async () => {
    const path = `${units}/${office.units.centre}/state`;
    const body = { state: 'suspended', reason: '逾期未还证照' };
    expect((await office.as('reviewer', 'POST', path, { body, version: 3 })).statusCode).toBe(403);
    await office.done('officeHead', 'POST', path, { body, version: 3 });
    expect(
      (await office.as('reviewer', 'POST', path, { body: { state: 'normal', reason: '已还' }, version: 4 })).statusCode,
    ).toBe(403);
    await office.done('officeHead', 'POST', path, { body: { state: 'normal', reason: '已还' }, version: 4 });
  });
});

describe('a hand-over', () => {
  let draft: string;
  let returned: string;
  let officerId: string;
  let over: string;

  it('lists every draft, running case and task of the officer', async () => {
    returned = await walk.draft(office.mission());
    await walk.act(returned, 'liaison', 'submit');
    const reply = await walk.decide(returned, 'unitHead', 'return', {
      to: 'applicant',
      reason: 'programme',
      words: '日程不实',
      way: 'run-again',
    });
    expect(reply.statusCode).toBe(200);
    draft = (
      await office.done<{ id: string }>('liaison', 'POST', '/api/official-travel/missions', {
        body: { unitId: office.units.centre, title: '赴日本交流' },
      })
    ).id;
    officerId = (await read()).officers.find(({ person }) => person.id === office.id('liaison'))!.id;
    const open = await office.done<{
      counts: object;
      matters: { kind: string; caseId: string; transferFirst: boolean }[];
    }>('systemAdministrator', 'GET', `${units}/${office.units.centre}/officers/${officerId}/open`);
    expect(open.counts).toEqual({ drafts: 1, cases: 1, tasks: 1 });
    expect(open.matters.map(({ kind, caseId }) => [kind, caseId])).toEqual(
      expect.arrayContaining([
        ['draft', draft],
        ['case', returned],
        ['task', returned],
      ]),
    );
    expect(open.matters.every(({ transferFirst }) => !transferFirst)).toBe(true);
    expect(
      (await office.as('otherLiaison', 'GET', `${units}/${office.units.centre}/officers/${officerId}/open`)).statusCode,
    ).toBe(403);
  });

  it('wants a receiver who is a liaison officer of the unit', async () => {
    const body = { officerId, toPersonId: office.id('otherLiaison'), reason: '调离' };
    expect(problem(await office.as('unitHead', 'POST', overs, { body }))).toBe('receiver-no-officer');
    expect((await office.as('otherHead', 'POST', overs, { body })).statusCode).toBe(403);
    over = (
      await office.done<{ id: string }>('unitHead', 'POST', overs, { body: { ...body, toPersonId: receiver.personId } })
    ).id;
    expect(
      problem(await office.as('unitHead', 'POST', overs, { body: { ...body, toPersonId: receiver.personId } })),
    ).toBe('hand-over-open');
  });

  it('is carried out by the third of three confirmations, each by its own person', async () => {
    const confirm = (as: string) => ({ body: { as } });
    const path = `${overs}/${over}/confirm`;
    expect((await office.as('unitHead', 'POST', path, confirm('giver'))).statusCode).toBe(403);
    expect((await office.as('liaison', 'POST', path, confirm('administrator'))).statusCode).toBe(403);
    expect(await office.done('liaison', 'POST', path, confirm('giver'))).toMatchObject({ state: 'open' });
    expect((await app.ask('POST', path, { as: receiver, body: { as: 'giver' } })).statusCode).toBe(403);
    expect((await app.ask('POST', path, { as: receiver, body: { as: 'receiver' } })).json()).toMatchObject({
      state: 'open',
    });
    const [row] = (await office.done<{ rows: HandOver[] }>('systemAdministrator', 'GET', `${overs}?state=open`)).rows;
    expect(row).toMatchObject({ mayConfirmAs: 'administrator', counts: { drafts: 1, cases: 1, tasks: 1 } });
    expect(await office.done('systemAdministrator', 'POST', path, confirm('administrator'))).toEqual({
      state: 'done',
      counts: { drafts: 1, cases: 1, tasks: 1 },
    });
    expect(problem(await office.as('systemAdministrator', 'POST', path, confirm('administrator')))).toBe(
      'hand-over-settled',
    );
  });

  it('leaves the giver with nothing and the receiver able to go on', async () => {
    expect((await read()).officers.find(({ id }) => id === officerId)?.state).toBe('left');
    const rows = await app.asOwner('select id, applicant_id from kernel.cases where id = any ($1)', [
      [draft, returned],
    ]);
    expect(rows.map((row) => row.applicant_id)).toEqual([receiver.personId, receiver.personId]);
    const page = await app.ask('GET', `/api/official-travel/missions/${returned}`, { as: receiver });
    expect(page.json().actions.map((one: { command: string }) => one.command)).toContain('resubmit');
    const tasks = await app.asOwner(
      `select k.key from kernel.task_keys k join kernel.tasks t on t.id = k.task_id where t.case_id = $1`,
      [returned],
    );
    expect(tasks).toEqual([{ key: `p:${receiver.personId}` }]);
    expect((await office.as('liaison', 'DELETE', draft)).statusCode).toBeGreaterThanOrEqual(400);
    expect((await app.ask('DELETE', `/api/official-travel/missions/${draft}`, { as: receiver })).statusCode).toBe(204);
    const entries = await app.asOwner(
      `select object from kernel.audit_entries where event = 'official-travel.handed-over' order by object`,
    );
    expect(entries.map((one) => one.object)).toEqual(
      [`hand-over:${over}`, `mission:${draft}`, `mission:${returned}`].sort(),
    );
  });
});
