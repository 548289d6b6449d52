import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { sql } from 'kysely';
import type { ReadingsAside } from '#kernel/audit/aside.ts';
import { colleagueHandlers } from '#kernel/cases/colleague-handlers.ts';
import type { Runner } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Database } from '#kernel/database/database.ts';
import { documentHandlers } from '#kernel/documents/handlers.ts';
import { languageOf, notFound, sendProblem } from '#kernel/http/answers.ts';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import type { Handler } from '#kernel/http/handler.ts';
import { type Readiness, serveHealth } from '#kernel/http/health.ts';
import type { Served } from '#kernel/http/kernel.ts';
import { createLimits, type Limits } from '#kernel/http/limits.ts';
import type { Metrics } from '#kernel/http/metrics.ts';
import { cookieName, mount, prepare } from '#kernel/http/mount.ts';
import { openApi } from '#kernel/http/openapi.ts';
import { servePages } from '#kernel/http/pages.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { SeedSeal } from '#kernel/identity/factor.ts';
import { identityHandlers } from '#kernel/identity/handlers.ts';
import { registryHandlers } from '#kernel/identity/registry-handlers.ts';
import { createSessions, type Sessions } from '#kernel/identity/sessions.ts';
import type { DiskLevel } from '#kernel/operations/disk.ts';
import { partiesHandlers } from '#kernel/parties/handlers.ts';
import { personalFields } from '#kernel/privacy/processing.ts';
import { refuseClosedPurposes } from '#kernel/privacy/purposes.ts';
import { settingsHandlers } from '#kernel/settings/handlers.ts';
import type { Text } from '#kernel/text.ts';
import { type PortalParts, servePortal } from '../portal/portal.ts';
import { deskSideHandlers } from './desk-side.ts';
import { eventWords } from './event-words.ts';

export interface AppParts {
  readonly runner: Runner;
  readonly seal: SeedSeal;
  readonly prepareOffice: (officeId: string) => Promise<void>;
  readonly crypto: Crypto;
  /** Whose cases, messages and hits desk and search know; their handlers come apart. */
  readonly services?: readonly Served[];
  /** Of the services; those of the kernel are added here. */
  readonly handlers: readonly Handler[];
  /** Reachable from this machine only: demonstration accounts may enter without a second factor. */
  readonly loopback: boolean;
  /** Browsers reach us by https, here or at a named proxy. */
  readonly secure: boolean;
  /** `https://fao.example.gov.cn`; none: this machine under any port. */
  readonly origins: readonly string[];
  /** Addresses of proxies whose `X-Forwarded-For` is believed; the rightmost that is none of them is the client (OP-09). */
  readonly proxies?: readonly string[];
  readonly tls?: { readonly key: Buffer; readonly cert: Buffer };
  /** Folder of the built desk; absent, only the interface is served. */
  readonly pages?: string;
  /** Public pages: checking of documents. */
  readonly portal?: PortalParts;
  readonly log?: FastifyBaseLogger;
  readonly metrics?: Metrics;
  readonly readiness?: readonly Readiness[];
  /** Takes the entries of readings while the trail has no room. */
  readonly aside?: ReadingsAside;
  /** Room on the disk; without room nothing new is taken (DU-06). */
  readonly disk?: () => DiskLevel;
  readonly checkAnswers?: boolean;
  /** Default: those of OP-09, shared by all nodes. */
  readonly limits?: Limits;
}

export interface App {
  readonly server: FastifyInstance;
  readonly sessions: Sessions;
  /** Every endpoint that is mounted. */
  readonly endpoints: readonly Endpoint[];
  close(): Promise<void>;
}

/** DU-08: what waits at most, and how long one request may take to arrive. */
const atOnce = 220;
const limits = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  keepAliveTimeout: 65_000,
  bodyLimit: 1024 * 1024,
} as const;

/** The whole server without a port: `server.inject` for tests, `server.listen` for the program. */
export async function createApp(parts: AppParts): Promise<App> {
  const { database, clock } = parts.runner;
  const server: FastifyInstance = Fastify({
    ...limits,
    ...(parts.log ? { loggerInstance: parts.log } : { logger: false }),
    ...(parts.tls ? { https: { ...parts.tls, minVersion: 'TLSv1.2' } } : {}),
    // Its own lines would hold addresses with their query; ours follow below.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: parts.proxies && parts.proxies.length > 0 ? [...parts.proxies] : false,
    forceCloseConnections: 'idle',
    // An address that the router cannot read leads nowhere.
    frameworkErrors: (_cause, request, reply) =>
      void sendProblem(reply as FastifyReply, notFound(), languageOf(request.headers['accept-language'])),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
  }) as FastifyInstance;
  const sessions = createSessions({ database, clock, loopback: parts.loopback });
  const counting = parts.limits ?? createLimits(database);
  const mounting = {
    runner: parts.runner,
    sessions,
    limits: counting,
    place: { origins: parts.origins },
    secure: parts.secure,
    checkAnswers: parts.checkAnswers ?? false,
    ...(parts.aside ? { aside: parts.aside } : {}),
  };
  limitLoad(server);
  if (parts.disk) refuseWithoutRoom(server, parts.disk);
  logAnswers(server);
  parts.metrics?.watch(server);
  await prepare(server, mounting);
  const identity = {
    runner: parts.runner,
    sessions,
    seal: parts.seal,
    prepareOffice: parts.prepareOffice,
    loopback: parts.loopback,
  };
  const words = new Map<string, Text>();
  const handlers = [
    ...identityHandlers(identity),
    ...registryHandlers(identity),
    ...partiesHandlers(),
    ...settingsHandlers(),
    ...documentHandlers(),
    ...colleagueHandlers(),
    ...deskSideHandlers(parts.crypto, parts.services ?? [], words),
    ...parts.handlers,
  ];
  const said = eventWords(
    handlers.map(({ endpoint }) => endpoint),
    parts.services ?? [],
  );
  for (const [event, text] of said) words.set(event, text);
  refuseClosed(server, database);
  mount(server, mounting, handlers);
  const description = JSON.stringify(
    openApi(
      handlers.map((handler) => handler.endpoint),
      cookieName(parts.secure),
    ),
  );
  server.get('/api/openapi.json', { exposeHeadRoute: false }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(description),
  );
  serveHealth(server, [
    {
      name: 'database',
      check: async () => (await sql`select kernel.set_up_needed()`.execute(database.unscoped)).rows.length === 1,
    },
    ...(parts.readiness ?? []),
  ]);
  if (parts.portal) servePortal(server, parts.portal, counting);
  await servePages(server, parts.pages === undefined ? undefined : { folder: parts.pages });
  await server.ready();
  return {
    server,
    sessions,
    endpoints: handlers.map((handler) => handler.endpoint),
    close: async () => {
      await server.close();
      await counting.close();
    },
  };
}

/** Fields of a purpose that the office closed take nothing, whichever request they come with (PR-01). */
function refuseClosed(server: FastifyInstance, database: Database): void {
  const asks = new Map<Endpoint, boolean>();
  server.addHook('preHandler', async (request) => {
    const endpoint = request.routeOptions.config.handler?.endpoint;
    const officeId = request.session?.actor?.officeId;
    if (!endpoint?.body || !officeId) return;
    const { body } = endpoint;
    const asksForPersons = asks.get(endpoint) ?? personalFields(body).length > 0;
    asks.set(endpoint, asksForPersons);
    if (!asksForPersons) return;
    await database.read(officeId, (queries) => refuseClosedPurposes(queries, officeId, body, request.body));
  });
}

/** More at once than the machine can serve is told so at once, instead of everybody waiting (DU-08). */
function limitLoad(server: FastifyInstance): void {
  let running = 0;
  server.addHook('onRequest', async () => {
    running += 1;
    if (running > atOnce) {
      const text = {
        zh: '系统正忙，没有办理。请稍候几秒重试。',
        en: 'The system is busy and did nothing. Try again in a few seconds.',
      };
      throw new Problem(503, 'busy', text, { retryAfter: 2 });
    }
  });
  server.addHook('onResponse', async () => {
    running -= 1;
  });
}

/**
 * Reading and signing in go on while the disk is nearly full; changes are refused before they begin, so that nothing is half done and
 * there is room left for the trail of what is read (DU-06).
 */
function refuseWithoutRoom(server: FastifyInstance, level: () => DiskLevel): void {
  server.addHook('onRequest', async (request) => {
    const endpoint = request.routeOptions.config.handler?.endpoint;
    if (!endpoint || endpoint.method === 'GET' || endpoint.keyless || level() !== 'full') return;
    throw new Problem(
      507,
      'disk-full',
      {
        zh: '磁盘空间即将用尽，系统暂时只读，没有办理；已有内容不受影响。系统管理员腾出空间后自动恢复。',
        en: 'The disk is nearly full, so the system takes nothing new for now; what exists is not affected. It goes on by itself once the system administrator has made room.',
      },
      { retryAfter: 60 },
    );
  });
}

/** One line an answer: the route as declared, never the address, which may hold numbers of people (OP-04). */
function logAnswers(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        route: request.routeOptions.url ?? 'none',
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}
