import { expect, test } from 'vitest';
import { judge, verdictOf, withRow } from './opinion-rows.ts';

test('a row is changed where it stands, added where it is new, and goes when nothing is left in it', () => {
  const first = withRow([], 'memberId', 'a', { body: '组织部' });
  expect(first).toEqual([{ memberId: 'a', body: '组织部' }]);
  const second = withRow(first, 'memberId', 'b', { number: '备1' });
  const changed = withRow(second, 'memberId', 'a', { number: '备2' });
  expect(changed).toEqual([
    { memberId: 'a', body: '组织部', number: '备2' },
    { memberId: 'b', number: '备1' },
  ]);
  expect(withRow(changed, 'memberId', 'b', { number: null })).toEqual([changed[0]]);
});

test('a matter is judged with its note kept; a note alone is no verdict', () => {
  const noted = judge([], 'TEAM-04', { note: '已核' });
  expect(verdictOf(noted[0]!)).toBeNull();
  const judged = judge(noted, 'TEAM-04', { verdict: 'met' });
  expect(judged).toEqual([{ rule: 'TEAM-04', verdict: 'met', note: '已核' }]);
  expect(judge(judged, 'TEAM-04', { verdict: 'not-met' })).toHaveLength(1);
});
