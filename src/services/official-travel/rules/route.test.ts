import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { all, at, type Change, standing, thenTo, toHongKong } from './testing.ts';

const via =
  (region: string, city: string, airsideOnly: boolean): Change =>
  (m) => {
    const last = at(m.route.stops, m.route.stops.length - 1);
    last.leave = day('2026-06-11');
    m.route.stops.push({
      region,
      city,
      arrive: day('2026-06-11'),
      leave: day('2026-06-12'),
      use: 'transit',
      airsideOnly,
    });
  };

describe('countries and regions on one journey (RTE-01)', () => {
  const three = all(thenTo('CZ', '布拉格'), via('HU', '布达佩斯', false));
  test('three are allowed, a transit that leaves the airport included', () => {
    expect(standing('RTE-01', three)).toBe('passed');
  });
  test('the fourth is not', () => {
    expect(standing('RTE-01', all(three, via('SK', '布拉迪斯拉发', false)))).toEqual(['/route/stops']);
  });
  test('a transit where nobody leaves the airport is not counted', () => {
    expect(standing('RTE-01', all(three, via('SK', '布拉迪斯拉发', true)))).toBe('passed');
  });
  test('to Hong Kong and Macao other rules stand in', () => {
    expect(standing('RTE-01', toHongKong)).toBe('kind');
  });
});

describe('one continent (RTE-02)', () => {
  test('two countries of Europe need no reason', () => {
    expect(standing('RTE-02', thenTo('CZ', '布拉格'))).toBe('passed');
  });
  test('Austria and Türkiye do, since Türkiye is in Asia', () => {
    expect(standing('RTE-02', thenTo('TR', '安卡拉'))).toEqual(['/route/stops']);
  });
  test('Mexico and Brazil do: North and South America are two', () => {
    const mexico: Change = (m) => {
      Object.assign(at(m.route.stops, 0), { region: 'MX', city: '墨西哥城' });
    };
    expect(standing('RTE-02', all(mexico, thenTo('BR', '巴西利亚')))).toEqual(['/route/stops']);
  });
  test('of one country nothing is asked', () => {
    expect(standing('RTE-02')).toBe('condition');
  });
});
