import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.ts';

/** Answers count as fresh for 15 seconds; coming back to the page asks again. Only a lost line or a busy server is tried again. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ProblemError && (error.status === 0 || error.status === 503),
        retryDelay: (attempt) => 1_000 * 2 ** attempt,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
