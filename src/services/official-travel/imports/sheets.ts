import { z } from 'zod';
import { unitKinds } from '#kernel/identity/registry-model.ts';
import { type Sheet, sheet } from '#kernel/tables/sheet.ts';
import { field, record } from '#kernel/ui/field.ts';
import { currency, date, money, region } from '../mission-file/fields.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { halfDay } from '../model/journey.ts';
import { personFile } from '../people/model.ts';
import { planLine } from '../plan/model.ts';
import { words } from '../words.ts';
import type { ImportKind } from './endpoints.ts';

const purpose = '因公出国（境）人员审核、备案和办证';
const short = z.string().trim().min(1).max(100);
const name = field(short, { label: { zh: '姓名', en: 'Name' }, class: 'personal', purpose });
const identityNumber = field(z.string().trim().toUpperCase().min(6).max(30), {
  label: { zh: '证件号码', en: 'Identity number' },
  help: { zh: '用于在人员库中查找，不会显示在预览里', en: 'To find the person on the list; not shown in the preview' },
  class: 'sensitive',
  purpose,
});
const unitName = (zh: string, en: string) =>
  field(z.string().trim().min(2).max(200), {
    label: { zh, en },
    help: { zh: '与单位名录的全称一致', en: 'The full name as in the list of units' },
    class: 'internal',
  });

/** Members by number: everything else comes from the list of travellers. */
export const memberRow = record({
  name,
  identityNumber,
  groupRole: field(z.enum(lists.groupRoles), {
    label: { zh: '团内职务', en: 'Role in the mission' },
    options: words.groupRoles,
    class: 'internal',
  }),
  duty: field(z.string().trim().max(100), { label: { zh: '分工', en: 'Duty' }, class: 'internal' }),
});

export const unitRow = record({
  name: unitName('单位全称', 'Full name'),
  nameEnglish: field(z.string().trim().min(1).max(200), {
    label: { zh: '英文名称', en: 'English name' },
    class: 'internal',
  }),
  shortName: field(z.string().trim().min(1).max(50).nullable(), {
    label: { zh: '简称', en: 'Short name' },
    class: 'internal',
  }),
  kind: field(z.enum(['section', 'county', 'bureau', 'unit', 'enterprise']), {
    label: { zh: '类别', en: 'Kind' },
    options: unitKinds,
    class: 'internal',
  }),
  parent: unitName('上级单位', 'Unit above'),
});

const { unitId: _, ...facts } = personFile.shape;
export const personRow = record({ unit: unitName('工作单位', 'Unit'), ...facts });

/** One row for each traveller of a past mission; the facts of the mission repeat. */
export const pastRow = record({
  reference: field(short, {
    label: { zh: '批件号', en: 'Reference' },
    help: { zh: '同一团组各行相同', en: 'The same on every row of one mission' },
    class: 'internal',
  }),
  unit: unitName('组团单位', 'Organiser'),
  purposeTitle: field(z.string().trim().min(2).max(200), { label: { zh: '出访任务', en: 'Task' }, class: 'internal' }),
  kind: field(z.enum(lists.missionKinds), {
    label: { zh: '事项类型', en: 'Matter' },
    options: words.missionKinds,
    class: 'internal',
  }),
  category: field(z.enum(lists.missionCategories), {
    label: { zh: '团组类别', en: 'Category' },
    options: words.missionCategories,
    class: 'internal',
  }),
  departure: field(date, { label: { zh: '离境日', en: 'Departure' }, widget: 'day', class: 'internal' }),
  return: field(date, { label: { zh: '抵境日', en: 'Return' }, widget: 'day', class: 'internal' }),
  regions: field(z.array(region).min(1).max(20), {
    label: { zh: '国家（地区）', en: 'Countries (regions)' },
    widget: 'region',
    class: 'internal',
  }),
  inviter: field(z.string().trim().max(200), { label: { zh: '邀请单位', en: 'Inviter' }, class: 'internal' }),
  budgetCny: field(money.nullable(), {
    label: { zh: '经费（元）', en: 'Money (CNY)' },
    widget: 'money',
    class: 'internal',
  }),
  grantedOn: field(date.nullable(), { label: { zh: '批准日期', en: 'Granted on' }, widget: 'day', class: 'internal' }),
  name,
  identityNumber,
  personUnit: field(z.string().trim().min(2).max(200), {
    label: { zh: '派员单位', en: 'Sending unit' },
    class: 'internal',
  }),
  groupLeader: field(z.boolean(), { label: { zh: '团长', en: 'Leader' }, class: 'internal' }),
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
  passportReturnedOn: field(date.nullable(), {
    label: { zh: '证照归还日', en: 'Document returned on' },
    widget: 'day',
    class: 'internal',
  }),
});

export const rateRow = record({
  region: field(region, { label: { zh: '国家（地区）', en: 'Country (region)' }, widget: 'region', class: 'public' }),
  cities: field(z.string().trim().max(200), {
    label: { zh: '城市', en: 'Cities' },
    help: {
      zh: '多个用顿号分开；空为全境；其余填“其他城市”',
      en: 'Split at 、; empty: the whole region; 其他城市: all others',
    },
    class: 'public',
  }),
  currency: field(currency, { label: { zh: '币种', en: 'Currency' }, example: 'USD', class: 'public' }),
  lodging: field(money, { label: { zh: '住宿费（每晚）', en: 'Lodging (a night)' }, widget: 'money', class: 'public' }),
  meals: field(money, { label: { zh: '伙食费（每天）', en: 'Meals (a day)' }, widget: 'money', class: 'public' }),
  incidentals: field(money, {
    label: { zh: '公杂费（每天）', en: 'Incidentals (a day)' },
    widget: 'money',
    class: 'public',
  }),
});

export const replyRow = record({
  caseNumber: field(short, {
    label: { zh: '申报编号', en: 'Case number' },
    example: '321300-2026-0001',
    class: 'internal',
  }),
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
  note: field(z.string().trim().max(1000), { label: { zh: '说明', en: 'Note' }, class: 'internal' }),
});

export const passportRow = record({
  name,
  identityNumber,
  passportType: field(z.enum(lists.passportTypes), {
    label: { zh: '证件种类', en: 'Document' },
    options: words.passportTypes,
    class: 'personal',
    purpose,
  }),
  passportNumber: field(
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9]{6,20}$/),
    {
      label: { zh: '证件号', en: 'Document number' },
      class: 'sensitive',
      purpose,
    },
  ),
  passportExpiresOn: field(date, {
    label: { zh: '有效期至', en: 'Expires on' },
    widget: 'day',
    class: 'personal',
    purpose,
  }),
});

export const membersSheets = { members: sheet({ zh: '成员', en: 'Members' }, memberRow) } as const;
/** Who takes part is chosen from the members, in the form. */
export const programmeSheets = {
  programme: sheet({ zh: '日程', en: 'Programme' }, halfDay.omit({ participants: true })),
} as const;
export const planSheets = { lines: sheet({ zh: '计划项', en: 'Plan lines' }, planLine) } as const;
export const unitSheets = { units: sheet({ zh: '单位', en: 'Units' }, unitRow) } as const;
export const peopleSheets = { people: sheet({ zh: '人员', en: 'People' }, personRow) } as const;
export const pastSheets = { past: sheet({ zh: '历史团组', en: 'Past missions' }, pastRow) } as const;
export const rateSheets = { rates: sheet({ zh: '费用标准', en: 'Rates' }, rateRow) } as const;
export const replySheets = {
  replies: sheet({ zh: '批复', en: 'Replies' }, replyRow),
  passports: sheet({ zh: '证照', en: 'Documents' }, passportRow),
} as const;

export const sheetsOf: Readonly<Record<ImportKind, Readonly<Record<string, Sheet>>>> = {
  members: membersSheets,
  programme: programmeSheets,
  'plan-lines': planSheets,
  units: unitSheets,
  people: peopleSheets,
  'past-missions': pastSheets,
  rates: rateSheets,
  replies: replySheets,
};
