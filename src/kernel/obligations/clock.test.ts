import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day, dayInBeijing } from '../calendar/day.ts';
import { isWorkingDay, noticeCalendar, withEdits } from '../calendar/working-calendar.ts';
import { arithmetic } from './arithmetic.ts';
import { type ClockFacts, type Pause, reckon } from './clock.ts';
import { type ClockKind, clockKinds } from './model.ts';

const facts = (clock: ClockKind, amount: number, startedOn: string, change: Partial<ClockFacts> = {}): ClockFacts => ({
  clock,
  amount,
  startedOn: day(startedOn),
  startedAt: null,
  rollsOver: false,
  pauses: [],
  ...change,
});
const pause = (from: string, to: string | null, reason = '等使馆回复'): Pause => ({
  from: `${from}T10:00:00+08:00`,
  to: to === null ? null : `${to}T10:00:00+08:00`,
  reason,
});
const dueOn = (given: ClockFacts) => reckon(given, noticeCalendar).dueOn;

describe('four clocks', () => {
  test('seven calendar days after the return of 18 November end on the 25th, at midnight', () => {
    const reckoning = reckon(facts('calendar-days', 7, '2026-11-18'), noticeCalendar);
    expect(reckoning).toEqual({
      dueOn: '2026-11-25',
      dueAt: new Date('2026-11-26T00:00:00+08:00'),
      provisional: false,
      paused: null,
    });
  });
  test('a month after 31 August is 30 September', () => {
    expect(dueOn(facts('calendar-months', 1, '2026-08-31'))).toBe('2026-09-30');
  });
  test('five working days begun before Spring Festival 2026 count the make-up Saturday and none of the nine days off', () => {
    expect(dueOn(facts('working-days', 5, '2026-02-12'))).toBe('2026-02-26');
  });
  test('five working days begun before National Day 2026 count the make-up Saturday after it', () => {
    expect(dueOn(facts('working-days', 5, '2026-09-29'))).toBe('2026-10-12');
  });
  test('hours run through nights and days off, to the minute', () => {
    const startedAt = new Date('2026-10-01T22:30:00+08:00');
    const given = facts('hours', 4, '2026-10-01', { startedAt });
    expect(reckon(given, noticeCalendar)).toMatchObject({
      dueAt: new Date('2026-10-02T02:30:00+08:00'),
      dueOn: '2026-10-02',
    });
  });
  test('a term that ends on a day off moves to the next working day where the law says so, and stays where it does not', () => {
    expect(dueOn(facts('calendar-days', 7, '2026-09-26', { rollsOver: true }))).toBe('2026-10-08');
    expect(dueOn(facts('calendar-days', 7, '2026-09-26'))).toBe('2026-10-03');
  });
  test('hours without an instant, and a term of minus one day, are errors', () => {
    expect(() => reckon(facts('hours', 4, '2026-10-01'), noticeCalendar)).toThrow(RangeError);
    expect(() => reckon(facts('calendar-days', -1, '2026-10-01'), noticeCalendar)).toThrow(RangeError);
  });
});

describe('beyond the last notice', () => {
  test('working days in 2027 are provisional, calendar days are not', () => {
    expect(reckon(facts('working-days', 5, '2026-12-29'), noticeCalendar).provisional).toBe(true);
    expect(reckon(facts('calendar-days', 5, '2026-12-29'), noticeCalendar).provisional).toBe(false);
  });
  test('the notice for 2027, once entered, makes the date firm and may move it', () => {
    const entered = withEdits(noticeCalendar, {
      entries: [{ day: day('2027-01-01'), working: false, name: '元旦', recordedOn: day('2026-11-20') }],
      knownYears: [2027],
    });
    const given = facts('working-days', 5, '2026-12-29');
    expect(reckon(given, noticeCalendar).dueOn).toBe('2027-01-05');
    expect(reckon(given, entered)).toMatchObject({ dueOn: '2027-01-06', provisional: false });
  });
});

describe('stopping the clock', () => {
  test('three working days that were left are left when the clock goes on', () => {
    const given = facts('working-days', 5, '2026-06-01', { pauses: [pause('2026-06-03', '2026-06-10')] });
    expect(dueOn(given)).toBe('2026-06-15');
  });
  test('while it stands the date is what it was, and the pause is named', () => {
    const standing = pause('2026-06-03', null);
    const reckoning = reckon(facts('working-days', 5, '2026-06-01', { pauses: [standing] }), noticeCalendar);
    expect(reckoning).toMatchObject({ dueOn: '2026-06-08', paused: standing });
  });
  test('a pause after the term was over changes nothing', () => {
    const given = facts('calendar-days', 5, '2026-06-01', { pauses: [pause('2026-06-08', '2026-06-20')] });
    expect(dueOn(given)).toBe('2026-06-06');
  });
  test('a pause that began before the corrected start counts from that start', () => {
    const given = facts('calendar-days', 5, '2026-06-04', { pauses: [pause('2026-06-01', '2026-06-07')] });
    expect(dueOn(given)).toBe('2026-06-12');
  });
  test('hours wait by the minute', () => {
    const given = facts('hours', 4, '2026-06-01', {
      startedAt: new Date('2026-06-01T09:00:00+08:00'),
      pauses: [{ from: '2026-06-01T02:00:00Z', to: '2026-06-01T03:30:00Z', reason: '等使馆回复' }],
    });
    expect(reckon(given, noticeCalendar).dueAt).toEqual(new Date('2026-06-01T14:30:00+08:00'));
  });
});

describe('the line of arithmetic', () => {
  const start = { zh: '实际抵境', en: 'Actual return' };
  const line = (given: ClockFacts) => arithmetic(start, given, reckon(given, noticeCalendar));
  test('calendar days', () => {
    expect(line(facts('calendar-days', 7, '2026-11-18'))).toEqual({
      zh: '实际抵境 11月18日 + 7 日（自然日） = 11月25日',
      en: 'Actual return 18 Nov + 7 days (calendar days) = 25 Nov',
    });
  });
  test('a term into a year without a notice names the years and says that it is provisional', () => {
    expect(line(facts('working-days', 5, '2026-12-29')).zh).toBe(
      '实际抵境 2026年12月29日 + 5 个工作日 = 2027年1月5日（暂定）',
    );
  });
  test('a pause stands in it with its reason', () => {
    const given = facts('working-days', 5, '2026-06-01', { pauses: [pause('2026-06-03', '2026-06-10')] });
    expect(line(given)).toEqual({
      zh: '实际抵境 6月1日 + 5 个工作日 + 暂停 7 日（等使馆回复） = 6月15日',
      en: 'Actual return 1 Jun + 5 working days + 7 days suspended (等使馆回复) = 15 Jun',
    });
  });
  test('one hour and a clock that stands', () => {
    const given = facts('hours', 1, '2026-06-01', {
      startedAt: new Date('2026-06-01T09:00:00+08:00'),
      pauses: [{ from: '2026-06-01T01:30:00Z', to: null, reason: '待核实' }],
    });
    expect(line(given)).toEqual({
      zh: '实际抵境 6月1日 09:00 + 1 小时 = 6月1日 10:00；暂停中（待核实）',
      en: 'Actual return 1 Jun 09:00 + 1 hour = 1 Jun 10:00; suspended (待核实)',
    });
  });
});

describe('whatever the facts', () => {
  const anyClock = fc.constantFrom(...(Object.keys(clockKinds) as ClockKind[]));
  const anyDay = fc.integer({ min: 0, max: 1_500 }).map((n) => addDays(day('2023-06-01'), n));
  const instant = (date: Day, hours: number) => new Date(Date.parse(`${date}T00:00:00+08:00`) + hours * 3_600_000);
  const anyFacts = fc
    .record({
      clock: anyClock,
      amount: fc.integer({ min: 0, max: 60 }),
      on: anyDay,
      hour: fc.integer({ min: 0, max: 23 }),
      rollsOver: fc.boolean(),
      gaps: fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 300 })), { maxLength: 3 }),
    })
    .map(({ clock, amount, on, hour, rollsOver, gaps }): ClockFacts => {
      let at = instant(on, hour).getTime();
      const moved = (hours: number) => {
        at += hours * 3_600_000;
        return new Date(at).toISOString();
      };
      const pauses = gaps.map(([run, stand]) => ({ from: moved(run), to: moved(stand), reason: '待核实' }));
      return {
        clock,
        amount,
        startedOn: on,
        startedAt: clock === 'hours' ? instant(on, hour) : null,
        rollsOver,
        pauses,
      };
    });

  test('a pause never makes a term shorter', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const dues = given.pauses.map((_, count) => ({ ...given, pauses: given.pauses.slice(0, count) }));
        let before = 0;
        for (const one of [...dues, given]) {
          const { dueAt } = reckon(one, noticeCalendar);
          expect(dueAt.getTime()).toBeGreaterThanOrEqual(before);
          before = dueAt.getTime();
        }
      }),
    );
  });
  test('what is left is the same before and after, in working days', () => {
    const pairs = fc.tuple(anyDay, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 10 }), fc.nat(40));
    fc.assert(
      fc.property(pairs, ([on, amount, run, stand]) => {
        const given = facts('working-days', amount, on);
        const from = addDays(on, run);
        const plain = reckon(given, noticeCalendar).dueOn;
        fc.pre(from < plain);
        const to = addDays(from, stand);
        const later = reckon({ ...given, pauses: [pause(from, to)] }, noticeCalendar).dueOn;
        const left = (start: Day, end: Day) => {
          let count = 0;
          for (let date = addDays(start, 1); date <= end; date = addDays(date, 1)) {
            if (isWorkingDay(noticeCalendar, date)) count += 1;
          }
          return count;
        };
        if (left(from, plain) > 0) expect(left(to, later)).toBe(left(from, plain));
      }),
    );
  });
  test('computed again from the same facts it is the same', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        expect(reckon(given, noticeCalendar)).toEqual(reckon(structuredClone(given), noticeCalendar));
      }),
    );
  });
  test('a longer term or a later start never ends earlier', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(20), (given, more) => {
        const plain = { ...given, pauses: [] };
        const { dueAt } = reckon(plain, noticeCalendar);
        const longer = reckon({ ...plain, amount: plain.amount + more }, noticeCalendar);
        expect(longer.dueAt.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
        const startedAt = plain.startedAt && new Date(plain.startedAt.getTime() + more * 86_400_000);
        const later = reckon({ ...plain, startedOn: addDays(plain.startedOn, more), startedAt }, noticeCalendar);
        expect(later.dueAt.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
      }),
    );
  });
  test('a term in working days of one day or more ends on a working day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (on, amount) => {
        expect(isWorkingDay(noticeCalendar, dueOn(facts('working-days', amount, on)))).toBe(true);
      }),
    );
  });
  test('the day on which it becomes late is the day after the last one', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        fc.pre(given.clock !== 'hours');
        const { dueAt, dueOn: last } = reckon(given, noticeCalendar);
        expect(dayInBeijing(dueAt)).toBe(addDays(last, 1));
      }),
    );
  });
});
