import { routeEndpoints } from '#kernel/cases/route-endpoints.ts';

/** Which steps a mission really takes, in which order and from which day: laid down by the office on a screen. */
export const missionRoutes = routeEndpoints('official-travel', '/api/official-travel/routes');
