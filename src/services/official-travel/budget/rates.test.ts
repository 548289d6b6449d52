import { describe, expect, test } from 'vitest';
import { Decimal } from '#kernel/money/decimal.ts';
import { exchangeRate, hasRows, inCny, rateOf, samePlace, tableOn } from './rates.ts';

const lodging = (region: string, city: string, asOf = '2026-04-13') => {
  const found = rateOf({ region, city }, { asOf });
  return 'rate' in found ? found.rate.lodging : found.undetermined;
};

describe('table in force', () => {
  test.each([
    ['2014-01-19', null],
    ['2014-01-20', 'per-diem-2013.csv'],
    ['2017-12-31', 'per-diem-2013.csv'],
    ['2018-01-01', 'per-diem.csv'],
  ])('on %s: %s', (asOf, table) => expect(tableOn(asOf)).toBe(table));
});

describe('rate of a place', () => {
  test.each([
    ['a named city', 'JP', '东京', 20000],
    ['one of several cities of a row', 'KR', '釜山', 180],
    ['a final 市 on the way there', 'JP', '东京市', 20000],
    ['a final 市 in the table', 'VN', '胡志明', 80],
    ['on both sides', 'VN', '胡志明市', 80],
    ['a city that is not named', 'JP', '仙台', 9000],
    ['a region without named cities', 'AT', '萨尔茨堡', 140],
    ['blanks and width aside', 'JP', ' 东京　', 20000],
  ])('%s', (_, region, city, rate) => expect(lodging(region, city)).toBe(rate));

  test('the capital of Mexico stands in the table as 墨西哥', () => {
    expect(lodging('MX', '墨西哥城')).toBe(lodging('MX', '墨西哥'));
    expect(lodging('MX', '墨西哥城')).not.toBe(lodging('MX', '瓜达拉哈拉'));
  });

  test('rates of the day of submission: Islamabad was 135 until 2017', () => {
    expect(lodging('PK', '伊斯兰堡', '2017-12-31')).toBe(135);
    expect(lodging('PK', '伊斯兰堡', '2018-01-01')).toBe(270);
  });

  test('a region that no table names, and a day before there was one', () => {
    expect(hasRows('LI', { asOf: '2026-04-13' })).toBe(false);
    expect(lodging('LI', '瓦杜兹')).toBe('not-in-table');
    expect(lodging('DE', '柏林', '2013-12-31')).toBe('no-table');
  });
});

describe("the office's own table", () => {
  const officeRates = {
    id: 'own',
    title: '本市标准',
    source: '样例文件',
    validFrom: '2026-01-01',
    rows: [
      ['JP', '东京', 'JPY', 21000, 11000, 5500],
      ['JP', '其他城市', 'JPY', 9500, 11000, 5500],
    ] as const,
  };
  const on = { asOf: '2026-04-13', officeRates };

  test('stands in place of the whole table of the program, for what it names and for what it does not', () => {
    expect(rateOf({ region: 'JP', city: '东京' }, on)).toMatchObject({ rate: { lodging: 21000, meals: 11000 } });
    expect(rateOf({ region: 'JP', city: '仙台' }, on)).toMatchObject({ rate: { lodging: 9500 } });
    expect(hasRows('DE', on)).toBe(false);
    expect(rateOf({ region: 'DE', city: '柏林' }, on)).toEqual({ undetermined: 'not-in-table' });
  });
  test('counts on days for which the program has none', () => {
    expect(rateOf({ region: 'JP', city: '东京' }, { ...on, asOf: '2013-12-31' })).toMatchObject({
      rate: { lodging: 21000 },
    });
  });
});

describe('substitutes', () => {
  const vaduz = { region: 'LI', city: '瓦杜兹' };
  const use = (useRegion: string, useCity: string | null) =>
    rateOf(vaduz, { asOf: '2026-04-13' }, [{ region: 'LI', useRegion, useCity }]);

  test('a region without rows takes the rate of the city that is named', () => {
    expect(use('JP', '东京')).toMatchObject({ rate: { currency: 'JPY', lodging: 20000 } });
  });
  test('without a city, that of the other cities', () => {
    expect(use('JP', null)).toMatchObject({ rate: { lodging: 9000 } });
  });
  test('a substitute that is itself not in the table does not help', () => {
    expect(use('SM', '圣马力诺')).toEqual({ undetermined: 'not-in-table' });
  });
  test('a region with rows keeps its own rate', () => {
    const found = rateOf({ region: 'AT', city: '维也纳' }, { asOf: '2026-04-13' }, [
      { region: 'AT', useRegion: 'JP', useCity: '东京' },
    ]);
    expect(found).toMatchObject({ rate: { currency: 'EUR', lodging: 140 } });
  });
});

describe('CNY', () => {
  const budget = { rates: { USD: 7.125, JPY: 0.0495 } };
  test('rounded half up to the fen', () => {
    expect(inCny(Decimal.of('0.12'), 'USD', budget)?.toString()).toBe('0.86');
    expect(inCny(Decimal.of(101), 'JPY', budget)?.toString()).toBe('5');
    expect(inCny(Decimal.of('0.04'), 'USD', budget)?.toString()).toBe('0.29');
  });
  test('CNY itself needs no rate, another currency without one gives no figure', () => {
    expect(exchangeRate('CNY', null)?.toString()).toBe('1');
    expect(inCny(Decimal.of(1), 'EUR', budget)).toBeNull();
    expect(inCny(Decimal.of(1), 'USD', null)).toBeNull();
  });
});

test('a place is a region and a city, written the same', () => {
  expect(samePlace({ region: 'AT', city: '维也纳' }, { region: 'AT', city: ' 维也纳 ' })).toBe(true);
  expect(samePlace({ region: 'AT', city: '维也纳' }, { region: 'DE', city: '维也纳' })).toBe(false);
});
