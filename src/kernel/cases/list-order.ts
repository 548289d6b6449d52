import { type RawBuilder, sql } from 'kysely';
import { isDay } from '#kernel/calendar/day.ts';
import { Problem } from '#kernel/http/problem.ts';

/** `day`: the day of the matter itself, the search fact `day`; rows without it come last. */
export type CaseSort = 'due' | 'number' | 'updated' | 'day';

/** One order of the rows of `kernel.cases as c`; each goes along an index of its own. */
export interface CaseOrder {
  readonly sort: CaseSort;
  /** Named in the cursor, so that it fits no other order. */
  readonly name: string;
  readonly column: RawBuilder<unknown>;
  readonly cast: RawBuilder<unknown>;
  readonly ascends: boolean;
  readonly direction: RawBuilder<unknown>;
}

const sorts = {
  due: { column: sql`c.due_sort`, cast: sql`date`, ascends: true },
  number: { column: sql`c.number_sort`, cast: sql`text`, ascends: true },
  updated: { column: sql`c.updated_at`, cast: sql`timestamptz`, ascends: false },
  day: { column: sql`c.day_sort`, cast: sql`text`, ascends: true },
} as const;

export function orderOf(sort: CaseSort, reversed: boolean): CaseOrder {
  const { column, cast, ascends: own } = sorts[sort];
  const ascends = own !== reversed;
  return {
    sort,
    name: reversed ? `-${sort}` : sort,
    column,
    cast,
    ascends,
    direction: ascends ? sql`asc` : sql`desc`,
  };
}

export interface Mark {
  readonly value: string;
  readonly id: string;
}

export function cursorOf(order: CaseOrder, { value, id }: Mark): string {
  return Buffer.from(JSON.stringify([order.name, value, id])).toString('base64url');
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws Problem 400 for a cursor that a list of this order did not give */
export function readCursor({ name }: CaseOrder, cursor: string): Mark {
  const bad = new Problem(400, 'cursor-malformed', {
    zh: '翻页标记无效，请从第一页重新查看。',
    en: 'The page mark is not valid. Start again from the first page.',
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw bad;
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw bad;
  const [of, value, id]: unknown[] = parsed;
  if (of !== name || typeof value !== 'string' || typeof id !== 'string' || !uuid.test(id)) throw bad;
  if (/^-?due$/.test(name) && !isDay(value)) throw bad;
  if (/^-?updated$/.test(name) && Number.isNaN(Date.parse(value))) throw bad;
  return { value, id };
}
