import { z } from 'zod';
import { core, type FieldClass, fieldMeta } from './field.ts';
import { maskNumber } from './parts/mask.ts';

/** Classes that a reader without need for personal details is not shown; names and posts of a matter one may know of are. */
const withheld: ReadonlySet<FieldClass> = new Set<FieldClass>(['sensitive', 'minor']);
const ways: ReadonlySet<string | undefined> = new Set(['phone', 'email']);

/**
 * The same content without personal details, by the classes of its fields (AZ-08): sensitive values are left open, ways to reach
 * a person are shortened. What the schema does not know is left out.
 */
export function masked(schema: z.core.$ZodType, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const base = core(schema).schema;
  if (base instanceof z.ZodArray) {
    return Array.isArray(value) ? value.map((item) => masked(base.element, item)) : null;
  }
  if (!(base instanceof z.ZodObject) || typeof value !== 'object') return value;
  const shape = base.shape as Readonly<Record<string, z.core.$ZodType>>;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]) => {
      const property = shape[name];
      return property ? [[name, maskedField(property, entry)]] : [];
    }),
  );
}

function maskedField(schema: z.core.$ZodType, value: unknown): unknown {
  const meta = fieldMeta(schema);
  if (meta && withheld.has(meta.class)) return null;
  if (meta?.class === 'personal' && ways.has(meta.widget) && typeof value === 'string') return maskNumber(value);
  return masked(schema, value);
}
