import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { date } from '../mission-file/fields.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { ownWords, words } from '../words.ts';

const opinionText = z.string().trim().max(1000);

/** 事前公示 (section 7.1): at least five working days, first day not counted; objections are investigated and concluded. */
export const objection = record({
  receivedOn: field(date, { label: { zh: '收到日期', en: 'Received on' }, widget: 'day', class: 'internal' }),
  content: field(z.string().trim().min(2).max(1000), {
    label: { zh: '内容', en: 'Content' },
    widget: 'textarea',
    class: 'internal',
  }),
  findings: field(opinionText, {
    label: { zh: '核查情况', en: 'Investigation' },
    widget: 'textarea',
    class: 'internal',
  }),
  conclusion: field(z.enum(['open', 'unfounded', 'upheld']), {
    label: { zh: '结论', en: 'Conclusion' },
    options: {
      open: words.objectionStates.open,
      unfounded: words.objectionStates.unfounded,
      upheld: words.objectionStates.upheld,
    },
    class: 'internal',
  }),
});

export const publicity = record({
  exemption: field(z.enum(lists.publicityExemptions).nullable(), {
    label: { zh: '不公示的情形', en: 'Exemption' },
    options: words.publicityExemptions,
    class: 'internal',
  }),
  exemptionReason: field(opinionText, {
    label: { zh: '不宜公示说明及批准人', en: 'Why exempt, and who approved' },
    widget: 'textarea',
    class: 'internal',
  }),
  place: field(z.string().trim().max(200), {
    label: { zh: '公示方式和地址', en: 'Where it is posted' },
    class: 'internal',
  }),
  from: field(date.nullable(), { label: { zh: '公示起', en: 'From' }, widget: 'day', class: 'internal' }),
  to: field(date.nullable(), { label: { zh: '公示止', en: 'To' }, widget: 'day', class: 'internal' }),
  contents: field(z.array(z.enum(lists.publicityContents)), {
    label: { zh: '公示内容', en: 'Contents' },
    options: words.publicityContents,
    class: 'internal',
  }),
  objections: field(z.array(objection).max(50), {
    label: { zh: '异议', en: 'Objections' },
    widget: 'table',
    class: 'internal',
  }),
});

export const attachment = record({
  fileId: field(z.uuid(), { label: { zh: '文件', en: 'File' }, widget: 'file', class: 'internal' }),
  purpose: field(
    z.enum(
      Object.keys(ownWords.attachmentPurposes) as [
        keyof typeof ownWords.attachmentPurposes,
        ...(keyof typeof ownWords.attachmentPurposes)[],
      ],
    ),
    { label: { zh: '材料', en: 'Paper' }, options: ownWords.attachmentPurposes, class: 'internal' },
  ),
  name: field(z.string().max(200), { label: { zh: '文件名', en: 'File name' }, class: 'internal' }),
});

export const attachments = record({
  files: field(z.array(attachment).max(100), {
    label: { zh: '附件', en: 'Attachments' },
    widget: 'table',
    class: 'internal',
  }),
  /** Special papers that rules ask for; the scans are among the files. */
  documents: field(z.array(z.enum(lists.missionDocuments)), {
    label: { zh: '专项材料', en: 'Special papers' },
    options: words.missionDocuments,
    class: 'internal',
  }),
});

/** 人员备案 (section 2.3): conclusion, number and date only; contents of personnel opinions are never kept here. */
export const filing = record({
  people: field(
    z.array(
      record({
        memberId: field(z.uuid(), {
          label: { zh: '人员', en: 'Member' },
          widget: 'person',
          class: 'personal',
          purpose: '人员备案',
        }),
        body: field(z.string().trim().min(2).max(100), {
          label: { zh: '备案机关', en: 'Filing body' },
          class: 'internal',
        }),
        number: field(z.string().trim().min(1).max(60), {
          label: { zh: '备案号', en: 'Filing number' },
          class: 'internal',
        }),
        filedOn: field(date, { label: { zh: '备案日期', en: 'Filed on' }, widget: 'day', class: 'internal' }),
        validUntil: field(date.optional(), {
          label: { zh: '备案有效期至', en: 'Filing valid until' },
          help: { zh: '备案机关定有有效期的填写', en: 'Where the filing body sets one' },
          widget: 'day',
          class: 'internal',
        }),
        unitOpinion: field(z.enum(['agree', 'conditional', 'disagree']).optional(), {
          label: { zh: '派出单位意见', en: 'Opinion of the sending unit' },
          options: ownWords.filingOpinions,
          class: 'personal',
          purpose: '人员备案',
        }),
      }),
    ),
    { label: { zh: '备案情况', en: 'Filings' }, widget: 'table', class: 'personal', purpose: '人员备案' },
  ),
  opinion: field(opinionText, { label: { zh: '意见', en: 'Opinion' }, widget: 'textarea', class: 'internal' }),
});

export const firstReview = record({
  opinion: field(opinionText, { label: { zh: '初审意见', en: 'Opinion' }, widget: 'textarea', class: 'internal' }),
});

/** 外事审核: matters that no data decides are judged here, rule by rule. */
export const review = record({
  opinion: field(opinionText, {
    label: { zh: '外事审核意见', en: 'Foreign-affairs opinion' },
    widget: 'textarea',
    class: 'internal',
  }),
  judged: field(
    z
      .array(
        z.strictObject({
          rule: z.string(),
          verdict: z.enum(['met', 'not-met', 'not-applicable']),
          note: z.string().trim().max(500),
        }),
      )
      .max(128),
    { label: { zh: '须人工判断事项', en: 'Matters for a person to judge' }, class: 'internal' },
  ),
});

/** 上级批复: registered, never minted. */
export const provinceReply = record({
  number: field(z.string().trim().min(2).max(60), {
    label: { zh: '批复文号', en: 'Number of the reply' },
    class: 'internal',
  }),
  authority: field(z.string().trim().min(2).max(100), {
    label: { zh: '批复机关', en: 'Authority' },
    class: 'internal',
  }),
  date: field(date, { label: { zh: '批复日期', en: 'Date of the reply' }, widget: 'day', class: 'internal' }),
  granted: field(z.boolean(), { label: { zh: '同意', en: 'Granted' }, class: 'internal' }),
  note: field(opinionText, { label: { zh: '说明', en: 'Note' }, widget: 'textarea', class: 'internal' }),
  fileId: field(z.uuid().nullable(), { label: { zh: '批复扫描件', en: 'Scan' }, widget: 'file', class: 'internal' }),
});
