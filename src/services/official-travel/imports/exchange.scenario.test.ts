import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { setSetting } from '#kernel/settings/storage.ts';
import { readXlsx } from '#kernel/tables/read-xlsx.ts';
import { writeWorkbook } from '#kernel/tables/write-workbook.ts';
import { identityNumber, lawfulTraveller } from '../people/fixtures.ts';
import type { TestMission } from '../testing-walk.ts';
import { exchangeColumns } from './exchange-columns.ts';
import { replySheets } from './sheets.ts';
import { multipart } from './testing.ts';

/* A mission that goes to the province and comes back, without anything being typed twice. */

const { app, office, walk } = await missionStage();
let id: string;
let mission: TestMission;
const number = '321300-2026-0001';
const leaderNumber = identityNumber('19850307', '101');

beforeAll(async () => {
  await office.on('2026-04-13');
  const file = lawfulTraveller(office.units.centre, {
    surname: '陈',
    givenName: '守一',
    surnameLatin: 'CHEN',
    givenNameLatin: 'SHOUYI',
    identityNumber: leaderNumber,
    passportType: null,
    passportNumber: null,
    passportExpiresOn: null,
  });
  await office.done('liaison', 'POST', '/api/official-travel/people', {
    body: { personId: office.id('leader'), file },
  });
  mission = office.mission((one) => {
    one.members.people[0]!.rank = 'bureau-deputy';
    one.basics.task = '=推介本市优质农产品，与采购商洽谈供货';
  });
  id = await walk.draft(mission);
}, 120_000);

const exchange = (format: string) => `/api/official-travel/missions/${id}/exchange/${format}`;
async function sheets() {
  const reply = await office.as('reviewer', 'GET', exchange('xlsx'));
  const read = await readXlsx(reply.rawPayload);
  return new Map(
    read.map((sheet) => {
      const rows: string[][] = [];
      sheet.rows(({ cells }) => {
        rows.push(
          [...cells.values()].map((cell) =>
            cell.type === 'text' ? cell.text : cell.type === 'number' ? String(cell.number) : `(${cell.type})`,
          ),
        );
      });
      return [sheet.name, rows] as const;
    }),
  );
}

it('a draft has no number to come back by and is not exported', async () => {
  expect((await office.as('reviewer', 'GET', exchange('xlsx'))).statusCode).toBeGreaterThanOrEqual(400);
});

it('submitted, it goes out as three tables with the numbers that the province wants, to those who hand it on only', async () => {
  await walk.toOfficeHead(id, mission);
  await walk.decide(id, 'officeHead', 'approve');
  await walk.decide(id, 'cityLeader', 'approve');
  await walk.act(id, 'reviewer', 'complete-issue', {
    node: 'issue-request',
    document: await walk.handedOut(id, 'request-to-province'),
  });
  expect(await walk.stands(id)).toMatchObject({ state: 'awaiting-superior' });

  expect((await office.as('liaison', 'GET', exchange('xlsx'))).statusCode).toBe(403);
  const tables = await sheets();
  expect([...tables.keys()]).toEqual(['团组信息', '人员信息', '行程']);
  const [heads, row] = tables.get('团组信息')!;
  expect(heads?.slice(0, 3)).toEqual(['申报编号', '团组名称', '事项类型']);
  expect(row).toEqual(
    expect.arrayContaining([number, '赴韩国农产品推介团', '出国', '=推介本市优质农产品，与采购商洽谈供货', '韩国']),
  );
  expect(tables.get('人员信息')![1]).toEqual(expect.arrayContaining(['陈守一', 'CHEN SHOUYI', '男', leaderNumber]));
  expect(tables.get('行程')).toHaveLength(3);
});

it('as CSV it is three files in UTF-8, and what looks like a formula is guarded', async () => {
  const reply = await office.as('reviewer', 'GET', exchange('csv'));
  const files = unzipSync(reply.rawPayload);
  expect(Object.keys(files)).toEqual(['团组信息.csv', '人员信息.csv', '行程.csv']);
  const text = Buffer.from(files['团组信息.csv']!).toString('utf8');
  expect(text.startsWith('\uFEFF申报编号,团组名称')).toBe(true);
  expect(text).toContain(",'=推介本市");
});

it('its columns are those that the office has set', async () => {
  await app.runner.run(app.actor({ roles: ['system-administrator'] }), {
    name: 'test.columns',
    key: randomUUID(),
    input: {},
    run: async (work) => {
      const value = {
        ...exchangeColumns.default,
        people: [
          { header: '证件', field: 'identityNumber' },
          { header: '人员', field: 'name' },
        ],
      };
      await setSetting(work, exchangeColumns, { value, validFrom: '2026-01-01' as never, reason: '按省系统模板' });
      return {};
    },
  });
  expect((await sheets()).get('人员信息')!.slice(0, 2)).toEqual([
    ['证件', '人员'],
    [leaderNumber, '陈守一'],
  ]);
});

const reply = (facts: object = {}) => ({
  caseNumber: number,
  number: '苏外〔2026〕12号',
  authority: '省外办',
  date: '2026-04-20',
  granted: true,
  note: '',
  ...facts,
});
const passport = (facts: object = {}) => ({
  name: '陈守一',
  identityNumber: leaderNumber,
  passportType: 'service-ordinary',
  passportNumber: 'PE7654321',
  passportExpiresOn: '2031-04-30',
  ...facts,
});
async function bring(who: 'reviewer' | 'liaison', replies: object[], passports: object[], mode = 'commit') {
  const content = await writeWorkbook(
    [
      { sheet: replySheets.replies, rows: replies as Record<string, unknown>[] },
      { sheet: replySheets.passports, rows: passports as Record<string, unknown>[] },
    ],
    'zh',
  );
  const answer = await office.as(who, 'POST', `/api/official-travel/imports/replies?mode=${mode}`, multipart(content));
  return { status: answer.statusCode, body: JSON.parse(answer.body) };
}

it('what comes back is matched by number; a wrong one stops all of it', async () => {
  await office.on('2026-04-27');
  expect((await bring('liaison', [reply()], [])).status).toBe(403);
  const { status, body } = await bring(
    'reviewer',
    [reply({ caseNumber: '321300-2026-0099' }), reply({ date: '2026-05-20' })],
    [passport({ identityNumber: identityNumber('19850307', '999') })],
  );
  expect(status).toBe(422);
  expect(body.faults.map((one: { at: string; code: string }) => `${one.at} ${one.code}`)).toEqual([
    '/批复/A2 case-unknown',
    '/批复/D3 future',
    '/证照/B2 person-unknown',
  ]);
  const page = await walk.page(id);
  expect((page as unknown as { content: Record<string, unknown> }).content['province-reply']).toBeNull();
});

it('the reply stands in the case and the passport in the file, and the case goes on', async () => {
  expect((await bring('reviewer', [reply()], [passport()])).body).toMatchObject({ rows: 2, created: 1, changed: 1 });
  const page = (await walk.page(id, 'reviewer')) as unknown as { content: Record<string, unknown> };
  expect(page.content['province-reply']).toMatchObject({ number: '苏外〔2026〕12号', granted: true });
  const member = await office.done<{ member: object }>(
    'liaison',
    'GET',
    `/api/official-travel/people/${office.id('leader')}/member`,
  );
  expect(member.member).toMatchObject({ passportType: 'service-ordinary', passportExpiresOn: '2031-04-30' });
  expect((await walk.act(id, 'reviewer', 'complete-wait', { node: 'province' })).statusCode).toBe(200);
  expect(await walk.stands(id)).toMatchObject({ state: 'granted' });
});
