import { useCallback, useState } from 'react';

const storageKey = (caseId: string) => `honglu.seen.${caseId}`;

function stored(caseId: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey(caseId)) ?? '[]');
    return new Set(Array.isArray(value) ? value.map(String) : []);
  } catch {
    return new Set();
  }
}

/** Papers that the reader opened here, shown at signing; what the server records of each opening is apart from it. */
export function useSeenPapers(caseId: string): {
  readonly seen: ReadonlySet<string>;
  readonly see: (paper: string) => void;
} {
  const [seen, setSeen] = useState(() => stored(caseId));
  const see = useCallback(
    (paper: string) =>
      setSeen((before) => {
        const next = new Set([...before, paper]);
        try {
          sessionStorage.setItem(storageKey(caseId), JSON.stringify([...next]));
        } catch {
          // Without storage it is remembered until the page is closed.
        }
        return next;
      }),
    [caseId],
  );
  return { seen, see };
}
