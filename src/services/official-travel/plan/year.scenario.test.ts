import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '#apps/server/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import { planHandlers } from './handlers.ts';
import { header, line, planStage } from './testing.ts';

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
    const taken = await given({ title: '版本前下达' });
    const before = (await lines('ownHead', '&state=given')).length;
    expect((await fix('reviewer', 1)).statusCode).toBe(200);
    expect((await fix('officeHead', 1)).json().type).toBe('urn:honglu:problem:plan-version-there');
    const [closed, late] = [await given({ title: '版本后关闭' }), await given({ title: '版本后新增' })];
    await use(uuidv7(), taken, 'held');
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
    expect(rows[1]).toMatchObject({ added: [late], gone: [], used: [{ id: taken, before: 'free' }] });
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
