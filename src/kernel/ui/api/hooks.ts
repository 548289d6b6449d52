import {
  keepPreviousData,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { callWith } from './call.ts';
import { asProblem, type ProblemError } from './problem-error.ts';
import {
  ActKey,
  type Answer,
  type AnyEndpoint,
  type Arguments,
  type Input,
  type LooseInput,
  newKey,
} from './request.ts';

export interface ReadOptions {
  /** False: not asked yet, e.g. until a choice is made. */
  readonly when?: boolean;
  /** Ask again after so many milliseconds, while the page is seen. */
  readonly every?: number;
  /** Show the former answer until the new one is there: for filters and pages of a list. */
  readonly keep?: boolean;
}

/** The key under which an answer is kept: endpoint id, then input. `refresh` works on its first part. */
export function readKey(endpoint: AnyEndpoint, input?: LooseInput): readonly [string, LooseInput] {
  return [endpoint.id, input ?? {}];
}

/** Reads an endpoint and keeps the answer. Refused, faulty or unknown requests are not repeated; a lost line is tried again. */
export function useRead<E extends AnyEndpoint>(
  endpoint: E,
  ...[input, options]: Record<never, never> extends Input<E>
    ? [input?: Input<E>, options?: ReadOptions]
    : [input: Input<E>, options?: ReadOptions]
): UseQueryResult<Answer<E>, ProblemError> {
  return useQuery<Answer<E>, ProblemError>({
    queryKey: readKey(endpoint, input as LooseInput | undefined),
    queryFn: ({ signal }) => callWith<E>(endpoint, { signal }, ...([input] as Arguments<E>)),
    ...(options?.when === undefined ? {} : { enabled: options.when }),
    ...(options?.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options?.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

export interface ActOptions<E extends AnyEndpoint> {
  /** Endpoints, or services by name, whose kept answers are old after this act. Default: the service of the endpoint, and desk, duties and messages. */
  readonly refresh?: readonly (AnyEndpoint | string)[];
  readonly onDone?: (answer: Answer<E>, input: Input<E>) => void;
  readonly onProblem?: (problem: ProblemError, input: Input<E>) => void;
}

/** Whatever somebody does, counts, duties and messages may differ afterwards. */
const alwaysOld = ['desk', 'obligations', 'notifications'] as const;

export const serviceOf = (endpoint: AnyEndpoint): string => endpoint.id.split('.')[0] ?? endpoint.id;

/** Marks kept answers as old, by endpoint or by service, and asks again for those on the page. */
export function refresh(client: QueryClient, what: readonly (AnyEndpoint | string)[]): Promise<void> {
  const matches = (id: string) =>
    what.some((one) => (typeof one === 'string' ? id === one || id.startsWith(`${one}.`) : id === one.id));
  return client.invalidateQueries({ predicate: (query) => matches(String(query.queryKey[0])) });
}

/**
 * One act of a person. Its idempotency key is made at the first try and kept until the outcome is known, so that a second press or a
 * retry after a lost line does it once.
 */
export function useAct<E extends AnyEndpoint>(
  endpoint: E,
  options: ActOptions<E> = {},
): UseMutationResult<Answer<E>, ProblemError, Input<E>> {
  const client = useQueryClient();
  const [keys] = useState(() => new ActKey(newKey));
  return useMutation<Answer<E>, ProblemError, Input<E>>({
    mutationFn: async (input) => {
      try {
        const answer = await callWith<E>(endpoint, { key: keys.of(input) }, ...([input] as Arguments<E>));
        keys.settle(200);
        return answer;
      } catch (error) {
        const problem = asProblem(error);
        keys.settle(problem.status);
        throw problem;
      }
    },
    onSuccess: async (answer, input) => {
      options.onDone?.(answer, input);
      await refresh(client, options.refresh ?? [serviceOf(endpoint), ...alwaysOld]);
    },
    onError: (problem, input) => options.onProblem?.(problem, input),
  });
}
