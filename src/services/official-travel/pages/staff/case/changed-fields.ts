import type { z } from 'zod';
import type { Language } from '#kernel/text.ts';
import { fingerprint } from '#kernel/ui/api/request.ts';
import { core, type FieldOf, fieldsOf } from '#kernel/ui/field.ts';
import { writeCell } from '#kernel/ui/forms/cell-text.ts';
import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';

export interface ChangedField {
  /** Labels from the section down: 成员 › 李望舒 › 职务. */
  readonly path: readonly string[];
  readonly before: string;
  readonly after: string;
}

const nothing = '—';
const same = (a: unknown, b: unknown): boolean => fingerprint(a ?? null) === fingerprint(b ?? null);
const empty: DraftRecord = {};

interface Writing {
  readonly language: Language;
  /** Names of persons by id. */
  readonly names: ReadonlyMap<string, string>;
}

function written(field: FieldOf, value: unknown, { language, names }: Writing): string {
  if (value === null || value === undefined || value === '') return nothing;
  if (Array.isArray(value) && field.widget !== 'choices') {
    return value.map((one) => names.get(String(one)) ?? String(one)).join(language === 'zh' ? '、' : ', ') || nothing;
  }
  if (isDraftRecord(value)) {
    const parts = Object.entries(value).map(([key, one]) => `${key} ${String(one)}`);
    return parts.join(language === 'zh' ? '，' : ', ') || nothing;
  }
  const name = typeof value === 'string' ? names.get(value) : undefined;
  return name ?? (writeCell(field, value, language) || nothing);
}

/** The schema of the rows of a list of records; null for other fields. */
function rowSchema({ schema }: FieldOf): z.core.$ZodType | null {
  const { element } = schema._zod.def as { element?: z.core.$ZodType };
  if (!element) return null;
  const inside = core(element).schema;
  return inside._zod.def.type === 'object' ? inside : null;
}

const rowsOf = (value: unknown): readonly DraftRecord[] => (Array.isArray(value) ? value.filter(isDraftRecord) : []);

function rowName(row: DraftRecord, index: number, { language, names }: Writing): string {
  const { id, name } = row;
  if (typeof name === 'string' && name !== '') return name;
  const known = typeof id === 'string' ? names.get(id) : undefined;
  return known ?? (language === 'zh' ? `第 ${index + 1} 项` : `No. ${index + 1}`);
}

function inRows(
  field: FieldOf,
  schema: z.core.$ZodType,
  before: unknown,
  after: unknown,
  writing: Writing,
): readonly ChangedField[] {
  const label = field.meta.label[writing.language];
  const [was, is] = [rowsOf(before), rowsOf(after)];
  const byId = [...was, ...is].every(({ id }) => typeof id === 'string' && id !== '');
  const keyOf = (row: DraftRecord, index: number): string => (byId ? String(row.id) : String(index));
  const old = new Map(was.map((row, index) => [keyOf(row, index), row]));
  const now = new Map(is.map((row, index) => [keyOf(row, index), row]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key, index): readonly ChangedField[] => {
    const [one, other] = [old.get(key), now.get(key)];
    const path = [label, rowName(other ?? one ?? empty, index, writing)];
    const words =
      writing.language === 'zh'
        ? { there: '有', gone: '已删去', added: '新增' }
        : { there: 'there', gone: 'removed', added: 'added' };
    if (!other) return [{ path, before: words.there, after: words.gone }];
    if (!one) return [{ path, before: nothing, after: words.added }];
    return inRecord(schema, one, other, writing).map((change) => ({ ...change, path: [...path, ...change.path] }));
  });
}

function inRecord(
  schema: z.core.$ZodType,
  before: DraftRecord,
  after: DraftRecord,
  writing: Writing,
): readonly ChangedField[] {
  return fieldsOf(schema).flatMap((field): readonly ChangedField[] => {
    const [was, is] = [before[field.name], after[field.name]];
    if (same(was, is)) return [];
    const rows = rowSchema(field);
    if (rows) return inRows(field, rows, was, is, writing);
    const label = field.meta.label[writing.language];
    if (field.schema._zod.def.type === 'object' && (isDraftRecord(was) || isDraftRecord(is))) {
      const inside = inRecord(field.schema, isDraftRecord(was) ? was : empty, isDraftRecord(is) ? is : empty, writing);
      return inside.map((change) => ({ ...change, path: [label, ...change.path] }));
    }
    return [{ path: [label], before: written(field, was, writing), after: written(field, is, writing) }];
  });
}

/** Field by field what one content of a section differs from another in, in the order of filling. */
export function changedFields(
  schema: z.core.$ZodType,
  before: unknown,
  after: unknown,
  language: Language,
  names: ReadonlyMap<string, string>,
): readonly ChangedField[] {
  const [was, is] = [isDraftRecord(before) ? before : empty, isDraftRecord(after) ? after : empty];
  return inRecord(schema, was, is, { language, names });
}
