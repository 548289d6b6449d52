import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { date } from '../mission-file/fields.ts';
import { isCreditCode } from './credit-code.ts';

const purpose = '单位因公出国（境）签批和联络';
const own = <Words extends object>(of: Words) =>
  z.enum(Object.keys(of) as [keyof Words & string, ...(keyof Words & string)[]]);
const file = z.uuid().nullable();

export const unitFileKinds = {
  'party-government': { zh: '党政机关', en: 'Party or government body' },
  'congress-conference': { zh: '人大政协', en: "People's congress or political consultative conference" },
  'court-procuratorate': { zh: '法检', en: 'Court or procuratorate' },
  'mass-organisation': { zh: '群团', en: 'Mass organisation' },
  'civil-service-like': { zh: '参公事业', en: 'Institution under the civil-service law' },
  'academic-institution': { zh: '事业（教学科研）', en: 'Institution, teaching or research' },
  'other-institution': { zh: '事业（其他）', en: 'Institution, other' },
  'state-enterprise': { zh: '国有企业', en: 'State enterprise' },
  'private-enterprise': { zh: '非公企业', en: 'Private enterprise' },
  other: { zh: '其他', en: 'Other' },
} as const;

export const unitTiers = {
  city: { zh: '市级', en: 'City' },
  county: { zh: '县区', en: 'County or district' },
  zone: { zh: '功能区', en: 'Functional zone' },
  township: { zh: '乡镇街道', en: 'Township or street office' },
  'below-enterprise': { zh: '企业下属', en: 'Below an enterprise' },
} as const;

export const unitFileStates = {
  awaiting: { zh: '待开户', en: 'Awaiting opening' },
  normal: { zh: '正常', en: 'Normal' },
  restricted: { zh: '限制申报', en: 'Applications restricted' },
  suspended: { zh: '停办', en: 'Suspended' },
  closed: { zh: '注销', en: 'Closed' },
} as const;
export type UnitFileState = keyof typeof unitFileStates;

const setStates = {
  normal: { zh: '开户、恢复正常', en: 'Open, or normal again' },
  restricted: { zh: '限制申报', en: 'Restrict applications' },
  suspended: { zh: '停办（市外办负责人书面决定）', en: 'Suspend (written decision of the head)' },
  closed: { zh: '注销', en: 'Close' },
} as const;

/** 开户、限制、停办、注销. */
export const unitStateForm = record({
  state: field(own(setStates), { label: { zh: '状态', en: 'State' }, options: setStates, class: 'internal' }),
  reason: field(z.string().trim().min(2).max(300), {
    label: { zh: '依据或理由', en: 'Basis or reason' },
    help: { zh: '有关单位可以看到', en: 'The unit sees it' },
    widget: 'textarea',
    class: 'internal',
  }),
});

/** 单位档案 (section 1.1). Name, short name and place in the tree stand in the registry of units. */
export const unitFile = record({
  kind: field(own(unitFileKinds), {
    label: { zh: '单位类别', en: 'Kind' },
    options: unitFileKinds,
    class: 'internal',
  }),
  tier: field(own(unitTiers), { label: { zh: '隶属层级', en: 'Tier' }, options: unitTiers, class: 'internal' }),
  creditCode: field(
    z
      .string()
      .trim()
      .toUpperCase()
      .refine(isCreditCode, {
        params: {
          code: 'credit-code',
          text: {
            zh: '统一社会信用代码不对：18 位，末位校验码须相符，请对照证书。',
            en: 'Not a unified social credit code: 18 signs with a matching check sign. Compare the certificate.',
          },
        },
      }),
    { label: { zh: '统一社会信用代码', en: 'Unified social credit code' }, class: 'internal' },
  ),
  creditCodeOfParent: field(z.boolean(), {
    label: { zh: '填的是上级代码', en: 'Code of the unit above' },
    help: { zh: '无代码的内设机构填上级代码并勾选', en: 'For inner bodies without a code of their own' },
    class: 'internal',
  }),
  firstReviewUnitId: field(z.uuid().nullable(), {
    label: { zh: '初审单位', en: 'Unit of first review' },
    help: {
      zh: '县区外办或主管部门，可与上级单位不同；市直单位可空',
      en: 'County office or bureau; may differ from the unit above',
    },
    widget: 'unit',
    class: 'internal',
  }),
  responsibleSection: field(z.string().trim().min(1).max(100), {
    label: { zh: '归口部门', en: 'Responsible section' },
    class: 'internal',
  }),
  phone: field(z.string().regex(/^[0-9+\- ]{7,20}$/), {
    label: { zh: '归口部门电话', en: 'Its phone' },
    widget: 'phone',
    class: 'internal',
  }),
  sealFileId: field(file, { label: { zh: '印模', en: 'Seal specimen' }, widget: 'file', class: 'internal' }),
  openingLetterFileId: field(file, {
    label: { zh: '开户函', en: 'Opening letter' },
    widget: 'file',
    class: 'internal',
  }),
  openingLetterNumber: field(z.string().trim().max(60).nullable(), {
    label: { zh: '开户函文号', en: 'Number of the opening letter' },
    class: 'internal',
  }),
  openingLetterOn: field(date.nullable(), {
    label: { zh: '开户函日期', en: 'Date of the opening letter' },
    widget: 'day',
    class: 'internal',
  }),
  custodyFileId: field(file, {
    label: { zh: '保管承诺书', en: 'Custody commitment' },
    widget: 'file',
    class: 'internal',
  }),
});
export type UnitFileInput = z.infer<typeof unitFile>;

export const signsFor = {
  application: { zh: '申报', en: 'Applications' },
  plan: { zh: '年度计划', en: 'Annual plan' },
  custody: { zh: '证照领还', en: 'Issue and return of documents' },
} as const;

/** 签批人 (section 1.2). */
export const signatory = record({
  personId: field(z.uuid(), { label: { zh: '签批人', en: 'Signatory' }, widget: 'person', class: 'personal', purpose }),
  post: field(z.string().trim().min(1).max(100), {
    label: { zh: '职务', en: 'Post' },
    help: { zh: '副职以上', en: 'Deputy or above' },
    class: 'personal',
    purpose,
  }),
  appointmentFileId: field(file, {
    label: { zh: '任职文件', en: 'Paper of appointment' },
    widget: 'file',
    class: 'internal',
  }),
  specimenFileId: field(file, {
    label: { zh: '签名样本', en: 'Specimen signature' },
    help: { zh: '用纸质签批的必须有', en: 'Needed if papers are signed by hand' },
    widget: 'file',
    class: 'personal',
    purpose,
  }),
  signsFor: field(z.array(own(signsFor)).min(1), {
    label: { zh: '代签范围', en: 'Signs for' },
    options: signsFor,
    class: 'internal',
  }),
  validFrom: field(date, { label: { zh: '权限起', en: 'From' }, widget: 'day', class: 'internal' }),
  validTo: field(date, { label: { zh: '权限止', en: 'Until' }, widget: 'day', class: 'internal' }),
}).refine((one) => one.validTo > one.validFrom, {
  path: ['validTo'],
  params: { code: 'term', text: { zh: '权限止须晚于权限起。', en: 'The term must end after it begins.' } },
});

const reason = field(z.string().trim().min(2).max(200), { label: { zh: '事由', en: 'Reason' }, class: 'internal' });

/** 终止签批权限. */
export const signatoryEnd = record({ reason });

export const officerStates = {
  pending: { zh: '待核', en: 'To be confirmed' },
  'on-duty': { zh: '在岗', en: 'On duty' },
  paused: { zh: '暂停', en: 'Paused' },
  'handing-over': { zh: '交接中', en: 'Handing over' },
  left: { zh: '离任', en: 'Left' },
} as const;

/** 核定在岗、暂停. */
export const officerStateForm = record({
  state: field(z.enum(['on-duty', 'paused']), {
    label: { zh: '状态', en: 'State' },
    options: { 'on-duty': officerStates['on-duty'], paused: officerStates.paused },
    class: 'internal',
  }),
  reason,
});

/** 外事专办员 (section 1.3). */
export const liaisonOfficer = record({
  personId: field(z.uuid(), {
    label: { zh: '专办员', en: 'Liaison officer' },
    widget: 'person',
    class: 'personal',
    purpose,
  }),
  filingFileId: field(file, { label: { zh: '备案函', en: 'Letter of filing' }, widget: 'file', class: 'internal' }),
  termFrom: field(date, { label: { zh: '任期起', en: 'Term from' }, widget: 'day', class: 'internal' }),
  termTo: field(date, { label: { zh: '任期止', en: 'Term until' }, widget: 'day', class: 'internal' }),
  trainedOn: field(date.nullable(), { label: { zh: '培训日期', en: 'Trained on' }, widget: 'day', class: 'internal' }),
  substituteId: field(z.uuid().nullable(), {
    label: { zh: '替补人', en: 'Substitute' },
    widget: 'person',
    class: 'personal',
    purpose,
  }),
}).refine((one) => one.termTo > one.termFrom, {
  path: ['termTo'],
  params: { code: 'term', text: { zh: '任期止须晚于任期起。', en: 'The term must end after it begins.' } },
});

export const handOverForm = record({
  officerId: field(z.uuid(), { label: { zh: '移交的专办员', en: 'Officer who leaves' }, class: 'internal' }),
  toPersonId: field(z.uuid(), { label: { zh: '接收人', en: 'Receiver' }, widget: 'person', class: 'internal' }),
  reason: field(z.string().trim().min(2).max(200), { label: { zh: '交接事由', en: 'Reason' }, class: 'internal' }),
});
