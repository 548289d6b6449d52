import type { Text } from '../text.ts';
import { regionTable } from './region-table.ts';

/** Continents of the UN geoscheme (M49): Central America and the Caribbean belong to North America, Russia to Europe, Türkiye to Asia. */
export type Continent = (typeof regionTable)[number]['continent'];

/** A country or region (国家和地区) as ISO 3166-1 lists it. Hong Kong, Macao and Taiwan are regions of China, never called countries. */
export interface Region {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly code: string;
  /** Short name, as in a list. */
  readonly name: Text;
  readonly continent: Continent;
  /** M49 419, Latin America and the Caribbean. */
  readonly latinAmerica: boolean;
  /** M49 002. */
  readonly africa: boolean;
}

export const continentNames: Readonly<Record<Continent, Text>> = {
  asia: { zh: '亚洲', en: 'Asia' },
  europe: { zh: '欧洲', en: 'Europe' },
  africa: { zh: '非洲', en: 'Africa' },
  'north-america': { zh: '北美洲', en: 'North America' },
  'south-america': { zh: '南美洲', en: 'South America' },
  oceania: { zh: '大洋洲', en: 'Oceania' },
  antarctica: { zh: '南极洲', en: 'Antarctica' },
};

/** All 249 codes: China first, then by continent. */
export const regions: readonly Region[] = regionTable.flatMap(({ continent, latin, entries }) =>
  entries.map(([code, zh, en]) => ({
    code,
    name: { zh, en },
    continent,
    latinAmerica: latin,
    africa: continent === 'africa',
  })),
);

const byCode: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.code, region]));

export function isRegionCode(value: string): boolean {
  return byCode.has(value);
}

export function findRegion(code: string): Region | undefined {
  return byCode.get(code);
}

/** @throws RangeError if the code is not one of ISO 3166-1 */
export function regionOf(code: string): Region {
  const region = byCode.get(code);
  if (!region) throw new RangeError('not a region code');
  return region;
}

/** Regions of China outside the mainland: missions there are 赴港澳 or 赴台, never 出国. */
export function isHongKongMacaoOrTaiwan(code: string): boolean {
  return code === 'HK' || code === 'MO' || code === 'TW';
}

/** Hong Kong, Macao and Taiwan as one writes them beside names of countries. */
const besideCountries: Readonly<Record<string, string>> = { HK: '中国香港', MO: '中国澳门', TW: '中国台湾' };

/** The name in a list that also holds countries (中国香港, not 香港特别行政区). */
export function nameBesideCountries(code: string): Text {
  const { name } = regionOf(code);
  const zh = besideCountries[code];
  return zh === undefined ? name : { zh, en: name.en };
}
