import { z } from 'zod';
import type { Text } from '#kernel/text.ts';
import { core, fieldMeta } from '#kernel/ui/field.ts';
import type { Gap } from '../../answers.ts';
import { type DraftMission, type Section, sections } from '../../model.ts';

const isSection = (name: string): name is Section => name in sections;

function valueAt(value: unknown, parts: readonly string[]): unknown {
  return parts.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[part] : undefined),
    value,
  );
}

/** The label of the innermost field on the way to a pointer. */
export function labelAt(schema: z.core.$ZodType, parts: readonly string[]): Text | undefined {
  let at: z.core.$ZodType | undefined = schema;
  let label: Text | undefined;
  for (const part of parts) {
    const inner: z.core.$ZodType | undefined = at && core(at).schema;
    at =
      inner instanceof z.ZodObject
        ? (inner.shape as Readonly<Record<string, z.core.$ZodType>>)[part]
        : inner instanceof z.ZodArray
          ? inner.element
          : undefined;
    label = (at && fieldMeta(at)?.label) ?? label;
  }
  return label;
}

/**
 * A gap where nothing stands yet is a question to answer, whatever the schema calls it (a choice not made is "not one of" to it); one where
 * something wrong stands keeps its words.
 */
export function namedGaps(gaps: readonly Gap[], mission: DraftMission): Gap[] {
  return gaps.map((gap) => {
    if (!isSection(gap.section) || gap.at === '') return gap;
    const parts = gap.at.split('/').slice(1);
    const value = valueAt(mission[gap.section], parts);
    if (value !== undefined && value !== null && value !== '') return gap;
    const label = labelAt(sections[gap.section], parts);
    const row = parts.find((part) => /^\d+$/.test(part));
    const place =
      row === undefined ? { zh: '', en: '' } : { zh: `第 ${Number(row) + 1} 项的`, en: ` of entry ${Number(row) + 1}` };
    return {
      ...gap,
      code: 'required',
      message: label
        ? { zh: `请填写${place.zh}「${label.zh}」。`, en: `Enter "${label.en}"${place.en}.` }
        : gap.message,
    };
  });
}
