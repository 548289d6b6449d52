import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeDrafts, setAt } from './merge.ts';

describe('two changes of one draft', () => {
  test('at different fields are both kept', () => {
    const merged = mergeDrafts({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 3 });
    expect(merged).toEqual({ value: { a: 2, b: 3 }, clashes: [] });
  });

  test('at one field clash, and mine stays until the person has chosen', () => {
    const merged = mergeDrafts({ days: 8 }, { days: 9 }, { days: 7 });
    expect(merged.value).toEqual({ days: 9 });
    expect(merged.clashes).toEqual([{ at: '/days', base: 8, mine: 9, theirs: 7 }]);
    expect(setAt(merged.value, '/days', 7)).toEqual({ days: 7 });
  });

  test('made alike do not clash', () => {
    expect(mergeDrafts({ a: 1 }, { a: 2 }, { a: 2 }).clashes).toEqual([]);
  });

  test('inside a group are compared field by field, in a list as a whole', () => {
    const merged = mergeDrafts(
      { stay: { city: 'A', hotel: 'x' }, rows: [1] },
      { stay: { city: 'B', hotel: 'x' }, rows: [1, 2] },
      { stay: { city: 'A', hotel: 'y' }, rows: [1, 3] },
    );
    expect(merged.value.stay).toEqual({ city: 'B', hotel: 'y' });
    expect(merged.clashes.map((clash) => clash.at)).toEqual(['/rows']);
  });

  test('if only one side changed, its text is the result', () => {
    const draft = fc.dictionary(
      fc.constantFrom('a', 'b', 'c'),
      fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer())),
    );
    fc.assert(
      fc.property(draft, draft, (base, changed) => {
        const all = (side: object) => ({ a: null, b: null, c: null, ...side });
        expect(mergeDrafts(all(base), all(changed), all(base))).toEqual({ value: all(changed), clashes: [] });
        expect(mergeDrafts(all(base), all(base), all(changed))).toEqual({ value: all(changed), clashes: [] });
      }),
    );
  });
});
