import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '#apps/server/testing.ts';
import { day } from './day.ts';
import { officeCalendar } from './storage.ts';
import { addWorkingDays, isProvisional, isWorkingDay } from './working-calendar.ts';

let t: TestApp;
let head: TestPerson;
let reader: TestPerson;
beforeAll(async () => {
  t = await testApp();
  t.clock.set('2026-11-20T09:00:00+08:00');
  head = await t.person({ roles: ['office-head'], name: '钱主任' });
  reader = await t.person({ roles: ['reviewer'] });
});
afterAll(() => t.close());

const calendar = (asOf?: string) =>
  t.database.read(t.officeId, (queries) =>
    officeCalendar(queries, t.officeId, asOf === undefined ? undefined : day(asOf)),
  );
const newYear = {
  days: [
    { day: '2027-01-01', working: false, name: '元旦' },
    { day: '2027-01-02', working: false, name: '元旦' },
    { day: '2027-01-09', working: true, name: '元旦' },
  ],
  knownYears: [2027],
  source: '国务院办公厅关于2027年部分节假日安排的通知',
};

test('before the notice 2027 is a plain week and provisional; entered, it is firm', async () => {
  const before = await calendar();
  expect([isWorkingDay(before, day('2027-01-01')), isProvisional(before, day('2027-01-01'))]).toEqual([true, true]);
  const entered = await t.ask('POST', '/api/calendar/entries', { as: head, body: newYear });
  expect([entered.statusCode, entered.json()]).toEqual([200, { entered: 3 }]);
  const after = await calendar();
  expect(addWorkingDays(after, day('2026-12-31'), 1)).toEqual({ day: '2027-01-04', provisional: false });
  expect(isWorkingDay(after, day('2027-01-09'))).toBe(true);
});

test('as of the day before it was entered, the calendar is what was known then', async () => {
  const then = await calendar('2026-11-19');
  expect([isWorkingDay(then, day('2027-01-01')), isProvisional(then, day('2027-01-01'))]).toEqual([true, true]);
  expect(isWorkingDay(await calendar('2026-11-20'), day('2027-01-01'))).toBe(false);
});

test('a later entry of the same day corrects an earlier one, and both stay in the history with source and name', async () => {
  const again = { days: [{ day: '2027-01-09', working: false, name: '更正' }], knownYears: [], source: '更正通知' };
  await t.ask('POST', '/api/calendar/entries', { as: head, body: again });
  expect(isWorkingDay(await calendar(), day('2027-01-09'))).toBe(false);
  const shown = await t.ask('GET', '/api/calendar/2027', { as: reader });
  expect(shown.json()).toMatchObject({ year: 2027, known: true });
  expect(shown.json().days).toContainEqual({ day: '2027-01-09', working: false, name: '更正', from: 'office' });
  const entries = shown.json().entries.filter((entry: { day: string }) => entry.day === '2027-01-09');
  expect(entries.map((entry: { source: string; recordedBy: string }) => [entry.source, entry.recordedBy])).toEqual([
    ['更正通知', '钱主任'],
    [newYear.source, '钱主任'],
  ]);
});

test('a year of the notices shows what comes from the notice', async () => {
  const shown = await t.ask('GET', '/api/calendar/2026', { as: reader });
  expect(shown.json().known).toBe(true);
  expect(shown.json().days).toContainEqual({ day: '2026-02-14', working: true, name: '春节', from: 'notice' });
  expect((await t.ask('GET', '/api/calendar/1900', { as: reader })).statusCode).toBe(422);
});

test('a reviewer may not enter days; nobody sees the calendar without signing in', async () => {
  expect((await t.ask('POST', '/api/calendar/entries', { as: reader, body: newYear })).statusCode).toBe(403);
  expect((await t.ask('GET', '/api/calendar/2027')).statusCode).toBe(401);
});

test('a day that does not exist, or an entry without a source, is refused at its field', async () => {
  const wrong = { ...newYear, days: [{ day: '2027-02-29', working: false, name: '春节' }], source: '' };
  const answer = await t.ask('POST', '/api/calendar/entries', { as: head, body: wrong });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().faults.map((fault: { at: string }) => fault.at)).toEqual(['/days/0/day', '/source']);
});

test('entries cannot be changed behind the program, and another office has its own', async () => {
  await expect(
    t.database.transaction(t.officeId, (queries) => queries.deleteFrom('kernel.calendar_entries').execute()),
  ).rejects.toMatchObject({ code: '42501' });
  const other = await t.office('huaian');
  const theirs = await t.database.read(other, (queries) => officeCalendar(queries, other));
  expect(isProvisional(theirs, day('2027-01-01'))).toBe(true);
});
