import { z } from 'zod';
import { endpoint } from '#kernel/http/endpoint.ts';
import { roleOverUnit, signedIn } from '#kernel/identity/permission.ts';
import { knowsMission } from '../endpoints.ts';
import { consentAnswer, consentPaper, consentStates, consultation } from './model.ts';

const id = z.uuid();
const byMission = z.strictObject({ id });
const byConsent = z.strictObject({ id });
const person = z.strictObject({ id, name: z.string() });

/** The unit that was asked: prepared by its liaison officer, answered by its head. */
export const seesConsents = roleOverUnit(
  'liaison-officer',
  'unit-head',
  'unit-personnel',
  'intake',
  'reviewer',
  'office-head',
);
export const answersConsents = roleOverUnit('unit-head');

const paper = z.strictObject({ issuer: z.string(), number: z.string(), date: z.string(), fileId: id.nullable() });

export const consentRow = z.strictObject({
  id,
  caseId: id,
  unitId: id.nullable(),
  unitName: z.string(),
  organiser: z.strictObject({ id, name: z.string() }),
  letterNumber: z.string().nullable(),
  task: z.string(),
  departure: z.string(),
  return: z.string(),
  regions: z.array(z.string()),
  places: z.int(),
  costs: z.string(),
  replyDue: z.string(),
  /** `overdue` is shown, never taken for consent. */
  state: z.enum(Object.keys(consentStates) as [keyof typeof consentStates, ...(keyof typeof consentStates)[]]),
  askedBy: person,
  askedAt: z.string(),
  people: z.array(person),
  reason: z.string().nullable(),
  signer: z.string().nullable(),
  answerFileId: id.nullable(),
  answeredBy: person.nullable(),
  answeredAt: z.string().nullable(),
  notice: paper.nullable(),
  confirmation: paper.nullable(),
  version: z.int(),
  acts: z.array(z.enum(['answer', 'answer-on-paper', 'register', 'withdraw'])),
});
export type Consent = z.infer<typeof consentRow>;

export const consentsOfMission = endpoint({
  id: 'official-travel.consents',
  method: 'GET',
  path: '/api/official-travel/missions/:id/consents',
  summary: { zh: '征求意见情况', en: 'Consents of a mission' },
  permission: knowsMission,
  audit: 'official-travel.consents-read',
  params: byMission,
  answer: z.strictObject({ rows: z.array(consentRow), mayAsk: z.boolean() }),
});

/** What the reader's units were asked. */
export const consentsAsked = endpoint({
  id: 'official-travel.consents-asked',
  method: 'GET',
  path: '/api/official-travel/consents',
  summary: { zh: '收到的征求意见函', en: 'Consultations received' },
  permission: seesConsents,
  audit: 'official-travel.consents-read',
  query: z.strictObject({ state: z.enum(['asked', 'agreed', 'refused', 'withdrawn']).optional() }),
  answer: z.strictObject({ rows: z.array(consentRow) }),
});

export const askConsent = endpoint({
  id: 'official-travel.consent-ask',
  method: 'POST',
  path: '/api/official-travel/missions/:id/consents',
  summary: { zh: '征求派员单位意见', en: 'Ask a sending unit' },
  permission: knowsMission,
  audit: 'official-travel.consent-asked',
  params: byMission,
  body: consultation,
  answer: z.strictObject({ id }),
});

export const answerConsent = endpoint({
  id: 'official-travel.consent-answer',
  method: 'POST',
  path: '/api/official-travel/consents/:id/answer',
  summary: { zh: '答复', en: 'Answer' },
  permission: signedIn,
  audit: 'official-travel.consent-answered',
  versioned: true,
  params: byConsent,
  body: consentAnswer,
  answer: z.strictObject({ version: z.int() }),
});

export const registerConsentPaper = endpoint({
  id: 'official-travel.consent-register',
  method: 'POST',
  path: '/api/official-travel/consents/:id/papers',
  summary: { zh: '登记任务通知书、确认件', en: 'Register notice or confirmation' },
  permission: signedIn,
  audit: 'official-travel.consent-paper-registered',
  versioned: true,
  params: byConsent,
  body: consentPaper,
  answer: z.strictObject({ version: z.int() }),
});

export const withdrawConsent = endpoint({
  id: 'official-travel.consent-withdraw',
  method: 'POST',
  path: '/api/official-travel/consents/:id/withdraw',
  summary: { zh: '撤回征求意见', en: 'Withdraw a consultation' },
  permission: signedIn,
  audit: 'official-travel.consent-withdrawn',
  versioned: true,
  params: byConsent,
  answer: z.strictObject({ version: z.int() }),
});
