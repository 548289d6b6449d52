import type { RouteObject } from 'react-router';
import { applicationSections } from '#services/official-travel/model.ts';
import { deskRoutes } from '../../../src/apps/web/entry/routes.tsx';
import type { Program } from '../program.ts';

/** Asks the program as the account that is signed in; null where it answers with a refusal. */
export type Ask = (path: string) => Promise<unknown>;

export async function askAs(program: Program, login: string): Promise<Ask> {
  const context = await program.enter(login);
  return async (path) => {
    const answer = await context.request.get(`${program.address}${path}`);
    return answer.ok() ? answer.json() : null;
  };
}

export interface Place {
  readonly path: string;
  /** The route that serves it. */
  readonly route: string;
  /** Refusals that this page is there to show. */
  readonly refused?: readonly number[];
}

/** `/` is answered by the portal, the gallery only by the development server. */
const notServed = new Set(['/', '/desk/gallery/*']);

const flat = (routes: readonly RouteObject[]): string[] =>
  routes.flatMap((route) => [...(route.path ? [route.path] : []), ...flat(route.children ?? [])]);

/** Every address of the desk's own router. */
export const routes: readonly string[] = flat(deskRoutes()).filter((path) => !notServed.has(path));

interface Mission {
  readonly id: string;
  readonly state: string;
}

const rowsOf = (answer: unknown): readonly Mission[] => (answer as { rows?: readonly Mission[] } | null)?.rows ?? [];

/** One mission in each state that this reader sees. */
async function oneInEachState(ask: Ask): Promise<readonly Mission[]> {
  const rows = rowsOf(await ask('/api/official-travel/missions?limit=100'));
  return [...new Map(rows.map((row) => [row.state, row])).values()];
}

const missions =
  (address: (mission: Mission) => readonly string[]) =>
  async (ask: Ask): Promise<readonly string[]> =>
    (await oneInEachState(ask)).flatMap(address);

const firstOf =
  (list: string, address: (id: string) => string) =>
  async (ask: Ask): Promise<readonly string[]> =>
    rowsOf(await ask(list)).map(({ id }) => address(id));

const measures =
  (address: (id: string) => readonly string[]) =>
  async (ask: Ask): Promise<readonly string[]> => {
    const answer = (await ask('/api/measures')) as { measures?: readonly { id: string }[] } | null;
    return (answer?.measures ?? []).slice(0, 2).flatMap(({ id }) => address(id));
  };

/** Addresses of the routes with places to fill, from what the demonstration holds and this reader may see. */
const fillers: Readonly<Record<string, (ask: Ask) => Promise<readonly string[]>>> = {
  '/desk/obligations/:id': firstOf('/api/obligations?limit=1', (id) => `/desk/obligations/${id}`),
  '/desk/official-travel-plan/line/:id': firstOf(
    `/api/official-travel/plan/lines?limit=1&year=${new Date().getFullYear()}`,
    (id) => `/desk/official-travel-plan/line/${id}`,
  ),
  '/desk/official-travel-people/:id': firstOf(
    '/api/official-travel/people?limit=1',
    (id) => `/desk/official-travel-people/${id}`,
  ),
  '/desk/official-travel-units/:id': async (ask) => {
    const me = (await ask('/api/identity/me')) as { posts: readonly { unitId: string }[] };
    return me.posts.slice(0, 1).map(({ unitId }) => `/desk/official-travel-units/${unitId}`);
  },
  '/desk/figures/:id': measures((id) => [`/desk/figures/${id}`]),
  '/desk/figures/:id/records': measures((id) => [`/desk/figures/${id}/records`]),
  '/desk/figures/:id/brief': measures((id) => [`/desk/figures/${id}/brief`]),
  '/desk/official-travel/:id': missions(({ id }) => [`/desk/official-travel/${id}?full`]),
  '/m/missions/:id': missions(({ id, state }) => (state === 'draft' ? [] : [`/m/missions/${id}`])),
  '/desk/official-travel/:id/application/:section?': missions(({ id, state }) =>
    state === 'draft'
      ? ['', ...applicationSections.map((section) => `/${section}`)].map(
          (section) => `/desk/official-travel/${id}/application${section}`,
        )
      : state === 'returned'
        ? [`/desk/official-travel/${id}/application`]
        : [],
  ),
  '/desk/official-travel/:id/review': missions(({ id, state }) =>
    state === 'draft' || state === 'returned' ? [`/desk/official-travel/${id}/review`] : [],
  ),
  '/desk/official-travel/:id/submitted': missions(({ id, state }) =>
    state === 'draft' ? [] : [`/desk/official-travel/${id}/submitted`],
  ),
  '/desk/official-travel-routes/:route/:from': async (ask) => {
    const answer = (await ask('/api/official-travel/routes')) as {
      routes?: readonly { route: { id: string; validFrom: string } }[];
    } | null;
    return (answer?.routes ?? [])
      .slice(0, 1)
      .map(({ route }) => `/desk/official-travel-routes/${route.id}/${route.validFrom}`);
  },
  '*': async () => ['/desk/no-such-page'],
};

/** Where this reader finds this route: once as it stands, or filled from what he may see. Nothing if he sees none. */
export async function placesOf(route: string, ask: Ask): Promise<readonly Place[]> {
  const filler = fillers[route];
  if (!filler && /[:*]/.test(route)) throw new Error(`the walk knows no way to fill ${route}; add one to places.ts`);
  const paths = filler ? await filler(ask) : [route];
  return paths.map((path) => ({ path, route }));
}

const unknown = '00000000-0000-7000-8000-000000000000';
/** Pages that say no: what one may not know of, and what one may not open. */
export const refusals: readonly Place[] = [
  { path: `/desk/official-travel/${unknown}`, route: '/desk/official-travel/:id', refused: [404] },
  { path: `/desk/obligations/${unknown}`, route: '/desk/obligations/:id', refused: [404] },
  // The demonstration has no register of travellers yet, so its page is seen saying so.
  { path: `/desk/official-travel-people/${unknown}`, route: '/desk/official-travel-people/:id', refused: [404] },
  { path: '/desk/accounts', route: '/desk/accounts', refused: [403] },
];
