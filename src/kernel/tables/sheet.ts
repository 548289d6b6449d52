import { z } from 'zod';
import { regions } from '../places/regions.ts';
import type { Text } from '../text.ts';
import { core, type FieldOf, fieldsOf, optionsOf } from '../ui/field.ts';

/** One sheet of a workbook: a record whose labelled fields are its columns. */
export interface Sheet<Row extends z.ZodObject = z.ZodObject> {
  readonly name: Text;
  readonly row: Row;
}

export const sheet = <Row extends z.ZodObject>(name: Text, row: Row): Sheet<Row> => ({ name, row });

/** What a cell of the column holds. `list`: several words, separated by 、 or comma. */
export type ColumnKind = 'text' | 'number' | 'whole' | 'day' | 'yes-no' | 'choice' | 'list';

/** A column as plain data, so that it can travel to the worker that reads. */
export interface Column {
  readonly name: string;
  readonly label: Text;
  readonly note: Text | null;
  readonly kind: ColumnKind;
  readonly required: boolean;
  /** What an empty cell means. */
  readonly empty: null | '' | 'absent';
  /** For `choice` and `list`: value and how it may be written, the first being how we write it; none: any words. */
  readonly options: readonly { readonly value: string; readonly words: readonly string[] }[];
}

export const mostRows = 100_000;
export const mostColumns = 200;

/** @throws TypeError for a field that no cell can hold */
export function columnsOf(row: z.ZodObject): readonly Column[] {
  return fieldsOf(row).map((field) => {
    const schema = (row.shape as Record<string, z.ZodType>)[field.name]!;
    const kind = kindOf(field);
    const takes = (value: unknown) => schema.safeParse(value).success;
    const empty = takes(null) ? null : takes(undefined) ? 'absent' : takes('') ? '' : 'absent';
    return {
      name: field.name,
      label: field.meta.label,
      note: field.meta.help ?? null,
      kind,
      required: !takes(null) && !takes(undefined) && !takes('') && !(kind === 'list' && takes([])),
      empty: kind === 'list' && takes([]) ? '' : empty,
      options: optionsFor(field, kind),
    };
  });
}

function kindOf({ name, schema, widget }: FieldOf): ColumnKind {
  if (widget === 'day') return 'day';
  if (schema instanceof z.ZodArray) {
    const element = core(schema.element).schema;
    if (element instanceof z.ZodEnum || element instanceof z.ZodString) return 'list';
    throw new TypeError(`no cell can hold ${name}`);
  }
  if (widget === 'region' || schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodBoolean || schema instanceof z.ZodLiteral) return 'yes-no';
  if (schema instanceof z.ZodNumber) return schema.format === 'safeint' ? 'whole' : 'number';
  if (schema instanceof z.ZodString) return 'text';
  throw new TypeError(`no cell can hold ${name}`);
}

const regionOptions = regions.map(({ code, name }) => ({ value: code, words: [name.zh, name.en, code] }));

function optionsFor(field: FieldOf, kind: ColumnKind): Column['options'] {
  if (field.widget === 'region') return regionOptions;
  if (kind !== 'choice' && kind !== 'list') return [];
  return optionsOf(field).map(({ value, label }) => ({ value, words: [label.zh, label.en, value] }));
}

/** `C` for 3; `AA` for 27. */
export function columnLetters(number: number): string {
  let letters = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}
