import { expect, test } from 'vitest';
import { z } from 'zod';
import { field, record } from '../ui/field.ts';
import { faultsOf } from './faults.ts';

const purpose = { zh: '目的', en: 'Purpose' };
const form = record({
  kind: field(z.enum(['visit', 'training']), {
    label: purpose,
    options: { visit: { zh: '访问', en: 'Visit' }, training: { zh: '培训', en: 'Training' } },
    class: 'internal',
  }),
  city: field(z.string().min(1), { label: { zh: '城市', en: 'City' }, class: 'internal' }),
  day: field(z.iso.date().optional(), { label: { zh: '日期', en: 'Day' }, class: 'internal' }),
  currency: field(z.enum(Array.from({ length: 30 }, (_, index) => `C${index}`)), {
    label: { zh: '币种', en: 'Currency' },
    class: 'internal',
  }),
});
const good = { kind: 'visit', city: '东京', currency: 'C1' };

function messages(change: Readonly<Record<string, unknown>>) {
  const value = { ...good, ...change };
  const result = form.safeParse(value, { reportInput: true });
  return result.success ? [] : faultsOf(result.error, form).map(({ code, message }) => [code, message.zh, message.en]);
}

test.each([undefined, null, ''])('a choice left open (%j) is asked for, not answered with a list of codes', (kind) => {
  expect(messages({ kind })).toEqual([['required', '请选择「目的」。', 'Choose "Purpose".']]);
});

test('a wrong choice is told the choices in words, never in codes', () => {
  expect(messages({ kind: 'holiday' })).toEqual([
    ['not-one-of', '「目的」须为以下之一：访问、培训。', '"Purpose" must be one of: Visit, Training.'],
  ]);
});

test('a choice out of many is sent back to its list', () => {
  expect(messages({ currency: 'XXX' })).toEqual([
    ['not-one-of', '「币种」不在可选范围内，请从列表中选择。', '"Currency" is not in the list. Choose from the list.'],
  ]);
});

test('an empty text is asked for; a text of the wrong kind is told so', () => {
  expect(messages({ city: '' })).toEqual([['required', '请填写「城市」。', 'Enter "City".']]);
  expect(messages({ city: undefined })).toEqual([['required', '请填写「城市」。', 'Enter "City".']]);
  expect(messages({ city: 7 })).toEqual([
    ['wrong-type', '「城市」的类型不对，应为 string。', '"City" must be of type string.'],
  ]);
});

test('a day that is no day is wrong in form; an empty one is asked for', () => {
  expect(messages({ day: '2026-02-30' })[0]?.[0]).toBe('wrong-form');
  expect(messages({ day: '' })[0]?.[0]).toBe('required');
});
