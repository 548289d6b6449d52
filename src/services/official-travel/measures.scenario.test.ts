import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { missionStage } from '#apps/server/testing-missions.ts';
import { readDocx } from '#kernel/documents/docx/testing.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import type { MissionOffice } from './testing.ts';
import { recordTrip, setTripStatus, type Trip } from './trips/storage.ts';

/* Figures, parts and lists over missions of two years: they agree, and each reader counts and opens what is theirs. */

const { app, office, walk } = await missionStage('2026-01-10');
const cases = { centre: randomUUID(), school: randomUUID(), county: randomUUID() };

const trip = (facts: Partial<Trip> & Pick<Trip, 'unitId' | 'unitPath'>): Trip => ({
  caseId: null,
  reference: `往年-${randomUUID().slice(0, 8)}`,
  status: 'approved',
  kind: 'abroad',
  category: 'general',
  unitNames: ['某单位'],
  departure: '2025-05-12',
  return: '2025-05-16',
  regions: ['KR'],
  inviters: [],
  purposeTitle: '经贸洽谈',
  budgetCny: 50000,
  grantedOn: '2025-04-20',
  people: [1, 2].map(() => ({
    personId: randomUUID(),
    leadershipTeamOf: null,
    leadershipRole: null,
    groupLeader: false,
  })),
  ...facts,
});

const write = (run: (work: Parameters<typeof recordTrip>[0]) => Promise<unknown>) =>
  app.runner.run(programActor(app.officeId), {
    name: 'test.trip',
    key: randomUUID(),
    input: {},
    run: async (work) => {
      await run(work);
      return {};
    },
  });

beforeAll(async () => {
  const { units } = office;
  const centre = { unitId: units.centre, unitPath: [units.office, units.bureau, units.centre] };
  const school = { unitId: units.school, unitPath: [units.office, units.school] };
  const county = { unitId: units.countyUnit, unitPath: [units.office, units.county, units.countyUnit] };
  await write(async (work) => {
    await recordTrip(work, trip({ ...centre, caseId: cases.centre }));
    await recordTrip(
      work,
      trip({
        ...centre,
        departure: '2025-09-01',
        return: '2025-09-08',
        regions: ['JP', 'KR'],
        grantedOn: '2025-08-01',
      }),
    );
    await recordTrip(work, trip({ ...school, caseId: cases.school, category: 'academic', regions: ['DE'] }));
    await recordTrip(
      work,
      trip({
        ...county,
        caseId: cases.county,
        kind: 'hong-kong-macao',
        regions: ['HK'],
        grantedOn: '2025-12-30',
        departure: '2026-01-05',
        return: '2026-01-07',
      }),
    );
    await recordTrip(work, trip({ ...school, status: 'applied', grantedOn: null }));
  });
  await office.on('2026-03-01');
  await write((work) => setTripStatus(work, cases.school, 'cancelled'));
});

interface Figure {
  readonly total: { figure: number | null; records: number };
  readonly parts: { part: string; label: { zh: string }; figure: number; records: number }[];
}
interface Records {
  readonly rows: {
    record: string;
    happenedOn: string;
    quantity: number;
    link: string | null;
    unit: { name: string };
  }[];
  readonly total: Figure['total'];
  readonly hidden: number;
  readonly next: string | null;
}
type Who = Parameters<MissionOffice['as']>[0];
const figure = (id: string, query = '', who: Who = 'reviewer') =>
  office.done<Figure>(who, 'GET', `/api/measures/official-travel.${id}${query}`);
const records = (id: string, query = '', who: Who = 'reviewer') =>
  office.done<Records>(who, 'GET', `/api/measures/official-travel.${id}/records${query}`);

it('approvals are counted by the day of the grant, journeys by the day of departure, and what is applied for not at all', async () => {
  expect((await figure('missions-granted', '?from=2025-01-01&to=2025-12-31')).total).toEqual({ figure: 3, records: 3 });
  expect((await figure('missions', '?from=2025-01-01&to=2025-12-31')).total).toEqual({ figure: 2, records: 2 });
  expect((await figure('missions', '?from=2026-01-01&to=2026-12-31')).total.figure).toBe(1);
});

it('as of a day before it was cancelled, a mission still counts', async () => {
  expect((await figure('missions', '?from=2025-01-01&to=2025-12-31&asOf=2026-02-28')).total.figure).toBe(3);
  expect((await figure('missions', '?from=2025-01-01&to=2025-12-31&asOf=2026-03-01')).total.figure).toBe(2);
  expect((await figure('missions', '?asOf=2025-12-31')).total.figure).toBe(0);
});

it('person-trips and person-days are their own figures, of the same missions', async () => {
  expect((await figure('person-trips', '?from=2025-01-01&to=2025-12-31')).total).toEqual({ figure: 4, records: 2 });
  // 2 × 5 days and 2 × 8 days
  expect((await figure('person-days', '?from=2025-01-01&to=2025-12-31')).total).toEqual({ figure: 26, records: 2 });
});

it.each(['month', 'year', 'unit', 'kind', 'category', 'regions'])(
  'the parts by %s add up to the whole, and each to its list',
  async (by) => {
    const { total, parts } = await figure('person-trips', `?by=${by}`);
    expect(parts.reduce((sum, part) => sum + part.figure, 0)).toBe(total.figure);
    expect(parts.reduce((sum, part) => sum + part.records, 0)).toBe(total.records);
    for (const { part, figure: number, records: count } of parts) {
      const list = await records('person-trips', `?by=${by}&part=${part}`);
      expect(list.total).toEqual({ figure: number, records: count });
      expect(list.rows.reduce((sum, row) => sum + row.quantity, 0)).toBe(number - list.hidden * 2);
    }
  },
);

it('a mission to two countries stands under both, and the measure says that these parts overlap', async () => {
  const { total, parts } = await figure('missions', '?by=region&from=2025-01-01&to=2025-12-31');
  expect(Object.fromEntries(parts.map(({ part, figure: number }) => [part, number]))).toEqual({ KR: 2, JP: 1 });
  expect(parts[0]?.label.zh).toBe('韩国');
  expect(total.figure).toBe(2);
  const { measures } = await office.done<{
    measures: { id: string; dimensions: { key: string; overlapping: boolean }[] }[];
  }>('reviewer', 'GET', '/api/measures');
  const { dimensions } = measures.find(({ id }) => id === 'official-travel.missions')!;
  expect(dimensions.find(({ key }) => key === 'region')?.overlapping).toBe(true);
  expect(dimensions.find(({ key }) => key === 'month')?.overlapping).toBe(false);
});

it('the list comes in pages and narrows by what is asked', async () => {
  const first = await records('missions', '?limit=2');
  expect(first.rows).toHaveLength(2);
  const second = await records('missions', `?limit=2&cursor=${first.next}`);
  expect(second.next).toBeNull();
  expect(new Set([...first.rows, ...second.rows].map(({ record }) => record)).size).toBe(3);
  expect((await records('missions', '?only=kind:hong-kong-macao')).rows.map(({ unit }) => unit.name)).toEqual([
    '宿豫区文旅局',
  ]);
});

it('a county counts its own units only, a traveller counts nothing, another office nothing of this one', async () => {
  expect((await figure('missions', '', 'countyReviewer')).total.figure).toBe(1);
  expect((await figure('missions', '', 'otherHead')).total.figure).toBe(0);
  expect((await office.as('leader', 'GET', '/api/measures/official-travel.missions')).statusCode).toBe(403);
  expect((await office.as('leader', 'GET', '/api/measures')).json()).toEqual({ measures: [] });
  const elsewhere = await app.office('xuzhou');
  const foreign = await app.person({ roles: ['office-head'], officeId: elsewhere, subtree: true });
  const reply = await app.ask('GET', '/api/measures/official-travel.missions', { as: foreign });
  expect(reply.json()).toMatchObject({ total: { figure: 0, records: 0 } });
});

it('asks that make no sense are refused by name', async () => {
  const status = async (path: string) => (await office.as('reviewer', 'GET', `/api/measures/${path}`)).statusCode;
  expect(await status('official-travel.unheard-of')).toBe(404);
  expect(await status('official-travel.missions?by=colour')).toBe(422);
  expect(await status('official-travel.missions?from=2026-01-02&to=2026-01-01')).toBe(422);
  expect(await status('official-travel.missions/records?part=x')).toBe(422);
  expect(await status('official-travel.missions/records?cursor=x')).toBe(400);
});

it('the brief says the figure in one sentence, beside the year before', async () => {
  const brief = await office.done<{
    sentence: { zh: string };
    yearBefore: Figure['total'];
    parts: unknown[];
    rows: unknown[];
  }>('reviewer', 'GET', '/api/measures/official-travel.person-trips/brief?from=2026-01-01&to=2026-12-31');
  expect(brief.sentence.zh).toBe('2026-01-01至2026-12-31，因公出国（境）人员2人次。');
  expect(brief.yearBefore).toEqual({ figure: 4, records: 2 });
  expect(brief.parts).toHaveLength(1);
  expect(brief.rows).toHaveLength(1);
});

it('from every chart one comes to its list and from the list to its brief, on the page and as a sheet', async () => {
  const period = 'from=2026-01-01&to=2026-12-31';
  for (const [measure, by] of [
    ['missions', 'month'],
    ['missions', 'region'],
    ['person-trips', 'month'],
    ['person-trips', 'region'],
  ] as const) {
    const { parts } = await figure(measure, `?by=${by}&${period}`);
    const { part, label, figure: counted, records: count } = parts[0]!;
    const of = `by=${by}&part=${encodeURIComponent(part)}&${period}`;
    const list = await office.done<{ rows: unknown[]; total: object }>(
      'reviewer',
      'GET',
      `/api/measures/official-travel.${measure}/records?${of}`,
    );
    expect(list.total).toEqual({ figure: counted, records: count });
    const brief = await office.done<{ sentence: { zh: string }; total: object; rows: unknown[]; parts: unknown[] }>(
      'reviewer',
      'GET',
      `/api/measures/official-travel.${measure}/brief?${of}`,
    );
    expect(brief.total).toEqual(list.total);
    expect(brief.rows).toEqual(list.rows);
    expect(brief.sentence.zh).toContain(`（${label!.zh}）${counted}`);
    const sheet = await office.as('reviewer', 'GET', `/api/measures/official-travel.${measure}/brief.docx?${of}`);
    const read = readDocx(sheet.rawPayload);
    expect(read.paragraphs).toContainEqual(expect.stringContaining(brief.sentence.zh));
    expect(read.tables.map((table) => table.length - 1)).toEqual([brief.parts.length, list.rows.length]);
  }
  const none = await office.as('leader', 'GET', `/api/measures/official-travel.missions/brief.docx?${period}`);
  expect(none.statusCode).toBe(403);
});

it('days by step and returns by reason come from the history of cases', async () => {
  await office.on('2026-04-13');
  const mission = office.mission();
  const id = await walk.draft(mission);
  await walk.toOfficeHead(id, mission);
  await walk.decide(id, 'officeHead', 'return', {
    to: 'applicant',
    reason: 'funding',
    words: '请核对预算',
    way: 'come-back',
  });
  expect(await figure('returns', '?by=reason&from=2026-04-01&to=2026-04-30')).toMatchObject({
    total: { figure: 1 },
    parts: [{ part: 'funding', label: { zh: '经费问题' }, figure: 1 }],
  });
  const { parts } = await figure('days-by-step', '?by=step&from=2026-04-01&to=2026-04-30');
  // From the 13th, when personnel had filed, to the 22nd, when the notice was over.
  expect(parts.find(({ part }) => part === 'publicity')).toMatchObject({
    figure: 9,
    records: 1,
    label: { zh: '公示' },
  });
  expect(parts.find(({ part }) => part === 'unit-sign')?.figure).toBe(0);
  const { rows, hidden } = await records('returns', '', 'supervisor');
  expect(rows.map(({ link }) => link)).toEqual([`/desk/official-travel/${id}`]);
  expect(hidden).toBe(0);
});
