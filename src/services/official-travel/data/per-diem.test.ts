import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isCurrencyCode } from '#kernel/money/currencies.ts';
import { isRegionCode } from '#kernel/places/regions.ts';
import { perDiemModule } from './generate-per-diem.ts';
import { perDiem2014, perDiem2018 } from './per-diem.ts';

describe('tables of rates', () => {
  test('the module holds what the tables say', () => {
    expect(readFileSync(new URL('per-diem.ts', import.meta.url), 'utf8')).toBe(perDiemModule());
  });

  test.each([
    ['2018', perDiem2018, 273],
    ['2014', perDiem2014, 294],
  ] as const)('%s: every row names a known region and currency and has positive rates', (_, rows, length) => {
    expect(rows).toHaveLength(length);
    for (const [region, , currency, ...rates] of rows) {
      expect(isRegionCode(region) && isCurrencyCode(currency), region).toBe(true);
      expect(Math.min(...rates), region).toBeGreaterThan(0);
    }
  });

  test.each([perDiem2018, perDiem2014])('no region mixes currencies, and each has a row for cities that are not named', (...rows) => {
    for (const region of new Set(rows.map((row) => row[0]))) {
      const own = rows.filter((row) => row[0] === region);
      expect(new Set(own.map((row) => row[2])).size, region).toBe(1);
      expect(
        own.some((row) => row[1] === '' || row[1] === '其他城市'),
        region,
      ).toBe(true);
    }
  });
});
