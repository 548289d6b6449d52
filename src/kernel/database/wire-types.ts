import { type CustomTypesConfig, types } from 'pg';

const oid = { int8: 20, date: 1082, int8Array: 1016, dateArray: 1182 } as const;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`the database answered ${text}, which a number cannot hold exactly`);
  return value;
}

/** PostgreSQL's text for an array of plain values (days, whole numbers): no quotes or nesting can occur in them. */
function flatArray<Item>(text: string, parse: (item: string) => Item): (Item | null)[] {
  const inside = text.slice(1, -1);
  if (inside === '') return [];
  return inside.split(',').map((item) => (item === 'NULL' ? null : parse(item)));
}

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, wholeNumber],
  [oid.date, (text) => text],
  [oid.int8Array, (text) => flatArray(text, wholeNumber)],
  [oid.dateArray, (text) => flatArray(text, (item) => item)],
]);

/**
 * How values come out of the database: `date` as 'YYYY-MM-DD' (a day is no instant and has no time zone), `numeric` as
 * string (money stays exact), `int8` as number and refused when it cannot be one exactly, `timestamptz` as Date.
 */
export const wireTypes: CustomTypesConfig = {
  getTypeParser: (id, format) => {
    const own = format === 'binary' ? undefined : parsers.get(id);
    return own ?? types.getTypeParser(id, format);
  },
};
