import type { z } from 'zod';
import type { Permission } from '../identity/permission.ts';
import type { Text } from '../text.ts';

type Shape = z.ZodType;

/**
 * An endpoint is data, shared by server, screens, OpenAPI description, permission table and fuzzer.
 * Permission and audit event stand on it: leaving one out does not compile.
 */
export interface Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Answer extends Shape = Shape,
> {
  /** `official-travel.submit`: service, then verb. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify notation: `/api/official-travel/missions/:id/submit`. */
  readonly path: string;
  readonly summary: Text;
  readonly permission: Permission;
  /** The event of the audit entry; `not-audited` only for reads without personal data. */
  readonly audit: string | 'not-audited';
  /** Shows a full number, exports, issues or voids, grants: the second factor must be under five minutes old (ID-09). */
  readonly stepUp?: boolean;
  /** The command names the version that it saw (`If-Match`); missing → 428, stale → 409. */
  readonly versioned?: boolean;
  /** Signing in, out and up: the answer opens a session and must never be given again, so no `Idempotency-Key` is asked. */
  readonly keyless?: boolean;
  /** Files come as multipart, other bodies as JSON; `stream` answers are written by the handler. */
  readonly takes?: 'json' | 'multipart';
  readonly gives?: 'json' | 'stream';
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer?: Answer;
  /** Requests per minute and person; default 300 for GET, 60 for changes (OP-09). */
  readonly perMinute?: number;
}

export function endpoint<
  Params extends Shape = z.ZodNever,
  Query extends Shape = z.ZodNever,
  Body extends Shape = z.ZodNever,
  Answer extends Shape = z.ZodNever,
>(definition: Endpoint<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return definition;
}
