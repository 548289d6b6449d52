import { expect, test } from 'vitest';
import { withException, withReason } from './statements-edit.ts';

test('a reason written again takes the place of the first', () => {
  const once = withReason({ noStateSecret: true }, 'LEAD-04', '分管不同，任务各一，缺一不可');
  const twice = withReason(once, 'LEAD-04', '分管工作不同，两项任务各须一人');
  expect(twice).toEqual({
    noStateSecret: true,
    reasons: [{ rule: 'LEAD-04', text: '分管工作不同，两项任务各须一人' }],
  });
  expect(withReason(twice, 'LEAD-04', '').reasons).toEqual([]);
});

test('a request for an exception is one per rule, and can be taken back without touching others', () => {
  const request = { code: 'flight-schedule', text: '返程航班隔日一班' };
  const two = withException(withException({}, 'DAY-01', request), 'RTE-01', request);
  expect(withException(two, 'DAY-01', null)).toEqual({ exceptions: [{ rule: 'RTE-01', ...request }] });
});
