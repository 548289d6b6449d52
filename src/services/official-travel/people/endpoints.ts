import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { member } from '../model/members.ts';
import { leaveForm, revealForm, verifyForm } from './forms.ts';
import { personFile } from './model.ts';
import { personSources } from './words.ts';

const base = '/api/official-travel/people';
const id = z.uuid();
const byId = z.strictObject({ id });
const source = z.enum(Object.keys(personSources) as [keyof typeof personSources, ...(keyof typeof personSources)[]]);

/** Who works with files of travellers: the unit's own, the area's, the city's. */
export const readsPeople = roleOverUnit(
  'liaison-officer',
  'unit-personnel',
  'unit-head',
  'first-reviewer',
  'first-review-head',
  'intake',
  'reviewer',
  'office-head',
  'personnel-bureau',
  'passport-keeper',
  'supervisor',
);
export const keepsPeople = roleOverUnit('liaison-officer', 'unit-personnel', 'intake', 'reviewer');

/** A person in a list or a choice: name and number masked (张*, 3213**********1234). */
export const personRow = z.strictObject({
  id,
  maskedName: z.string(),
  unit: z.strictObject({ id, name: z.string() }),
  section: z.string().nullable(),
  post: z.string(),
  rank: z.string(),
  employment: z.string(),
  maskedNumber: z.string(),
  source,
  verifiedOn: z.string(),
  /** More than twelve months ago: must be verified again. */
  verifyAgain: z.boolean(),
  state: z.enum(['active', 'left']),
  /** Official missions that began in this calendar year, and in the two years up to today. */
  tripsThisYear: z.int(),
  tripsInTwoYears: z.int(),
});
export type PersonRow = z.infer<typeof personRow>;

export const searchPeople = endpoint({
  id: 'official-travel.people',
  method: 'GET',
  path: base,
  summary: { zh: '人员库查询', en: 'Find travellers' },
  permission: readsPeople,
  audit: 'official-travel.people-read',
  query: z.strictObject({
    /** Beginning of the name, initials of its pinyin (csy), or the last four of the identity number. */
    q: z.string().trim().max(40).optional(),
    unit: id.optional(),
    state: z.enum(['active', 'left']).optional(),
    verify: z.enum(['due']).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  answer: z.strictObject({
    rows: z.array(personRow),
    next: z.string().nullable(),
    total: z.strictObject({ count: z.int(), more: z.boolean() }),
  }),
});

const trip = z.strictObject({
  reference: z.string(),
  caseId: id.nullable(),
  status: z.string(),
  departure: z.string(),
  return: z.string(),
  regions: z.array(z.string()),
  purpose: z.string(),
  groupLeader: z.boolean(),
});

/** The file to read and mend: the name in full, numbers masked. */
export const personPage = z.strictObject({
  id,
  version: z.int(),
  name: z.string(),
  row: personRow,
  /** Fields of `personFile`; identity number, passport number and phones masked. */
  file: z.record(z.string(), z.unknown()),
  masked: z.array(z.string()),
  trips: z.array(trip),
  mayChange: z.boolean(),
});
export type PersonPage = z.infer<typeof personPage>;

export const readPerson = endpoint({
  id: 'official-travel.person',
  method: 'GET',
  path: `${base}/:id`,
  summary: { zh: '人员资料', en: "Traveller's file" },
  permission: readsPeople,
  audit: 'official-travel.person-read',
  params: byId,
  answer: personPage,
});

export const createPersonFile = endpoint({
  id: 'official-travel.person-add',
  method: 'POST',
  path: base,
  summary: { zh: '登记人员', en: 'Enter a traveller' },
  permission: keepsPeople,
  audit: 'official-travel.person-added',
  /** `personId`: somebody who has an account or is on the office's list already. */
  body: z.strictObject({ personId: id.optional(), file: personFile }),
  answer: z.strictObject({ id, version: z.int() }),
});

/** A masked value sent back as it was shown stays what it is. */
export const changePersonFile = endpoint({
  id: 'official-travel.person-change',
  method: 'PUT',
  path: `${base}/:id`,
  summary: { zh: '修改人员资料', en: "Change a traveller's file" },
  permission: keepsPeople,
  audit: 'official-travel.person-changed',
  versioned: true,
  params: byId,
  body: z.strictObject({ file: z.record(z.string().max(40), z.unknown()) }),
  answer: z.strictObject({ id, version: z.int() }),
});

export const verifyPersonFile = endpoint({
  id: 'official-travel.person-verify',
  method: 'POST',
  path: `${base}/:id/verify`,
  summary: { zh: '核对资料', en: 'Verify the file' },
  permission: keepsPeople,
  audit: 'official-travel.person-verified',
  versioned: true,
  params: byId,
  body: verifyForm,
  answer: z.strictObject({ id, version: z.int() }),
});

export const leavePersonFile = endpoint({
  id: 'official-travel.person-left',
  method: 'POST',
  path: `${base}/:id/state`,
  summary: { zh: '调离、恢复', en: 'Mark as left or back' },
  permission: keepsPeople,
  audit: 'official-travel.person-state-changed',
  versioned: true,
  params: byId,
  body: leaveForm,
  answer: z.strictObject({ id, version: z.int() }),
});

/** The only answer with a full number: step-up, a purpose, and an entry in the trail each time. */
export const revealNumber = endpoint({
  id: 'official-travel.person-reveal',
  method: 'POST',
  path: `${base}/:id/reveal`,
  summary: { zh: '查看完整号码', en: 'Show a number in full' },
  permission: readsPeople,
  audit: 'official-travel.person-number-shown',
  stepUp: true,
  perMinute: 20,
  params: byId,
  body: revealForm,
  answer: z.strictObject({ value: z.string() }),
});

/** The row of the member list as the file gives it: what the form fills in for a chosen person. */
export const memberOfPerson = endpoint({
  id: 'official-travel.person-member',
  method: 'GET',
  path: `${base}/:id/member`,
  summary: { zh: '带出成员资料', en: 'Fill in a member' },
  permission: readsPeople,
  audit: 'official-travel.person-member-read',
  params: byId,
  query: z.strictObject({ departure: z.iso.date().optional() }),
  answer: z.strictObject({ member: member.partial(), verifyAgain: z.boolean() }),
});

/** The standard spelling of a name for passports; the form proposes it. */
export const spellName = endpoint({
  id: 'official-travel.person-spelling',
  method: 'GET',
  path: `${base}/spelling`,
  summary: { zh: '姓名拼音', en: 'Spelling of a name' },
  permission: readsPeople,
  audit: 'not-audited',
  query: z.strictObject({ surname: z.string().trim().min(1).max(20), givenName: z.string().trim().min(1).max(40) }),
  answer: z.strictObject({ surnameLatin: z.string(), givenNameLatin: z.string() }),
});
