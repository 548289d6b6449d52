import { addDays, type Day, isDay } from '#kernel/calendar/day.ts';

/** What a figure is about, held by the address: period, as-of, unit, parts taken out, and by what it is split. */
export interface Scope {
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly unit?: string;
  readonly only?: string;
  readonly by?: string;
}

const names = ['from', 'to', 'asOf', 'unit', 'only', 'by'] as const;
const days: ReadonlySet<string> = new Set(['from', 'to', 'asOf']);

/** Reads the scope of an address; days that are none are left out. Without a period it is the running year so far. */
export function readScope(search: URLSearchParams, today: Day): Scope {
  const found: Partial<Record<(typeof names)[number], string>> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value && (!days.has(name) || isDay(value))) found[name] = value;
  }
  if (found.from === undefined && found.to === undefined)
    return { ...found, from: `${today.slice(0, 4)}-01-01`, to: today };
  return found;
}

export function scopeQuery(scope: Scope): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = scope[name];
    if (value !== undefined) query.set(name, value);
  }
  return query;
}

const yearEarlier = (value: string): Day => {
  const moved = `${Number(value.slice(0, 4)) - 1}${value.slice(4)}`;
  // 29 February has no day a year earlier; the last of that month stands for it.
  return isDay(moved) ? moved : (addDays(`${moved.slice(0, 7)}-01` as Day, 27) as Day);
};

/** The same days a year earlier; null while the period is open. */
export function yearBefore(scope: Scope): Scope | null {
  if (!scope.from || !scope.to) return null;
  return { ...scope, from: yearEarlier(scope.from), to: yearEarlier(scope.to) };
}

/**
 * The parts of the year before, brought to those of this year: months by their number, everything else by its name. A part that had no
 * record counts 0 in a sum and is unknown in a mean.
 */
export function formerValues(
  parts: readonly { readonly part: string }[],
  former: readonly { readonly part: string; readonly figure: number | null }[],
  by: string,
  kind: 'sum' | 'mean',
): readonly (number | null)[] {
  const keyOf = (part: string) => (by === 'month' ? part.slice(-2) : part);
  return parts.map(
    ({ part }) => former.find((one) => keyOf(one.part) === keyOf(part))?.figure ?? (kind === 'sum' ? 0 : null),
  );
}
