import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { type ListConditions, type ListFilter, readConditions, writeConditions } from './list-address.ts';

export interface ListState extends ListConditions {
  /** For the endpoint: conditions, sort, view, cursor, as far as they are set. */
  readonly query: Readonly<Record<string, string>>;
  readonly set: (change: Readonly<Record<string, string | null>>) => void;
  readonly clear: () => void;
  readonly next: (cursor: string) => void;
  /** Null on the first page. */
  readonly back: (() => void) | null;
  readonly page: number;
  /** The address of other conditions, for links such as tabs of views. */
  readonly addressOf: (change: Readonly<Record<string, string | null>>) => string;
}

const trailOf = (state: unknown): readonly string[] =>
  typeof state === 'object' && state !== null && 'trail' in state && Array.isArray(state.trail)
    ? state.trail.map(String)
    : [];

/** The conditions of a list, held by the address. `filters` and `sorts` must be constants of the module. */
export function useList(filters: readonly ListFilter[], sorts: readonly string[] = []): ListState {
  const [search] = useSearchParams();
  const { pathname, state } = useLocation();
  const navigate = useNavigate();
  const conditions = useMemo(() => readConditions(search, filters, sorts), [search, filters, sorts]);
  const trail = trailOf(state);
  const go = useCallback(
    (next: URLSearchParams, cursors: readonly string[], replace: boolean) => {
      navigate(
        { pathname, search: next.toString() },
        { replace, preventScrollReset: replace, state: { trail: cursors } },
      );
    },
    [navigate, pathname],
  );
  const set = useCallback(
    (change: Readonly<Record<string, string | null>>) => go(writeConditions(search, change), [], true),
    [go, search],
  );
  const toCursor = (cursor: string | null, cursors: readonly string[]) => {
    const address = writeConditions(search, {});
    if (cursor) address.set('cursor', cursor);
    go(address, cursors, false);
  };
  const query = useMemo(() => {
    const { sort, view, cursor } = conditions;
    return {
      ...conditions.filters,
      ...(sort ? { sort } : {}),
      ...(view ? { view } : {}),
      ...(cursor ? { cursor } : {}),
    };
  }, [conditions]);
  return {
    ...conditions,
    query,
    set,
    clear: () => set(Object.fromEntries(filters.map((filter) => [filter.name, null]))),
    next: (cursor) => toCursor(cursor, [...trail, conditions.cursor ?? '']),
    back: conditions.cursor ? () => toCursor(trail.at(-1) || null, trail.slice(0, -1)) : null,
    page: conditions.cursor ? trail.length + 1 : 1,
    addressOf: (change) => `${pathname}?${writeConditions(search, change)}`,
  };
}
