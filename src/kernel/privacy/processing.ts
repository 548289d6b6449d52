import { z } from 'zod';
import type { Text } from '../text.ts';
import { core, type FieldClass, fieldMeta } from '../ui/field.ts';

/** One line of the register of processing (个人信息保护法第五十一条、第五十五条；数据安全法第二十七条). */
export interface ProcessingActivity {
  /** As the fields name it. */
  readonly purpose: string;
  readonly label: Text;
  /** The rule or article that it rests on. */
  readonly basis: Text;
  /** Who sees the data besides those who handle the matter. */
  readonly recipients: Text;
  readonly retention: Text;
  /** Without it the program cannot be used at all: it is not closed. */
  readonly essential?: boolean;
}

const activities = new Map<string, ProcessingActivity>();

/** Declared beside the models whose fields name the purpose. @throws TypeError if there are two */
export function processingActivity(definition: ProcessingActivity): ProcessingActivity {
  if (activities.has(definition.purpose)) throw new TypeError(`two activities for ${definition.purpose}`);
  activities.set(definition.purpose, definition);
  return definition;
}

export const allActivities = (): readonly ProcessingActivity[] => [...activities.values()];
export const activityFor = (purpose: string): ProcessingActivity | undefined => activities.get(purpose);

export interface PersonalField {
  /** `/people/name` within the record. */
  readonly at: string;
  readonly label: Text;
  readonly class: FieldClass;
  readonly purpose: string;
}

const aboutPersons: ReadonlySet<FieldClass> = new Set(['personal', 'sensitive', 'minor']);

function membersOf(schema: z.core.$ZodType): readonly (readonly [string, z.core.$ZodType])[] {
  const base = core(schema).schema;
  if (base instanceof z.ZodObject) return Object.entries(base.shape as Record<string, z.core.$ZodType>);
  const { element, valueType, options } = base._zod.def as {
    element?: z.core.$ZodType;
    valueType?: z.core.$ZodType;
    options?: readonly z.core.$ZodType[];
  };
  if (element) return membersOf(element);
  if (valueType) return membersOf(valueType);
  return options && base._zod.def.type === 'union' ? options.flatMap(membersOf) : [];
}

/** Fields about persons in a record, with the purpose that each is kept for. */
export function personalFields(schema: z.core.$ZodType, at = ''): readonly PersonalField[] {
  return membersOf(schema).flatMap(([name, member]): readonly PersonalField[] => {
    const meta = fieldMeta(member);
    const place = `${at}/${name}`;
    const own =
      meta && aboutPersons.has(meta.class)
        ? [{ at: place, label: meta.label, class: meta.class, purpose: meta.purpose }]
        : [];
    return [...own, ...personalFields(member, place)];
  });
}

/** Pointers of values that are given for a closed purpose; what is empty collects nothing. */
export function collectedFor(
  schema: z.core.$ZodType,
  value: unknown,
  closed: ReadonlySet<string>,
  at = '',
): readonly { readonly at: string; readonly label: Text }[] {
  if (Array.isArray(value)) return value.flatMap((one, nth) => collectedFor(schema, one, closed, `${at}/${nth}`));
  if (typeof value !== 'object' || value === null) return [];
  const given = value as Readonly<Record<string, unknown>>;
  return membersOf(schema).flatMap(([name, member]) => {
    const own = given[name];
    if (own === undefined || own === null || own === '' || (Array.isArray(own) && own.length === 0)) return [];
    const meta = fieldMeta(member);
    const place = `${at}/${name}`;
    if (meta && closed.has(meta.purpose)) return [{ at: place, label: meta.label }];
    return collectedFor(member, own, closed, place);
  });
}
