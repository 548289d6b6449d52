import { expect, test } from 'vitest';
import { z } from 'zod';
import { withoutEmpty } from './use-form.ts';

const schema = z.strictObject({ name: z.string().min(1), until: z.iso.date().nullable(), note: z.string().optional() });

test('a null that the schema takes is an answer and is sent', () => {
  expect(withoutEmpty(schema, { name: '许', until: null })).toEqual({ name: '许', until: null });
});

test('a null that the schema does not take counts as not filled in', () => {
  expect(withoutEmpty(schema, { name: null, note: null, until: '' })).toEqual({});
});
