import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { recordTrip } from '../trips/storage.ts';
import type { PersonPage, PersonRow } from './endpoints.ts';
import { identityNumber, lawfulTraveller } from './fixtures.ts';
import { peopleHandlers } from './handlers.ts';

const at = '/api/official-travel/people';
let app: TestApp;
const units = { centre: '', school: '' };
const who: Record<string, TestPerson> = {};

beforeAll(async () => {
  app = await testApp({
    handlers: (kernel) => peopleHandlers(kernel as unknown as Kernel),
  });
  for (const [key, name] of [
    ['centre', '市农业技术推广中心'],
    ['school', '市第一中学'],
  ] as const) {
    const id = uuidv7();
    units[key] = id;
    await app.asOwner(
      `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from) values ($1, $2, $3, $4, $4, 'unit', $5, '2020-01-01')`,
      [app.officeId, id, app.rootUnitId, name, [app.rootUnitId, id]],
    );
  }
  who.liaison = await app.person({ roles: ['liaison-officer'], unitId: units.centre });
  who.other = await app.person({ roles: ['liaison-officer'], unitId: units.school });
  who.reviewer = await app.person({ roles: ['reviewer'], subtree: true });
  who.traveller = await app.person({ roles: ['traveller'], unitId: units.centre });
  who.stale = await app.person({ roles: ['reviewer'], subtree: true, factorAt: null });
});
afterAll(() => app.close());

const ask = (name: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, version?: number) =>
  app.ask(method, `${at}${path}`, {
    as: who[name],
    ...(body === undefined ? {} : { body }),
    ...(version ? { version } : {}),
  });
let serial = 101;
const add = async (facts: Parameters<typeof lawfulTraveller>[1] = {}, name = 'liaison', unit = units.centre) => {
  serial += 2;
  const file = lawfulTraveller(unit, { identityNumber: identityNumber('19850307', String(serial)), ...facts });
  const reply = await ask(name, 'POST', '', { file });
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return { id: reply.json().id as string, file };
};
const find = async (q: string, name = 'liaison') =>
  (await ask(name, 'GET', `?q=${encodeURIComponent(q)}`)).json().rows as PersonRow[];

describe('a file of a traveller', () => {
  test('is found by the beginning of the name, by initials and by the last four of the number, and shown masked', async () => {
    const { id, file } = await add({
      surname: '陈',
      givenName: '守一',
      surnameLatin: 'CHEN',
      givenNameLatin: 'SHOUYI',
    });
    for (const q of ['陈守', 'csy', file.identityNumber.slice(-4)]) {
      expect((await find(q)).map((row) => row.id)).toContain(id);
    }
    expect(await find('守一')).toEqual([]);
    const [row] = await find('陈守一');
    expect(row).toMatchObject({
      maskedName: '陈*',
      maskedNumber: `3213**********${file.identityNumber.slice(-4)}`,
      verifyAgain: false,
    });
    const page = (await ask('liaison', 'GET', `/${id}`)).json() as PersonPage;
    expect(page.name).toBe('陈守一');
    expect(JSON.stringify(page)).not.toContain(file.identityNumber);
    expect(JSON.stringify(page)).not.toContain(file.phone);
  });

  test('is not seen from another unit, nor by a traveller; the city office sees it', async () => {
    const { id } = await add({ surname: '李', givenName: '望舒', surnameLatin: 'LI', givenNameLatin: 'WANGSHU' });
    expect(await find('李望舒', 'other')).toEqual([]);
    expect((await ask('other', 'GET', `/${id}`)).statusCode).toBe(404);
    expect((await ask('traveller', 'GET', '?q=李')).statusCode).toBe(403);
    expect((await find('李望舒', 'reviewer')).length).toBe(1);
    expect((await ask('other', 'GET', `/${id}/member`)).statusCode).toBe(404);
  });

  test('with a number that is there already is refused, whatever its spelling', async () => {
    const { file } = await add();
    const again = await ask('reviewer', 'POST', '', {
      file: { ...file, identityNumber: file.identityNumber.toLowerCase(), post: '其他' },
    });
    expect(again.statusCode).toBe(409);
    expect(again.json().type).toBe('urn:honglu:problem:identity-taken');
  });

  test('of somebody of another unit is not entered', async () => {
    const file = lawfulTraveller(units.school, { identityNumber: identityNumber('19850307', '777') });
    expect((await ask('liaison', 'POST', '', { file })).statusCode).toBe(403);
  });

  test('whose spelling differs from the standard one says why', async () => {
    const file = lawfulTraveller(units.centre, {
      identityNumber: identityNumber('19850307', '779'),
      surnameLatin: 'LV',
    });
    const refused = await ask('liaison', 'POST', '', { file });
    expect(refused.json().faults[0].code).toBe('spelling-differs');
    expect((await ask('liaison', 'POST', '', { file: { ...file, latinReason: '护照原如此' } })).statusCode).toBe(200);
  });

  test('keeps its numbers when it comes back masked, and refuses a stale version', async () => {
    const { id } = await add();
    const page = (await ask('liaison', 'GET', `/${id}`)).json() as PersonPage;
    const changed = await ask('liaison', 'PUT', `/${id}`, { file: { ...page.file, post: '副主任' } }, page.version);
    expect(changed.json()).toEqual({ id, version: 2 });
    const now = (await ask('liaison', 'GET', `/${id}`)).json() as PersonPage;
    expect(now.file).toEqual({ ...page.file, post: '副主任' });
    expect((await ask('liaison', 'PUT', `/${id}`, { file: page.file }, 1)).json().type).toBe(
      'urn:honglu:problem:stale-version',
    );
    const wrong = await ask('liaison', 'PUT', `/${id}`, { file: { ...page.file, rank: 'king' } }, 2);
    expect(wrong.json().faults).toMatchObject([{ at: '/file/rank', code: 'not-one-of' }]);
  });

  test('shows a full number once, for a purpose, on record; not without the second factor', async () => {
    const { id, file } = await add();
    const body = { field: 'identityNumber', purpose: 'document-application' };
    expect((await ask('stale', 'POST', `/${id}/reveal`, body)).json().type).toBe('urn:honglu:problem:step-up-needed');
    expect((await ask('other', 'POST', `/${id}/reveal`, body)).statusCode).toBe(404);
    expect((await ask('liaison', 'POST', `/${id}/reveal`, { field: 'identityNumber' })).statusCode).toBe(422);
    expect((await ask('liaison', 'POST', `/${id}/reveal`, body)).json()).toEqual({ value: file.identityNumber });
    const entries = await app.asOwner(
      `select details from kernel.audit_entries where event = 'official-travel.person-number-shown' and result = 'done'`,
    );
    expect(entries).toEqual([{ details: { field: 'identityNumber', purpose: 'document-application' } }]);
  });

  test('that nobody looked at for over twelve months must be verified again', async () => {
    const { id } = await add();
    await app.asOwner(`update official_travel.people set verified_on = '2019-05-31' where person_id = $1`, [id]);
    const due = async () => (await ask('liaison', 'GET', '?verify=due')).json().rows.map((row: PersonRow) => row.id);
    expect(await due()).toEqual([id]);
    await app.asOwner(`update official_travel.people set verified_on = '2019-06-01' where person_id = $1`, [id]);
    expect(await due()).toEqual([]);
    await app.asOwner(`update official_travel.people set verified_on = '2019-05-31' where person_id = $1`, [id]);
    expect((await ask('other', 'POST', `/${id}/verify`, { source: 'entered' }, 1)).statusCode).toBe(403);
    expect((await ask('liaison', 'POST', `/${id}/verify`, { source: 'personnel' }, 1)).statusCode).toBe(200);
    expect(await due()).toEqual([]);
  });

  test('counts the journeys of this year and of two years from the journeys themselves', async () => {
    const { id } = await add({ surname: '周', givenName: '可心', surnameLatin: 'ZHOU', givenNameLatin: 'KEXIN' });
    const trip = (reference: string, departure: string, status: 'completed' | 'cancelled') =>
      app.runner.run(app.actor(), {
        name: 'test.trip',
        key: uuidv7(),
        input: { reference },
        run: (work) =>
          recordTrip(work, {
            caseId: null,
            reference,
            status,
            kind: 'abroad',
            category: 'general',
            unitId: units.centre,
            unitPath: [app.rootUnitId, units.centre],
            unitNames: ['市农业技术推广中心'],
            departure,
            return: departure,
            regions: ['KR'],
            inviters: [],
            purposeTitle: '推介',
            budgetCny: null,
            grantedOn: null,
            people: [{ personId: id, leadershipTeamOf: null, leadershipRole: null, groupLeader: true }],
          }),
      });
    await trip('2020-1', '2020-01-05', 'completed');
    await trip('2019-1', '2019-07-01', 'completed');
    await trip('2018-1', '2018-06-01', 'completed');
    await trip('2020-2', '2020-02-01', 'cancelled');
    expect((await find('周可心'))[0]).toMatchObject({ tripsThisYear: 1, tripsInTwoYears: 2 });
    const row = (await ask('liaison', 'GET', `/${id}/member?departure=2020-08-01`)).json();
    expect(row.member.earlier.map((one: { departure: string }) => one.departure)).toEqual([
      '2018-06-01',
      '2019-07-01',
      '2020-01-05',
    ]);
  });

  test('holds no number in the clear in any column', async () => {
    const { file } = await add();
    const rows = JSON.stringify(await app.asOwner('select * from official_travel.people'));
    for (const secret of [file.identityNumber, file.phone, 'PE1234567']) expect(rows).not.toContain(secret);
  });
});
