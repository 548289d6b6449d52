import { htmlLang } from '#kernel/ui/look/language.ts';
import { setBusinessTime } from '#kernel/ui/look/now.ts';
import { preferences } from '#kernel/ui/look/preferences.ts';
import { connection } from './connection.ts';
import { type Demand, gate } from './gate.ts';
import { offlineError, type ProblemError, problemFrom } from './problem-error.ts';
import { type Answer, type AnyEndpoint, type Arguments, address, ifMatch, type LooseInput, newKey } from './request.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Given by `useAct`, which keeps it over a retry; a bare call makes its own. */
  readonly key?: string;
  /** Do not ask the person to sign in again: for the sign-in page itself and for reads that may fail quietly. */
  readonly quiet?: boolean;
}

function demandOf(problem: ProblemError): Demand | null {
  if (problem.status === 401) return 'sign-in';
  if (problem.status === 403 && (problem.code === 'step-up-needed' || problem.details.reason === 'step-up-needed'))
    return 'step-up';
  return null;
}

function headersOf(endpoint: AnyEndpoint, input: LooseInput, key: string | undefined): Headers {
  const headers = new Headers({
    accept: 'application/json, application/problem+json',
    'accept-language': htmlLang[preferences().language],
  });
  if (endpoint.method !== 'GET') headers.set('idempotency-key', key ?? newKey());
  if (input.version !== undefined) headers.set('if-match', ifMatch(input.version));
  if (input.body !== undefined && !(input.body instanceof FormData)) headers.set('content-type', 'application/json');
  return headers;
}

async function send(
  endpoint: AnyEndpoint,
  input: LooseInput,
  headers: Headers,
  signal?: AbortSignal,
): Promise<Response> {
  const body =
    input.body === undefined ? undefined : input.body instanceof FormData ? input.body : JSON.stringify(input.body);
  try {
    const response = await fetch(address(endpoint.path, input), {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    });
    connection.reached();
    setBusinessTime(response.headers.get('business-time'));
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    connection.lost();
    throw offlineError();
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 204 || !type.includes('json')) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

async function attempt(endpoint: AnyEndpoint, input: LooseInput, options: CallOptions): Promise<unknown> {
  const headers = headersOf(endpoint, input, options.key);
  for (;;) {
    const response = await send(endpoint, input, headers, options.signal);
    const body = await bodyOf(response);
    if (response.ok) return body;
    const problem = problemFrom(response.status, body, (name) => response.headers.get(name));
    // A refused sign-in is answered on its own page; asking to sign in over it would be a circle.
    const demand = options.quiet || endpoint.keyless ? null : demandOf(problem);
    if (!demand) throw problem;
    // The same headers and key go out again: what was sent before the session ended is not done twice.
    await gate.wait(demand).catch(() => {
      throw problem;
    });
  }
}

/**
 * Calls an endpoint as it is declared. Throws ProblemError: with the server's words, or `offline` when no answer came.
 * A lost session and a missing second factor are asked for and the call goes on.
 */
export async function call<E extends AnyEndpoint>(endpoint: E, ...[input]: Arguments<E>): Promise<Answer<E>> {
  return (await attempt(endpoint, (input ?? {}) as LooseInput, {})) as Answer<E>;
}

/** `call` with a signal, a kept key, or without asking the person. */
export async function callWith<E extends AnyEndpoint>(
  endpoint: E,
  options: CallOptions,
  ...[input]: Arguments<E>
): Promise<Answer<E>> {
  return (await attempt(endpoint, (input ?? {}) as LooseInput, options)) as Answer<E>;
}
