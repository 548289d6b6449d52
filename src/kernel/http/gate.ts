import type { FastifyRequest } from 'fastify';
import { unsupportedType } from './answers.ts';
import type { Endpoint } from './endpoint.ts';
import { isJsonType, isMultipartType } from './input.ts';
import { Problem } from './problem.ts';

/** Under which names the program is reached; a request for another host is not ours (DNS rebinding). */
export interface Place {
  /** `https://fao.example.gov.cn`; empty: loopback, any port. */
  readonly origins: readonly string[];
}

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

function originKnown(place: Place, origin: string, host: string): boolean {
  if (place.origins.length > 0) return place.origins.includes(origin);
  return loopbackHost.test(host) && (origin === `http://${host}` || origin === `https://${host}`);
}

function forbidden(code: string, zh: string, en: string): Problem {
  return new Problem(403, code, { zh, en });
}

/** @throws Problem 403 `foreign-host` */
export function checkHost(place: Place, host: string): void {
  const known =
    place.origins.length > 0 ? place.origins.some((origin) => new URL(origin).host === host) : loopbackHost.test(host);
  if (!known)
    throw forbidden(
      'foreign-host',
      '访问地址不是本系统登记的地址。',
      'This address is not one that the system is known by.',
    );
}

/**
 * A change must come from our own pages (OB-02): `Origin`, where the browser sends it, is ours and `Sec-Fetch-Site` says so.
 * A client that sends neither is no browser and carries no cookie of somebody else.
 */
export function checkOrigin(place: Place, request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && !originKnown(place, origin, host ?? '')) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) {
    throw forbidden(
      'foreign-origin',
      '请求不是从本系统页面发出的，没有办理。',
      'The request did not come from a page of this system and was not processed.',
    );
  }
}

/**
 * Exactly the type that the endpoint takes, before a byte is parsed (IN-02); without a body schema, no body at all.
 * @throws Problem 415 `unsupported-type`
 */
export function checkContentType(endpoint: Endpoint, request: FastifyRequest): void {
  const type = request.headers['content-type'];
  const wantsBody = endpoint.body !== undefined || endpoint.takes === 'multipart';
  if (!wantsBody) {
    const length = request.headers['content-length'];
    const empty = (length === undefined || length === '0') && request.headers['transfer-encoding'] === undefined;
    if (!empty || type !== undefined) throw unsupportedType();
    return;
  }
  const right = type !== undefined && (endpoint.takes === 'multipart' ? isMultipartType(type) : isJsonType(type));
  if (!right) throw unsupportedType();
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @throws Problem 400 `idempotency-key` if a change names none (CC-01) */
export function idempotencyKey(endpoint: Endpoint, request: FastifyRequest): string {
  if (endpoint.method === 'GET' || endpoint.keyless) return '';
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && uuid.test(key.toLowerCase())) return key.toLowerCase();
  throw new Problem(400, 'idempotency-key', {
    zh: '请求缺少 Idempotency-Key（UUID），没有办理。请刷新页面后重试。',
    en: 'The request has no Idempotency-Key (a UUID) and was not processed. Reload the page and try again.',
  });
}

/** The version that the command saw. @throws Problem 428 `version-missing` (CC-03) */
export function seenVersion(endpoint: Endpoint, request: FastifyRequest): number | undefined {
  if (!endpoint.versioned) return undefined;
  const match = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '');
  if (match) return Number(match[1]);
  throw new Problem(428, 'version-missing', {
    zh: '请求没有说明依据的版本（If-Match），没有办理。请刷新页面后重试。',
    en: 'The request does not say which version it saw (If-Match) and was not processed. Reload the page and try again.',
  });
}
