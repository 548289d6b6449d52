import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReadingsAside } from '#kernel/audit/aside.ts';
import { looksPersonal } from '#kernel/audit/entry.ts';
import { withRequestId } from '#kernel/audit/request.ts';
import { recordAudit } from '#kernel/audit/write.ts';
import type { AuditEntry, Runner } from '#kernel/commands/command.ts';
import { StorageFull } from '#kernel/database/errors.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { may, mayAtAll } from '#kernel/identity/may.ts';
import type { Session, Sessions } from '#kernel/identity/sessions.ts';
import { languageOf, notFound, problemOf, refusal, sendFailure, sendProblem, unsupportedType } from './answers.ts';
import { type Body, checkedInput, type InputCheck, inputCheck } from './check.ts';
import type { Endpoint } from './endpoint.ts';
import { checkContentType, checkHost, checkOrigin, idempotencyKey, type Place, seenVersion } from './gate.ts';
import { type Call, type Handler, Stream, Written } from './handler.ts';
import { filePolicy, pageHeaders } from './headers.ts';
import { parseJson } from './input.ts';
import type { Limits } from './limits.ts';
import { Problem } from './problem.ts';

export interface MountParts {
  readonly runner: Runner;
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly place: Place;
  /** Takes the entries of readings while the trail has no room (AU-07). */
  readonly aside?: ReadingsAside;
  /** The browser reaches us by https, so that the cookie can be `__Host-`. */
  readonly secure: boolean;
  /** Tests check every answer against its schema; in service that costs time and finds nothing new. */
  readonly checkAnswers?: boolean;
}

/** ID-09. */
const stepUpMs = 5 * 60_000;
const fileBytes = 50 * 1024 * 1024;

declare module 'fastify' {
  interface FastifyContextConfig {
    handler?: Handler;
  }
  interface FastifyRequest {
    session: Session | null;
  }
}

export const cookieName = (secure: boolean) => (secure ? '__Host-honglu' : 'honglu');

/** What holds for every request, pages included: headers, cookies, parsing, errors. Once per server, before any route. */
export async function prepare(app: FastifyInstance, parts: MountParts): Promise<void> {
  await app.register(helmet, pageHeaders(parts.secure));
  await app.register(cookie);
  await app.register(multipart, {
    limits: { files: 20, fields: 20, parts: 40, fileSize: fileBytes, fieldSize: 10_000, headerPairs: 50 },
  });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (cause) {
      done(cause as Error);
    }
  });
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // An office may live in another year than the machine of its reader; labels such as 逾期 follow the office.
    reply.header('business-time', parts.runner.clock.now().toISOString());
    checkHost(parts.place, request.headers.host ?? '');
    parts.limits.countAddress(request.ip);
  });
  app.setErrorHandler(async (cause, request, reply) => {
    const language = languageOf(request.headers['accept-language']);
    const problem = problemOf(cause);
    if (problem) return sendProblem(reply, problem, language);
    const status = cause instanceof Error && 'statusCode' in cause ? cause.statusCode : undefined;
    if (typeof status === 'number' && status >= 400 && status < 500) return sendProblem(reply, badRequest(), language);
    request.log.error({ err: cause, route: request.routeOptions.url }, 'request failed');
    return sendFailure(reply, language);
  });
}

function badRequest(): Problem {
  return new Problem(400, 'bad-request', {
    zh: '请求不完整，没有处理。',
    en: 'The request is not complete and was not processed.',
  });
}

/** Binds handlers to routes. What the endpoint declares is enforced here and nowhere else. */
export function mount(app: FastifyInstance, parts: MountParts, handlers: readonly Handler[]): void {
  const ids = new Set<string>();
  for (const handler of handlers) {
    const { endpoint } = handler;
    if (ids.has(endpoint.id)) throw new TypeError(`two handlers for ${endpoint.id}`);
    ids.add(endpoint.id);
    const check = inputCheck(endpoint);
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      exposeHeadRoute: false,
      config: { handler },
      onRequest: (request) => withRequestId(request.id, () => admit(parts, endpoint, request)),
      handler: (request, reply) => withRequestId(request.id, () => answer(parts, handler, check, request, reply)),
    });
  }
}

/** Everything that can be refused before a body is read. */
async function admit(parts: MountParts, endpoint: Endpoint, request: FastifyRequest): Promise<void> {
  if (endpoint.method !== 'GET') {
    checkOrigin(parts.place, request);
    checkContentType(endpoint, request);
  }
  const token = request.cookies[cookieName(parts.secure)];
  request.session = token ? await parts.sessions.find(token, request.ip) : null;
  const actor = actorOf(request);
  parts.limits.countRequest(endpoint, actor ? actor.personId : request.ip);
  const verdict = mayAtAll(actor, endpoint.permission);
  if (!verdict.allowed) {
    if (actor) await recordRefusal(parts, endpoint, actor, verdict.reason, objectOf(endpoint, request.params));
    throw refusal(verdict.reason);
  }
  if (endpoint.stepUp && actor) {
    const fresh = actor.factorAt && parts.runner.clock.now().getTime() - actor.factorAt.getTime() < stepUpMs;
    if (!fresh) throw refusal('step-up-needed');
  }
  idempotencyKey(endpoint, request);
  seenVersion(endpoint, request);
}

/** A sign-in that is not finished is nobody. */
function actorOf(request: FastifyRequest): Actor | null {
  return request.session?.stage === 'full' ? request.session.actor : null;
}

function objectOf(endpoint: Endpoint, params: unknown): string {
  const kind = endpoint.id.split('.')[0]!;
  const id = typeof params === 'object' && params !== null && 'id' in params ? String(params.id).slice(0, 100) : null;
  // A refusal comes before the address is checked, and an address may hold anything.
  return id === null || /\p{Cc}|\p{Cs}/u.test(id) || looksPersonal(`${kind}:${id}`) ? endpoint.id : `${kind}:${id}`;
}

async function recordRefusal(parts: MountParts, endpoint: Endpoint, actor: Actor, reason: string, object: string) {
  await withRead(parts, actor, {
    event: endpoint.audit === 'not-audited' ? endpoint.id : endpoint.audit,
    object,
    result: 'refused',
    reason,
  });
}

function withRead(parts: MountParts, actor: Actor, entry: AuditEntry): Promise<void> {
  const { database, clock } = parts.runner;
  return recordAudit(database, clock, actor.officeId, actor, entry).catch((cause: unknown) => {
    if (!parts.aside || !(cause instanceof StorageFull)) throw cause;
    return parts.aside.keep(actor.officeId, actor, clock.now(), entry);
  });
}

async function answer(
  parts: MountParts,
  handler: Handler,
  check: InputCheck,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { endpoint } = handler;
  const call = callOf(
    parts,
    endpoint,
    checkedInput(check, request as { params: unknown; query: unknown; body: Body }),
    request,
    reply,
  );
  const found = handler.subject && (await handler.subject(call));
  if (handler.subject) {
    if (!found) throw notFound();
    const verdict = may(call.visitor, endpoint.permission, found);
    if (!verdict.allowed) {
      if (call.visitor)
        await recordRefusal(parts, endpoint, call.visitor, verdict.reason, objectOf(endpoint, call.params));
      throw may(call.visitor, handler.knownTo, found).allowed ? refusal(verdict.reason) : notFound();
    }
  }
  const result = await handler.run(call, found ?? undefined);
  // A command writes its own entry in its own transaction; a read is on record before its answer leaves.
  if (endpoint.method === 'GET' && endpoint.audit !== 'not-audited' && call.visitor) {
    const object = handler.object?.(call) ?? objectOf(endpoint, call.params);
    await withRead(parts, call.visitor, { event: endpoint.audit, object, result: 'done' });
  }
  reply.header('cache-control', 'no-store');
  return send(parts, endpoint, result, reply);
}

function send(parts: MountParts, endpoint: Endpoint, result: unknown, reply: FastifyReply): unknown {
  if (result instanceof Stream) {
    reply.type(result.type);
    if (result.size !== undefined) reply.header('content-length', String(result.size));
    if (result.name !== undefined) {
      const encoded = encodeURIComponent(result.name).replace(
        /['()*]/g,
        (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
      );
      reply.header('content-disposition', `attachment; filename*=UTF-8''${encoded}`);
      reply.header('content-security-policy', filePolicy);
    }
    return reply.send(result.content);
  }
  if (!endpoint.answer) return reply.status(204).send();
  if (result instanceof Written) {
    if (parts.checkAnswers) endpoint.answer.parse(JSON.parse(result.json.toString()));
    if (result.version !== undefined) reply.header('etag', `"${result.version}"`);
    return reply.type('application/json; charset=utf-8').send(result.json);
  }
  if (parts.checkAnswers) endpoint.answer.parse(result);
  if (typeof result === 'object' && result !== null && 'version' in result && typeof result.version === 'number') {
    reply.header('etag', `"${result.version}"`);
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
}

function callOf(
  parts: MountParts,
  endpoint: Endpoint,
  input: Pick<Call, 'params' | 'query' | 'body'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Call {
  const visitor = actorOf(request);
  const { runner, secure } = parts;
  return {
    ...input,
    visitor,
    get actor() {
      if (!visitor) throw refusal('not-signed-in');
      return visitor;
    },
    session: request.session,
    runner,
    database: runner.database,
    clock: runner.clock,
    now: runner.clock.now(),
    key: idempotencyKey(endpoint, request),
    version: seenVersion(endpoint, request),
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    files() {
      if (endpoint.takes !== 'multipart') throw unsupportedType();
      return request.files();
    },
    setSession(token) {
      const how = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
      if (token === null) {
        reply.clearCookie(cookieName(secure), how);
        // Drafts and filters that the browser kept are not for the next person at this machine (CR-09).
        reply.header('clear-site-data', '"cache", "storage"');
      } else reply.setCookie(cookieName(secure), token, how);
    },
  };
}
