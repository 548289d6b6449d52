import type { Text } from '#kernel/text.ts';

/** One condition of a list; its name is the name in the query of the endpoint and in the address of the page. */
export interface ListFilter {
  readonly name: string;
  readonly label: Text;
  readonly kind: 'text' | 'choice' | 'day' | 'region';
  readonly options?: readonly { readonly value: string; readonly label: Text }[];
  /** Stands behind 更多条件 until it is used. */
  readonly secondary?: boolean;
}

export interface ListConditions {
  /** Conditions in force by name; nothing else of the address gets here. */
  readonly filters: Readonly<Record<string, string>>;
  /** `due` or `-due`. Null: as the endpoint sorts by itself. */
  readonly sort: string | null;
  readonly view: string | null;
  readonly cursor: string | null;
}

const longest = 200;

/** Reads the conditions of a list from the address, where they live: it can be sent, kept, and returned to with Back. */
export function readConditions(
  search: URLSearchParams,
  filters: readonly ListFilter[],
  sorts: readonly string[],
): ListConditions {
  const chosen: Record<string, string> = {};
  for (const filter of filters) {
    const value = search.get(filter.name)?.slice(0, longest);
    const known =
      filter.kind !== 'choice' || !filter.options || filter.options.some((option) => option.value === value);
    if (value && known) chosen[filter.name] = value;
  }
  const sort = search.get('sort');
  return {
    filters: chosen,
    sort: sort !== null && sorts.includes(sort.replace(/^-/, '')) ? sort : null,
    view: search.get('view'),
    cursor: search.get('cursor'),
  };
}

/** The address of other conditions. A changed condition begins at the first page. */
export function writeConditions(
  search: URLSearchParams,
  change: Readonly<Record<string, string | null>>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** The next step when the head of a column is pressed: up, down, then as the endpoint sorts by itself. */
export function nextSort(current: string | null, column: string): string | null {
  if (current === column) return `-${column}`;
  return current === `-${column}` ? null : column;
}
