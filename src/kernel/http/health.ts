import type { FastifyInstance } from 'fastify';

/** One cause that makes the program not ready; the name is for the log and the metrics port only. */
export interface Readiness {
  readonly name: string;
  readonly check: () => Promise<boolean>;
}

const patience = 5_000;

async function holds(one: Readiness): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, patience, false).unref());
  return Promise.race([one.check().catch(() => false), late]);
}

/** Which of the checks fail now. */
export async function notReady(checks: readonly Readiness[]): Promise<readonly string[]> {
  const results = await Promise.all(checks.map(async (one) => ((await holds(one)) ? null : one.name)));
  return results.filter((name) => name !== null);
}

/** `/healthz`: the process answers. `/readyz`: it can work. The public is told ok or not, never why (OP-05). */
export function serveHealth(app: FastifyInstance, checks: readonly Readiness[]): void {
  app.get('/healthz', { exposeHeadRoute: false }, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { status: 'ok' };
  });
  let known: { readonly at: number; readonly failing: Promise<readonly string[]> } | undefined;
  app.get('/readyz', { exposeHeadRoute: false }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    // Asked by anybody, so it costs the database one look a second at most.
    if (!known || performance.now() - known.at > 1_000) known = { at: performance.now(), failing: notReady(checks) };
    const failing = await known.failing;
    if (failing.length === 0) return { status: 'ready' };
    request.log.warn({ failing }, 'not ready');
    return reply.status(503).header('retry-after', '5').send({ status: 'not ready' });
  });
}
