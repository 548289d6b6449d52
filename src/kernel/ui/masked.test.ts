import { expect, it } from 'vitest';
import { z } from 'zod';
import { field, record } from './field.ts';
import { masked } from './masked.ts';

const label = { zh: '项', en: 'Field' };
const guest = record({
  name: field(z.string(), { label, class: 'personal', purpose: 'test' }),
  phone: field(z.string(), { label, class: 'personal', purpose: 'test', widget: 'phone' }),
  party: field(z.boolean().nullable(), { label, class: 'sensitive', purpose: 'test' }),
});
const visit = record({
  title: field(z.string(), { label, class: 'internal' }),
  guests: field(z.array(guest), { label, class: 'personal', purpose: 'test' }),
});

it('sensitive values are left open and telephones shortened, at any depth; names and titles stay', () => {
  const value = { title: '来访', guests: [{ name: '王一', phone: '0527-80000000', party: true }] };
  expect(masked(visit, value)).toEqual({
    title: '来访',
    guests: [{ name: '王一', phone: '0527*****0000', party: null }],
  });
});

it('what no field describes is not shown', () => {
  expect(masked(visit, { title: '来访', secret: 'x' })).toEqual({ title: '来访' });
});

it('a draft with open places stays as open as it is', () => {
  expect(masked(visit, { title: null, guests: null })).toEqual({ title: null, guests: null });
  expect(masked(visit, null)).toBeNull();
});
