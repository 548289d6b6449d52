import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { endpoint } from '../http/endpoint.ts';
import { role } from '../identity/permission.ts';
import { field, record } from '../ui/field.ts';
import { laysDownWords } from './wording.ts';

const day = z.iso.date().refine(isDay);
const text = z.strictObject({ zh: z.string(), en: z.string() });
const words = z.record(z.string().max(60), z.string().max(1_000));

/** Who looks at templates and numbers: those who write, check, sign and seal documents, and who watches over them. */
export const seesTemplates = role(
  'office-head',
  'reviewer',
  'document-checker',
  'document-signer',
  'seal-keeper',
  'supervisor',
  'inspector',
  'system-administrator',
);

export const listTemplates = endpoint({
  id: 'documents.list-templates',
  method: 'GET',
  path: '/api/documents/templates',
  summary: { zh: '文书模板', en: 'Templates of documents' },
  permission: seesTemplates,
  audit: 'not-audited',
  answer: z.strictObject({
    templates: z.array(
      z.strictObject({
        key: z.string(),
        title: text,
        /** SHA-256 over the template and what it imports: it stands on record with each document that was set by it. */
        digest: z.string(),
        /** Documents numbered so far; of these, set by this very template. */
        issued: z.int(),
        issuedByThis: z.int(),
        docx: z.boolean(),
        phrases: z.record(
          z.string(),
          z.strictObject({
            label: text,
            help: text.optional(),
            default: z.string(),
            fills: z.array(z.string()).optional(),
            lines: z.boolean().optional(),
            optional: z.boolean().optional(),
          }),
        ),
        words,
        history: z.array(
          z.strictObject({
            words,
            validFrom: z.string(),
            setBy: z.string().nullable(),
            setAt: z.iso.datetime(),
            reason: z.string(),
          }),
        ),
      }),
    ),
  }),
});

const byKind = z.strictObject({ kind: z.string().max(100) });

export const setWords = endpoint({
  id: 'documents.set-words',
  method: 'PUT',
  path: '/api/documents/templates/:kind/words',
  summary: { zh: '更改文书用语', en: 'Change the words of a template' },
  permission: laysDownWords,
  audit: 'settings.set',
  stepUp: true,
  params: byKind,
  body: z.strictObject({ words, validFrom: day, reason: z.string().trim().min(2).max(500) }),
});

export const tryTemplate = endpoint({
  id: 'documents.try-template',
  method: 'POST',
  path: '/api/documents/templates/:kind/trial',
  summary: { zh: '试排文书模板', en: 'Set a trial paper' },
  permission: seesTemplates,
  audit: 'not-audited',
  perMinute: 20,
  params: byKind,
  body: z.strictObject({ words }),
  /** An invented case, marked 样张 on every page. */
  answer: z.strictObject({ pdf: z.base64(), pages: z.int() }),
});

export const listSeries = endpoint({
  id: 'documents.list-series',
  method: 'GET',
  path: '/api/documents/series',
  summary: { zh: '文号编到哪里', en: 'Number series' },
  permission: seesTemplates,
  audit: 'not-audited',
  answer: z.strictObject({
    series: z.array(
      z.strictObject({
        issuerId: z.uuid(),
        issuer: z.string(),
        codeWord: z.string(),
        word: z.string(),
        year: z.int(),
        last: z.int(),
        byHand: z.int(),
        byHandReason: z.string().nullable(),
        byHandSetBy: z.string().nullable(),
        /** Numbers that were voided and stay in the series. */
        voided: z.array(z.string()),
      }),
    ),
  }),
});

export const beginSeries = endpoint({
  id: 'documents.begin-series',
  method: 'POST',
  path: '/api/documents/series',
  summary: { zh: '接续手工文号', en: 'Continue numbers given by hand' },
  permission: role('office-head'),
  audit: 'documents.series-begun',
  stepUp: true,
  body: record({
    issuerId: field(z.uuid(), { label: { zh: '发文机关', en: 'Issuer' }, widget: 'hidden', class: 'public' }),
    word: field(z.string().trim().min(1).max(6), {
      label: { zh: '文号用字', en: 'Word in the number' },
      help: { zh: '如“批”“确”“请”', en: 'E.g. 批, 确, 请' },
      class: 'public',
    }),
    year: field(z.int().min(1980).max(2200), { label: { zh: '年份', en: 'Year' }, class: 'public' }),
    byHand: field(z.int().min(1).max(99_999), {
      label: { zh: '已用到第几号', en: 'Last number given by hand' },
      help: { zh: '程序从下一号起编', en: 'The program begins with the next' },
      unit: { zh: '号', en: '' },
      class: 'public',
    }),
    reason: field(z.string().trim().min(2).max(500), {
      label: { zh: '依据', en: 'Basis' },
      help: { zh: '手工登记簿的名称和保管处', en: 'Which register, and where it is kept' },
      widget: 'textarea',
      class: 'internal',
    }),
  }),
});
