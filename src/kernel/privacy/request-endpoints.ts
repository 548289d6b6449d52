import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { role, signedIn } from '../identity/permission.ts';
import { foundPerson, personForm } from '../parties/model.ts';
import { field, record } from '../ui/field.ts';

const label = z.strictObject({ zh: z.string(), en: z.string() });
const byId = z.strictObject({ id: z.uuid() });

export const requestKinds = {
  access: { zh: '查阅、复制', en: 'Access and copy' },
  correction: { zh: '更正、补充', en: 'Correction' },
  erasure: { zh: '删除', en: 'Deletion' },
} as const;
export const requestStates = {
  open: { zh: '待答复', en: 'Awaiting answer' },
  answered: { zh: '已答复', en: 'Answered' },
  refused: { zh: '不予办理', en: 'Refused' },
} as const;
export const identityChecks = {
  'own-account': { zh: '本人账号', en: 'Own account' },
  'in-person': { zh: '当面核验证件', en: 'In person, with a document' },
  'proxy-letter': { zh: '委托书和双方证件', en: 'Letter of authority and both documents' },
} as const;

/** Who takes such requests in and answers them for the office. */
export const answersRequests = role('office-head', 'supervisor');

const requestRow = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['access', 'correction', 'erasure']),
  personId: z.uuid(),
  person: z.string(),
  identityChecked: z.enum(['own-account', 'in-person', 'proxy-letter']),
  receivedAt: z.iso.datetime(),
  /** Fifteen working days from receipt. */
  dueOn: z.string(),
  state: z.enum(['open', 'answered', 'refused']),
  answeredAt: z.iso.datetime().nullable(),
  words: z.string().nullable(),
});

const requestForm = record({
  kind: field(z.enum(['access', 'correction', 'erasure']), {
    label: { zh: '申请事项', en: 'What is asked' },
    options: requestKinds,
    class: 'internal',
  }),
  personId: field(z.uuid(), { label: { zh: '申请人', en: 'Person' }, widget: 'person', class: 'internal' }),
  identityChecked: field(z.enum(['in-person', 'proxy-letter']), {
    label: { zh: '身份核验', en: 'Identity checked' },
    options: { 'in-person': identityChecks['in-person'], 'proxy-letter': identityChecks['proxy-letter'] },
    class: 'internal',
  }),
});

const answerForm = record({
  outcome: field(z.enum(['answered', 'refused']), {
    label: { zh: '答复', en: 'Answer' },
    options: { answered: { zh: '已办理', en: 'Done' }, refused: { zh: '不予办理', en: 'Refused' } },
    class: 'internal',
  }),
  words: field(z.string().trim().min(2).max(500), {
    label: { zh: '方式或理由', en: 'How, or why not' },
    help: { zh: '不予办理的，写明依据的条款', en: 'For a refusal, the article that it rests on' },
    widget: 'textarea',
    class: 'internal',
  }),
});

export const correctionForm = record({
  name: personForm.shape.name,
  nameLatin: personForm.shape.nameLatin,
  reason: field(z.string().trim().min(2).max(500), {
    label: { zh: '依据', en: 'Basis' },
    help: { zh: '核对的证件或文件', en: 'The document that was seen' },
    class: 'internal',
  }),
});

const pack = z.strictObject({
  format: z.literal('honglu-personal-data/1'),
  personId: z.uuid(),
  madeAt: z.iso.datetime(),
  parts: z.array(
    z.strictObject({
      key: z.string(),
      label,
      records: z.array(
        z.strictObject({
          title: label,
          /** `value` as it is kept, for a machine; `said` in words, where there are words for it. */
          fields: z.array(z.strictObject({ key: z.string(), label, value: z.string(), said: label.nullable() })),
        }),
      ),
    }),
  ),
});
export type Pack = z.infer<typeof pack>;

export const listRequests = endpoint({
  id: 'privacy.requests',
  method: 'GET',
  path: '/api/privacy/requests',
  summary: { zh: '个人信息申请', en: 'Requests about personal data' },
  permission: answersRequests,
  audit: 'privacy.requests-read',
  answer: z.strictObject({ requests: z.array(requestRow) }),
});

export const findPersons = endpoint({
  id: 'privacy.find-person',
  method: 'GET',
  path: '/api/privacy/persons',
  summary: { zh: '查找申请人', en: 'Find the person who asks' },
  permission: answersRequests,
  audit: 'privacy.persons-read',
  query: z.strictObject({ name: z.string().trim().min(1).max(100) }),
  answer: z.strictObject({ persons: z.array(foundPerson) }),
});

export const createRequest = endpoint({
  id: 'privacy.receive-request',
  method: 'POST',
  path: '/api/privacy/requests',
  summary: { zh: '登记个人信息申请', en: 'Enter a request about personal data' },
  permission: answersRequests,
  audit: 'privacy.request-received',
  body: requestForm,
  answer: z.strictObject({ id: z.uuid(), dueOn: z.string() }),
});

export const readPack = endpoint({
  id: 'privacy.pack',
  method: 'GET',
  path: '/api/privacy/requests/:id/pack',
  summary: { zh: '汇集本人信息', en: 'Gather all that is held on the person' },
  permission: answersRequests,
  audit: 'privacy.pack-made',
  stepUp: true,
  params: byId,
  answer: pack,
});

export const correctPerson = endpoint({
  id: 'privacy.correct',
  method: 'POST',
  path: '/api/privacy/requests/:id/correct',
  summary: { zh: '更正姓名', en: 'Correct the name' },
  permission: answersRequests,
  audit: 'privacy.person-corrected',
  stepUp: true,
  params: byId,
  body: correctionForm,
});

export const erase = endpoint({
  id: 'privacy.erase',
  method: 'POST',
  path: '/api/privacy/requests/:id/erase',
  summary: { zh: '确认删除', en: 'Confirm the deletion' },
  permission: answersRequests,
  audit: 'privacy.person-erased',
  stepUp: true,
  params: byId,
});

export const answerRequest = endpoint({
  id: 'privacy.answer-request',
  method: 'POST',
  path: '/api/privacy/requests/:id/answer',
  summary: { zh: '答复个人信息申请', en: 'Answer a request about personal data' },
  permission: answersRequests,
  audit: 'privacy.request-answered',
  params: byId,
  body: answerForm,
});

export const readOwnPack = endpoint({
  id: 'privacy.own-pack',
  method: 'GET',
  path: '/api/privacy/own',
  summary: { zh: '我的个人信息', en: 'What is held on me' },
  permission: signedIn,
  audit: 'privacy.own-pack-read',
  stepUp: true,
  answer: pack,
});

export const requestEndpoints = [
  listRequests,
  findPersons,
  createRequest,
  readPack,
  correctPerson,
  erase,
  answerRequest,
  readOwnPack,
] as const;
