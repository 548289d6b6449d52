import { z } from 'zod';
import { core } from '#kernel/ui/field.ts';

/** The longest text that a draft keeps; the section's own limits hold at submission. */
const longest = 10_000;
const mostRows = 1_000;

const known = new WeakMap<z.core.$ZodType, z.ZodType>();

/**
 * The same shape with everything open: a draft keeps what has been typed so far. Unknown keys and wrong types are still refused,
 * because nothing that the form cannot show may be stored.
 */
export function draftOf(schema: z.core.$ZodType): z.ZodType {
  const before = known.get(schema);
  if (before) return before;
  const made = open(core(schema).schema);
  known.set(schema, made);
  return made;
}

function open(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
    return z.strictObject(
      Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, draftOf(value).nullable().optional()])),
    );
  }
  if (schema instanceof z.ZodArray) return z.array(draftOf(schema.element)).max(mostRows);
  if (schema instanceof z.ZodRecord) return z.record(z.string().max(20), z.number().nullable());
  if (schema instanceof z.ZodUnion) {
    const options = (schema.options as readonly z.core.$ZodType[]).map(draftOf);
    return z.union(options as [z.ZodType, z.ZodType, ...z.ZodType[]]);
  }
  if (schema instanceof z.ZodLiteral && schema.value === true) return z.boolean();
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) return schema as z.ZodType;
  // Ids are chosen, never typed.
  if (schema instanceof z.ZodUUID) return schema;
  if (schema instanceof z.ZodNumber) return z.number();
  if (schema instanceof z.ZodBoolean) return z.boolean();
  return z.string().max(longest);
}
