import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { endpoint } from '../http/endpoint.ts';
import { role, signedIn } from '../identity/permission.ts';
import { field, record } from '../ui/field.ts';

const dayText = z.string().refine(isDay, { message: 'YYYY-MM-DD' });

const issuerForm = record({
  name: field(z.string().trim().min(2).max(100), { label: { zh: '发文机关', en: 'Issuer' }, class: 'public' }),
  codeWord: field(z.string().trim().min(1).max(20), {
    label: { zh: '机关代字', en: 'Code word' },
    help: { zh: '文号的开头，如“宿外”', en: 'Begins the number, e.g. 宿外' },
    class: 'public',
  }),
  from: field(dayText, { label: { zh: '启用日期', en: 'In force from' }, widget: 'day', class: 'public' }),
});

const sealForm = record({
  issuerId: field(z.uuid(), { label: { zh: '发文机关', en: 'Issuer' }, class: 'public' }),
  name: field(z.string().trim().min(2).max(100), {
    label: { zh: '印章名称', en: 'Name of the seal' },
    class: 'public',
  }),
  from: field(dayText, { label: { zh: '启用日期', en: 'In force from' }, widget: 'day', class: 'public' }),
});

export const listIssuers = endpoint({
  id: 'documents.list-issuers',
  method: 'GET',
  path: '/api/documents/issuers',
  summary: { zh: '发文机关', en: 'Issuers in force' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({
    issuers: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        codeWord: z.string(),
        from: z.string(),
        to: z.string().nullable(),
      }),
    ),
  }),
});

export const createIssuer = endpoint({
  id: 'documents.create-issuer',
  method: 'POST',
  path: '/api/documents/issuers',
  summary: { zh: '登记发文机关', en: 'Register an issuer' },
  permission: role('office-head', 'system-administrator'),
  audit: 'documents.issuer-added',
  stepUp: true,
  body: issuerForm,
  answer: z.strictObject({ issuerId: z.uuid() }),
});

export const createSeal = endpoint({
  id: 'documents.create-seal',
  method: 'POST',
  path: '/api/documents/seals',
  summary: { zh: '登记印章', en: 'Register a seal' },
  permission: role('office-head', 'seal-keeper'),
  audit: 'documents.seal-added',
  stepUp: true,
  body: sealForm,
  answer: z.strictObject({ sealId: z.uuid() }),
});
