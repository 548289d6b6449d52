import { expect, test } from 'vitest';
import { lawfulMission } from '../../fixtures.ts';
import { legsFromStops, routeNodes } from './route-line.ts';

const { route } = lawfulMission();

test('the line begins and ends at home, with the stops between', () => {
  expect(routeNodes(route).map(({ city, use }) => [city, use])).toEqual([
    ['上海', 'home'],
    ['首尔', 'visit'],
    ['上海', 'home'],
  ]);
  expect(routeNodes({ stops: [] })).toEqual([]);
});

test('legs made of stops join them in order and come home on the day of return', () => {
  const legs = legsFromStops({ ...route, legs: [] }, '宿迁');
  expect(legs.map(({ fromCity, toCity, date }) => [fromCity, toCity, date])).toEqual([
    ['宿迁', '首尔', '2026-06-08'],
    ['首尔', '宿迁', '2026-06-12'],
  ]);
  expect(legs[0]).toMatchObject({ class: 'economy', carrierRegion: 'CN', charter: false });
});

test('a stop whose days are open gives a leg without a day, not a wrong one', () => {
  const [out] = legsFromStops({ stops: [{ region: 'KR', city: '首尔' }] }, '宿迁');
  expect(out).not.toHaveProperty('date');
});
