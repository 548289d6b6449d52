import type { z } from 'zod';
import type { Endpoint } from '#kernel/http/endpoint.ts';

type Shape = z.ZodType;
export type AnyEndpoint = Endpoint<Shape, Shape, Shape, Shape>;

type Part<Key extends string, Schema> = Schema extends Shape
  ? [z.input<Schema>] extends [never]
    ? unknown
    : Record<never, never> extends z.input<Schema>
      ? { readonly [K in Key]?: z.input<Schema> }
      : { readonly [K in Key]: z.input<Schema> }
  : unknown;

/** What a call of this endpoint must bring: the parts that it declares, and the version if it is versioned. */
export type Input<E> =
  E extends Endpoint<infer Params, infer Query, infer Body, Shape>
    ? Part<'params', Params> & Part<'query', Query> & Part<'body', Body> & { readonly version?: number | string }
    : never;

export type Answer<E> =
  E extends Endpoint<Shape, Shape, Shape, infer Out>
    ? [z.output<Out>] extends [never]
      ? undefined
      : z.output<Out>
    : never;

/** An endpoint that wants nothing may be called without input. */
export type Arguments<E> = Record<never, never> extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

/** The parts of a request, whatever the endpoint. */
export interface LooseInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly version?: number | string;
}

function entries(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Puts params into `:name` places and the query behind; a list stands behind its name with commas (a name given twice is refused); undefined and null are left out. */
export function address(path: string, input: LooseInput): string {
  const params = new Map(entries(input.params));
  const filled = path.replace(/:(\w+)/g, (_place, name: string) => {
    const value = params.get(name);
    if (value === undefined || value === null || value === '')
      throw new TypeError(`${path}: parameter ${name} is missing`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of entries(input.query)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const search = query.toString();
  return search ? `${filled}?${search}` : filled;
}

/** `If-Match` carries a quoted entity tag. */
export function ifMatch(version: number | string): string {
  return `"${String(version).replaceAll('"', '')}"`;
}

/** Canonical text of an input: the same act gives the same text, whatever the order of keys. Files count by name, size and time. */
export function fingerprint(value: unknown): string {
  if (value instanceof File) return `file:${value.name}:${value.size}:${value.lastModified}`;
  if (value instanceof FormData) return fingerprint([...value.entries()]);
  if (Array.isArray(value)) return `[${value.map(fingerprint).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, part]) => `${JSON.stringify(name)}:${fingerprint(part)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * The idempotency key of one act of a person. As long as the outcome is not known (line down, server busy) the same input keeps its
 * key, so that a second press does not act twice; a known outcome or another input starts a new act.
 */
export class ActKey {
  #open: { readonly input: string; readonly key: string } | undefined;
  readonly #make: () => string;

  constructor(make: () => string) {
    this.#make = make;
  }

  of(input: unknown): string {
    const print = fingerprint(input);
    if (this.#open?.input !== print) this.#open = { input: print, key: this.#make() };
    return this.#open.key;
  }

  /** `status` of the answer; 0 when no answer came. 401 and 403 leave the act open too: it goes on after signing in or stepping up. */
  settle(status: number): void {
    const unknown =
      status === 0 || status === 401 || status === 403 || status === 408 || status === 429 || status >= 500;
    if (!unknown) this.#open = undefined;
  }
}

/** Random UUID; `crypto.randomUUID` is missing where the page is served without TLS on a name that is not localhost. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
