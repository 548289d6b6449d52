import fc from 'fast-check';
import type { z } from 'zod';

/**
 * Values for a schema of an endpoint: mostly such that it lets through. Strings with rules that cannot be read off (a day, a code) are
 * chosen among candidates by the schema itself.
 */
export interface Pool {
  /** Ids that exist, by the name of the field; `''` holds all. */
  readonly ids: (field: string) => readonly string[];
  /** Words that fit a field of this name; none: whatever its schema lets through. */
  readonly words: (field: string) => readonly string[];
}

const candidates: readonly string[] = [
  '2026-05-06',
  '2026-05-06T01:00:00.000Z',
  '2026-05',
  '2026',
  '农产品推介',
  '请核对材料后再报。',
  '13800138000',
  'zhang@example.cn',
  'ZHANG, SAN',
  '123456',
  '321300',
  'KR',
  'CNY',
  'en',
  'x',
  'funding',
  'unit-sign',
  'unit-sign.1',
  'official-travel.missions',
  'kind:abroad',
  'standard',
  'https://example.cn/hook',
  '98.50',
  '1',
  'a-long-password-of-many-words',
  '本市苹果、霸王蟹等农产品对韩出口去年起增长较快，采购商多次提出当面验看样品、商定检疫和物流安排，须由农技、检疫人员同往说明标准。',
];

const numbers = [0, 1, 2, 3, 5, 10, 31, 100, 2026, 12_000, 0.5, 98.5];

type Schema = z.core.$ZodType;

function passing<Value>(schema: Schema, values: readonly Value[]): readonly Value[] {
  return values.filter((value) => (schema as z.ZodType).safeParse(value).success);
}

function stringOf(schema: Schema, field: string, pool: Pool): fc.Arbitrary<unknown> {
  const ids = passing(schema, [...pool.ids(field)]);
  const fitting = passing(schema, candidates);
  const format = (schema._zod.def as { format?: string }).format;
  if (format === 'uuid' || format === 'guid') {
    const known = ids.length > 0 ? [{ arbitrary: fc.constantFrom(...ids), weight: 9 }] : [];
    return fc.oneof(...known, { arbitrary: fc.uuid(), weight: 1 });
  }
  const pattern = regexOf(schema);
  const meant = passing(schema, [...pool.words(field)]);
  if (meant.length > 0) {
    return fc.oneof(
      { arbitrary: fc.constantFrom(...meant), weight: 9 },
      { arbitrary: fitting.length > 0 ? fc.constantFrom(...fitting) : fc.string(), weight: 1 },
    );
  }
  const made = pattern ? [fc.stringMatching(pattern)] : fitting.length === 0 ? [fc.string()] : [];
  const own = fitting.length > 0 ? [fc.constantFrom(...fitting)] : [];
  return fc.oneof(...own, ...made);
}

function regexOf(schema: Schema): RegExp | null {
  for (const check of schema._zod.def.checks ?? []) {
    const definition = check._zod.def as { pattern?: RegExp };
    if (definition.pattern && !/[\\]p\{|\(\?[!<]/.test(definition.pattern.source)) {
      return new RegExp(definition.pattern.source, definition.pattern.flags.replace(/[gy]/g, ''));
    }
  }
  return null;
}

function leastOf(schema: Schema): number {
  for (const check of schema._zod.def.checks ?? []) {
    const definition = check._zod.def as { check: string; minimum?: number };
    if (definition.check === 'min_length') return definition.minimum ?? 0;
  }
  return 0;
}

/** Mostly valid input for the schema; `field` is the name under which it stands. */
export function arbitraryOf(schema: Schema, pool: Pool, field = ''): fc.Arbitrary<unknown> {
  const inner = schema._zod.def as {
    type: string;
    innerType?: Schema;
    in?: Schema;
    element?: Schema;
    options?: readonly Schema[];
    values?: readonly unknown[];
    valueType?: Schema;
    items?: readonly Schema[];
    coerce?: boolean;
  };
  const within = (one: Schema, name = field) => arbitraryOf(one, pool, name);
  switch (inner.type) {
    case 'optional':
    case 'default':
    case 'prefault':
      // A mark of another page is refused by every list; seldom is enough.
      return field === 'cursor'
        ? fc.oneof(
            { arbitrary: fc.constant(undefined), weight: 30 },
            { arbitrary: within(inner.innerType!), weight: 1 },
          )
        : fc.option(within(inner.innerType!), { nil: undefined, freq: 2 });
    case 'nullable':
      return fc.option(within(inner.innerType!), { nil: null, freq: 4 });
    case 'readonly':
    case 'nonoptional':
    case 'catch':
      return within(inner.innerType!);
    case 'pipe':
      return within(inner.in!);
    case 'string':
      return stringOf(schema, field, pool);
    case 'number':
    case 'int': {
      const fitting = passing(schema, numbers);
      const least = passing(schema, [...Array(40).keys()]);
      const values = [...fitting, ...least];
      const chosen = values.length > 0 ? fc.constantFrom(...values) : fc.integer();
      return inner.coerce ? chosen.map(String) : chosen;
    }
    case 'boolean':
      return inner.coerce ? fc.constantFrom('true', 'false') : fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'literal':
      return fc.constantFrom(...inner.values!);
    case 'enum':
      return fc.constantFrom(...(schema as z.ZodEnum).options);
    case 'array':
      return fc.array(within(inner.element!), { minLength: leastOf(schema), maxLength: Math.max(3, leastOf(schema)) });
    case 'tuple':
      return fc.tuple(...inner.items!.map((one) => within(one)));
    case 'union':
      return fc.oneof(...inner.options!.map((one) => within(one)));
    case 'record':
      return fc.dictionary(fc.constantFrom('USD', 'EUR', 'a', 'title'), within(inner.valueType!), { maxKeys: 2 });
    case 'object': {
      const shape = (schema as z.ZodObject).shape as Readonly<Record<string, Schema>>;
      const made = Object.fromEntries(Object.entries(shape).map(([key, one]) => [key, within(one, key)]));
      return fc
        .record(made)
        .map((value) => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)));
    }
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** What nobody should send: of another type, out of bounds, hostile, or hard to store. */
const strange: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  -1,
  0,
  1e308,
  9_007_199_254_740_992,
  [],
  {},
  '\u0000',
  'a\u202eb',
  '\ud800',
  '💩𠮷',
  "'; drop table kernel.cases; --",
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '2026-02-30',
  '0000-00-00',
  '99999-12-31',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(10_001),
  [[[[[[[[[[1]]]]]]]]]],
  { constructor: { prototype: { polluted: true } } },
  { __proto__: null, a: 1 },
];

/** The value with one place of it exchanged, left out, doubled or added to. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const other = fc.constantFrom(...strange);
  if (Array.isArray(value)) {
    const choices: fc.Arbitrary<unknown>[] = [
      other,
      fc.constant([...value, ...value]),
      other.map((one) => [...value, one]),
    ];
    if (value.length > 0) {
      choices.push(
        fc.nat(value.length - 1).chain((index) => mutated(value[index]).map((one) => value.with(index, one))),
      );
    }
    return fc.oneof(...choices);
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    const entries = Object.entries(value);
    return fc.nat(entries.length - 1).chain((index) => {
      const [key, entry] = entries[index]!;
      const without = Object.fromEntries(entries.filter(([name]) => name !== key));
      return fc.oneof(
        fc.constant(without),
        fc.constant({ ...value, unheardOf: 1 }),
        other,
        mutated(entry).map((one) => ({ ...value, [key]: one })),
        mutated(entry).map((one) => ({ ...value, [key]: one })),
      );
    });
  }
  return other;
}
