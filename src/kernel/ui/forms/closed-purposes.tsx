import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { readClosed } from '#kernel/privacy/processing-endpoints.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';

const Closed = createContext<ReadonlySet<string>>(new Set());

/** Purposes for which the office no longer collects anything: their fields are not asked. Before sign-in there are none. */
export const useClosedPurposes = (): ReadonlySet<string> => useContext(Closed);

export function ClosedPurposes({ children }: { readonly children: ReactNode }) {
  const { data } = useRead(readClosed);
  const closed = useMemo(() => new Set(data?.purposes ?? []), [data]);
  return <Closed value={closed}>{children}</Closed>;
}
