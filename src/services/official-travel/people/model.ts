import { z } from 'zod';
import { type Day, isDay } from '#kernel/calendar/day.ts';
import { field, record } from '#kernel/ui/field.ts';
import { date } from '../mission-file/fields.ts';
import { isResidentIdNumber } from '../mission-file/id-number.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { words } from '../words.ts';
import { ethnicities } from './ethnicities.ts';
import { cadreAuthorities, identityTypes, politicalStatuses, sexes } from './words.ts';

const purpose = '因公出国（境）人员审核、备案和办证';
const short = z.string().trim().min(1).max(100);
const optional = z.string().trim().min(1).max(200).nullable();
const own = <Words extends object>(of: Words) =>
  z.enum(Object.keys(of) as [keyof Words & string, ...(keyof Words & string)[]]);

/** Days of the file format begin in 1990; people were born before. */
const birthday = z.string().refine((value) => isDay(value) && value >= '1900-01-01', {
  params: {
    code: 'birthday',
    text: { zh: '出生日期须为真实日期，如 1985-03-07。', en: 'The birth date must be a real day such as 1985-03-07.' },
  },
}) as unknown as z.ZodType<Day, string>;

/** 人员基本信息 (section 2.1). Classes decide what is sealed and masked. */
export const personFile = record({
  unitId: field(z.uuid(), { label: { zh: '工作单位', en: 'Unit' }, widget: 'unit', class: 'internal' }),
  surname: field(
    z
      .string()
      .trim()
      .regex(/^[\p{Script=Han}·]{1,20}$/u),
    {
      label: { zh: '中文姓', en: 'Surname' },
      class: 'personal',
      purpose,
    },
  ),
  givenName: field(
    z
      .string()
      .trim()
      .regex(/^[\p{Script=Han}·]{1,40}$/u),
    {
      label: { zh: '中文名', en: 'Given name' },
      class: 'personal',
      purpose,
    },
  ),
  surnameLatin: field(
    z
      .string()
      .trim()
      .regex(/^[A-Z][A-Z ]{0,39}$/),
    {
      label: { zh: '姓拼音', en: 'Surname in pinyin' },
      help: { zh: '大写；与已有护照一致，ü 写作 YU', en: 'Capitals, as in the passport; ü is written YU' },
      example: 'LYU',
      class: 'personal',
      purpose,
    },
  ),
  givenNameLatin: field(
    z
      .string()
      .trim()
      .regex(/^[A-Z][A-Z ]{0,58}$/),
    {
      label: { zh: '名拼音', en: 'Given name in pinyin' },
      example: 'XIAOMING',
      class: 'personal',
      purpose,
    },
  ),
  latinReason: field(optional, {
    label: { zh: '拼音与标准写法不同的说明', en: 'Why the spelling differs' },
    class: 'personal',
    purpose,
  }),
  sex: field(own(sexes), { label: { zh: '性别', en: 'Sex' }, options: sexes, class: 'personal', purpose }),
  birthDate: field(birthday, { label: { zh: '出生日期', en: 'Born on' }, widget: 'day', class: 'sensitive', purpose }),
  birthplace: field(short, {
    label: { zh: '出生地', en: 'Place of birth' },
    help: { zh: '省（区、市）', en: 'Province' },
    class: 'personal',
    purpose,
  }),
  household: field(short, {
    label: { zh: '户籍地', en: 'Household registration' },
    help: { zh: '省（区、市）', en: 'Province' },
    class: 'personal',
    purpose,
  }),
  ethnicity: field(own(ethnicities), {
    label: { zh: '民族', en: 'Ethnicity' },
    options: ethnicities,
    class: 'sensitive',
    purpose,
  }),
  identityType: field(own(identityTypes), {
    label: { zh: '证件类型', en: 'Identity document' },
    options: identityTypes,
    class: 'personal',
    purpose,
  }),
  identityNumber: field(z.string().trim().toUpperCase().min(6).max(30), {
    label: { zh: '证件号码', en: 'Number' },
    help: { zh: '居民身份证 18 位', en: '18 signs on a resident identity card' },
    class: 'sensitive',
    purpose,
  }),
  nationality: field(z.string().regex(/^[A-Z]{2}$/), {
    label: { zh: '国籍', en: 'Nationality' },
    widget: 'region',
    class: 'sensitive',
    purpose,
  }),
  foreignResidence: field(z.boolean(), {
    label: { zh: '境外永久或长期居留', en: 'Right of residence abroad' },
    help: { zh: '有的，另附说明并转组织人事意见', en: 'If so, explain; the personnel authority is asked' },
    class: 'sensitive',
    purpose,
  }),
  foreignResidenceNote: field(optional, {
    label: { zh: '居留情况说明', en: 'About the residence' },
    class: 'sensitive',
    purpose,
  }),
  politicalStatus: field(own(politicalStatuses), {
    label: { zh: '政治面貌', en: 'Political status' },
    options: politicalStatuses,
    class: 'sensitive',
    purpose,
  }),
  section: field(optional, { label: { zh: '部门', en: 'Section' }, class: 'internal' }),
  post: field(short, { label: { zh: '职务', en: 'Post' }, class: 'personal', purpose }),
  professionalTitle: field(optional, { label: { zh: '职称', en: 'Professional title' }, class: 'personal', purpose }),
  rank: field(z.enum(lists.ranks), {
    label: { zh: '行政级别', en: 'Rank' },
    options: words.ranks,
    class: 'personal',
    purpose,
  }),
  office: field(z.enum(lists.offices), {
    label: { zh: '主要职务', en: 'Office held' },
    options: words.offices,
    class: 'personal',
    purpose,
  }),
  leadershipTeamOf: field(short.nullable(), {
    label: { zh: '领导班子所在单位', en: 'On the leadership team of' },
    class: 'personal',
    purpose,
  }),
  leadershipRole: field(z.enum(lists.leadershipRoles).nullable(), {
    label: { zh: '班子职务', en: 'Role on the team' },
    options: words.leadershipRoles,
    class: 'personal',
    purpose,
  }),
  cadreAuthority: field(own(cadreAuthorities), {
    label: { zh: '干部管理权限', en: 'Cadre authority' },
    options: cadreAuthorities,
    class: 'personal',
    purpose,
  }),
  staffKind: field(z.enum(lists.staffKinds), {
    label: { zh: '人员类别', en: 'Kind of staff' },
    options: words.staffKinds,
    class: 'personal',
    purpose,
  }),
  employment: field(z.enum(lists.employments), {
    label: { zh: '在职状态', en: 'Employment' },
    options: words.employments,
    class: 'personal',
    purpose,
  }),
  portfolio: field(z.enum(lists.portfolios), {
    label: { zh: '外事、商务分工', en: 'Foreign-affairs or commerce portfolio' },
    options: words.portfolios,
    class: 'personal',
    purpose,
  }),
  secrecy: field(z.enum(lists.secrecyLevels), {
    label: { zh: '涉密等级', en: 'Secrecy level' },
    options: words.secrecyLevels,
    class: 'sensitive',
    purpose,
  }),
  declassifiedUntil: field(date.nullable(), {
    label: { zh: '脱密期至', en: 'Declassification ends' },
    widget: 'day',
    class: 'sensitive',
    purpose,
  }),
  identityAbroad: field(optional, {
    label: { zh: '对外身份', en: 'Identity used abroad' },
    help: { zh: '与实际职务不同须经批准', en: 'One other than the real post needs approval' },
    class: 'personal',
    purpose,
  }),
  phone: field(z.string().regex(/^[0-9+\- ]{7,20}$/), {
    label: { zh: '手机', en: 'Phone' },
    widget: 'phone',
    class: 'sensitive',
    purpose,
  }),
  phoneAbroad: field(
    z
      .string()
      .regex(/^[0-9+\- ]{7,24}$/)
      .nullable(),
    {
      label: { zh: '境外联系方式', en: 'Phone abroad' },
      help: { zh: '行前必须有', en: 'Needed before departure' },
      widget: 'phone',
      class: 'sensitive',
      purpose,
    },
  ),
  passportType: field(z.enum(lists.passportTypes).nullable(), {
    label: { zh: '出国证件种类', en: 'Travel document' },
    options: words.passportTypes,
    class: 'personal',
    purpose,
  }),
  passportNumber: field(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9]{6,20}$/)
      .nullable(),
    {
      label: { zh: '证件号', en: 'Document number' },
      class: 'sensitive',
      purpose,
    },
  ),
  passportExpiresOn: field(date.nullable(), {
    label: { zh: '证件有效期至', en: 'Document expires on' },
    widget: 'day',
    class: 'personal',
    purpose,
  }),
}).superRefine((person, issues) => {
  for (const fault of relationsOf(person)) {
    const { path, code, zh, en } = fault;
    issues.addIssue({ code: 'custom', path: [path], params: { code, text: { zh, en } } });
  }
});
export type PersonFile = z.infer<typeof personFile>;

interface Relation {
  readonly path: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

function relationsOf(person: {
  readonly identityType: string;
  readonly identityNumber: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly foreignResidence: boolean;
  readonly foreignResidenceNote: string | null;
  readonly leadershipTeamOf: string | null;
  readonly leadershipRole: string | null;
  readonly passportType: string | null;
  readonly passportExpiresOn: string | null;
}): readonly Relation[] {
  const found: Relation[] = [];
  const add = (path: string, code: string, zh: string, en: string) => found.push({ path, code, zh, en });
  if (person.identityType === 'resident') {
    const number = person.identityNumber;
    if (!isResidentIdNumber(number)) {
      add(
        'identityNumber',
        'identity-number',
        '身份证号码不对：应为 18 位，末位校验码须相符，请对照原件。',
        'Not a resident identity number: 18 signs with a matching check sign. Compare the card.',
      );
    } else {
      if (number.slice(6, 14) !== person.birthDate.replaceAll('-', ''))
        add(
          'birthDate',
          'birth-differs',
          '出生日期与身份证号码不一致。',
          'The birth date differs from the identity number.',
        );
      if ((Number(number[16]) % 2 === 1) !== (person.sex === 'male'))
        add(
          'sex',
          'sex-differs',
          '性别与身份证号码第 17 位不一致。',
          'The sex differs from sign 17 of the identity number.',
        );
    }
  }
  if (person.foreignResidence && !person.foreignResidenceNote)
    add('foreignResidenceNote', 'note-missing', '有境外居留的，请写明情况。', 'Explain the right of residence abroad.');
  if ((person.leadershipTeamOf === null) !== (person.leadershipRole === null))
    add(
      'leadershipRole',
      'team-incomplete',
      '领导班子所在单位与班子职务须同时填写。',
      'Team and role on it go together.',
    );
  if ((person.passportType === null) !== (person.passportExpiresOn === null))
    add(
      'passportExpiresOn',
      'passport-incomplete',
      '证件种类与有效期须同时填写。',
      'Document and its expiry go together.',
    );
  return found;
}

/** What is sealed under the person's own key; the other fields stand in columns that lists filter by. */
export const sealedFields = [
  'surname',
  'givenName',
  'surnameLatin',
  'givenNameLatin',
  'latinReason',
  'sex',
  'birthDate',
  'birthplace',
  'household',
  'ethnicity',
  'identityType',
  'identityNumber',
  'nationality',
  'foreignResidence',
  'foreignResidenceNote',
  'politicalStatus',
  'secrecy',
  'declassifiedUntil',
  'identityAbroad',
  'phone',
  'phoneAbroad',
  'passportType',
  'passportNumber',
  'passportExpiresOn',
] as const satisfies readonly (keyof PersonFile)[];
export type SealedFacts = Pick<PersonFile, (typeof sealedFields)[number]>;
