import { expect, test } from 'vitest';
import type { Day } from '#kernel/calendar/day.ts';
import { formerValues, readScope, scopeQuery, yearBefore } from './scope.ts';

const today = '2026-11-24' as Day;

test('without a period it is the running year so far', () => {
  expect(readScope(new URLSearchParams(), today)).toEqual({ from: '2026-01-01', to: '2026-11-24' });
});

test('the address holds the scope, and gives it back; a day that is none is left out', () => {
  const search = new URLSearchParams('from=2025-01-01&to=2025-12-31&by=month&asOf=gestern&x=1');
  const scope = readScope(search, today);
  expect(scope).toEqual({ from: '2025-01-01', to: '2025-12-31', by: 'month' });
  expect(scopeQuery(scope).toString()).toBe('from=2025-01-01&to=2025-12-31&by=month');
});

test('the year before has the same days; 29 February becomes the 28th; an open period has none', () => {
  expect(yearBefore({ from: '2024-02-29', to: '2024-12-31', unit: 'u' })).toEqual({
    from: '2023-02-28',
    to: '2023-12-31',
    unit: 'u',
  });
  expect(yearBefore({ from: '2024-01-01' })).toBeNull();
});

test('months of two years meet by their number, other parts by their name; what was not there is 0', () => {
  const former = [
    { part: '2025-02', figure: 3 },
    { part: '2025-03', figure: 5 },
  ];
  expect(formerValues([{ part: '2026-01' }, { part: '2026-02' }], former, 'month', 'sum')).toEqual([0, 3]);
  expect(formerValues([{ part: '2026-01' }, { part: '2026-02' }], former, 'month', 'mean')).toEqual([null, 3]);
  expect(formerValues([{ part: 'KR' }, { part: 'JP' }], [{ part: 'JP', figure: 4 }], 'region', 'sum')).toEqual([0, 4]);
});
