import { z } from 'zod';
import { broken, passed } from '#kernel/rules/rule.ts';
import type { Leg, MissionFile } from '../mission-file/model.ts';
import { each, noFigures, noOccasion, notSupplied, travelRule } from './define.ts';
import { crossesTheBorderByAir } from './facts.ts';

/** Legs wholly abroad are not examined. */
const byForeignCarrier = (leg: Leg): boolean => crossesTheBorderByAir(leg) && leg.carrierRegion !== 'CN';
const hasForm = ({ documents }: MissionFile): boolean => documents.includes('foreign-carrier-form');
const flightOf = (leg: Leg): string => leg.number ?? `${leg.from.city}—${leg.to.city}`;

export const airRules = [
  travelRule('AIR-01', noFigures, ({ mission }) => {
    if (!mission.route.legs.some(crossesTheBorderByAir)) return noOccasion;
    return broken(
      each(mission.route.legs, (leg, i) =>
        byForeignCarrier(leg) && !hasForm(mission)
          ? { at: `/route/legs/${i}/carrierRegion`, params: { flight: flightOf(leg), carrier: leg.carrierRegion } }
          : null,
      ),
      passed,
    );
  }),
  travelRule('AIR-02', z.object({ transfersMoreThan: z.number().int() }), ({ mission }, { transfersMoreThan: max }) => {
    const { legs, transfers, transitVisaNeeded } = mission.route;
    const needed = legs.some(byForeignCarrier) || transfers.out > max || transfers.back > max || transitVisaNeeded;
    if (!needed) return noOccasion;
    const params = { out: transfers.out, back: transfers.back, transitVisaNeeded };
    return broken(hasForm(mission) ? [] : [{ at: '/documents', params }], passed);
  }),
  travelRule('AIR-05', noFigures, ({ mission }) => {
    if (mission.route.legs.length === 0) return noOccasion;
    return broken(
      each(mission.route.legs, (leg, i) =>
        leg.charter ? { at: `/route/legs/${i}/charter`, params: { flight: flightOf(leg) } } : null,
      ),
      passed,
    );
  }),
];

const screenshot = z.object({ requires: z.literal('price-screenshot') });

export const ticketRules = [
  travelRule('AIR-03', noFigures, ({ mission }) => {
    if (mission.budget === null) return notSupplied;
    const tickets = mission.budget.lines.filter(({ item }) => item === 'international-travel');
    if (tickets.length === 0) return noOccasion;
    const shown = mission.documents.includes('price-screenshot');
    return broken(
      each(mission.budget.lines, ({ item, ticket }, i) =>
        item === 'international-travel' && (ticket === 'other' || (ticket === 'market-lower' && !shown))
          ? { at: `/budget/lines/${i}`, params: { ticket } }
          : null,
      ),
      tickets.some(({ ticket }) => ticket === undefined) ? notSupplied : passed,
    );
  }),
  travelRule('AIR-04', screenshot, ({ mission }, { requires }) => {
    if (mission.budget === null) return notSupplied;
    return broken(
      each(mission.budget.lines, ({ item, ticket }, i) =>
        item === 'international-travel' && ticket === 'market-lower' && mission.documents.includes(requires)
          ? { at: `/budget/lines/${i}`, params: { ticket } }
          : null,
      ),
      noOccasion,
    );
  }),
  travelRule('BUD-20', noFigures, ({ mission }) => {
    if (mission.budget === null) return notSupplied;
    const tickets = mission.budget.lines.filter(({ item }) => item === 'international-travel');
    if (tickets.length === 0) return noOccasion;
    return broken(
      each(mission.budget.lines, ({ payment }, i) =>
        payment === 'cash' ? { at: `/budget/lines/${i}`, params: { payment } } : null,
      ),
      tickets.some(({ payment }) => payment === undefined) ? notSupplied : passed,
    );
  }),
];
