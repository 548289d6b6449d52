import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { readWorkbook } from '#kernel/tables/read-workbook.ts';
import { xlsxUpload } from '#kernel/tables/testing.ts';
import { writeWorkbook } from '#kernel/tables/write-workbook.ts';
import { identityNumber, lawfulTraveller } from '../people/fixtures.ts';
import type { CastName } from '../testing.ts';
import { type ImportAnswer, type ImportKind, importKinds } from './endpoints.ts';
import {
  membersSheets,
  pastSheets,
  peopleSheets,
  planSheets,
  programmeSheets,
  rateSheets,
  sheetsOf,
  unitSheets,
} from './sheets.ts';
import { rateTableAt } from './storage.ts';
import { multipart } from './testing.ts';

const { app, office } = await missionStage();
const at = '/api/official-travel/imports';
const centre = '市农业技术推广中心';

beforeAll(async () => {
  await office.on('2026-04-13');
});

const book = async (sheet: Parameters<typeof writeWorkbook>[0][number]['sheet'], rows: readonly object[]) =>
  multipart(await writeWorkbook([{ sheet, rows: rows as Record<string, unknown>[] }], 'zh', { notes: true }));
type Sent = Awaited<ReturnType<typeof book>>;
const send = async (who: CastName, path: string, file: Sent, key?: string) => {
  const reply = await office.as(who, 'POST', path, { ...file, ...(key ? { key } : {}) });
  return { status: reply.statusCode, body: reply.body === '' ? null : JSON.parse(reply.body) };
};
const commit = (who: CastName, kind: string, file: Sent, more = '', key?: string) =>
  send(who, `${at}/${kind}?mode=commit${more}`, file, key);
const check = async (who: CastName, kind: string, file: Sent, more = '') =>
  (await send(who, `${at}/${kind}?mode=check${more}`, file)).body as ImportAnswer;
const count = async (table: string) =>
  Number((await app.asOwner(`select count(*)::int as count from ${table}`))[0]!.count);

describe('templates', () => {
  it.each(Object.keys(importKinds) as ImportKind[])('of %s can be filled and read back', async (kind) => {
    const reply = await office.as('liaison', 'GET', `${at}/${kind}/template.xlsx`);
    expect(reply.statusCode).toBe(200);
    const read = await readWorkbook(reply.rawPayload, xlsxUpload(), sheetsOf[kind]);
    expect(read.faults).toEqual([]);
  });
});

const need =
  '该市农产品对外销售近年持续增长，采购商多次提出当面验看样品、商定检疫和物流安排，须由农技和检疫人员同往说明标准。力争签订供货意向书两份，并形成检疫与冷链要求清单，回国后一个月内供企业使用，全年再跟踪落实一次。';
const line = (facts: object = {}) => ({
  title: '赴韩国推介',
  list: 'general',
  purposeType: 'economic-trade',
  arrangement: 'own',
  leader: '陈守一 副主任',
  leaderRank: 'county-deputy',
  regions: ['KR', 'JP'],
  transitNote: null,
  month: '2027-05',
  headcount: 4,
  days: 5,
  need,
  inviter: null,
  funding: 'fiscal',
  amountCny: 60000.5,
  priority: 'must',
  ...facts,
});

describe('plan lines', () => {
  const where = () => `&year=2027&unit=${office.units.centre}`;

  it('are checked without a trace, taken over once, and a second time not', async () => {
    const file = await book(planSheets.lines, [line(), line({ title: '赴日本研修' })]);
    expect(await check('liaison', 'plan-lines', file, where())).toMatchObject({
      rows: 2,
      created: 2,
      already: null,
      faults: [],
    });
    expect(await count(`official_travel.plan_lines where year = 2027`)).toBe(0);
    expect((await commit('liaison', 'plan-lines', file, where())).body).toMatchObject({
      rows: 2,
      created: 2,
      already: null,
    });
    const again = (await commit('liaison', 'plan-lines', file, where())).body;
    expect(again).toMatchObject({ created: 0, rows: 0 });
    expect(again.already).toMatch(/^2026-04-13/);
    expect(
      await app.asOwner(
        `select title, regions, amount_cny, state from official_travel.plan_lines where year = 2027 order by title`,
      ),
    ).toEqual([
      { title: '赴日本研修', regions: ['KR', 'JP'], amount_cny: '60000.50', state: 'draft' },
      { title: '赴韩国推介', regions: ['KR', 'JP'], amount_cny: '60000.50', state: 'draft' },
    ]);
  });

  it('with a fault anywhere are not taken over at all; every fault has its cell', async () => {
    const file = await book(planSheets.lines, [
      line({ title: '可以的' }),
      line({ title: '别年', month: '2026-05' }),
      line({ title: '无名团长', leader: null }),
      line({ title: '赴韩国推介' }),
      line({ title: '理由不足', need: '短' }),
    ]);
    const { faults } = await check('liaison', 'plan-lines', file, where());
    expect(faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'E4 leader-unnamed',
      'L6 too-small',
      'I3 other-year',
      'A5 plan-title-taken',
    ]);
    expect(faults[0]?.message.zh).toContain('工作表「计划项」 E4：');
    const refused = await commit('liaison', 'plan-lines', file, where());
    expect(refused.status).toBe(422);
    expect(refused.body.faults.map((one: { at: string }) => one.at)).toContain('/计划项/E4');
    expect(await count(`official_travel.plan_lines where title = '可以的'`)).toBe(0);
  });

  it('are those of the own unit only', async () => {
    const file = await book(planSheets.lines, [line({ title: '外单位' })]);
    expect((await commit('otherLiaison', 'plan-lines', file, where())).status).toBe(403);
    expect((await commit('leader', 'plan-lines', file, where())).status).toBe(403);
    expect((await commit('liaison', 'plan-lines', file)).body.type).toContain('import-where');
  });
});

describe('units', () => {
  const rows = [
    { name: '泗阳县外办', nameEnglish: 'Siyang', shortName: '泗阳县', kind: 'county', parent: '市外办' },
    { name: '泗阳县商务局', nameEnglish: 'Siyang commerce', shortName: null, kind: 'unit', parent: '泗阳县外办' },
  ];

  it('stand below units of the same table; the system administrator alone enters them', async () => {
    const file = await book(unitSheets.units, rows);
    expect((await commit('reviewer', 'units', file)).status).toBe(403);
    expect((await commit('systemAdministrator', 'units', file)).body).toMatchObject({ created: 2 });
    const [row] = await app.asOwner(`select cardinality(path) as depth from kernel.units where name = '泗阳县商务局'`);
    expect(row).toEqual({ depth: 3 });
  });

  it('that are there already stay; what differs or hangs in the air is told', async () => {
    const file = await book(unitSheets.units, [
      ...rows,
      { name: '泗阳县文旅局', nameEnglish: 'x', shortName: null, kind: 'unit', parent: '没有的局' },
      { ...rows[1], kind: 'bureau' },
    ]);
    const answer = await check('systemAdministrator', 'units', file);
    expect(answer.created).toBe(0);
    expect(answer.faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual(['E4 unit-unknown', 'A5 twice']);
  });
});

const traveller = (serial: string, facts: object = {}) => {
  const { unitId: _, ...file } = lawfulTraveller('', { identityNumber: identityNumber('19850307', serial) });
  return { unit: centre, ...file, ...facts };
};

describe('people', () => {
  it('are entered, and brought up to date by their number', async () => {
    const rows = [
      traveller('101'),
      traveller('103', { surname: '陈', givenName: '守一', surnameLatin: 'CHEN', givenNameLatin: 'SHOUYI' }),
    ];
    expect((await commit('liaison', 'people', await book(peopleSheets.people, rows))).body).toMatchObject({
      created: 2,
      changed: 0,
    });
    const later = await book(peopleSheets.people, [{ ...rows[0], post: '副主任' }, traveller('105')]);
    expect((await commit('liaison', 'people', later)).body).toMatchObject({ created: 1, changed: 1 });
    expect(await app.asOwner(`select post from official_travel.people order by person_id`)).toEqual([
      { post: '副主任' },
      { post: '科长' },
      { post: '科长' },
    ]);
  });

  it('with a wrong number, of another unit or twice in the table are told by cell', async () => {
    const wrong = traveller('107', { birthDate: '1985-03-08' });
    const rows = [
      wrong,
      traveller('109', { unit: '市第一中学' }),
      traveller('111', { unit: '没有' }),
      traveller('113'),
      traveller('113'),
      traveller('115', { surnameLatin: 'LV' }),
    ];
    const { faults } = await check('liaison', 'people', await book(peopleSheets.people, rows));
    expect(faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'H2 birth-differs',
      'A3 outside-scope',
      'A4 unit-unknown',
      'M6 twice',
      'D7 spelling-differs',
    ]);
  });
});

const journey = (facts: object = {}) => ({
  reference: '苏外〔2024〕8号',
  unit: centre,
  purposeTitle: '农产品推介',
  kind: 'abroad',
  category: 'general',
  departure: '2024-06-08',
  return: '2024-06-12',
  regions: ['KR'],
  inviter: '首尔协会',
  budgetCny: 52000,
  grantedOn: '2024-05-20',
  name: '吕晓明',
  identityNumber: identityNumber('19850307', '101'),
  personUnit: centre,
  groupLeader: true,
  leadershipTeamOf: null,
  leadershipRole: null,
  passportReturnedOn: '2024-06-18',
  ...facts,
});

describe('past missions', () => {
  it('find travellers by number, enter the others, and their file is theirs when it is made', async () => {
    const newcomer = identityNumber('19850307', '201');
    const rows = [journey(), journey({ name: '吕望舒', identityNumber: newcomer, groupLeader: false })];
    expect((await commit('liaison', 'past-missions', await book(pastSheets.past, rows))).status).toBe(403);
    expect((await commit('reviewer', 'past-missions', await book(pastSheets.past, rows))).body).toMatchObject({
      rows: 2,
      created: 1,
    });
    const [known] = await app.asOwner(`select person_id from official_travel.known_persons`);
    const file = lawfulTraveller(office.units.centre, {
      givenName: '望舒',
      givenNameLatin: 'WANGSHU',
      identityNumber: newcomer,
    });
    const made = await office.done<{ id: string }>('liaison', 'POST', '/api/official-travel/people', {
      body: { file },
    });
    expect(made.id).toBe(known!.person_id);
    const page = await office.done<{ row: { tripsInTwoYears: number }; trips: { reference: string }[] }>(
      'liaison',
      'GET',
      `/api/official-travel/people/${made.id}`,
    );
    expect(page.trips.map(({ reference }) => reference)).toEqual(['苏外〔2024〕8号']);
    expect(page.row.tripsInTwoYears).toBe(1);
    expect(await count('official_travel.known_persons')).toBe(0);
  });

  it('that are recorded already stay as they are; rows of one mission must agree', async () => {
    const rows = [
      journey(),
      journey({ reference: '新', name: '甲' }),
      journey({ reference: '新', name: '乙', identityNumber: identityNumber('19850307', '301'), return: '2024-06-13' }),
    ];
    const { faults, created } = await check('reviewer', 'past-missions', await book(pastSheets.past, rows));
    expect(created).toBe(1);
    expect(faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual(['G4 mission-differs', 'O4 two-leaders']);
    const moved = await check(
      'reviewer',
      'past-missions',
      await book(pastSheets.past, [journey({ departure: '2024-06-07' })]),
    );
    expect(moved.faults.map(({ code }) => code)).toEqual(['trip-differs']);
  });

  it('of ten thousand rows with one that is bad write nothing', async () => {
    const before = [
      await count('official_travel.trips'),
      await count('kernel.persons'),
      await count('official_travel.imports'),
    ];
    const rows = Array.from({ length: 10_000 }, (_, index) => {
      const serial = String(index % 1000).padStart(3, '0');
      const birthday = `19${60 + Math.floor(index / 1000)}0307`;
      return journey({
        reference: `旧${index}`,
        name: `张${index}`,
        identityNumber: identityNumber(birthday, serial),
        groupLeader: index === 9_998 ? null : true,
      });
    });
    const file = await book(pastSheets.past, rows);
    const refused = await commit('reviewer', 'past-missions', file);
    expect(refused.status).toBe(422);
    expect(refused.body.faults).toEqual([expect.objectContaining({ at: '/历史团组/O10000', code: 'required' })]);
    expect([
      await count('official_travel.trips'),
      await count('kernel.persons'),
      await count('official_travel.imports'),
    ]).toEqual(before);
  }, 60_000);
});

describe('a preview of members', () => {
  const preview = (who: CastName, file: Sent) => send(who, `${at}/members/preview?departure=2026-06-08`, file);
  const row = (facts: object = {}) => ({
    name: '吕晓明',
    identityNumber: identityNumber('19850307', '101'),
    groupRole: 'leader',
    duty: '洽谈',
    ...facts,
  });

  it('gives rows as the form takes them, with earlier missions and without a number', async () => {
    const { body } = await preview('liaison', await book(membersSheets.members, [row()]));
    expect(body.faults).toEqual([]);
    expect(body.rows[0]).toMatchObject({
      name: '吕晓明',
      unit: centre,
      groupRole: 'leader',
      duty: '洽谈',
      partyMember: true,
    });
    expect(body.rows[0].earlier.map((one: { departure: string }) => one.departure)).toEqual(['2024-06-08']);
    expect(JSON.stringify(body)).not.toContain(identityNumber('19850307', '101'));
  });

  it('names the cell of who is not on the list, has another name, or lies outside the view', async () => {
    const rows = [row({ identityNumber: identityNumber('19850307', '901') }), row({ name: '别名' }), row(), row()];
    const { body } = await preview('liaison', await book(membersSheets.members, rows));
    expect(body.faults.map((one: { cell: string; code: string }) => `${one.cell} ${one.code}`)).toEqual([
      'B2 person-unknown',
      'A3 name-differs',
      'B5 twice',
    ]);
    const other = await preview('otherLiaison', await book(membersSheets.members, [row()]));
    expect(other.body.faults.map((one: { code: string }) => one.code)).toEqual(['person-unknown']);
    expect((await preview('reviewer', await book(membersSheets.members, [row()]))).status).toBe(403);
  });

  it('of a programme gives half days', async () => {
    const halfDay = { date: '2026-06-08', half: 'am', city: '首尔', activity: 'official', content: '洽谈', host: '' };
    const { body } = await send('liaison', `${at}/programme/preview`, await book(programmeSheets.programme, [halfDay]));
    expect(body).toEqual({ rows: [halfDay], faults: [] });
  });
});

describe('a table of rates', () => {
  const tables = '/api/official-travel/rate-tables';
  const where = (mode: string) =>
    `${tables}?mode=${mode}&title=${encodeURIComponent('2026年标准')}&source=${encodeURIComponent('财行〔2026〕1号')}&validFrom=2026-01-01`;
  const rate = (facts: object = {}) => ({
    region: 'KR',
    cities: '首尔、釜山',
    currency: 'USD',
    lodging: 190,
    meals: 70,
    incidentals: 35,
    ...facts,
  });
  const inForce = () =>
    app.database.read(app.officeId, (queries) => rateTableAt(queries, app.officeId, app.clock.now()));

  it('with a place twice or an unknown currency is not taken over', async () => {
    const file = await book(rateSheets.rates, [
      rate(),
      rate({ cities: '济州、釜山' }),
      rate({ region: 'JP', cities: '', currency: 'YEN' }),
    ]);
    const { body } = await send('reviewer', where('check'), file);
    expect(body.faults.map((one: { cell: string; code: string }) => `${one.cell} ${one.code}`)).toEqual([
      'C4 unknown-value',
      'B3 twice',
    ]);
    expect((await send('reviewer', where('commit'), file)).status).toBe(422);
    expect((await send('liaison', where('commit'), file)).status).toBe(403);
  });

  it('counts only when a second person has checked it', async () => {
    const { body } = await send(
      'reviewer',
      where('commit'),
      await book(rateSheets.rates, [rate(), rate({ cities: '其他城市', lodging: 155.5 })]),
    );
    expect(await inForce()).toBeNull();
    const path = `${tables}/${body.tableId}/check`;
    const own = await office.as('reviewer', 'POST', path, { body: { verdict: 'right', note: '' } });
    expect(JSON.parse(own.body).type).toContain('second-person-needed');
    await office.done('officeHead', 'POST', path, { body: { verdict: 'right', note: '与原件一致' } });
    expect(await inForce()).toMatchObject({
      title: '2026年标准',
      rows: [
        ['KR', '其他城市', 'USD', 155.5, 70, 35],
        ['KR', '首尔、釜山', 'USD', 190, 70, 35],
      ],
    });
    expect((await office.as('officeHead', 'POST', path, { body: { verdict: 'wrong', note: '' } })).statusCode).toBe(
      409,
    );
  });
});

it('the same request sent twice is one import', async () => {
  const key = randomUUID();
  const file = await book(planSheets.lines, [line({ title: '重发' })]);
  const where = `&year=2027&unit=${office.units.centre}`;
  const first = await commit('liaison', 'plan-lines', file, where, key);
  const again = await commit('liaison', 'plan-lines', file, where, key);
  expect(first.status).toBe(200);
  expect(again.body).toEqual(first.body);
  expect(await count(`official_travel.plan_lines where title = '重发'`)).toBe(1);
});
