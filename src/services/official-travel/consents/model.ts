import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { date, region } from '../mission-file/fields.ts';

const purpose = '双跨团组征求派员单位意见';
const file = z.uuid().nullable();

export const consentStates = {
  asked: { zh: '待答复', en: 'Awaiting answer' },
  overdue: { zh: '逾期未答复', en: 'No answer in time' },
  agreed: { zh: '同意派员', en: 'Agreed' },
  refused: { zh: '不同意派员', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const;
export type ConsentState = keyof typeof consentStates;

/** 征求意见函 (section 4.5): task, time, countries, places, costs, term for the answer. */
export const consultation = record({
  unitId: field(z.uuid().nullable(), {
    label: { zh: '派员单位', en: 'Sending unit' },
    help: {
      zh: '系统内单位；系统外单位留空并填全称',
      en: 'A unit in this system; leave empty for others and give the name',
    },
    widget: 'unit',
    class: 'internal',
  }),
  unitName: field(z.string().trim().min(2).max(100), { label: { zh: '单位全称', en: 'Full name' }, class: 'internal' }),
  letterNumber: field(z.string().trim().max(60).nullable(), {
    label: { zh: '函号', en: 'Number of the letter' },
    class: 'internal',
  }),
  task: field(z.string().trim().min(4).max(500), {
    label: { zh: '出访任务', en: 'Task' },
    widget: 'textarea',
    class: 'internal',
  }),
  departure: field(date, { label: { zh: '拟离境日', en: 'Departure' }, widget: 'day', class: 'internal' }),
  return: field(date, { label: { zh: '拟抵境日', en: 'Return' }, widget: 'day', class: 'internal' }),
  regions: field(z.array(region).min(1).max(10), {
    label: { zh: '国家（地区）', en: 'Countries (regions)' },
    widget: 'region',
    class: 'internal',
  }),
  places: field(z.int().min(1).max(60), {
    label: { zh: '名额', en: 'Places' },
    unit: { zh: '人', en: 'people' },
    class: 'internal',
  }),
  costs: field(z.string().trim().min(2).max(300), { label: { zh: '费用', en: 'Costs' }, class: 'internal' }),
  replyDue: field(date, {
    label: { zh: '答复期限', en: 'Answer by' },
    help: { zh: '逾期未答复不视为同意', en: 'No answer in time is no consent' },
    widget: 'day',
    class: 'internal',
  }),
}).refine((one) => one.return >= one.departure, {
  path: ['return'],
  params: { code: 'order', text: { zh: '抵境日不得早于离境日。', en: 'The return may not lie before the departure.' } },
});
export type ConsultationInput = z.infer<typeof consultation>;

export const consentAnswer = record({
  decision: field(z.enum(['agree', 'refuse']), {
    label: { zh: '答复', en: 'Answer' },
    options: { agree: { zh: '同意派员', en: 'Agree' }, refuse: { zh: '不同意派员', en: 'Refuse' } },
    class: 'internal',
  }),
  people: field(z.array(z.uuid()).max(60), {
    label: { zh: '派出人选', en: 'Persons sent' },
    widget: 'person',
    class: 'personal',
    purpose,
  }),
  reason: field(z.string().trim().max(500), {
    label: { zh: '理由', en: 'Reason' },
    help: { zh: '不同意的必须写明', en: 'Required for a refusal' },
    widget: 'textarea',
    class: 'internal',
  }),
  signer: field(z.string().trim().min(1).max(50), {
    label: { zh: '负责人', en: 'Signed by' },
    class: 'personal',
    purpose,
  }),
  fileId: field(file, { label: { zh: '复函', en: 'Letter of answer' }, widget: 'file', class: 'internal' }),
}).superRefine((answer, issues) => {
  if (answer.decision === 'refuse' && answer.reason.length < 2) {
    issues.addIssue({
      code: 'custom',
      path: ['reason'],
      params: { code: 'required', text: { zh: '不同意的，请写明理由。', en: 'Say why the unit refuses.' } },
    });
  }
});
export type ConsentAnswerInput = z.infer<typeof consentAnswer>;

/** 任务通知书 and 确认件: numbers given by the authorities, registered and never minted. */
export const consentPaper = record({
  kind: field(z.enum(['task-notice', 'confirmation']), {
    label: { zh: '文件', en: 'Paper' },
    options: {
      'task-notice': { zh: '任务通知书', en: 'Task notice' },
      confirmation: { zh: '任务确认件', en: 'Confirmation' },
    },
    class: 'internal',
  }),
  issuer: field(z.string().trim().min(2).max(100), {
    label: { zh: '发文单位', en: 'Issued by' },
    class: 'internal',
  }),
  number: field(z.string().trim().min(2).max(60), { label: { zh: '文号', en: 'Number' }, class: 'internal' }),
  date: field(date, { label: { zh: '日期', en: 'Date' }, widget: 'day', class: 'internal' }),
  fileId: field(file, { label: { zh: '扫描件', en: 'Scan' }, widget: 'file', class: 'internal' }),
});
export type ConsentPaperInput = z.infer<typeof consentPaper>;
