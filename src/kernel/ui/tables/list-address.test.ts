import { describe, expect, test } from 'vitest';
import { type ListFilter, nextSort, readConditions, writeConditions } from './list-address.ts';

const label = { zh: '状态', en: 'Status' };
const filters: readonly ListFilter[] = [
  { name: 'q', label, kind: 'text' },
  { name: 'state', label, kind: 'choice', options: [{ value: 'open', label }] },
];
const read = (text: string) => readConditions(new URLSearchParams(text), filters, ['due']);

describe('conditions in the address', () => {
  test('are read by their names; what the list does not know is left alone', () => {
    expect(read('q=日本&state=open&sort=-due&cursor=abc&view=mine&evil=1')).toEqual({
      filters: { q: '日本', state: 'open' },
      sort: '-due',
      view: 'mine',
      cursor: 'abc',
    });
  });

  test('a choice or an order that does not exist is none', () => {
    expect(read('state=closed&sort=name')).toMatchObject({ filters: {}, sort: null });
  });

  test('a changed condition begins at the first page and keeps the others', () => {
    const next = writeConditions(new URLSearchParams('q=a&state=open&cursor=abc'), { q: 'b', state: null });
    expect(next.toString()).toBe('q=b');
  });

  test('a head sorts up, down, and not', () => {
    expect(nextSort(null, 'due')).toBe('due');
    expect(nextSort('due', 'due')).toBe('-due');
    expect(nextSort('-due', 'due')).toBeNull();
    expect(nextSort('number', 'due')).toBe('due');
  });
});
