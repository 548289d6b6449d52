import { beforeAll, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { writeWorkbook } from '#kernel/tables/write-workbook.ts';
import { rateSheets } from '../imports/sheets.ts';
import { multipart } from '../imports/testing.ts';
import type { MissionOffice } from '../testing.ts';

/* The lawful mission stays four nights and five days in Seoul: USD 180 a night, 70 and 35 a day by 财行〔2017〕434号. */

const { office, walk } = await missionStage();
let submitted: string;
const tables = '/api/official-travel/rate-tables';

interface Rates {
  readonly rates: { readonly table: { title: { zh: string }; from: string; own: boolean }; readonly rows: unknown };
}
interface Ceilings {
  readonly table: Rates['rates']['table'];
  readonly lines: readonly { readonly item: string; readonly rate: number }[];
}

beforeAll(async () => {
  await office.on('2026-04-13');
  submitted = await submit(office.mission());
});

const submit = async (mission: ReturnType<MissionOffice['mission']>) => {
  const id = await walk.draft(mission);
  const reply = await walk.act(id, 'liaison', 'submit');
  expect(reply.statusCode, reply.body).toBeLessThan(300);
  return id;
};
const table = async (title: string, from: string, lodging: number) => {
  const row = { region: 'KR', cities: '首尔', currency: 'USD', lodging, meals: 60, incidentals: 30 };
  const file = multipart(await writeWorkbook([{ sheet: rateSheets.rates, rows: [row] }], 'zh'));
  const query = new URLSearchParams({ mode: 'commit', title, source: '市财政局样例〔2026〕1号', validFrom: from });
  return office.done<{ tableId: string }>('reviewer', 'POST', `${tables}?${query}`, file);
};
const checked = (id: string) =>
  office.done('officeHead', 'POST', `${tables}/${id}/check`, { body: { verdict: 'right', note: '与原件一致' } });
const ceilings = (id: string) => office.done<Ceilings>('liaison', 'GET', `${id}/ceilings`);
const ratesOf = async (id: string, who: 'liaison' | 'reviewer') => (await office.done<Rates>(who, 'GET', id)).rates;
const lodgingOf = ({ lines }: Ceilings) => lines.find(({ item }) => item === 'lodging')?.rate;

it('without a table of its own the office goes by the national rates, and the case says which', async () => {
  expect(await ratesOf(submitted, 'reviewer')).toMatchObject({
    table: { title: { zh: '因公临时出国住宿费、伙食费、公杂费开支标准' }, from: '2018-01-01', own: false },
    rows: null,
  });
});

it('a table that nobody else has checked changes nothing', async () => {
  await office.on('2026-04-14');
  const { tableId } = await table('本市2026年标准', '2026-04-01', 150);
  const draft = await walk.draft(office.mission());
  expect(lodgingOf(await ceilings(draft))).toBe(180);
  await checked(tableId);
  expect(lodgingOf(await ceilings(draft))).toBe(150);
});

it('a new draft is measured by the new table; its lines above it are found', async () => {
  const draft = await walk.draft(office.mission());
  const computed = await ceilings(draft);
  expect(computed.table).toMatchObject({ title: { zh: '本市2026年标准' }, from: '2026-04-01', own: true });
  expect(computed.lines.map(({ item, rate }) => [item, rate])).toEqual([
    ['lodging', 150],
    ['meals', 60],
    ['incidentals', 30],
  ]);
  const { check } = await walk.page(draft, 'liaison');
  const broken = check.findings.map(({ rule }) => rule);
  expect(broken).toContain('BUD-07');
  expect(await ratesOf(draft, 'liaison')).toMatchObject({
    table: { own: true },
    rows: [['KR', '首尔', 'USD', 150, 60, 30]],
  });
});

it('a submitted mission keeps the table of its submission, though the new one began before it', async () => {
  const { check } = await walk.page(submitted, 'reviewer');
  expect(check.findings.map(({ rule }) => rule)).not.toContain('BUD-07');
  expect(await ratesOf(submitted, 'reviewer')).toMatchObject({ table: { own: false, from: '2018-01-01' } });
  expect(lodgingOf(await ceilings(submitted))).toBe(180);
});

it('a mission submitted under a table keeps it when the next one comes', async () => {
  const lower = office.mission((mission) => {
    for (const line of mission.budget.lines) {
      const unit = { lodging: 150, meals: 60, incidentals: 30 }[line.item as string];
      if (unit === undefined) continue;
      line.unit = unit;
      line.amount = unit * line.quantity * 4;
    }
  });
  lower.plan.lineId = await office.plan({ unit: 'centre', number: '2026-本级-09', title: '再赴韩国' });
  // Two missions so alike would be one team split in two.
  await office.done('liaison', 'POST', `${submitted}/withdraw`, {
    body: { outcome: 'end' },
    version: (await walk.page(submitted)).version,
  });
  const under = await submit(lower);
  await office.on('2026-04-20');
  await checked((await table('本市2026年第二次标准', '2026-04-15', 100)).tableId);
  expect(await ratesOf(under, 'reviewer')).toMatchObject({ table: { title: { zh: '本市2026年标准' }, own: true } });
  expect((await walk.page(under, 'reviewer')).check.findings.map(({ rule }) => rule)).not.toContain('BUD-05');
  const draft = await walk.draft(office.mission());
  expect(lodgingOf(await ceilings(draft))).toBe(100);
});
