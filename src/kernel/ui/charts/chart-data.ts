import type { Text } from '#kernel/text.ts';

/** One mark of the axis: a month, a unit, a country, a step. */
export interface ChartCategory {
  readonly key: string;
  readonly label: string;
}

export interface ChartSeries {
  readonly key: string;
  readonly label: Text;
  /** One per category; null is no data, which is not 0. */
  readonly values: readonly (number | null)[];
  /** Former periods stand hatched beside the present one. */
  readonly former?: boolean;
}

export interface ChartFacts {
  readonly categories: readonly ChartCategory[];
  /** At most five; more belong into small multiples or a table. */
  readonly series: readonly ChartSeries[];
}

/** @throws RangeError if a series has not one value per category, or there are more than five */
export function checkFacts(facts: ChartFacts): ChartFacts {
  if (facts.series.length > 5) throw new RangeError('a chart shows five series at most');
  for (const series of facts.series) {
    if (series.values.length !== facts.categories.length)
      throw new RangeError(`series ${series.key}: one value per category`);
  }
  return facts;
}

/** Sum of what is known; null if nothing is. */
export function totalOf(series: ChartSeries): number | null {
  const known = series.values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** Ranked categories beyond the first `most` stand together as 其余, so that the parts still add up. */
export function topAndRest(facts: ChartFacts, most: number, rest: string): ChartFacts {
  const [first] = facts.series;
  if (!first || facts.categories.length <= most + 1) return facts;
  const order = facts.categories
    .map((_category, index) => index)
    .sort((a, b) => (first.values[b] ?? 0) - (first.values[a] ?? 0));
  const kept = order.slice(0, most);
  const others = order.slice(most);
  return {
    categories: [
      ...kept.map((index) => facts.categories[index]).filter((one) => one !== undefined),
      { key: 'rest', label: rest },
    ],
    series: facts.series.map((series) => ({
      ...series,
      values: [
        ...kept.map((index) => series.values[index] ?? null),
        others.reduce((sum, index) => sum + (series.values[index] ?? 0), 0),
      ],
    })),
  };
}
