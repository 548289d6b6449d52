import { expect, test } from 'vitest';
import { routePreview } from './route-preview.ts';

const label = { zh: '单位签批', en: 'Unit signature' };

test('a case with a route shows its own steps, without those that it skips', () => {
  const preview = routePreview([
    { node: 'unit-sign', label, kind: 'decide', tone: 'blue', status: 'to-come' },
    { node: 'first-review', label, kind: 'decide', tone: 'blue', status: 'skipped', why: 'condition' },
  ]);
  expect(preview).toEqual({ own: true, steps: [{ key: 'unit-sign', label, depends: false }] });
});

test('a draft shows the standard steps and says which depend on the case', () => {
  const { own, steps } = routePreview([]);
  expect(own).toBe(false);
  expect(steps.find(({ key }) => key === 'unit-sign')?.depends).toBe(false);
  expect(steps.find(({ key }) => key === 'city-leader')?.depends).toBe(true);
});
