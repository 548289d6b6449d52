import { useCallback, useEffect, useState } from 'react';
import type { MissionPage } from '../../../answers.ts';

type Entry = MissionPage['history'][number];

type Seen =
  | { readonly id: string; readonly version: number; readonly entries: number }
  /** An act of the reader's own is on its way: the next version is no news. */
  | { readonly own: number }
  | null;

const seenOf = (page: MissionPage): Seen => ({ id: page.id, version: page.version, entries: page.history.length });

/** What the reader counts as seen once this page is there: the first sight, and the outcome of an own act, are no news. */
export function seenNow(seen: Seen, page: MissionPage): Seen {
  if (seen === null) return seenOf(page);
  if ('own' in seen) return page.version === seen.own ? seen : seenOf(page);
  return seen.id === page.id ? seen : seenOf(page);
}

/** What others have done since the reader opened the page; empty while nothing has changed. */
export function newsSince(seen: Seen, page: MissionPage): readonly Entry[] {
  if (seen === null || 'own' in seen || seen.id !== page.id || seen.version === page.version) return [];
  return page.history.slice(seen.entries);
}

export interface News {
  readonly entries: readonly Entry[];
  /** The reader has looked at what changed. */
  readonly take: () => void;
  /** The reader acts: what follows is no news to them. */
  readonly own: () => void;
}

export function useNews(page: MissionPage | undefined): News {
  const [seen, setSeen] = useState<Seen>(null);
  useEffect(() => {
    if (page) setSeen((before) => seenNow(before, page));
  }, [page]);
  const take = useCallback(() => page && setSeen(seenOf(page)), [page]);
  const own = useCallback(() => page && setSeen({ own: page.version }), [page]);
  return { entries: page ? newsSince(seen, page) : [], take, own };
}
