import { expect, test } from 'vitest';
import { opinionsOf } from './opinions-of.ts';

const label = { zh: '同意', en: 'Approve' };
const at = (node: string) => [{ command: 'approve', label, node, seat: `${node}.1` }];

test('of two steps side by side each signer fills in the own sheet', () => {
  const page = { writable: ['finance', 'filing'], state: 'finance-review' };
  expect(opinionsOf({ ...page, actions: at('finance') })).toEqual(['finance']);
  expect(opinionsOf({ ...page, actions: at('personnel') })).toEqual(['filing']);
});

test('a node that the office named otherwise leaves nothing out', () => {
  const page = { writable: ['finance', 'filing'], state: 'finance-review', actions: at('money-first') };
  expect(opinionsOf(page)).toEqual(['finance', 'filing']);
});

test('the application itself is filled in elsewhere; the notice is written here while it runs', () => {
  expect(opinionsOf({ writable: ['basics', 'publicity'], state: 'draft' })).toEqual([]);
  expect(opinionsOf({ writable: ['publicity'], state: 'publicity' })).toEqual(['publicity']);
});

test('who decides at a step without a sheet is not asked for that of the step before', () => {
  expect(opinionsOf({ writable: ['review'], state: 'under-review', actions: at('office-head') })).toEqual([]);
});

test('a sheet that is writable without an own step is still offered', () => {
  const copy = [{ command: 'copy', label }];
  expect(opinionsOf({ writable: ['province-reply'], state: 'awaiting-superior', actions: copy })).toEqual([
    'province-reply',
  ]);
});
