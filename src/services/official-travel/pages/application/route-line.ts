import type { Draft, SectionContent } from '../../model.ts';

type Route = Draft<SectionContent<'route'>>;
export type Leg = Draft<SectionContent<'route'>['legs'][number]>;

export interface RouteNode {
  readonly region: string | null;
  readonly city: string;
  readonly arrive: string | null;
  readonly leave: string | null;
  readonly use: 'home' | 'visit' | 'transit';
}

/** The stops as a line from the place of departure and back to it. */
export function routeNodes(route: Route | null | undefined): readonly RouteNode[] {
  const stops = (route?.stops ?? []).filter(({ city, region }) => city || region);
  if (stops.length === 0) return [];
  const legs = route?.legs ?? [];
  const home = (
    city: string | null | undefined,
    day: string | null | undefined,
    end: 'arrive' | 'leave',
  ): RouteNode => ({
    region: 'CN',
    city: city ?? '',
    arrive: end === 'arrive' ? (day ?? null) : null,
    leave: end === 'leave' ? (day ?? null) : null,
    use: 'home',
  });
  return [
    home(legs.find((leg) => leg.fromRegion === 'CN')?.fromCity, route?.departure, 'leave'),
    ...stops.map(
      (stop): RouteNode => ({
        region: stop.region ?? null,
        city: stop.city ?? '',
        arrive: stop.arrive ?? null,
        leave: stop.leave ?? null,
        use: stop.use ?? 'visit',
      }),
    ),
    home(legs.findLast((leg) => leg.toRegion === 'CN')?.toCity, route?.return, 'arrive'),
  ];
}

/** Legs that join the stops, with an economy seat of a carrier of the mainland; who fills the form corrects what differs. */
export function legsFromStops(route: Route | null | undefined, home: string): readonly Leg[] {
  const nodes = routeNodes(route);
  return nodes.slice(0, -1).map((from, index): Leg => {
    const to = nodes[index + 1] ?? from;
    const date = (from.leave ?? to.arrive) as Leg['date'];
    return {
      ...(date ? { date } : {}),
      mode: 'air',
      ...(from.region ? { fromRegion: from.region } : {}),
      fromCity: from.use === 'home' ? from.city || home : from.city,
      ...(to.region ? { toRegion: to.region } : {}),
      toCity: to.use === 'home' ? to.city || home : to.city,
      number: null,
      carrierRegion: 'CN',
      class: 'economy',
      charter: false,
    };
  });
}
