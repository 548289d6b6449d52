import { beforeAll, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { readDocx } from '#kernel/documents/docx/testing.ts';
import type { CastName } from './testing.ts';
import { opinions } from './testing-walk.ts';

/* The lawful mission leaves on 8 June 2026 and is back on 12 June; its leader is deputy head of the centre. */

const { app, office, walk } = await missionStage();
let id: string;

beforeAll(async () => {
  await office.on('2026-04-13');
  const mission = office.mission();
  id = await walk.draft(mission);
  await walk.toNotice(id, mission);
  await office.as('liaison', 'PUT', `${id}/sections/publicity`, {
    body: { content: opinions.notice(mission, '2026-04-14', '2026-04-21') },
    version: (await walk.page(id, 'liaison')).sections.find(({ section }) => section === 'publicity')!.version,
  });
});

const sheet = async (who: CastName, day?: string) => {
  const reply = await office.as(who, 'GET', `/api/desk/week.docx${day ? `?day=${day}` : ''}`);
  expect(reply.statusCode, reply.body.slice(0, 300)).toBe(200);
  const read = readDocx(reply.rawPayload);
  const titles = read.paragraphs.filter((text) => /^[一二三四五六]、/.test(text));
  return { ...read, rows: new Map(titles.map((title, at) => [title.slice(2), read.tables[at]!.slice(1)])) };
};

it('names the week, what is due in it and the notice that ends in it', async () => {
  const { paragraphs, rows } = await sheet('reviewer', '2026-04-22');
  expect(paragraphs.slice(0, 2)).toEqual(['本周工作安排', '（2026年4月20日至4月26日）']);
  expect(rows.get('公示期满')).toEqual([
    [
      '4月21日（周二）',
      expect.stringMatching(/^赴韩国农产品推介团（321300-2026-\d{4}）$/),
      '市农业技术推广中心',
      '单位公告栏和内网',
    ],
  ]);
  expect(rows.get('办件到期')?.[0]?.slice(2)).toEqual(['市农业技术推广中心', '公示中']);
});

it('an overdue case stands in every week until it is done, and says so', async () => {
  const { rows } = await sheet('reviewer', '2026-06-10');
  expect(rows.get('办件到期')?.[0]?.[3]).toBe('公示中，已逾期');
});

it('a granted mission is in the weeks of its departure and return, and its leader among the leaders', async () => {
  await office.stage.asOwner(`update official_travel.trips set status = 'approved' where case_id = $1`, [id]);
  const { rows, paragraphs } = await sheet('officeHead', '2026-06-10');
  const [departure] = rows.get('团组离境')!;
  expect(departure).toEqual([
    '6月8日（周一）',
    expect.stringContaining('赴韩国农产品推介团'),
    '市农业技术推广中心',
    '韩国，4 人',
  ]);
  expect(rows.get('团组返回')?.[0]?.[0]).toBe('6月12日（周五）');
  expect(rows.get('领导外事活动')?.[0]?.[1]).toMatch(/^陈守一（.+）率团：赴韩国农产品推介团/);
  expect(paragraphs).toContain('本周没有公示期满、期限事项。');
  expect([...(await sheet('officeHead', '2026-06-15')).rows.keys()]).not.toContain('团组返回');
});

it('another unit reads nothing of it; whoever is not signed in, nothing at all', async () => {
  const { paragraphs, tables } = await sheet('otherHead', '2026-06-10');
  expect(tables).toEqual([]);
  expect(paragraphs).toContain('本周没有到期事项、出访团组和已知的领导外事活动。');
  expect((await app.ask('GET', '/api/desk/week.docx')).statusCode).toBe(401);
});

it('lies on the paper of GB/T 9704: A4, 37 mm above, 28 mm at the left, lines of its grid', async () => {
  const { xml } = await sheet('reviewer', '2026-06-10');
  const twips = (millimetres: number) => Math.round((millimetres / 25.4) * 1440);
  const margin = (side: string) => Number(new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`).exec(xml)?.[1]);
  expect(Math.abs(margin('top') - twips(37))).toBeLessThan(3);
  expect(Math.abs(margin('left') - twips(28))).toBeLessThan(3);
  expect(xml).toMatch(/<w:docGrid[^>]*w:linePitch="579"/);
  expect(xml).toContain('方正小标宋简体');
});

it('a day that is none is refused with its field', async () => {
  const reply = await office.as('reviewer', 'GET', '/api/desk/week.docx?day=2026-02-30');
  expect(reply.statusCode).toBe(422);
});
