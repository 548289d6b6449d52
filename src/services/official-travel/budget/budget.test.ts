import { describe, expect, test } from 'vitest';
import { day } from '#kernel/calendar/day.ts';
import { lawfulMission } from '../mission-file/fixtures.ts';
import type { MissionFile, Stop } from '../mission-file/model.ts';
import { computeCeilings } from './budget.ts';
import { lodgingNightsToPay, placeOfDay, regionCeilings } from './ceilings.ts';

const stop = (region: string, city: string, arrive: string, leave: string, more: Partial<Stop> = {}): Stop => ({
  region,
  city,
  arrive: day(arrive),
  leave: day(leave),
  use: 'visit',
  airsideOnly: false,
  ...more,
});

/** Six days: a night under way, Vienna, Tokyo, a night under way. */
const twoPlaces = (change: (mission: MissionFile) => void = () => undefined) =>
  lawfulMission((mission) => {
    mission.route.departure = day('2026-06-08');
    mission.route.return = day('2026-06-13');
    mission.route.stops = [
      stop('AT', '维也纳', '2026-06-09', '2026-06-11'),
      stop('JP', '东京', '2026-06-11', '2026-06-12'),
    ];
    change(mission);
  });

const first = (mission: MissionFile) => {
  const [member] = computeCeilings(mission).members;
  if (!member) throw new Error('a member');
  return member;
};

describe('place of a day', () => {
  test('the way out takes the first stop, a day of travel the place of arrival, the way home the last stop', () => {
    const cities = ['08', '09', '10', '11', '12', '13'].map((date) => placeOfDay(twoPlaces(), `2026-06-${date}`)?.city);
    expect(cities).toEqual(['维也纳', '维也纳', '维也纳', '东京', '东京', '东京']);
  });
  test('a stop inside an airport earns no day and no night', () => {
    const mission = twoPlaces((draft) => {
      draft.route.stops.unshift(
        stop('TR', '伊斯坦布尔', '2026-06-08', '2026-06-09', { use: 'transit', airsideOnly: true }),
      );
    });
    expect(computeCeilings(mission)).toEqual(computeCeilings(twoPlaces()));
  });
  test('a transit outside the airport with a night is a place like another', () => {
    const mission = twoPlaces((draft) => {
      draft.route.stops.unshift(stop('TR', '伊斯坦布尔', '2026-06-08', '2026-06-09', { use: 'transit' }));
    });
    expect(first(mission).lodging.map((row) => [row.city, row.nights])).toEqual([
      ['伊斯坦布尔', 1],
      ['维也纳', 2],
      ['东京', 1],
    ]);
    expect(first(mission).meals.map((row) => [row.city, row.days])).toEqual([
      ['伊斯坦布尔', 1],
      ['维也纳', 2],
      ['东京', 3],
    ]);
  });
});

describe('rows', () => {
  test('nights by stop, days by place, in order of travel', () => {
    const { lodging, meals, incidentals } = first(twoPlaces());
    expect(lodging).toEqual([
      { region: 'AT', city: '维也纳', currency: 'EUR', rate: 140, nights: 2, hostNights: 0, amount: 280, cny: 2184 },
      { region: 'JP', city: '东京', currency: 'JPY', rate: 20000, nights: 1, hostNights: 0, amount: 20000, cny: null },
    ]);
    expect(meals.map((row) => [row.city, row.days, row.amount])).toEqual([
      ['维也纳', 3, 180],
      ['东京', 3, 30000],
    ]);
    expect(incidentals.map((row) => [row.city, row.days, row.reducedDays, row.amount])).toEqual([
      ['维也纳', 3, 0, 114],
      ['东京', 3, 0, 15000],
    ]);
  });
  test('a place that is left and visited again is one row; a day visit has no lodging row', () => {
    const mission = twoPlaces((draft) => {
      draft.route.stops = [
        stop('AT', '维也纳', '2026-06-09', '2026-06-10'),
        stop('SK', '布拉迪斯拉发', '2026-06-10', '2026-06-10'),
        stop('AT', '维也纳', '2026-06-10', '2026-06-12'),
      ];
    });
    expect(first(mission).lodging.map((row) => [row.city, row.nights])).toEqual([['维也纳', 3]]);
    expect(first(mission).meals.map((row) => [row.city, row.days])).toEqual([['维也纳', 6]]);
  });
});

describe('what the host gives', () => {
  const hosted = (
    provides: MissionFile['hosting'][number]['provides'],
    members: 'all' | string[] = 'all',
    more?: (draft: MissionFile) => void,
  ) =>
    twoPlaces((draft) => {
      draft.hosting = [{ from: day('2026-06-09'), to: day('2026-06-10'), members, provides: [...provides] }];
      more?.(draft);
    });

  test('nights and days of the host cost nothing, but stay in the row', () => {
    const { lodging, meals } = first(hosted(['lodging', 'meals']));
    expect(lodging[0]).toMatchObject({ nights: 2, hostNights: 2, amount: 0, cny: 0 });
    expect(meals[0]).toMatchObject({ days: 3, hostDays: 2, amount: 60 });
    expect(lodgingNightsToPay(hosted(['lodging']), 'm1', { region: 'AT', city: '维也纳' })).toBe(0);
  });
  test('only for the members who are named', () => {
    const [one, two] = computeCeilings(hosted(['meals'], ['m2'])).members;
    expect(one?.meals[0]).toMatchObject({ hostDays: 0, amount: 180 });
    expect(two?.meals[0]).toMatchObject({ hostDays: 2, amount: 60 });
  });
  test('transport leaves 40 % of the incidentals', () => {
    expect(first(hosted(['transport'])).incidentals[0]).toMatchObject({
      hostDays: 0,
      reducedDays: 2,
      amount: 68.4,
      cny: 533.52,
    });
  });
  test('incidentals go before transport: such a day is not reduced but the host’s', () => {
    expect(first(hosted(['transport', 'incidentals'])).incidentals[0]).toMatchObject({
      hostDays: 2,
      reducedDays: 0,
      amount: 38,
    });
  });
  test('before 2018 transport did not reduce', () => {
    const mission = hosted(['transport'], 'all', (draft) => {
      draft.asOf = day('2017-12-31');
    });
    expect(first(mission).incidentals[0]).toMatchObject({ reducedDays: 0, amount: 114 });
  });
  test('a hired car reduces only with its approval', () => {
    const car = (approved: boolean) =>
      twoPlaces((draft) => {
        draft.hiredCar = [{ from: day('2026-06-10'), to: day('2026-06-12') }];
        if (approved) draft.documents.push('hired-car-approval');
      });
    expect(first(car(false)).incidentals.map((row) => row.reducedDays)).toEqual([0, 0]);
    expect(first(car(true)).incidentals.map((row) => row.reducedDays)).toEqual([1, 2]);
  });
  test('c0, c1, c2 of the rules are the same sums', () => {
    const mission = hosted(['transport', 'meals']);
    const incidentals = regionCeilings(mission, 'm1', 'AT', 'incidentals');
    expect([incidentals?.c0, incidentals?.c1, incidentals?.c2].map(String)).toEqual(['114', '114', '68.4']);
    const meals = regionCeilings(mission, 'm1', 'AT', 'meals');
    expect([meals?.c0, meals?.c1, meals?.c2].map(String)).toEqual(['180', '60', '60']);
    expect(regionCeilings(mission, 'm1', 'DE', 'meals')).toBeNull();
  });
});

describe('ministers', () => {
  test('lodging is paid at its actual cost: no figure, and outside the totals', () => {
    const mission = lawfulMission((draft) => {
      if (draft.members[0]) draft.members[0].rank = 'ministerial';
    });
    const { lodging, totals } = first(mission);
    expect(lodging).toEqual([
      { region: 'AT', city: '维也纳', currency: 'EUR', rate: null, nights: 4, hostNights: 0, amount: null, cny: null },
    ]);
    expect(totals).toEqual({ byCurrency: { EUR: 490 }, cny: 3822 });
  });
});

describe('what is not known', () => {
  test('a currency without a rate of exchange takes the CNY figure from every total that holds it', () => {
    const { members, totals } = computeCeilings(twoPlaces());
    expect(members[0]?.totals).toEqual({ byCurrency: { EUR: 574, JPY: 65000 }, cny: null });
    expect(totals).toEqual({ byCurrency: { EUR: 1722, JPY: 195000 }, cny: null });
  });
  test('without a budget there are amounts, but no CNY figures', () => {
    const { exit, totals } = computeCeilings(
      lawfulMission((draft) => {
        draft.budget = null;
      }),
    );
    expect({ exit, totals }).toEqual({ exit: 0, totals: { byCurrency: { EUR: 3150 }, cny: null } });
  });
  test('a place without a rate has no row and is listed once', () => {
    const mission = twoPlaces((draft) => {
      draft.route.stops = [
        stop('LI', '瓦杜兹', '2026-06-09', '2026-06-11'),
        stop('AT', '维也纳', '2026-06-11', '2026-06-12'),
      ];
    });
    const { exit, undetermined, members } = computeCeilings(mission);
    expect({ exit, undetermined }).toEqual({
      exit: 3,
      undetermined: [{ region: 'LI', city: '瓦杜兹', reason: 'not-in-table' }],
    });
    expect(members[0]?.meals.map((row) => row.city)).toEqual(['维也纳']);
  });
  test('a place without nights and days needs no rate', () => {
    const mission = twoPlaces((draft) => {
      draft.route.stops.splice(1, 0, stop('LI', '瓦杜兹', '2026-06-11', '2026-06-11'));
    });
    expect(computeCeilings(mission)).toMatchObject({ exit: 0, undetermined: [] });
  });
  test('a substitute gives the rate, the row keeps the place', () => {
    const mission = twoPlaces((draft) => {
      draft.route.stops = [stop('LI', '瓦杜兹', '2026-06-08', '2026-06-13')];
      draft.budget?.substitutes.push({ region: 'LI', useRegion: 'AT', useCity: null });
    });
    expect(first(mission).lodging).toMatchObject([
      { region: 'LI', city: '瓦杜兹', currency: 'EUR', rate: 140, nights: 5 },
    ]);
  });
  test('before 2014 there is no table', () => {
    const mission = lawfulMission((draft) => {
      draft.asOf = day('2013-12-31');
    });
    expect(computeCeilings(mission)).toMatchObject({
      exit: 3,
      table: null,
      undetermined: [{ region: 'AT', city: '维也纳', reason: 'no-table' }],
      totals: { byCurrency: {}, cny: 0 },
    });
  });
});
