import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareVersions, type VersionLine } from './compare.ts';

const line = (id: string, use: VersionLine['use'] = 'free'): VersionLine => ({
  id,
  unit: '市第一中学',
  number: `2026-本级-${id}`,
  title: `团组${id}`,
  regions: ['KR'],
  month: '2026-06',
  headcount: 4,
  days: 5,
  amountCny: '60000.00',
  use,
});

it('names what came, what went, and what missions have taken since', () => {
  const changes = compareVersions(
    [line('01'), line('02'), line('03', 'held')],
    [line('02', 'held'), line('03', 'granted'), line('04')],
  );
  expect(changes.added.map(({ id }) => id)).toEqual(['04']);
  expect(changes.gone.map(({ id }) => id)).toEqual(['01']);
  expect(changes.used.map(({ line: { id, use }, before }) => [id, before, use])).toEqual([
    ['02', 'free', 'held'],
    ['03', 'held', 'granted'],
  ]);
});

const plan = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[0-9]{2}$/), use: fc.constantFrom('granted', 'held', 'free') }),
  { selector: ({ id }) => id, maxLength: 30 },
);

it('what was, less what went, plus what came, is what is', () => {
  fc.assert(
    fc.property(plan, plan, (before, after) => {
      const was = before.map(({ id, use }) => line(id, use as VersionLine['use']));
      const is = after.map(({ id, use }) => line(id, use as VersionLine['use']));
      const { added, gone, used } = compareVersions(was, is);
      const ids = new Set(was.map(({ id }) => id));
      for (const { id } of gone) ids.delete(id);
      for (const { id } of added) ids.add(id);
      expect([...ids].sort()).toEqual(is.map(({ id }) => id).sort());
      const uses = new Map(was.map(({ id, use }) => [id, use]));
      for (const { line: changed } of used) uses.set(changed.id, changed.use);
      for (const { id, use } of is) if (!added.some((one) => one.id === id)) expect(uses.get(id)).toBe(use);
    }),
  );
});
