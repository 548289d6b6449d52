import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#kernel/calendar/day.ts';
import { Decimal } from '#kernel/money/decimal.ts';
import { lawfulMission } from '../mission-file/fixtures.ts';
import type { Stop } from '../mission-file/model.ts';
import { computeCeilings } from './budget.ts';
import { daysAbroad, type HostedItem, hostGives, isReducedDay, placeOfDay, stays } from './ceilings.ts';

describe('sums over any journey', () => {
  const places = [
    ['AT', '维也纳'],
    ['JP', '东京'],
    ['JP', '大阪'],
    ['GB', '伦敦'],
    ['SG', '新加坡'],
  ] as const;
  const hosting = fc.record({
    at: fc.nat(12),
    provides: fc.uniqueArray(
      fc.constantFrom('lodging' as const, 'meals' as const, 'incidentals' as const, 'transport' as const),
      { minLength: 1 },
    ),
  });
  const journey = fc.record({
    out: fc.nat(1),
    back: fc.nat(1),
    stays: fc.array(fc.record({ place: fc.constantFrom(...places), nights: fc.nat(3), gap: fc.nat(1) }), {
      minLength: 1,
      maxLength: 5,
    }),
    hosting: fc.array(hosting, { maxLength: 3 }),
    rates: fc.record({
      EUR: fc.integer({ min: 1, max: 10 ** 7 }),
      JPY: fc.integer({ min: 1, max: 10 ** 7 }),
      GBP: fc.integer({ min: 1, max: 10 ** 7 }),
      USD: fc.integer({ min: 1, max: 10 ** 7 }),
    }),
  });

  type Journey = typeof journey extends fc.Arbitrary<infer Facts> ? Facts : never;

  const missionOf = ({ out, back, stays, hosting: given, rates }: Journey) =>
    lawfulMission((draft) => {
      let date = addDays(draft.route.departure, out);
      draft.route.stops = stays.map(({ place, nights, gap }) => {
        const arrive = date;
        const leave = addDays(date, nights);
        date = addDays(leave, gap);
        return { region: place[0], city: place[1], arrive, leave, use: 'visit', airsideOnly: false };
      });
      draft.route.return = addDays(date, back);
      draft.hosting = given.map(({ at, provides }) => {
        const on = addDays(draft.route.departure, at);
        return { from: on, to: on, members: ['m1'], provides: [...provides] };
      });
      if (draft.budget)
        draft.budget.rates = Object.fromEntries(
          Object.entries(rates).map(([code, rate]) => [code, Number(`${rate}e-6`)]),
        );
    });

  test('every day is one day of meals, every night at a stop one of lodging, and the totals are the sums of the rows', () => {
    fc.assert(
      fc.property(journey, (journeyFacts) => {
        const mission = missionOf(journeyFacts);
        const { stays, rates } = journeyFacts;
        const { days, members, totals, exit } = computeCeilings(mission);
        expect(exit).toBe(0);
        const nights = stays.reduce((sum, { nights: own }) => sum + own, 0);
        for (const member of members) {
          expect(member.meals.reduce((sum, row) => sum + row.days, 0)).toBe(days);
          expect(member.lodging.reduce((sum, row) => sum + row.nights, 0)).toBe(nights);
          for (const row of member.incidentals) expect(row.hostDays + row.reducedDays).toBeLessThanOrEqual(row.days);
          const rows = [...member.lodging, ...member.meals, ...member.incidentals];
          expect(member.totals.cny).toBe(Decimal.sum(rows.map((row) => Decimal.of(row.cny ?? 0))).toNumber());
          for (const row of rows) {
            const code = row.currency as keyof typeof rates;
            const exact = Decimal.of(row.amount ?? 0).times(Decimal.of(`${rates[code]}e-6`));
            expect(
              Decimal.of(row.cny ?? 0)
                .minus(exact)
                .times(200)
                .compare(1),
            ).toBeLessThanOrEqual(0);
          }
        }
        expect(totals.cny).toBe(Decimal.sum(members.map((member) => Decimal.of(member.totals.cny ?? 0))).toNumber());
        for (const [currency, amount] of Object.entries(totals.byCurrency)) {
          const parts = members.map((member) => Decimal.of(member.totals.byCurrency[currency] ?? 0));
          expect(amount).toBe(Decimal.sum(parts).toNumber());
        }
      }),
      { numRuns: 100 },
    );
  });

  test('counting by stretches is counting day by day', () => {
    fc.assert(
      fc.property(journey, fc.nat(12), fc.nat(6), (facts, carFrom, carDays) => {
        const mission = missionOf(facts);
        const from = addDays(mission.route.departure, carFrom);
        mission.hiredCar = [{ from, to: addDays(from, carDays) }];
        mission.documents.push('hired-car-approval');
        const all = daysAbroad(mission);
        const gives = (item: HostedItem) => (date: Day) => hostGives(mission, 'm1', item, date);
        for (const stay of stays(mission, 'm1')) {
          const here = (place: Stop | undefined) =>
            place?.region === stay.place.region && place.city === stay.place.city;
          const days = all.filter((date) => here(placeOfDay(mission, date)));
          const nights = all.filter((date) =>
            mission.route.stops.some((one) => here(one) && one.arrive <= date && date < one.leave),
          );
          expect(stay).toEqual({
            place: stay.place,
            nights: nights.length,
            hostNights: nights.filter(gives('lodging')).length,
            days: days.length,
            hostMealDays: days.filter(gives('meals')).length,
            hostIncidentalDays: days.filter(gives('incidentals')).length,
            reducedDays: days.filter((date) => isReducedDay(mission, 'm1', date)).length,
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a mission of many years is counted at once', () => {
    const mission = lawfulMission((draft) => {
      draft.route.return = day('9999-12-31');
      if (draft.route.stops[0]) draft.route.stops[0].leave = draft.route.return;
    });
    expect(computeCeilings(mission)).toMatchObject({ days: 2_912_285, totals: { byCurrency: { EUR: 2_079_371_070 } } });
  });
});
