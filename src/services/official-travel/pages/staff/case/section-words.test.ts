import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { core, fieldMeta, fieldsOf } from '#kernel/ui/field.ts';
import type { MissionPage } from '../../../answers.ts';
import { type Section, sections } from '../../../model.ts';
import { sectionTables, sectionWords, withNames } from './section-words.tsx';

const page = { id: 'case', content: {} } as unknown as MissionPage;
const say = (text: { readonly zh: string }) => text.zh;

/** Fields drawn as a table by the kit: its rows must be records of labelled fields. */
const plainTable = (schema: z.core.$ZodType): boolean => {
  const element = core((schema as z.ZodArray).element).schema;
  return element instanceof z.ZodObject && Object.values(element.shape).every((field) => fieldMeta(field as z.ZodType));
};

describe('every section can be written out', () => {
  // Invitations are drawn letter by letter.
  const shown = (Object.keys(sections) as Section[]).filter((section) => section !== 'invitations');
  test.each(shown)('%s: lists without labels have words of their own', (section) => {
    const own = { ...sectionWords(section, page, say), ...sectionTables(section, new Map()) };
    const bare = fieldsOf(sections[section])
      .filter((field) => field.widget === 'table' && !(field.name in own) && !plainTable(field.schema))
      .map((field) => field.name);
    expect(bare).toEqual([]);
  });
});

test('ids in rows give way to names, where a name is known', () => {
  const names = new Map([['1', '陈守一']]);
  expect(withNames([{ memberId: '1' }, { memberId: '2' }], names, 'memberId')).toEqual([
    { memberId: '陈守一' },
    { memberId: '2' },
  ]);
  expect(withNames(null, names, 'memberId')).toBeNull();
});
