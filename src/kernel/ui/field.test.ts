import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Field, field, fieldMeta, fieldsOf, fieldsOfClass, mayBeEmpty, optionsOf, record } from './field.ts';

const label = (zh: string, en: string) => ({ zh, en });
const purpose = field(z.enum(['trade', 'study']), {
  label: label('任务类型', 'Kind of task'),
  class: 'internal',
  options: { trade: label('经贸', 'Trade'), study: label('培训', 'Training') },
});
const passport = field(z.string().min(5).optional(), {
  label: label('护照号', 'Passport number'),
  class: 'sensitive',
  purpose: '签证',
});
const mission = record({
  purpose,
  passport,
  days: field(z.int().min(1), { label: label('天数', 'Days'), class: 'public' }),
});

describe('fields of a record', () => {
  test('come in order of definition, with label, widget and whether they may be left out', () => {
    expect(fieldsOf(mission).map(({ name, widget, optional }) => [name, widget, optional])).toEqual([
      ['purpose', 'choice', false],
      ['passport', 'text', true],
      ['days', 'number', false],
    ]);
    expect(optionsOf(fieldsOf(mission)[0]!)).toEqual([
      { value: 'trade', label: label('经贸', 'Trade') },
      { value: 'study', label: label('培训', 'Training') },
    ]);
  });

  test('still validate: a labelled schema refuses what the bare one refuses', () => {
    expect(mission.safeParse({ purpose: 'trade', days: 3 }).success).toBe(true);
    expect(mission.safeParse({ purpose: 'trade', days: 0 }).success).toBe(false);
    expect(mission.safeParse({ purpose: 'trade', days: 3, passport: 'E1' }).success).toBe(false);
    expect(mission.safeParse({ purpose: 'trade', days: 3, unknown: 1 }).success).toBe(false);
  });

  test('are found by class, for masking and encryption', () => {
    expect(fieldsOfClass(mission, 'personal', 'sensitive')).toEqual(['passport']);
  });

  test('one base schema may serve two fields without mixing their labels', () => {
    const base = z.string();
    const first = field(base, { label: label('甲', 'A'), class: 'public' });
    const second = field(base, { label: label('乙', 'B'), class: 'internal' });
    expect(fieldMeta(first)?.label.zh).toBe('甲');
    expect(fieldMeta(second)?.label.zh).toBe('乙');
    expect(fieldMeta(base)).toBeUndefined();
  });

  test('a label is found through optional and nullable put around it', () => {
    expect(fieldMeta(passport.nullable())?.label.zh).toBe('护照号');
  });

  test('a field without label and class is refused when the model is built', () => {
    expect(() => record({ bare: z.string() as unknown as Field })).toThrow(/bare/);
    expect(() => fieldsOf(z.object({ bare: z.string() }))).toThrow(/bare/);
  });

  test('title and class reach the JSON schema that OpenAPI shows', () => {
    const json = z.toJSONSchema(mission, { io: 'input' });
    expect(json.properties?.days).toMatchObject({ title: '天数', description: 'Days', 'x-class': 'public' });
  });
});

test('a column may be empty where it may be left out or its schema takes the empty text, and not elsewhere', () => {
  const note = field(z.string().max(20), { label: label('备注', 'Note'), class: 'internal' });
  const row = record({
    purpose,
    passport,
    note,
    city: field(z.string().min(1), { label: label('城市', 'City'), class: 'public' }),
  });
  expect(fieldsOf(row).map((one) => [one.name, mayBeEmpty(one)])).toEqual([
    ['purpose', false],
    ['passport', true],
    ['note', true],
    ['city', false],
  ]);
});
