import { describe, expect, test } from 'vitest';
import {
  continentNames,
  findRegion,
  isHongKongMacaoOrTaiwan,
  isRegionCode,
  nameBesideCountries,
  regionOf,
  regions,
} from './regions.ts';

describe('table of regions', () => {
  test('holds the 249 codes of ISO 3166-1, each once, with a name of its own in both languages', () => {
    expect(regions).toHaveLength(249);
    expect(new Set(regions.map((region) => region.code)).size).toBe(249);
    expect(new Set(regions.map((region) => region.name.zh)).size).toBe(249);
    expect(new Set(regions.map((region) => region.name.en)).size).toBe(249);
    expect(regions.every((region) => /^[A-Z]{2}$/.test(region.code))).toBe(true);
  });

  /** Counts of the UN geoscheme (M49), with TW in Asia and AQ by itself. */
  test.each([
    ['asia', 51],
    ['europe', 51],
    ['africa', 60],
    ['north-america', 41],
    ['south-america', 16],
    ['oceania', 29],
    ['antarctica', 1],
  ])('%s has %d', (continent, count) => {
    expect(regions.filter((region) => region.continent === continent)).toHaveLength(count);
    expect(Object.keys(continentNames)).toContain(continent);
  });

  test('Latin America and the Caribbean (419) has 52, none of them in northern America', () => {
    expect(regions.filter((region) => region.latinAmerica)).toHaveLength(52);
    for (const code of ['MX', 'CU', 'BR', 'FK', 'PR']) expect(regionOf(code).latinAmerica, code).toBe(true);
    for (const code of ['US', 'CA', 'BM', 'GL', 'ES']) expect(regionOf(code).latinAmerica, code).toBe(false);
  });

  test('where geography and habit part, the geoscheme holds', () => {
    const continents = {
      RU: 'europe',
      TR: 'asia',
      CY: 'asia',
      EG: 'africa',
      KZ: 'asia',
      GL: 'north-america',
      RE: 'africa',
      AE: 'asia',
    };
    for (const [code, continent] of Object.entries(continents)) expect(regionOf(code).continent, code).toBe(continent);
    expect(regions.every((region) => region.africa === (region.continent === 'africa'))).toBe(true);
  });
});

describe('Hong Kong, Macao, Taiwan', () => {
  test('lie in Asia and bear the names that the office must use', () => {
    expect(['HK', 'MO', 'TW'].map((code) => regionOf(code).name.zh)).toEqual([
      '香港特别行政区',
      '澳门特别行政区',
      '台湾地区',
    ]);
    expect(['HK', 'MO', 'TW'].map((code) => nameBesideCountries(code).zh)).toEqual([
      '中国香港',
      '中国澳门',
      '中国台湾',
    ]);
    expect(['HK', 'MO', 'TW'].map((code) => regionOf(code).continent)).toEqual(['asia', 'asia', 'asia']);
    for (const code of ['HK', 'MO', 'TW']) expect(regionOf(code).name.en).toMatch(/, China$/);
  });
  test('are told apart from the mainland and from countries', () => {
    expect(regions.filter((region) => isHongKongMacaoOrTaiwan(region.code)).map((region) => region.code)).toEqual([
      'HK',
      'MO',
      'TW',
    ]);
    expect(nameBesideCountries('DE').zh).toBe('德国');
  });
});

test('codes that are none', () => {
  for (const code of ['', 'de', 'XX', 'EU', 'UK', 'AN', 'toString']) expect(isRegionCode(code), code).toBe(false);
  expect(findRegion('XK')).toBeUndefined();
  expect(() => regionOf('ZZ')).toThrow(RangeError);
});
