import type { Day } from '#kernel/calendar/day.ts';
import type { Queries } from '#kernel/database/database.ts';
import { type Handler, handle } from '#kernel/http/handler.ts';
import { Problem } from '#kernel/http/problem.ts';
import { may } from '#kernel/identity/may.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import type { Process, Route } from './definition.ts';
import type { RouteEndpoints, RouteForm, StoredRouteRow } from './route-endpoints.ts';
import { listRoutes, saveRoute } from './route-storage.ts';
import { tryRoute, validateRoute } from './routes.ts';

export interface RouteKind {
  readonly process: Process;
  /** Hold until the office has laid down its own. */
  readonly standardRoutes: readonly Route[];
}

/** Optional parts that were not given are absent, as the engine wants them. */
export function routeOf(form: RouteForm): Route {
  const { validTo, nodes, ...rest } = form;
  return {
    ...rest,
    validFrom: form.validFrom as Day,
    ...(validTo === undefined ? {} : { validTo: validTo as Day }),
    nodes: nodes.map(({ when, group, workingDays, ...node }) => ({
      ...node,
      ...(when === undefined ? {} : { when }),
      ...(group === undefined ? {} : { group }),
      ...(workingDays === undefined ? {} : { workingDays }),
    })),
  };
}

export const formOf = (route: Route): RouteForm => ({
  ...route,
  nodes: route.nodes.map((node) => ({ ...node, signers: [...node.signers] })),
});

async function rowsOf(queries: Queries, officeId: string, kind: RouteKind): Promise<StoredRouteRow[]> {
  const stored = await listRoutes(queries, officeId, kind.process);
  if (stored.length === 0) {
    return kind.standardRoutes.map((route) => ({ route: formOf(route), version: 0, changedBy: null, changedAt: null }));
  }
  const names = await namesOf(
    queries,
    officeId,
    stored.map(({ changedBy }) => changedBy),
  );
  return stored.map((one) => ({
    route: formOf(one.route),
    version: one.version,
    changedBy: names.get(one.changedBy) ?? null,
    changedAt: one.changedAt.toISOString(),
  }));
}

const same = (a: Route, b: Route) => a.id === b.id && a.validFrom === b.validFrom;

/** Endpoint → use case, for the routes of one kind of case. */
export function routeHandlers(endpoints: RouteEndpoints, kind: RouteKind): readonly Handler[] {
  return [
    handle(endpoints.listRoutes, {
      run: ({ database, actor }) =>
        database.read(actor.officeId, async (queries) => ({
          routes: await rowsOf(queries, actor.officeId, kind),
          mayChange: may(actor, endpoints.saveRoute.permission).allowed,
        })),
    }),
    handle(endpoints.saveRoute, {
      run: ({ runner, actor, key, params, body, version }) => {
        if (params.id !== body.id) {
          throw new Problem(422, 'route-renamed', {
            zh: '路线代号与地址不一致，没有保存。代号确定后不能改；请另建一条。',
            en: 'The id of the route differs from its address; nothing was saved. An id stays; make another route.',
          });
        }
        return runner.run(actor, {
          name: endpoints.saveRoute.id,
          key,
          input: { body, version },
          object: `route:${kind.process.service}/${kind.process.kind}/${body.id}`,
          run: async (work) => ({ version: await saveRoute(work, kind.process, routeOf(body), version ?? 0) }),
        });
      },
    }),
    handle(endpoints.tryRoutes, {
      run: async ({ database, actor, body }) => {
        const rows = await database.read(actor.officeId, (queries) => rowsOf(queries, actor.officeId, kind));
        const stored = rows.map(({ route }) => routeOf(route));
        const tried = body.route && routeOf(body.route);
        const faults = tried ? validateRoute(kind.process, tried) : [];
        const routes = tried ? [...stored.filter((route) => !same(route, tried)), tried] : stored;
        const result = tryRoute(kind.process, routes, body.facts, body.day as Day, {
          amendment: body.amendment,
          changes: body.changes,
        });
        return {
          faults: faults.map((fault) => ({ ...fault })),
          chosen: result.route && { id: result.route.id, title: result.route.title },
          rejected: result.rejected.map((one) => ({ ...one, message: one.message ?? null })),
          nodes: result.nodes.map((node) => ({ ...node, why: node.why ?? null, message: node.message ?? null })),
        };
      },
    }),
  ];
}
