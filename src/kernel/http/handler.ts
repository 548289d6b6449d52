import type { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import type { z } from 'zod';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Runner } from '#kernel/commands/command.ts';
import type { Database } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { needsSubject } from '#kernel/identity/may.ts';
import type { Permission, Subject } from '#kernel/identity/permission.ts';
import type { Session } from '#kernel/identity/sessions.ts';
import type { Language } from '#kernel/text.ts';
import type { Endpoint } from './endpoint.ts';

/** What a schema lets through; an endpoint without that schema has `undefined` there. */
export type Checked<S extends z.ZodType> = [S] extends [z.ZodNever] ? undefined : z.output<S>;

/** One request, checked: what a handler gets. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** @throws Problem 401 on a public endpoint called by nobody */
  readonly actor: Actor;
  /** The same for public endpoints; null for nobody. */
  readonly visitor: Actor | null;
  /** Also one whose sign-in is not finished; only the sign-in's own handlers look at it. */
  readonly session: Session | null;
  readonly runner: Runner;
  readonly database: Database;
  readonly clock: Clock;
  /** Business time when the request came. */
  readonly now: Date;
  /** `Idempotency-Key`; empty for GET and keyless endpoints. */
  readonly key: string;
  /** `If-Match`; present on versioned endpoints. */
  readonly version: number | undefined;
  readonly language: Language;
  readonly requestId: string;
  readonly address: string;
  readonly agent: string;
  /** Files of a multipart request, one after the other; each must be read to its end before the next. */
  files(): AsyncIterable<MultipartFile>;
  /** Sets the session cookie, or clears it. */
  setSession(token: string | null): void;
}

/** The answer of an endpoint that `gives: 'stream'`. */
export class Stream {
  constructor(
    readonly content: Readable | Buffer | string,
    readonly type: string,
    /** With a name the browser saves it; without, it is shown in place. */
    readonly name?: string,
    readonly size?: number,
  ) {}
}

/** An answer that was written as JSON before and is remembered so; composed from a value of the endpoint's schema. */
export class Written {
  readonly json: Buffer;
  /** Goes out as `ETag`, as of any answer that has one. */
  readonly version: number | undefined;

  constructor(answer: object) {
    this.json = Buffer.from(JSON.stringify(answer));
    this.version = 'version' in answer && typeof answer.version === 'number' ? answer.version : undefined;
  }
}

export type AnswerOf<A extends z.ZodType> = [A] extends [z.ZodNever]
  ? undefined | Stream
  : z.input<A> | Stream | Written;

export interface Handling<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType, S> {
  /**
   * Fetches what the request is about; null: there is no such thing. The mount asks the permission about it and hands it to
   * `run`, so that one query serves both.
   */
  readonly subject?: (call: Call<Checked<P>, Checked<Q>, Checked<B>>) => Promise<S | null>;
  /** Who may know that the subject exists; others are told 404, these 403 with the reason. Default: the endpoint's own permission. */
  readonly knownTo?: Permission;
  /** A list whose rows are chosen by `permissionFilter`; or a command that asks `may` itself about what it creates. */
  readonly filtered?: true;
  /** Kind and id for the audit entry of a read; default: first part of the endpoint's id and `params.id`. */
  readonly object?: (call: Call<Checked<P>, Checked<Q>, Checked<B>>) => string;
  readonly run: (call: Call<Checked<P>, Checked<Q>, Checked<B>>, subject: S) => Promise<AnswerOf<A>>;
}

/** An endpoint with what answers it, its types laid aside. */
export interface Handler {
  readonly endpoint: Endpoint;
  readonly subject: ((call: Call) => Promise<Subject | null>) | undefined;
  readonly knownTo: Permission;
  readonly object: ((call: Call) => string) | undefined;
  readonly run: (call: Call, subject: Subject | undefined) => Promise<unknown>;
}

/**
 * Binds an endpoint to its use case. Types of params, query, body and answer come from the endpoint's schemas.
 * @throws TypeError if the permission speaks of a subject and the handler neither loads one nor says `filtered`
 */
export function handle<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  S extends Subject = Subject,
>(endpoint: Endpoint<P, Q, B, A>, how: Handling<P, Q, B, A, S>): Handler {
  if (needsSubject(endpoint.permission) && !how.subject && !how.filtered) {
    throw new TypeError(`${endpoint.id}: its permission needs a subject; give "subject" or say "filtered"`);
  }
  type Own = Call<Checked<P>, Checked<Q>, Checked<B>>;
  const { subject, object, run } = how;
  return {
    endpoint: endpoint as Endpoint,
    subject: subject && ((call) => subject(call as Own)),
    knownTo: how.knownTo ?? endpoint.permission,
    object: object && ((call) => object(call as Own)),
    run: (call, found) => run(call as Own, found as S),
  };
}
