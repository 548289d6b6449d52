import { expect, test } from 'vitest';
import { formOf } from '#kernel/cases/route-handlers.ts';
import { validateRoute } from '#kernel/cases/routes.ts';
import { missionProcess } from '../../../process.ts';
import { standardRoute } from '../../../standard-route.ts';
import { cleaned, keyFor, moved, type RouteNodeForm, thresholdFor, withoutEmpty } from './route-draft.ts';

const node = (key: string): RouteNodeForm => ({ key, step: key, signers: [], threshold: 'one' });

test('a node moves one place and stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

test('a second node of one step gets a key of its own', () => {
  expect(keyFor([node('intake')], 'review')).toBe('review');
  expect(keyFor([node('review'), node('review-2')], 'review')).toBe('review-3');
});

test('what was not entered is left out', () => {
  expect(withoutEmpty({ ...node('a'), when: '  ', group: '', workingDays: undefined })).toEqual(node('a'));
  expect(withoutEmpty({ ...node('a'), when: ' rank > 2 ', workingDays: 0 })).toEqual({
    ...node('a'),
    when: 'rank > 2',
    workingDays: 0,
  });
});

test('the threshold follows the number of signers', () => {
  expect(thresholdFor(1, 'all')).toBe('one');
  expect(thresholdFor(2, 'one')).toBe('all');
  expect(thresholdFor(2, { atLeast: 3 })).toEqual({ atLeast: 2 });
  expect(thresholdFor(3, 'any')).toBe('any');
});

test('the standard route survives the form unchanged and is without fault', () => {
  const form = cleaned(formOf(standardRoute));
  expect(form).toEqual(formOf(standardRoute));
  expect(validateRoute(missionProcess, standardRoute)).toEqual([]);
});
