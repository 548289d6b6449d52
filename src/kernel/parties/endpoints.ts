import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { foundPerson, personForm } from './model.ts';
import { addsPersons } from './permission.ts';

export const createPerson = endpoint({
  id: 'parties.add-person',
  method: 'POST',
  path: '/api/parties/persons',
  summary: { zh: '登记人员', en: 'Enter a person' },
  permission: addsPersons,
  audit: 'parties.person-added',
  body: personForm,
  answer: z.strictObject({ personId: z.uuid() }),
});

export const searchPersons = endpoint({
  id: 'parties.persons',
  method: 'GET',
  path: '/api/parties/persons',
  summary: { zh: '按姓名查找人员', en: 'Find a person by name' },
  permission: addsPersons,
  audit: 'parties.persons-read',
  query: z.strictObject({ name: z.string().trim().min(1).max(100) }),
  answer: z.strictObject({ persons: z.array(foundPerson) }),
});

export const partiesEndpoints = [createPerson, searchPersons] as const;
