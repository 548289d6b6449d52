import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useContext } from 'react';
import type { Text } from '#kernel/text.ts';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { InPage } from './page.tsx';
import { Failed, Loading, PartFailed } from './page-states.tsx';
import { ProblemNotice } from './problem-notice.tsx';

export interface AnsweredProps<Data> {
  readonly of: UseQueryResult<Data, ProblemError>;
  /** What is read: 办件; given for a part of a page, whose failure leaves the rest standing. */
  readonly part?: Text;
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

/** Draws loading and failure of a read, and its answer. An old answer stays on the page when a later reading fails. */
export function Answered<Data>({ of, part, rows, children }: AnsweredProps<Data>) {
  const inPage = useContext(InPage);
  const retry = () => void of.refetch();
  if (of.data !== undefined) {
    return (
      <>
        {of.error && <ProblemNotice problem={of.error} onRetry={retry} />}
        {children(of.data)}
      </>
    );
  }
  if (of.error)
    return part && inPage ? (
      <PartFailed problem={of.error} what={part} onRetry={retry} />
    ) : (
      <Failed problem={of.error} onRetry={retry} />
    );
  return <Loading {...(part ? { what: part } : {})} {...(rows ? { rows } : {})} />;
}
