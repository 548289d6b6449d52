import { expect, test } from 'vitest';
import type { ToDoRow } from '../endpoints.ts';
import { countWords, dueOfRow, emptyWords, rowsOf } from './to-do-words.ts';

const row = (facts: Partial<ToDoRow>): ToDoRow => ({
  taskId: '1',
  caseId: '2',
  service: 'official-travel',
  caseKind: 'mission',
  number: null,
  title: '推介团',
  verb: { zh: '审核', en: 'Review' },
  state: { zh: '审核中', en: 'Under review' },
  unit: { id: '3', name: '市农技中心' },
  dueOn: '2026-11-25',
  provisional: false,
  suspended: false,
  openedAt: '2026-11-20T01:00:00.000Z',
  claimedBy: null,
  shared: false,
  snoozedUntil: null,
  link: '/desk/official-travel/2',
  actingFor: null,
  ...facts,
});

test('the tab of delegations shows only what is open by acting for others', () => {
  const rows = [row({ taskId: 'own' }), row({ taskId: 'for', actingFor: { id: '9', name: '王市长' } })];
  expect(rowsOf(rows, 'all')).toHaveLength(2);
  expect(rowsOf(rows, 'acting').map((one) => one.taskId)).toEqual(['for']);
});

test('a task without a term has no due label; a suspended one stands since it was opened', () => {
  expect(dueOfRow(row({ dueOn: null }))).toBeNull();
  expect(dueOfRow(row({}))).toEqual({ dueAt: '2026-11-25' });
  expect(dueOfRow(row({ suspended: true, provisional: true }))).toEqual({
    dueAt: '2026-11-25',
    provisional: true,
    paused: { since: '2026-11-20T01:00:00.000Z' },
  });
});

test('the empty page says when the last one was done, today by the clock alone', () => {
  const now = new Date('2026-11-24T06:00:00Z');
  expect(emptyWords('2026-11-24T02:12:00Z', now).zh).toBe('没有待办。最近一件于今天 10:12办结。');
  expect(emptyWords('2026-11-23T02:12:00Z', now).zh).toContain('2026年11月23日');
  expect(emptyWords(null, now)).toEqual({ zh: '没有待办。', en: 'Nothing to do.' });
});

test('a number that is not exact says so', () => {
  expect(countWords({ count: 7, exact: true })).toBe('7');
  expect(countWords({ count: 200, exact: false })).toBe('200+');
});
