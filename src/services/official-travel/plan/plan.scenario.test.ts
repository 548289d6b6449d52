import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { PlanAdjustment, PlanLineRow } from './endpoints.ts';
import { planHandlers } from './handlers.ts';
import { settlePlan } from './settle.ts';

const need =
  '该市农产品对外销售近年持续增长，采购商多次提出当面验看样品、商定检疫和物流安排，须由农技和检疫人员同往说明标准。力争签订供货意向书两份，并形成检疫与冷链要求清单，回国后一个月内供企业使用，全年再跟踪落实一次。';
const line = (facts: object = {}) => ({
  title: '赴韩国农产品推介',
  list: 'general',
  purposeType: 'economic-trade',
  arrangement: 'own',
  leader: '陈守一 副主任',
  leaderRank: 'county-deputy',
  regions: ['KR'],
  transitNote: null,
  month: '2021-06',
  headcount: 4,
  days: 5,
  need,
  inviter: null,
  funding: 'fiscal',
  amountCny: 60000,
  priority: 'must',
  ...facts,
});
const header = { kind: 'abroad', batch: 'start', opinion: '同意上报', documentNumber: null, fileId: null };
const at = '/api/official-travel/plan';

let app: TestApp;
const units = { county: '', countyUnit: '', own: '' };
const who: Record<string, TestPerson> = {};

beforeAll(async () => {
  app = await testApp({ handlers: () => planHandlers({} as Kernel) });
  const unit = async (key: keyof typeof units, name: string, kind: string, ...above: string[]) => {
    const id = uuidv7();
    units[key] = id;
    await app.asOwner(
      `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from) values ($1, $2, $3, $4, $4, $5, $6, '2020-01-01')`,
      [app.officeId, id, above.at(-1), name, kind, [...above, id]],
    );
  };
  await unit('county', '宿豫区外办', 'county', app.rootUnitId);
  await unit('countyUnit', '宿豫区文旅局', 'unit', app.rootUnitId, units.county);
  await unit('own', '市第一中学', 'unit', app.rootUnitId);
  who.liaison = await app.person({ roles: ['liaison-officer'], unitId: units.countyUnit });
  who.head = await app.person({ roles: ['unit-head'], unitId: units.countyUnit });
  who.county = await app.person({ roles: ['first-reviewer'], unitId: units.county, subtree: true });
  who.ownLiaison = await app.person({ roles: ['liaison-officer'], unitId: units.own });
  who.ownHead = await app.person({ roles: ['unit-head'], unitId: units.own });
  who.reviewer = await app.person({ roles: ['reviewer'], subtree: true });
  who.officeHead = await app.person({ roles: ['office-head'], subtree: true });
  who.traveller = await app.person({ roles: ['traveller'], unitId: units.own });
});
afterAll(() => app.close());

const ask = (name: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, version?: number) =>
  app.ask(method, `${at}/${path}`, {
    as: who[name],
    ...(body === undefined ? {} : { body }),
    ...(version ? { version } : {}),
  });
const done = async <Answer>(...asked: Parameters<typeof ask>): Promise<Answer> => {
  const reply = await ask(...asked);
  if (reply.statusCode >= 300) throw new Error(`${asked.slice(0, 3).join(' ')}: ${reply.statusCode} ${reply.body}`);
  return (reply.body === '' ? undefined : reply.json()) as Answer;
};
const add = async (name: string, unitId: string, facts: object = {}) =>
  (await done<{ id: string }>(name, 'POST', 'lines', { unitId, year: 2021, line: line(facts) })).id;
const lines = async (name: string, more = '') =>
  (await done<{ rows: PlanLineRow[] }>(name, 'GET', `lines?year=2021${more}`)).rows;
const given = async (facts: object) => {
  const id = await add('ownLiaison', units.own, facts);
  await done('ownHead', 'POST', 'submit', { unitId: units.own, year: 2021, header, lines: [id] });
  await done('reviewer', 'POST', 'give', { lines: [id], authorityNumber: null });
  return id;
};
const use = (
  caseId: string,
  lineId: string | null,
  state: 'held' | 'granted' | 'released',
  { amountCny = 1000, swap }: { amountCny?: number; swap?: { people: number; days: number } } = {},
) =>
  app.runner.run(app.actor(), {
    name: 'test.use',
    key: uuidv7(),
    input: {},
    run: async (work) => {
      await settlePlan(work, { caseId, lineId, state, amountCny, ...(swap ? { swap } : {}) });
      return {};
    },
  });

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
    expect(reply.json().faults[0].code).toBe('other-kind');
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

describe('money', () => {
  interface Money {
    readonly total: { readonly money: Record<string, string>; readonly moneyWarns: boolean };
  }
  const read = () => done<Money>('secondHead', 'GET', 'counters?year=2022');
  const unit = uuidv7();
  const next = { ...header, batch: 'start' };
  let first = '';
  let second = '';

  beforeAll(async () => {
    await app.asOwner(
      `insert into kernel.units (office_id, id, parent_id, name, name_en, kind, path, valid_from) values ($1, $2, $3, $4, $4, 'unit', $5, '2020-01-01')`,
      [app.officeId, unit, app.rootUnitId, '市第二中学', [app.rootUnitId, unit]],
    );
    who.secondLiaison = await app.person({ roles: ['liaison-officer'], unitId: unit });
    who.secondHead = await app.person({ roles: ['unit-head'], unitId: unit });
    const ids = await Promise.all(
      ['经费甲', '经费乙'].map(async (title) => {
        const facts = line({ title, month: '2022-06', amountCny: 50_000 });
        return (await done<{ id: string }>('secondLiaison', 'POST', 'lines', { unitId: unit, year: 2022, line: facts }))
          .id;
      }),
    );
    await done('secondHead', 'POST', 'submit', { unitId: unit, year: 2022, header: next, lines: ids });
    await done('reviewer', 'POST', 'give', { lines: ids, authorityNumber: null });
    [first, second] = ids as [string, string];
  });

  test('is held at the submission, used at the grant and given back at the end without result', async () => {
    const [a, b] = [uuidv7(), uuidv7()];
    await use(a, first, 'held', { amountCny: 30_000.5 });
    expect((await read()).total).toMatchObject({
      money: { givenCny: '100000.00', grantedCny: '0.00', heldCny: '30000.50', freeCny: '69999.50' },
      moneyWarns: false,
    });
    await use(a, first, 'granted', { amountCny: 28_000 });
    await use(b, second, 'held', { amountCny: 52_000 });
    expect((await read()).total).toMatchObject({
      money: { grantedCny: '28000.00', heldCny: '52000.00', freeCny: '20000.00' },
      moneyWarns: true,
    });
    await use(b, second, 'released');
    expect((await read()).total).toMatchObject({ money: { heldCny: '0.00', freeCny: '72000.00' }, moneyWarns: false });
    await use(a, null, 'released');
  });

  test('that the unit was not given is not spent: exactly all of it may, one fen more may not', async () => {
    const [a, b] = [uuidv7(), uuidv7()];
    await use(a, first, 'held', { amountCny: 40_000 });
    await expect(use(b, second, 'held', { amountCny: 60_000.01 })).rejects.toMatchObject({
      code: 'plan-money-exhausted',
      details: { givenCny: '100000.00', leftCny: '60000.00' },
    });
    await use(b, second, 'held', { amountCny: 60_000 });
    // Submitted once more after a correction, it does not stand in its own way.
    await use(b, second, 'held', { amountCny: 59_000 });
    await use(a, null, 'released');
    await use(b, null, 'released');
  });

  test('a mission in the place of a line keeps within its people, days and money', async () => {
    const within = { people: 4, days: 5 };
    await use(uuidv7(), first, 'held', { amountCny: 50_000, swap: within });
    const more = (swap: { people: number; days: number }, amountCny = 50_000) =>
      use(uuidv7(), second, 'held', { amountCny, swap });
    await expect(more({ people: 5, days: 5 })).rejects.toMatchObject({ code: 'plan-swap-exceeds' });
    await expect(more({ people: 4, days: 6 })).rejects.toMatchObject({ code: 'plan-swap-exceeds' });
    await expect(more(within, 50_000.01)).rejects.toMatchObject({ code: 'plan-swap-exceeds' });
  });
});

describe('a version of the quarter', () => {
  test('is fixed by the office once, and the next one says what changed', async () => {
    const fix = (name: string, quarter: number) => ask(name, 'POST', 'versions', { year: 2021, quarter, note: '' });
    expect((await fix('ownHead', 1)).statusCode).toBe(403);
    expect((await fix('county', 1)).statusCode).toBe(403);
    const before = (await lines('ownHead', '&state=given')).length;
    expect((await fix('reviewer', 1)).statusCode).toBe(200);
    expect((await fix('officeHead', 1)).json().type).toBe('urn:honglu:problem:plan-version-there');
    const [closed, late] = [await given({ title: '版本后关闭' }), await given({ title: '版本后新增' })];
    const taken = (await lines('ownHead', '&use=free')).find((row) => ![closed, late].includes(row.id))!;
    await use(uuidv7(), taken.id, 'held');
    await done('reviewer', 'POST', `lines/${closed}/close`, { reason: '任务取消' });
    await fix('reviewer', 2);
    interface Version {
      readonly lines: readonly { readonly id: string }[];
      readonly added: readonly string[];
      readonly gone: readonly unknown[];
      readonly used: readonly { readonly id: string; readonly before: string }[];
    }
    const { rows } = await done<{ rows: Version[] }>('ownHead', 'GET', 'versions?year=2021');
    expect(rows[0]!.lines.length).toBe(before);
    expect(rows[1]).toMatchObject({ added: [late], gone: [], used: [{ id: taken.id, before: 'free' }] });
    // The county sees the lines of its own area only.
    const seen = (await done<{ rows: Version[] }>('county', 'GET', 'versions?year=2021')).rows;
    expect(seen[1]!.added).toEqual([]);
  });
});

test('one line is read by who may see it and by nobody else', async () => {
  const id = await given({ title: '单项查看' });
  expect(await done('ownHead', 'GET', `lines/${id}`)).toMatchObject({ id, state: 'given', use: 'free', usedCny: null });
  expect((await ask('county', 'GET', `lines/${id}`)).statusCode).toBe(404);
});

describe('the end of the year', () => {
  const close = (name: string) => ask(name, 'POST', 'close-year', { year: 2021, reason: '年度结束' });

  test('is not there while missions are being decided, and is the head of the office to declare', async () => {
    expect((await close('reviewer')).statusCode).toBe(403);
    expect((await close('ownHead')).statusCode).toBe(403);
    expect((await close('officeHead')).json().type).toBe('urn:honglu:problem:plan-year-in-use');
  });

  test('closes what nobody used, keeps what was granted, and lets nothing in any more', async () => {
    const used = await given({ title: '年终已用' });
    await use(uuidv7(), used, 'granted');
    const draft = await add('ownLiaison', units.own, { title: '年终草稿' });
    for (const { id } of await lines('officeHead', '&use=held')) {
      const [{ case_id: caseId } = {}] = await app.asOwner(
        `select case_id from official_travel.plan_uses where line_id = $1 and state = 'held'`,
        [id],
      );
      await use(String(caseId), null, 'released');
    }
    expect((await close('officeHead')).statusCode).toBe(200);
    expect((await lines('officeHead', '&use=free')).length).toBe(0);
    const states = new Map((await lines('officeHead', '&limit=200')).map((row) => [row.id, row.state]));
    expect([states.get(used), states.get(draft)]).toEqual(['given', 'closed']);
    const counters = await done<{ closed: { reason: string } | null }>('ownHead', 'GET', 'counters?year=2021');
    expect(counters.closed).toMatchObject({ reason: '年度结束' });
    const refused = [
      await ask('ownLiaison', 'POST', 'lines', { unitId: units.own, year: 2021, line: line({ title: '迟到' }) }),
      await ask('ownLiaison', 'POST', 'adjustments', {
        originalId: null,
        unitId: units.own,
        year: 2021,
        line: line({ title: '迟到调整' }),
        reason: '外方临时改变会议安排',
      }),
      await close('officeHead'),
    ];
    expect(refused.map((reply) => reply.json().type)).toEqual(Array(3).fill('urn:honglu:problem:plan-year-closed'));
  });
});
