import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import { date, region } from '../mission-file/fields.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { ownWords, words } from '../words.ts';

const purpose = '因公出国（境）人员审核、备案和办证';
const short = z.string().trim().min(1).max(100);

/** One earlier official mission of a member; comes from the office's records or, where they do not reach, from the unit. */
export const earlierMission = z.strictObject({
  departure: date,
  return: date,
  kind: z.enum(lists.missionKinds),
  category: z.enum(lists.missionCategories),
  regions: z.array(region),
  passportReturnedOn: date.nullable().optional(),
});

const aboutFamily = '因公出国（境）人员备案中的家庭成员情况核对';

/** 家庭成员 (section 2.2): declared anew for each mission, seen by who reviews and files only. */
export const familyMember = record({
  relation: field(
    z.enum(
      Object.keys(ownWords.familyRelations) as [
        keyof typeof ownWords.familyRelations,
        ...(keyof typeof ownWords.familyRelations)[],
      ],
    ),
    {
      label: { zh: '称谓', en: 'Relation' },
      options: ownWords.familyRelations,
      class: 'sensitive',
      purpose: aboutFamily,
    },
  ),
  name: field(short, { label: { zh: '姓名', en: 'Name' }, class: 'sensitive', purpose: aboutFamily }),
  age: field(z.int().min(0).max(130), { label: { zh: '年龄', en: 'Age' }, class: 'sensitive', purpose: aboutFamily }),
  politicalStatus: field(z.string().trim().max(30).optional(), {
    label: { zh: '政治面貌', en: 'Political status' },
    class: 'sensitive',
    purpose: aboutFamily,
  }),
  workAndHome: field(z.string().trim().min(1).max(200), {
    label: { zh: '单位、职务、居住地', en: 'Work, post, residence' },
    class: 'sensitive',
    purpose: aboutFamily,
  }),
  foreignNationality: field(z.boolean(), {
    label: { zh: '外国国籍', en: 'Foreign nationality' },
    class: 'sensitive',
    purpose: aboutFamily,
  }),
  residenceAbroad: field(z.boolean(), {
    label: { zh: '境外长期或永久居留', en: 'Residence abroad' },
    class: 'sensitive',
    purpose: aboutFamily,
  }),
});

export const member = record({
  id: field(z.uuid(), { label: { zh: '人员编号', en: 'Person id' }, widget: 'hidden', class: 'internal' }),
  name: field(short, { label: { zh: '姓名', en: 'Name' }, class: 'personal', purpose }),
  unit: field(short, { label: { zh: '派员单位', en: 'Sending unit' }, class: 'internal' }),
  post: field(short, { label: { zh: '职务', en: 'Post' }, class: 'personal', purpose }),
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
  groupRole: field(z.enum(lists.groupRoles), {
    label: { zh: '团内职务', en: 'Role in the mission' },
    options: words.groupRoles,
    class: 'internal',
  }),
  duty: field(z.string().trim().max(100), { label: { zh: '分工', en: 'Duty' }, class: 'internal' }),
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
  partyMember: field(z.boolean().nullable(), {
    label: { zh: '中共党员', en: 'Party member' },
    class: 'sensitive',
    purpose,
  }),
  secrecy: field(z.enum(lists.secrecyLevels), {
    label: { zh: '涉密等级', en: 'Secrecy level' },
    options: words.secrecyLevels,
    class: 'sensitive',
    purpose,
  }),
  passportType: field(z.enum(lists.passportTypes).nullable(), {
    label: { zh: '证件种类', en: 'Document' },
    help: { zh: '尚未办理的留空', en: 'Leave empty if still to be applied for' },
    options: words.passportTypes,
    class: 'personal',
    purpose,
  }),
  passportExpiresOn: field(date.nullable(), {
    label: { zh: '证件有效期至', en: 'Document expires on' },
    widget: 'day',
    class: 'personal',
    purpose,
  }),
  endorsement: field(z.enum(lists.endorsements).nullable(), {
    label: { zh: '签注种类', en: 'Endorsement' },
    options: words.endorsements,
    class: 'personal',
    purpose,
  }),
  documents: field(z.array(z.enum(lists.memberDocuments)), {
    label: { zh: '个人材料', en: 'Personal papers' },
    options: words.memberDocuments,
    class: 'personal',
    purpose,
  }),
  relations: field(z.array(z.strictObject({ with: z.uuid(), as: z.enum(lists.kinships) })), {
    label: { zh: '与其他成员的亲属关系', en: 'Kinship with other members' },
    class: 'sensitive',
    purpose,
  }),
  family: field(z.array(familyMember).max(20).nullable().optional(), {
    label: { zh: '家庭成员情况', en: 'Family' },
    help: {
      zh: '本人逐次申报；没有应申报成员的，确认没有',
      en: 'Declared by the member each time; confirm if there is nobody to declare',
    },
    class: 'sensitive',
    purpose: aboutFamily,
  }),
  earlier: field(z.array(earlierMission).nullable(), {
    label: { zh: '近两年因公出访', en: 'Official missions in the last two years' },
    help: { zh: '由历史团组带出，可补充', en: 'Filled from past missions; may be completed' },
    class: 'personal',
    purpose,
  }),
});

/** A unit other than the organiser that sends members; it answers for its own people (双跨团组, section 4.5). */
export const sender = record({
  unit: field(short, { label: { zh: '派员单位', en: 'Sending unit' }, class: 'internal' }),
  inPlan: field(z.boolean(), { label: { zh: '列入该单位计划', en: "In that unit's plan" }, class: 'internal' }),
  relation: field(z.enum(lists.senderRelations), {
    label: { zh: '与组团单位关系', en: 'Relation to the organiser' },
    options: words.senderRelations,
    class: 'internal',
  }),
  documents: field(z.array(z.enum(lists.senderDocuments)), {
    label: { zh: '已有文件', en: 'Papers at hand' },
    options: words.senderDocuments,
    class: 'internal',
  }),
});

export const members = record({
  people: field(z.array(member).min(1).max(60), {
    label: { zh: '成员名单', en: 'Members' },
    widget: 'table',
    class: 'personal',
    purpose,
  }),
  senders: field(z.array(sender).max(30), {
    label: { zh: '其他派员单位', en: 'Other sending units' },
    widget: 'table',
    class: 'internal',
  }),
});
