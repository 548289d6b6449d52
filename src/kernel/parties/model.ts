import { z } from 'zod';
import { field, record } from '../ui/field.ts';

export const personForm = record({
  name: field(z.string().trim().min(1).max(100), {
    label: { zh: '姓名', en: 'Name' },
    class: 'personal',
    purpose: 'identity',
  }),
  nameLatin: field(
    z
      .string()
      .trim()
      .regex(/^[A-Z][A-Z ',-]{0,99}$/)
      .optional(),
    {
      label: { zh: '姓名拼音', en: 'Name in Latin letters' },
      help: { zh: '与护照资料页一致，大写', en: 'As on the data page of the passport, in capitals' },
      example: 'LYU, XIAOMING',
      class: 'personal',
      purpose: 'identity',
    },
  ),
});
export type PersonInput = z.infer<typeof personForm>;

export const foundPerson = z.strictObject({ id: z.uuid(), name: z.string(), units: z.array(z.string()) });
