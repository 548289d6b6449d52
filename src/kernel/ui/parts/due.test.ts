import { describe, expect, test } from 'vitest';
import { dueWords } from './due.ts';

/** Tuesday 24 November 2026, 14:32 in Beijing. */
const now = new Date('2026-11-24T06:32:00Z');

describe('the due label', () => {
  test.each([
    ['2026-12-06', '还有 12 天', '12 days left', 'neutral', null],
    ['2026-11-28', '还有 4 天', '4 days left', 'neutral', null],
    ['2026-11-27', '还有 3 天', '3 days left', 'soon', 'clock'],
    ['2026-11-25', '还有 1 天', '1 day left', 'soon', 'clock'],
    ['2026-11-24', '今天到期', 'Due today', 'soon', 'clock'],
    ['2026-11-23', '逾期 1 天', '1 day overdue', 'stop', 'alert'],
    ['2026-11-21', '逾期 3 天', '3 days overdue', 'stop', 'alert'],
  ])('%s reads %s', (dueAt, zh, en, tone, icon) => {
    expect(dueWords({ dueAt }, now)).toMatchObject({ words: { zh, en }, tone, icon });
  });

  test('an instant at midnight is 24:00 of the day before, with the weekday in full', () => {
    const label = dueWords({ dueAt: '2026-11-25T16:00:00Z' }, now);
    expect(label.full.zh).toBe('2026年11月25日（周三）24:00');
    expect(label.words.zh).toBe('还有 1 天');
  });

  test('a clock of hours says the hour today, and how many hours it is late', () => {
    expect(dueWords({ dueAt: '2026-11-24T10:00:00Z' }, now).words.zh).toBe('今天 18:00 到期');
    expect(dueWords({ dueAt: '2026-11-24T03:00:00Z' }, now).words).toEqual({
      zh: '逾期 3 小时',
      en: '3 hours overdue',
    });
  });

  test('one minute before the end it is due, at the end it is overdue', () => {
    const dueAt = '2026-11-24T10:00:00Z';
    expect(dueWords({ dueAt }, new Date('2026-11-24T09:59:59Z')).tone).toBe('soon');
    expect(dueWords({ dueAt }, new Date(dueAt)).tone).toBe('stop');
  });

  test('late in the evening in Beijing still counts as that day', () => {
    expect(dueWords({ dueAt: '2026-11-24' }, new Date('2026-11-24T15:59:00Z')).words.zh).toBe('今天到期');
    expect(dueWords({ dueAt: '2026-11-24' }, new Date('2026-11-24T16:01:00Z')).words.zh).toBe('逾期 1 天');
  });

  test('a clock that stands is violet and says since when and why, even past its date', () => {
    const label = dueWords({ dueAt: '2026-11-20', paused: { since: '2026-11-12', reason: '等使馆回复' } }, now);
    expect(label).toMatchObject({ words: { zh: '暂停' }, tone: 'pause', icon: 'pause' });
    expect(label.full.zh).toBe('暂停：2026年11月12日（周四）起，等使馆回复');
  });

  test('a date in a year without a known calendar is marked provisional', () => {
    const label = dueWords({ dueAt: '2027-01-08', provisional: true }, now);
    expect(label.words).toEqual({ zh: '还有 45 天（暂定）', en: '45 days left (provisional)' });
    expect(label.full.zh).toContain('放假安排尚未公布');
  });

  test('what is done is never overdue, but says if it was late', () => {
    expect(dueWords({ dueAt: '2026-11-20', doneAt: '2026-11-19T01:00:00Z' }, now).words.zh).toBe('已办');
    expect(dueWords({ dueAt: '2026-11-20', doneAt: '2026-11-22T01:00:00Z' }, now)).toMatchObject({
      words: { zh: '已办，逾期' },
      tone: 'neutral',
    });
  });
});
