import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChartFacts, checkFacts, topAndRest, totalOf } from './chart-data.ts';

const label = { zh: '批', en: 'approvals' };
const facts = (values: readonly (number | null)[]): ChartFacts => ({
  categories: values.map((_value, index) => ({ key: String(index), label: `c${index}` })),
  series: [{ key: 'now', label, values }],
});

describe('facts of a chart', () => {
  test('no data is not zero', () => {
    expect(totalOf({ key: 'a', label, values: [null, null] })).toBeNull();
    expect(totalOf({ key: 'a', label, values: [0, null] })).toBe(0);
  });

  test('a series with a value too few is refused, a sixth series too', () => {
    expect(() =>
      checkFacts({ categories: [{ key: 'a', label: 'a' }], series: [{ key: 's', label, values: [] }] }),
    ).toThrow(/one value/);
    const six = Array.from({ length: 6 }, (_one, index) => ({ key: String(index), label, values: [] }));
    expect(() => checkFacts({ categories: [], series: six })).toThrow(/five/);
  });

  test('a ranking keeps the greatest and puts the others together', () => {
    const ranked = topAndRest(facts([1, 9, 5, 7, 2]), 2, '其余');
    expect(ranked.categories.map((one) => one.label)).toEqual(['c1', 'c3', '其余']);
    expect(ranked.series[0]?.values).toEqual([9, 7, 8]);
  });

  test('one category too many is shown rather than hidden behind 其余', () => {
    expect(topAndRest(facts([1, 2, 3]), 2, '其余').categories).toHaveLength(3);
  });

  test('parts of a ranking add up to the same total', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 15 }),
        (values, most) => {
          expect(totalOf(topAndRest(facts(values), most, '其余').series[0]!)).toBe(totalOf(facts(values).series[0]!));
        },
      ),
    );
  });
});
