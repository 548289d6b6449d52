import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { anyOf, role, roleOverUnit, signedIn } from '#kernel/identity/permission.ts';
import {
  handOverForm,
  liaisonOfficer,
  officerStateForm,
  officerStates,
  signatory,
  signatoryEnd,
  signsFor,
  type UnitFileInput,
  unitFile,
  unitFileStates,
  unitStateForm,
} from './model.ts';

const base = '/api/official-travel/units';
const id = z.uuid();
const byUnit = z.strictObject({ unit: id });
const byId = z.strictObject({ id });
const words = <Words extends object>(of: Words) =>
  z.enum(Object.keys(of) as [keyof Words & string, ...(keyof Words & string)[]]);
const person = z.strictObject({ id, name: z.string() });
const unit = z.strictObject({ id, name: z.string() });

export const readsUnits = roleOverUnit(
  'liaison-officer',
  'unit-head',
  'unit-personnel',
  'first-reviewer',
  'first-review-head',
  'intake',
  'reviewer',
  'office-head',
  'passport-keeper',
  'supervisor',
  'inspector',
);
/** The unit prepares its file; the office opens it, restricts it and confirms its people. */
export const preparesUnits = roleOverUnit('liaison-officer', 'unit-head', 'intake', 'reviewer');
export const confirmsUnits = roleOverUnit('intake', 'reviewer', 'office-head');

const unitFileRow = z.strictObject({
  unit,
  state: words(unitFileStates),
  stateReason: z.string().nullable(),
  kind: z.string(),
  tier: z.string(),
  firstReviewUnit: unit.nullable(),
  officers: z.int(),
  signatories: z.int(),
});

export const listUnitFiles = endpoint({
  id: 'official-travel.unit-files',
  method: 'GET',
  path: base,
  summary: { zh: '单位档案列表', en: 'Files of units' },
  permission: readsUnits,
  audit: 'not-audited',
  query: z.strictObject({ state: words(unitFileStates).optional(), q: z.string().max(60).optional() }),
  answer: z.strictObject({ rows: z.array(unitFileRow) }),
});

const signatoryRow = z.strictObject({
  id,
  person,
  post: z.string(),
  signsFor: z.array(words(signsFor)),
  validFrom: z.string(),
  validTo: z.string(),
  appointmentFileId: id.nullable(),
  specimenFileId: id.nullable(),
  /** Whether the term covers today. */
  inForce: z.boolean(),
});

const officerRow = z.strictObject({
  id,
  person,
  state: words(officerStates),
  termFrom: z.string(),
  termTo: z.string(),
  trainedOn: z.string().nullable(),
  filingFileId: id.nullable(),
  substitute: person.nullable(),
  openHandOver: id.nullable(),
});

export const unitFilePage = z.strictObject({
  unit,
  /** Null until the file was opened. */
  file: z.unknown(),
  state: words(unitFileStates).nullable(),
  stateReason: z.string().nullable(),
  version: z.int(),
  firstReviewUnit: unit.nullable(),
  signatories: z.array(signatoryRow),
  officers: z.array(officerRow),
  mostOfficers: z.int(),
  mostSignatories: z.int(),
  mayPrepare: z.boolean(),
  mayConfirm: z.boolean(),
});
export type UnitFilePage = Omit<z.infer<typeof unitFilePage>, 'file'> & { readonly file: UnitFileInput | null };

export const readUnitFile = endpoint({
  id: 'official-travel.unit-file',
  method: 'GET',
  path: `${base}/:unit`,
  summary: { zh: '单位档案', en: 'File of a unit' },
  permission: readsUnits,
  audit: 'official-travel.unit-file-read',
  params: byUnit,
  answer: unitFilePage,
});

/** Version 0 opens the file (待开户). */
export const saveUnitFile = endpoint({
  id: 'official-travel.unit-file-save',
  method: 'PUT',
  path: `${base}/:unit`,
  summary: { zh: '保存单位档案', en: 'Save the file of a unit' },
  permission: preparesUnits,
  audit: 'official-travel.unit-file-saved',
  versioned: true,
  params: byUnit,
  body: z.strictObject({ file: unitFile }),
  answer: z.strictObject({ version: z.int() }),
});

export const setUnitState = endpoint({
  id: 'official-travel.unit-file-state',
  method: 'POST',
  path: `${base}/:unit/state`,
  summary: { zh: '开户、限制、停办、注销', en: 'Open, restrict, suspend or close' },
  permission: confirmsUnits,
  audit: 'official-travel.unit-state-changed',
  versioned: true,
  params: byUnit,
  body: unitStateForm,
  answer: z.strictObject({ version: z.int() }),
});

export const addSignatory = endpoint({
  id: 'official-travel.signatory-add',
  method: 'POST',
  path: `${base}/:unit/signatories`,
  summary: { zh: '登记签批人', en: 'Enter a signatory' },
  permission: preparesUnits,
  audit: 'official-travel.signatory-added',
  params: byUnit,
  body: signatory,
  answer: z.strictObject({ id }),
});

export const endSignatory = endpoint({
  id: 'official-travel.signatory-end',
  method: 'POST',
  path: `${base}/:unit/signatories/:id/end`,
  summary: { zh: '终止签批权限', en: 'End a signatory' },
  permission: preparesUnits,
  audit: 'official-travel.signatory-ended',
  params: z.strictObject({ unit: id, id }),
  body: signatoryEnd,
});

export const addOfficer = endpoint({
  id: 'official-travel.officer-add',
  method: 'POST',
  path: `${base}/:unit/officers`,
  summary: { zh: '登记专办员', en: 'Enter a liaison officer' },
  permission: preparesUnits,
  audit: 'official-travel.officer-added',
  params: byUnit,
  body: liaisonOfficer,
  answer: z.strictObject({ id }),
});

/** 核定在岗、暂停、恢复; leaving goes through a hand-over. */
export const setOfficerState = endpoint({
  id: 'official-travel.officer-state',
  method: 'POST',
  path: `${base}/:unit/officers/:id/state`,
  summary: { zh: '核定、暂停、恢复专办员', en: 'Confirm, pause or resume a liaison officer' },
  permission: confirmsUnits,
  audit: 'official-travel.officer-state-changed',
  params: z.strictObject({ unit: id, id }),
  body: officerStateForm,
});

const openMatter = z.strictObject({
  kind: z.enum(['draft', 'case', 'task']),
  id,
  caseId: id,
  number: z.string().nullable(),
  title: z.string(),
  state: z.string(),
  dueOn: z.string().nullable(),
  /** A seat that the officer holds by name must be transferred (转办) first; nobody can do that in the officer's stead. */
  transferFirst: z.boolean(),
});

export const openMatters = endpoint({
  id: 'official-travel.officer-open-matters',
  method: 'GET',
  path: `${base}/:unit/officers/:id/open`,
  summary: { zh: '名下未结事项', en: 'Everything open of an officer' },
  permission: anyOf(readsUnits, role('system-administrator', 'security-administrator')),
  audit: 'official-travel.officer-open-read',
  params: z.strictObject({ unit: id, id }),
  answer: z.strictObject({
    matters: z.array(openMatter),
    counts: z.strictObject({ drafts: z.int(), cases: z.int(), tasks: z.int() }),
  }),
});

const handOverRow = z.strictObject({
  id,
  unit,
  officerId: id,
  from: person,
  to: person,
  reason: z.string(),
  state: z.enum(['open', 'done', 'cancelled']),
  openedAt: z.string(),
  giverConfirmedAt: z.string().nullable(),
  receiverConfirmedAt: z.string().nullable(),
  administratorConfirmedAt: z.string().nullable(),
  administrator: person.nullable(),
  /** While open: what would go over now; done: what went over. */
  counts: z.strictObject({ drafts: z.int(), cases: z.int(), tasks: z.int() }),
  doneAt: z.string().nullable(),
  /** In which part the reader may confirm now. */
  mayConfirmAs: z.enum(['giver', 'receiver', 'administrator']).nullable(),
});
export type HandOver = z.infer<typeof handOverRow>;

export const listHandOvers = endpoint({
  id: 'official-travel.hand-overs',
  method: 'GET',
  path: '/api/official-travel/hand-overs',
  summary: { zh: '交接列表', en: 'Hand-overs' },
  permission: signedIn,
  audit: 'not-audited',
  query: z.strictObject({ state: z.enum(['open', 'done', 'cancelled']).optional() }),
  answer: z.strictObject({ rows: z.array(handOverRow) }),
});

export const openHandOver = endpoint({
  id: 'official-travel.hand-over-open',
  method: 'POST',
  path: '/api/official-travel/hand-overs',
  summary: { zh: '发起交接', en: 'Begin a hand-over' },
  permission: preparesUnits,
  audit: 'official-travel.hand-over-opened',
  body: handOverForm,
  answer: z.strictObject({ id }),
});

/** 三方确认; the third confirmation carries the hand-over out. */
export const confirmHandOver = endpoint({
  id: 'official-travel.hand-over-confirm',
  method: 'POST',
  path: '/api/official-travel/hand-overs/:id/confirm',
  summary: { zh: '确认交接', en: 'Confirm a hand-over' },
  permission: signedIn,
  audit: 'official-travel.hand-over-confirmed',
  params: byId,
  body: z.strictObject({ as: z.enum(['giver', 'receiver', 'administrator']) }),
  answer: z.strictObject({
    state: z.enum(['open', 'done']),
    counts: z.strictObject({ drafts: z.int(), cases: z.int(), tasks: z.int() }),
  }),
});

export const cancelHandOver = endpoint({
  id: 'official-travel.hand-over-cancel',
  method: 'POST',
  path: '/api/official-travel/hand-overs/:id/cancel',
  summary: { zh: '取消交接', en: 'Cancel a hand-over' },
  permission: preparesUnits,
  audit: 'official-travel.hand-over-cancelled',
  params: byId,
  body: z.strictObject({ reason: z.string().trim().min(2).max(200) }),
});

/** Papers of a unit: opening letter, commitment, specimens, letters of a plan or of a consent. 请勿上传国家秘密. */
export const uploadUnitPaper = endpoint({
  id: 'official-travel.unit-upload',
  method: 'POST',
  path: `${base}/:unit/files`,
  summary: { zh: '上传单位材料', en: 'Upload a paper of a unit' },
  permission: preparesUnits,
  audit: 'official-travel.unit-file-uploaded',
  takes: 'multipart',
  params: byUnit,
  answer: z.strictObject({ fileId: id, name: z.string(), size: z.int(), type: z.string() }),
});

export const openUnitPaper = endpoint({
  id: 'official-travel.unit-download',
  method: 'GET',
  path: `${base}/:unit/files/:file`,
  summary: { zh: '查看单位材料', en: 'Open a paper of a unit' },
  permission: readsUnits,
  audit: 'official-travel.unit-paper-read',
  gives: 'stream',
  params: z.strictObject({ unit: id, file: id }),
});
