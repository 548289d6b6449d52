import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '#apps/server/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { PlanAdjustment } from './adjustments/endpoints.ts';
import { planHandlers } from './handlers.ts';
import { at, header, line, need, planStage } from './testing.ts';

type Stage = Awaited<ReturnType<typeof planStage>>;
let app: TestApp;
let units: Stage['units'];
let who: Stage['who'];
let ask: Stage['ask'];
let done: Stage['done'];
let add: Stage['add'];
let lines: Stage['lines'];
let given: Stage['given'];
let use: Stage['use'];

beforeAll(async () => {
  app = await testApp({ handlers: () => planHandlers({} as Kernel) });
  ({ units, who, ask, done, add, lines, given, use } = await planStage(app));
});
afterAll(() => app?.close());

describe('a line on its way', () => {
  test('goes from the unit over the county to the office and takes its number', async () => {
    const id = await add('liaison', units.countyUnit);
    expect((await lines('liaison'))[0]).toMatchObject({
      state: 'draft',
      number: null,
      use: null,
      acts: ['change', 'delete'],
    });

    expect(
      (await ask('liaison', 'POST', 'submit', { unitId: units.countyUnit, year: 2021, header, lines: [id] }))
        .statusCode,
    ).toBe(403);
    await done('head', 'POST', 'submit', { unitId: units.countyUnit, year: 2021, header, lines: [id] });

    const early = await ask('reviewer', 'POST', 'give', { lines: [id], authorityNumber: null });
    expect(early.statusCode).toBe(409);
    expect(early.json().type).toBe('urn:honglu:problem:plan-not-consolidated');

    expect((await lines('county'))[0]?.acts).toEqual(['return', 'consolidate']);
    await done('county', 'POST', 'consolidate', { lines: [id] });
    expect((await ask('county', 'POST', 'give', { lines: [id], authorityNumber: null })).statusCode).toBe(403);
    const { numbers } = await done<{ numbers: { number: string }[] }>('reviewer', 'POST', 'give', {
      lines: [id],
      authorityNumber: null,
    });
    expect(numbers).toEqual([{ id, number: '2021-宿豫区-01' }]);
    expect((await lines('head'))[0]).toMatchObject({ state: 'given', use: 'free' });
  });

  test('of a unit of the city itself needs no county', async () => {
    const id = await given({ title: '赴日本校际交流', purposeType: 'inter-school-visit' });
    expect((await lines('ownHead')).find((row) => row.id === id)?.number).toBe('2021-本级-01');
  });

  test('comes back with a reason, is changed and sent again', async () => {
    const id = await add('ownLiaison', units.own, { title: '赴新加坡培训' });
    await done('ownHead', 'POST', 'submit', { unitId: units.own, year: 2021, header, lines: [id] });
    expect((await ask('ownLiaison', 'PUT', `lines/${id}`, { line: line() }, 2)).statusCode).toBe(409);
    await done('reviewer', 'POST', 'return', { lines: [id], reason: '天数过多' });
    const back = (await lines('ownLiaison')).find((row) => row.id === id)!;
    expect(back).toMatchObject({ state: 'draft', returnedReason: '天数过多' });
    expect(
      (await ask('ownLiaison', 'PUT', `lines/${id}`, { line: line({ title: '赴新加坡培训' }) }, 1)).statusCode,
    ).toBe(409);
    await done('ownLiaison', 'PUT', `lines/${id}`, { line: line({ title: '赴新加坡培训', days: 4 }) }, back.version);
    await done('ownHead', 'POST', 'submit', { unitId: units.own, year: 2021, header, lines: [id] });
    expect((await lines('ownLiaison')).find((row) => row.id === id)).toMatchObject({
      state: 'submitted',
      returnedReason: null,
    });
  });

  test.each([
    ['a month of another year is refused', { month: '2022-06' }, 422],
    ['a leader of county rank without a name is refused', { leader: null }, 422],
    ['ninety-nine characters of need are too few', { need: need.slice(0, 99) }, 422],
    ['four countries are too many', { regions: ['KR', 'JP', 'SG', 'MY'] }, 422],
  ])('%s', async (_, facts, status) => {
    const reply = await ask('ownLiaison', 'POST', 'lines', {
      unitId: units.own,
      year: 2021,
      line: line({ title: '另一团组', ...facts }),
    });
    expect(reply.statusCode).toBe(status);
  });

  test('a second line of the same name in one unit and year is refused', async () => {
    await add('ownLiaison', units.own, { title: '重名团组' });
    const reply = await ask('ownLiaison', 'POST', 'lines', {
      unitId: units.own,
      year: 2021,
      line: line({ title: '重名团组' }),
    });
    expect(reply.json().type).toBe('urn:honglu:problem:plan-title-taken');
  });

  test('Hong Kong is not submitted among countries', async () => {
    const id = await add('ownLiaison', units.own, { title: '赴香港交流', regions: ['HK'] });
    const reply = await ask('ownHead', 'POST', 'submit', { unitId: units.own, year: 2021, header, lines: [id] });
    expect(reply.statusCode).toBe(422);
    expect(reply.json().faults).toContainEqual(expect.objectContaining({ code: 'other-kind' }));
    await done('ownHead', 'POST', 'submit', {
      unitId: units.own,
      year: 2021,
      header: { ...header, kind: 'hong-kong-macao' },
      lines: [id],
    });
  });
});

describe('who may', () => {
  test('a liaison officer of another unit neither sees nor adds', async () => {
    expect((await lines('ownLiaison')).every((row) => row.unit.id === units.own)).toBe(true);
    expect(
      (await ask('liaison', 'POST', 'lines', { unitId: units.own, year: 2021, line: line({ title: '外单位' }) }))
        .statusCode,
    ).toBe(403);
  });

  test('a county sees its own area only; a traveller nothing', async () => {
    expect(new Set((await lines('county')).map((row) => row.unit.id))).toEqual(new Set([units.countyUnit]));
    expect((await ask('traveller', 'GET', 'lines?year=2021')).statusCode).toBe(403);
  });

  test('a county may not consolidate another area', async () => {
    const id = await add('ownLiaison', units.own, { title: '非辖区' });
    await done('ownHead', 'POST', 'submit', { unitId: units.own, year: 2021, header, lines: [id] });
    expect((await ask('county', 'POST', 'consolidate', { lines: [id] })).statusCode).toBe(403);
  });
});

describe('counters', () => {
  interface Counters {
    total: { given: number; granted: number; held: number; free: number; warns: boolean };
    units: { unit: { id: string }; given: number; held: number; granted: number; warns: boolean }[];
  }
  const read = () => done<Counters>('ownHead', 'GET', `counters?year=2021&unit=${units.own}`);

  test('hold, use and release follow the missions, and every number is the length of its list', async () => {
    const [first, second] = [await given({ title: '计数一' }), await given({ title: '计数二' })];
    const before = (await read()).total;
    const [a, b] = [uuidv7(), uuidv7()];
    await use(a, first, 'held');
    await expect(use(b, first, 'held')).rejects.toMatchObject({ code: 'plan-line-taken' });
    await use(b, second, 'held');
    await use(b, second, 'granted');
    const now = (await read()).total;
    expect(now).toMatchObject({
      given: before.given,
      held: before.held + 1,
      granted: before.granted + 1,
      free: before.free - 2,
    });
    for (const kind of ['held', 'granted', 'free'] as const) {
      expect((await lines('ownHead', `&use=${kind}`)).length).toBe(now[kind]);
    }
    expect((await lines('ownHead', '&state=given')).length).toBe(now.given);

    await use(a, first, 'released');
    expect((await read()).total.held).toBe(before.held);
    await use(a, second, 'released').catch(() => undefined);
    await use(b, null, 'released');
    expect((await read()).total).toEqual(before);
  });

  test('a mission may not hold what was never given', async () => {
    const id = await add('ownLiaison', units.own, { title: '未下达' });
    await expect(use(uuidv7(), id, 'held')).rejects.toMatchObject({ code: 'plan-line-not-given' });
  });

  test('at four fifths the office is warned, below it is not', async () => {
    const unit = units.countyUnit;
    const ids = [] as string[];
    for (const title of ['甲', '乙', '丙', '丁']) ids.push(await add('liaison', unit, { title: `提醒${title}` }));
    await done('head', 'POST', 'submit', { unitId: unit, year: 2021, header, lines: ids });
    await done('county', 'POST', 'consolidate', { lines: ids });
    await done('reviewer', 'POST', 'give', { lines: ids, authorityNumber: '苏外〔2021〕3号' });
    const warns = async () => (await done<Counters>('head', 'GET', 'counters?year=2021')).total;
    for (const id of ids.slice(0, 3)) await use(uuidv7(), id, 'held');
    expect(await warns()).toMatchObject({ given: 5, held: 3, warns: false });
    await use(uuidv7(), ids[3]!, 'held');
    expect(await warns()).toMatchObject({ given: 5, held: 4, warns: true });
  });
});

describe('an adjustment', () => {
  const adjustment = (originalId: string | null, facts: object) => ({
    originalId,
    unitId: units.own,
    year: 2021,
    line: line(facts),
    reason: '外方改变会议地点，改派同类团组',
  });

  test('that is an equal swap puts the new line in the place of the old', async () => {
    const old = await given({ title: '被置换' });
    const { id, equal } = await done<{ id: string; equal: boolean }>(
      'ownLiaison',
      'POST',
      'adjustments',
      adjustment(old, { title: '置换后' }),
    );
    expect(equal).toBe(true);
    expect((await ask('ownLiaison', 'POST', 'adjustments', adjustment(old, { title: '再置换' }))).json().type).toBe(
      'urn:honglu:problem:adjustment-pending',
    );
    const { newLineId } = await done<{ newLineId: string }>('reviewer', 'POST', `adjustments/${id}/decide`, {
      decision: 'grant',
      text: '同意',
    });
    const rows = await lines('ownHead');
    expect(rows.find((row) => row.id === old)).toMatchObject({ state: 'replaced', replacedBy: newLineId });
    expect(rows.find((row) => row.id === newLineId)).toMatchObject({ state: 'given', use: 'free' });
    expect(
      (await ask('reviewer', 'POST', `adjustments/${id}/decide`, { decision: 'refuse', text: '不同意' })).statusCode,
    ).toBe(409);
  });

  test('may keep the name of the line that it replaces', async () => {
    const old = await given({ title: '同名置换' });
    const { id } = await done<{ id: string }>(
      'ownLiaison',
      'POST',
      'adjustments',
      adjustment(old, { title: '同名置换', days: 4 }),
    );
    await done('reviewer', 'POST', `adjustments/${id}/decide`, { decision: 'grant', text: '同意' });
    expect((await lines('ownHead', '&q=同名置换')).map((row) => row.state).sort()).toEqual(['given', 'replaced']);
  });

  test('that asks for more people is the head of the office to decide', async () => {
    const old = await given({ title: '增人前' });
    const { id, equal } = await done<{ id: string; equal: boolean }>(
      'ownLiaison',
      'POST',
      'adjustments',
      adjustment(old, { title: '增人后', headcount: 5 }),
    );
    expect(equal).toBe(false);
    const asked = async (name: string) =>
      (await done<{ rows: PlanAdjustment[] }>(name, 'GET', 'adjustments?year=2021&state=asked')).rows.find(
        (row) => row.id === id,
      );
    expect((await asked('reviewer'))?.mayDecide).toBe(false);
    expect((await asked('officeHead'))?.mayDecide).toBe(true);
    expect(
      (await ask('reviewer', 'POST', `adjustments/${id}/decide`, { decision: 'grant', text: '同意' })).statusCode,
    ).toBe(403);
    await done('officeHead', 'POST', `adjustments/${id}/decide`, { decision: 'grant', text: '同意' });
  });

  test('of a line that a mission holds is refused', async () => {
    const old = await given({ title: '占用中' });
    await use(uuidv7(), old, 'held');
    expect((await ask('ownLiaison', 'POST', 'adjustments', adjustment(old, { title: '占用后' }))).json().type).toBe(
      'urn:honglu:problem:plan-line-in-use',
    );
  });

  test('is not decided by who asked for it', async () => {
    const both = await app.person({ roles: ['liaison-officer', 'reviewer'], unitId: units.own });
    who.both = both;
    const old = await given({ title: '自批' });
    const { id } = await done<{ id: string }>('both', 'POST', 'adjustments', adjustment(old, { title: '自批后' }));
    const reply = await ask('both', 'POST', `adjustments/${id}/decide`, { decision: 'grant', text: '同意' });
    expect(reply.json().type).toBe('urn:honglu:problem:second-person-needed');
    await done('ownLiaison', 'POST', `adjustments/${id}/withdraw`);
  });
});

test('the export is a workbook for those who may, and asks for the second factor again', async () => {
  const reply = await ask('reviewer', 'GET', 'lines.xlsx?year=2021');
  expect(reply.statusCode).toBe(200);
  expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK');
  const without = await app.person({ roles: ['reviewer'], subtree: true, factorAt: null });
  const refused = await app.ask('GET', `${at}/lines.xlsx?year=2021`, { as: without });
  expect(refused.json().type).toBe('urn:honglu:problem:step-up-needed');
});
