import { z } from 'zod';
import { isDay } from '#kernel/calendar/day.ts';
import { caseParams, commandEndpoints } from '#kernel/cases/endpoints.ts';
import { endpoint } from '#kernel/http/endpoint.ts';
import { anyOf, related, role, roleOverUnit, signedIn } from '#kernel/identity/permission.ts';
import * as answers from './answers.ts';
import { paperPurposes } from './file-purposes.ts';
import { sections } from './model.ts';

const base = '/api/official-travel/missions';

/** Who may know of a mission: those it names, its unit and the units above it, and the city office's sections that handle it. */
export const knowsMission = anyOf(
  related('applicant', 'member', 'holder', 'participant'),
  roleOverUnit(
    'liaison-officer',
    'unit-head',
    'unit-finance',
    'unit-personnel',
    'first-reviewer',
    'first-review-head',
    'intake',
    'reviewer',
    'office-head',
    'city-leader',
    'leader-secretary',
    'document-checker',
    'document-signer',
    'seal-keeper',
    'supervisor',
    'inspector',
  ),
);

/** Figures and the week go to who answers for the unit or the office; a person's own journeys are no statistics and no plan of the office. */
export const answersForJourneys = roleOverUnit(
  'liaison-officer',
  'unit-head',
  'first-reviewer',
  'first-review-head',
  'intake',
  'reviewer',
  'office-head',
  'city-leader',
  'leader-secretary',
  'supervisor',
  'inspector',
);

const day = z.string().refine(isDay, { message: 'YYYY-MM-DD' });

export const missionQuery = z.strictObject({
  q: z.string().max(100).optional(),
  state: z.string().max(200).optional(),
  unit: z.uuid().optional(),
  region: z.string().max(2).optional(),
  kind: z.string().max(30).optional(),
  departureFrom: day.optional(),
  departureTo: day.optional(),
  view: z.enum(['all', 'mine', 'to-do', 'overdue']).optional(),
  /** With `-`: the other way round. */
  sort: z.enum(['due', '-due', 'number', '-number', 'updated', '-updated', 'departure', '-departure']).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const list = endpoint({
  id: 'official-travel.list',
  method: 'GET',
  path: base,
  summary: { zh: '团组办件列表', en: 'List of missions' },
  permission: signedIn,
  audit: 'not-audited',
  query: missionQuery,
  answer: answers.missionList,
});

export const count = endpoint({
  id: 'official-travel.count',
  method: 'GET',
  path: `${base}/count`,
  summary: { zh: '团组办件准确件数', en: 'Exact number of missions' },
  permission: signedIn,
  audit: 'not-audited',
  query: missionQuery.omit({ cursor: true, limit: true, sort: true }),
  answer: z.strictObject({ count: z.int() }),
});

export const exportList = endpoint({
  id: 'official-travel.export',
  method: 'GET',
  path: `${base}/export.xlsx`,
  summary: { zh: '导出团组清单', en: 'Export the list' },
  permission: signedIn,
  audit: 'official-travel.exported',
  stepUp: true,
  gives: 'stream',
  query: missionQuery.omit({ cursor: true, limit: true }),
});

export const create = endpoint({
  id: 'official-travel.create',
  method: 'POST',
  path: base,
  summary: { zh: '新建申报', en: 'Begin an application' },
  permission: role('liaison-officer'),
  audit: 'official-travel.draft-created',
  body: z.strictObject({ unitId: z.uuid(), title: z.string().trim().min(1).max(60), copyOf: z.uuid().optional() }),
  answer: z.strictObject({ id: z.uuid() }),
});

export const read = endpoint({
  id: 'official-travel.read',
  method: 'GET',
  path: `${base}/:id`,
  summary: { zh: '办件页', en: 'Case page' },
  permission: knowsMission,
  audit: 'official-travel.read',
  params: caseParams,
  answer: answers.missionPage,
});

export const saveSection = endpoint({
  id: 'official-travel.save-section',
  method: 'PUT',
  path: `${base}/:id/sections/:section`,
  summary: { zh: '保存一节', en: 'Save a section' },
  permission: knowsMission,
  audit: 'official-travel.section-saved',
  versioned: true,
  perMinute: 240,
  params: z.strictObject({
    id: z.uuid(),
    section: z.enum(Object.keys(sections) as [keyof typeof sections, ...(keyof typeof sections)[]]),
  }),
  body: z.strictObject({ content: z.record(z.string(), z.unknown()) }),
  answer: answers.sectionSaved,
});

export const discard = endpoint({
  id: 'official-travel.discard',
  method: 'DELETE',
  path: `${base}/:id`,
  summary: { zh: '删除草稿', en: 'Discard a draft' },
  permission: related('applicant'),
  audit: 'official-travel.draft-deleted',
  params: caseParams,
});

export const computeBudget = endpoint({
  id: 'official-travel.compute-budget',
  method: 'GET',
  path: `${base}/:id/ceilings`,
  summary: { zh: '按标准测算', en: 'Compute by the standards' },
  permission: knowsMission,
  audit: 'not-audited',
  params: caseParams,
  answer: answers.ceilings,
});

/** The file of format honglu-mission/1 that the check command reads; holds names, so it is an audited export. */
export const missionFile = endpoint({
  id: 'official-travel.mission-file',
  method: 'GET',
  path: `${base}/:id/mission.json`,
  summary: { zh: '导出团组文件', en: 'Export as a mission file' },
  permission: knowsMission,
  audit: 'official-travel.file-exported',
  stepUp: true,
  gives: 'stream',
  params: caseParams,
});

/** Submit, approve, return and the rest: one endpoint per command of the case engine. */
export const commands = commandEndpoints('official-travel', base, knowsMission);

const documentParams = z.strictObject({ id: z.uuid(), document: z.uuid() });

export const draftDocument = endpoint({
  id: 'official-travel.draft-document',
  method: 'POST',
  path: `${base}/:id/documents`,
  summary: { zh: '拟稿', en: 'Draft a document' },
  permission: roleOverUnit('reviewer', 'intake'),
  audit: 'official-travel.document-drafted',
  params: caseParams,
  body: z.strictObject({
    kind: z.enum(['mission-approval', 'request-to-province', 'mission-confirmation']),
    issuer: z.uuid(),
    /** 会签: persons of any unit who sign between checking and signature. */
    cosigners: z.array(z.uuid()).max(10).optional(),
    /** 变更件: the document of this case that the new one takes the place of when it is handed out. */
    replaces: z.uuid().optional(),
  }),
  answer: z.strictObject({ id: z.uuid() }),
});

export const documentCommand = endpoint({
  id: 'official-travel.document-command',
  method: 'POST',
  path: `${base}/:id/documents/:document/act`,
  summary: { zh: '办理文书', en: 'Act on a document' },
  // A co-signer may be of any unit and hold no duty of the office: the table of steps says who may take which.
  permission: knowsMission,
  audit: 'official-travel.document-act',
  stepUp: true,
  params: documentParams,
  body: z.strictObject({
    command: z.enum([
      'submit',
      'check',
      'return',
      'countersign',
      'sign',
      'issue',
      'seal',
      'distribute',
      'archive',
      'void',
      'annul',
    ]),
    words: z.string().trim().max(500).optional(),
  }),
  answer: z.strictObject({ state: z.string(), number: z.string().nullable() }),
});

export const documentFile = endpoint({
  id: 'official-travel.document-file',
  method: 'GET',
  path: `${base}/:id/documents/:document/:format`,
  summary: { zh: '下载文书', en: 'Download a document' },
  permission: knowsMission,
  audit: 'official-travel.document-read',
  gives: 'stream',
  params: documentParams.extend({ format: z.enum(['pdf', 'docx']) }),
});

/** 呈批单: bar-coded, printed for a leader who decides on paper. Also the opinion sheet, roll and programme of a mission. */
export const sheet = endpoint({
  id: 'official-travel.sheet',
  method: 'GET',
  path: `${base}/:id/sheets/:sheet`,
  summary: { zh: '打印单据', en: 'Print a sheet' },
  permission: knowsMission,
  audit: 'official-travel.sheet-printed',
  gives: 'stream',
  params: z.strictObject({
    id: z.uuid(),
    sheet: z.enum(['paper-decision', 'opinion-sheet', 'members', 'programme', 'publicity']),
  }),
});

/** Scans and papers of a mission; 请勿上传国家秘密. */
export const upload = endpoint({
  id: 'official-travel.upload',
  method: 'POST',
  path: `${base}/:id/files`,
  summary: { zh: '上传附件', en: 'Upload a paper' },
  permission: knowsMission,
  audit: 'official-travel.file-uploaded',
  takes: 'multipart',
  params: caseParams,
  query: z.strictObject({ purpose: z.enum(paperPurposes) }),
  answer: z.strictObject({ fileId: z.uuid(), name: z.string(), size: z.int(), type: z.string() }),
});

export const download = endpoint({
  id: 'official-travel.download',
  method: 'GET',
  path: `${base}/:id/files/:file`,
  summary: { zh: '查看附件', en: 'Open a paper' },
  permission: knowsMission,
  audit: 'official-travel.file-read',
  gives: 'stream',
  params: z.strictObject({ id: z.uuid(), file: z.uuid() }),
});

/** Every endpoint of missions, for the mount, the permission table, OpenAPI and the fuzzer. */
export const missionEndpoints = {
  list,
  count,
  exportList,
  create,
  read,
  saveSection,
  discard,
  computeBudget,
  missionFile,
  draftDocument,
  documentCommand,
  documentFile,
  sheet,
  upload,
  download,
  ...commands,
} as const;
