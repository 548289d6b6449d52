import { z } from 'zod';
import { core } from '#kernel/ui/field.ts';
import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';

type Start = null | '' | readonly never[] | undefined;

const starts = new WeakMap<z.core.$ZodType, Start>();

/**
 * What a field that nobody has answered stands for: nothing at all where it may be left out, `null` where the model takes that as an
 * answer, no rows, no words. `undefined`: the question is open.
 */
function startOf(schema: z.core.$ZodType): Start {
  if (starts.has(schema)) return starts.get(schema);
  const takes = (value: unknown) => z.safeParse(schema, value).success;
  const start: Start = takes(undefined) ? undefined : takes(null) ? null : takes([]) ? [] : takes('') ? '' : undefined;
  starts.set(schema, start);
  return start;
}

/**
 * A section as it is sent: controls empty a field with `null`, the model wants some fields left out and others answered with `null`, no rows
 * or no words. What is still open is left out, so that it is named as open and not as of a wrong kind.
 */
export function tidySection(schema: z.core.$ZodType, value: DraftRecord): DraftRecord {
  const object = core(schema).schema;
  if (!(object instanceof z.ZodObject)) return value;
  const fields = object.shape as Readonly<Record<string, z.core.$ZodType>>;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const given = tidyValue(field, value[name]);
      const answer = given === undefined || given === null || given === '' ? startOf(field) : given;
      return answer === undefined ? [] : [[name, answer]];
    }),
  );
}

function tidyValue(field: z.core.$ZodType, value: unknown): unknown {
  const schema = core(field).schema;
  if (schema instanceof z.ZodArray && Array.isArray(value)) return value.map((item) => tidyValue(schema.element, item));
  if (schema instanceof z.ZodObject && isDraftRecord(value)) return tidySection(schema, value);
  return value;
}
