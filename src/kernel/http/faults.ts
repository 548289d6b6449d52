import type { z } from 'zod';
import type { Text } from '../text.ts';
import { type FieldMeta, fieldMeta } from '../ui/field.ts';
import type { Fault } from './problem.ts';

/** `['missions', 0, 'name']` → `/missions/0/name` (RFC 6901). */
export function pointer(path: readonly PropertyKey[], before = ''): string {
  return before + path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The nearest labelled field on the way to the fault. */
function fieldAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): FieldMeta | undefined {
  let at: z.core.$ZodType | undefined = schema;
  let meta: FieldMeta | undefined;
  for (const part of path) {
    at = at && memberOf(at, part);
    if (!at) break;
    meta = fieldMeta(at) ?? meta;
  }
  return meta;
}

function memberOf(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  const definition = schema._zod.def as {
    innerType?: z.core.$ZodType;
    in?: z.core.$ZodType;
    shape?: Record<string, z.core.$ZodType>;
    element?: z.core.$ZodType;
  };
  if (definition.shape) return definition.shape[String(part)];
  if (definition.element) return definition.element;
  const inside = definition.innerType ?? definition.in;
  return inside && memberOf(inside, part);
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

const unitOf = (origin: string): Text => {
  if (origin === 'string') return { zh: ' 个字符', en: ' characters' };
  if (origin === 'array' || origin === 'set') return { zh: ' 项', en: ' entries' };
  return { zh: '', en: '' };
};

interface Sentence {
  readonly code: string;
  readonly message: Text;
}

/** An empty control sends nothing, null or an empty text. */
function isOpen(input: unknown): boolean {
  return input === undefined || input === null || input === '';
}

function required(verb: Text, label: Text | undefined): Sentence {
  return {
    code: 'required',
    message: {
      zh: `${verb.zh}${label ? `「${label.zh}」` : '此项'}。`,
      en: `${verb.en} ${label ? `"${label.en}"` : 'this value'}.`,
    },
  };
}

const enter: Text = { zh: '请填写', en: 'Enter' };
const choose: Text = { zh: '请选择', en: 'Choose' };
/** A longer list of choices is in the form, not in the sentence. */
const listedAtMost = 12;

/** The choices in words; a value that has none (a code of a program) stands for itself. */
function choices(values: readonly unknown[], options: FieldMeta['options']): Text {
  const words = values.map((value): Text => options?.[String(value)] ?? { zh: String(value), en: String(value) });
  return { zh: words.map((word) => word.zh).join('、'), en: words.map((word) => word.en).join(', ') };
}

function sentence(issue: z.core.$ZodIssue, field: FieldMeta | undefined): Sentence {
  const label = field?.label;
  const zh = label ? `「${label.zh}」` : '此项';
  const en = label ? `"${label.en}"` : 'This value';
  switch (issue.code) {
    case 'invalid_type':
      if (isOpen(issue.input)) return required(field?.options ? choose : enter, label);
      return {
        code: 'wrong-type',
        message: { zh: `${zh}的类型不对，应为 ${issue.expected}。`, en: `${en} must be of type ${issue.expected}.` },
      };
    case 'too_small': {
      const unit = unitOf(issue.origin);
      if (issue.origin === 'string' && issue.minimum === 1) return required(enter, label);
      const least = String(issue.minimum);
      return {
        code: 'too-small',
        message: { zh: `${zh}不能少于 ${least}${unit.zh}。`, en: `${en} must be at least ${least}${unit.en}.` },
      };
    }
    case 'too_big': {
      const unit = unitOf(issue.origin);
      const most = String(issue.maximum);
      return {
        code: 'too-big',
        message: { zh: `${zh}不能多于 ${most}${unit.zh}。`, en: `${en} must be at most ${most}${unit.en}.` },
      };
    }
    case 'invalid_value': {
      if (isOpen(issue.input)) return required(choose, label);
      if (issue.values.length > listedAtMost) {
        return {
          code: 'not-one-of',
          message: {
            zh: `${zh}不在可选范围内，请从列表中选择。`,
            en: `${en} is not in the list. Choose from the list.`,
          },
        };
      }
      const listed = choices(issue.values, field?.options);
      return {
        code: 'not-one-of',
        message: { zh: `${zh}须为以下之一：${listed.zh}。`, en: `${en} must be one of: ${listed.en}.` },
      };
    }
    case 'invalid_format':
      if (isOpen(issue.input)) return required(enter, label);
      return {
        code: 'wrong-form',
        message: { zh: `${zh}的格式不对，请按示例填写。`, en: `${en} does not have the right form. See the example.` },
      };
    default:
      return { code: 'refused', message: { zh: `${zh}不符合要求，请核对。`, en: `${en} does not fit. Check it.` } };
  }
}

/**
 * Own words of a check: `refine(…, { params: { code, text: { zh, en } } })`, a whole sentence; or `clause`, what follows the label of the
 * field, for checks that serve many fields.
 */
function ownWords(issue: z.core.$ZodIssue, label: Text | undefined): Sentence | undefined {
  if (issue.code !== 'custom' || !issue.params) return undefined;
  const { code, text, clause } = issue.params;
  const own = typeof code === 'string' ? code : 'refused';
  if (isText(text)) return { code: own, message: text };
  if (!isText(clause)) return undefined;
  return {
    code: own,
    message: {
      zh: `${label ? `「${label.zh}」` : '此项'}${clause.zh}`,
      en: `${label ? `"${label.en}"` : 'This value'} ${clause.en}`,
    },
  };
}

/** Every fault that zod found, with its field and words in both languages. */
export function faultsOf(error: z.core.$ZodError, schema: z.core.$ZodType, before = ''): readonly Fault[] {
  return error.issues.flatMap((issue): readonly Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        at: pointer([...issue.path, key], before),
        code: 'unknown-field',
        message: { zh: `没有「${key}」这一项，请删去。`, en: `There is no field "${key}". Leave it out.` },
      }));
    }
    const field = fieldAt(schema, issue.path);
    const { code, message } = ownWords(issue, field?.label) ?? sentence(issue, field);
    return [{ at: pointer(issue.path, before), code, message }];
  });
}
