import { z } from 'zod';
import type { Text } from '../text.ts';

/** How far a value may go. The class decides masking, encryption, logging, export and retention. */
export type FieldClass = 'public' | 'internal' | 'personal' | 'sensitive' | 'minor';

/** The control that a form shows; left out, it follows from the schema (text, number, choice, yes/no, list, group). */
export type Widget =
  | 'text'
  | 'textarea'
  | 'day'
  | 'time'
  | 'instant'
  | 'money'
  | 'number'
  | 'region'
  | 'person'
  | 'unit'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'phone'
  | 'email'
  | 'password'
  | 'file'
  | 'table'
  | 'hidden';

interface FieldFacts {
  /** A noun of two to eight characters, no colon. */
  readonly label: Text;
  /** Above the control: what it is for, its format, where to find it. */
  readonly help?: Text;
  /** Stands at the end of the control: 天, 元, 人次. */
  readonly unit?: Text;
  readonly widget?: Widget;
  /** The words of each value of an enumeration. */
  readonly options?: Readonly<Record<string, Text>>;
  /** An example of the format, the only thing that a placeholder may hold. */
  readonly example?: string;
  /** Where a prefilled value comes from, and that it cannot be changed here. */
  readonly readOnly?: boolean;
}

/** What data are kept for that are about no person: the business that the record belongs to, and nothing else. */
export const ownBusiness = '办理本项业务';

/** Data about people must name the purpose that they are kept for; other data may, and are kept for their own business if they do not. */
type GivenMeta = FieldFacts &
  (
    | { readonly class: 'public' | 'internal'; readonly purpose?: string }
    | { readonly class: 'personal' | 'sensitive' | 'minor'; readonly purpose: string }
  );

/** Every field has a class and a purpose (CR-01). */
export type FieldMeta = FieldFacts & { readonly class: FieldClass; readonly purpose: string };

const registry = z.registry<FieldMeta>();

declare const labelled: unique symbol;
/** A schema that carries its label, class and purpose. `record` takes nothing else, so an unlabelled field does not compile. */
export type Field<Schema extends z.ZodType = z.ZodType> = Schema & { readonly [labelled]: true };

/**
 * Gives a schema its label, class and purpose. Must stand outermost: `field(z.string().optional(), {…})`.
 * The schema is copied, so that one base schema can serve several fields. Label and help also reach OpenAPI as title and description.
 */
export function field<Schema extends z.ZodType>(schema: Schema, given: GivenMeta): Field<Schema> {
  const meta: FieldMeta = { ...given, purpose: given.purpose ?? ownBusiness };
  if (meta.purpose.trim() === '') throw new TypeError(`field without purpose: ${meta.label.en}`);
  const described = schema.meta({
    title: meta.label.zh,
    description: meta.help ? `${meta.label.en}. ${meta.help.en}` : meta.label.en,
    'x-class': meta.class,
    'x-purpose': meta.purpose,
  });
  registry.add(described, meta);
  return described as Field<Schema>;
}

/** An object of labelled fields: the definition of a record, of one section of a form, of one row of a table. */
export function record<Shape extends Readonly<Record<string, Field>>>(
  shape: Shape,
): z.ZodObject<{ -readonly [K in keyof Shape]: Shape[K] }, z.core.$strict> {
  for (const [name, schema] of Object.entries(shape)) {
    if (!fieldMeta(schema)) throw new TypeError(`field without label, class and purpose: ${name}`);
  }
  return z.strictObject(shape as { -readonly [K in keyof Shape]: Shape[K] });
}

function inner(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const definition = schema._zod.def as { innerType?: z.core.$ZodType; in?: z.core.$ZodType };
  return definition.innerType ?? definition.in;
}

/** What `field` stored, found through optional, nullable, default and pipe. */
export function fieldMeta(schema: z.core.$ZodType): FieldMeta | undefined {
  let at: z.core.$ZodType | undefined = schema;
  while (at) {
    const meta = registry.get(at as z.ZodType);
    if (meta) return meta;
    at = inner(at);
  }
  return undefined;
}

/** The schema below optional, nullable, default and pipe, and whether an answer may be missing. */
export function core(schema: z.core.$ZodType): { readonly schema: z.core.$ZodType; readonly optional: boolean } {
  let at = schema;
  let optional = false;
  for (;;) {
    const type = at._zod.def.type;
    if (type === 'optional' || type === 'nullable' || type === 'default' || type === 'prefault') optional = true;
    const next = inner(at);
    if (!next) return { schema: at, optional };
    at = next;
  }
}

export interface FieldOf {
  readonly name: string;
  readonly schema: z.core.$ZodType;
  readonly optional: boolean;
  readonly meta: FieldMeta;
  readonly widget: Widget;
}

/** The fields of a record in their order of definition. Throws if one has no label and class. */
export function fieldsOf(schema: z.core.$ZodType): readonly FieldOf[] {
  const object = core(schema).schema;
  if (!(object instanceof z.ZodObject)) throw new TypeError('fieldsOf wants an object schema');
  return Object.entries(object.shape as Record<string, z.core.$ZodType>).map(([name, property]) => {
    const meta = fieldMeta(property);
    if (!meta) throw new TypeError(`field without label, class and purpose: ${name}`);
    const { schema: base, optional } = core(property);
    return { name, schema: base, optional, meta, widget: meta.widget ?? widgetOf(base) };
  });
}

function widgetOf(schema: z.core.$ZodType): Widget {
  switch (schema._zod.def.type) {
    case 'boolean':
      return 'yes-no';
    case 'number':
    case 'int':
      return 'number';
    case 'enum':
    case 'literal':
      return 'choice';
    case 'array': {
      const element = core((schema as z.ZodArray).element).schema;
      return element._zod.def.type === 'enum' ? 'choices' : 'table';
    }
    default:
      return 'text';
  }
}

/** Whether a field may stay empty: left out, or its schema takes the empty text. */
export function mayBeEmpty({ schema, optional }: Pick<FieldOf, 'schema' | 'optional'>): boolean {
  return optional || z.core.safeParse(schema, '').success;
}

/** The values of an enumeration with their words; a value without words stands for itself. */
export function optionsOf(
  entry: Pick<FieldOf, 'schema' | 'meta'>,
): readonly { readonly value: string; readonly label: Text }[] {
  const schema = entry.schema instanceof z.ZodArray ? core(entry.schema.element).schema : entry.schema;
  const values = schema instanceof z.ZodEnum ? schema.options.map(String) : Object.keys(entry.meta.options ?? {});
  return values.map((value) => ({ value, label: entry.meta.options?.[value] ?? { zh: value, en: value } }));
}

/** Names of the fields of a record whose class is one of those given: what masking, encryption and export go by. */
export function fieldsOfClass(schema: z.core.$ZodType, ...classes: readonly FieldClass[]): readonly string[] {
  return fieldsOf(schema)
    .filter((entry) => classes.includes(entry.meta.class))
    .map((entry) => entry.name);
}
