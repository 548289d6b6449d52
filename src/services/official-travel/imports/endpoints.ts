import { z } from 'zod';
import { caseParams } from '#kernel/cases/endpoints.ts';
import { endpoint } from '#kernel/http/endpoint.ts';
import { anyOf, role, roleOverUnit, signedIn } from '#kernel/identity/permission.ts';
import { halfDay } from '../model/journey.ts';
import { member } from '../model/members.ts';

const base = '/api/official-travel/imports';
const id = z.uuid();
const text = z.strictObject({ zh: z.string(), en: z.string() });

/** One fault with its place: 工作表 成员 C7. */
export const tableFault = z.strictObject({
  sheet: z.string(),
  /** `C7`; null: the sheet as a whole. */
  cell: z.string().nullable(),
  row: z.int().nullable(),
  code: z.string(),
  message: text,
});
export type ImportFault = z.infer<typeof tableFault>;

export const importKinds = {
  members: { zh: '成员名单', en: 'Members' },
  programme: { zh: '日程', en: 'Programme' },
  'plan-lines': { zh: '年度计划', en: 'Annual plan' },
  units: { zh: '单位', en: 'Units' },
  people: { zh: '人员', en: 'People' },
  'past-missions': { zh: '历史团组', en: 'Past missions' },
  rates: { zh: '住宿伙食公杂费标准', en: 'Table of rates' },
  replies: { zh: '上级批复和护照号', en: "Authorities' replies and passports" },
} as const;
export type ImportKind = keyof typeof importKinds;

const importers = anyOf(
  roleOverUnit('liaison-officer', 'unit-personnel'),
  role('intake', 'reviewer', 'first-reviewer', 'passport-keeper', 'finance-bureau', 'system-administrator'),
);

/** An empty workbook to fill: labels, notes, drop-down lists. */
export const template = endpoint({
  id: 'official-travel.import-template',
  method: 'GET',
  path: `${base}/:kind/template.xlsx`,
  summary: { zh: '下载模板', en: 'Download a template' },
  permission: signedIn,
  audit: 'not-audited',
  gives: 'stream',
  params: z.strictObject({
    kind: z.enum(Object.keys(importKinds) as [ImportKind, ...ImportKind[]]),
  }),
});

/** Members read from a workbook, to be looked at and then saved by the form. Persons are found in the office's list by number. */
export const previewMembers = endpoint({
  id: 'official-travel.import-members',
  method: 'POST',
  path: `${base}/members/preview`,
  summary: { zh: '导入成员预览', en: 'Preview of members' },
  permission: roleOverUnit('liaison-officer'),
  audit: 'official-travel.import-members-read',
  takes: 'multipart',
  query: z.strictObject({ departure: z.iso.date().optional() }),
  answer: z.strictObject({ rows: z.array(member.partial()), faults: z.array(tableFault) }),
});
export const previewProgramme = endpoint({
  id: 'official-travel.import-programme',
  method: 'POST',
  path: `${base}/programme/preview`,
  summary: { zh: '导入日程预览', en: 'Preview of a programme' },
  permission: signedIn,
  audit: 'official-travel.import-programme-read',
  takes: 'multipart',
  answer: z.strictObject({ rows: z.array(halfDay), faults: z.array(tableFault) }),
});

export const importQuery = z.strictObject({
  /** `check` reads and reports, writes nothing; `commit` writes all of it or nothing. */
  mode: z.enum(['check', 'commit']),
  /** Plan lines: for which year and unit. */
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  unit: id.optional(),
});

/** Done, or everything that stands in the way. A file that was taken over before changes nothing and says so. */
export const importAnswer = z.strictObject({
  mode: z.enum(['check', 'commit']),
  rows: z.int(),
  created: z.int(),
  changed: z.int(),
  /** The same content was taken over then. */
  already: z.string().nullable(),
  faults: z.array(tableFault),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

const commandKinds = ['plan-lines', 'units', 'people', 'past-missions', 'replies'] as const;

export const importTable = endpoint({
  id: 'official-travel.import',
  method: 'POST',
  path: `${base}/:kind`,
  summary: { zh: '导入表格', en: 'Take over a table' },
  permission: importers,
  audit: 'official-travel.imported',
  takes: 'multipart',
  perMinute: 20,
  params: z.strictObject({ kind: z.enum(commandKinds) }),
  query: importQuery,
  answer: importAnswer,
});

const ratesKeepers = role('reviewer', 'intake', 'finance-bureau');
const ratesCheckers = role('reviewer', 'office-head', 'finance-bureau');

const rateTable = z.strictObject({
  id,
  title: z.string(),
  source: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  state: z.enum(['entered', 'checked', 'rejected']),
  rows: z.int(),
  enteredBy: z.strictObject({ id, name: z.string() }),
  enteredAt: z.string(),
  checkedBy: z.strictObject({ id, name: z.string() }).nullable(),
  checkedAt: z.string().nullable(),
  checkNote: z.string().nullable(),
  mayCheck: z.boolean(),
});

export const listRateTables = endpoint({
  id: 'official-travel.rate-tables',
  method: 'GET',
  path: '/api/official-travel/rate-tables',
  summary: { zh: '费用标准表', en: 'Tables of rates' },
  permission: signedIn,
  audit: 'not-audited',
  answer: z.strictObject({ tables: z.array(rateTable) }),
});

export const readRateTable = endpoint({
  id: 'official-travel.rate-table',
  method: 'GET',
  path: '/api/official-travel/rate-tables/:id',
  summary: { zh: '费用标准', en: 'A table of rates' },
  permission: signedIn,
  audit: 'not-audited',
  params: caseParams,
  answer: z.strictObject({
    table: rateTable,
    rows: z.array(
      z.strictObject({
        region: z.string(),
        cities: z.string(),
        currency: z.string(),
        lodging: z.string(),
        meals: z.string(),
        incidentals: z.string(),
      }),
    ),
  }),
});

export const importRates = endpoint({
  id: 'official-travel.import-rates',
  method: 'POST',
  path: '/api/official-travel/rate-tables',
  summary: { zh: '导入费用标准', en: 'Take over a table of rates' },
  permission: ratesKeepers,
  audit: 'official-travel.rates-imported',
  takes: 'multipart',
  query: z.strictObject({
    mode: z.enum(['check', 'commit']),
    title: z.string().trim().min(2).max(100),
    source: z.string().trim().min(2).max(200),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional(),
  }),
  answer: importAnswer.extend({ tableId: id.nullable() }),
});

/** 第二人核对: only then do the rates count. */
export const checkRateTable = endpoint({
  id: 'official-travel.rate-table-check',
  method: 'POST',
  path: '/api/official-travel/rate-tables/:id/check',
  summary: { zh: '核对费用标准', en: 'Check a table of rates' },
  permission: ratesCheckers,
  audit: 'official-travel.rates-checked',
  params: caseParams,
  body: z.strictObject({ verdict: z.enum(['right', 'wrong']), note: z.string().trim().max(500) }),
});

/** Full numbers leave with it: only those who hand the application on. */
export const exportsExchange = roleOverUnit('intake', 'reviewer', 'office-head');

/** 上报省、部系统: what the higher authority's system takes, so that nothing is typed twice. */
export const exportExchange = endpoint({
  id: 'official-travel.exchange-export',
  method: 'GET',
  path: '/api/official-travel/missions/:id/exchange/:format',
  summary: { zh: '导出上报表格', en: 'Export for the higher authority' },
  permission: exportsExchange,
  audit: 'official-travel.exchange-exported',
  stepUp: true,
  gives: 'stream',
  params: z.strictObject({ id, format: z.enum(['xlsx', 'csv']) }),
});
