import { z } from 'zod';
import { field, record } from '#kernel/ui/field.ts';
import * as lists from '../mission-file/vocabulary.ts';
import { ownWords, words } from '../words.ts';

const reachPurpose = '办理因公出国（境）审批中的联系';

/** 必要性、重点任务、预期成果 are three columns of at least fifty characters each (section 4.1). */
const column = z.string().trim().min(50).max(2000);

export const basics = record({
  title: field(z.string().trim().min(4).max(60), {
    label: { zh: '团组名称', en: 'Name of the mission' },
    help: { zh: '60 字以内，通顺，可直接印入批件', en: 'At most 60 characters, fit to be printed in the approval' },
    class: 'internal',
  }),
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
  arrangement: field(z.enum(['own', 'city', 'province-ministry', 'other-place']), {
    label: { zh: '组团方式', en: 'Arrangement' },
    options: ownWords.arrangements,
    class: 'internal',
  }),
  purposeType: field(z.enum(lists.purposeTypes), {
    label: { zh: '任务类别', en: 'Purpose' },
    options: words.purposeTypes,
    class: 'internal',
  }),
  conferenceRole: field(z.enum(lists.conferenceRoles).nullable(), {
    label: { zh: '参会任务', en: 'Part in the conference' },
    help: { zh: '任务类别为会议时填写', en: 'For conferences only' },
    options: words.conferenceRoles,
    class: 'internal',
  }),
  task: field(z.string().trim().min(4).max(200), {
    label: { zh: '出访任务', en: 'Task' },
    help: { zh: '一句话，印入批件', en: 'One sentence, printed in the approval' },
    class: 'internal',
  }),
  necessity: field(column, {
    label: { zh: '必要性', en: 'Need' },
    help: { zh: '不少于 50 字', en: 'At least 50 characters' },
    widget: 'textarea',
    class: 'internal',
  }),
  keyTasks: field(column, {
    label: { zh: '重点任务', en: 'Key tasks' },
    help: { zh: '不少于 50 字', en: 'At least 50 characters' },
    widget: 'textarea',
    class: 'internal',
  }),
  outcome: field(column, {
    label: { zh: '预期成果', en: 'Expected outcome' },
    help: { zh: '不少于 50 字', en: 'At least 50 characters' },
    widget: 'textarea',
    class: 'internal',
  }),
  organiserUnit: field(z.string().trim().min(2).max(100), {
    label: { zh: '组团单位', en: 'Organiser' },
    help: { zh: '参加他团时填组团方全称', en: 'If joining a mission, its organiser in full' },
    class: 'internal',
  }),
  organiserKind: field(z.enum(lists.organiserKinds), {
    label: { zh: '组团单位性质', en: 'Kind of organiser' },
    options: words.organiserKinds,
    class: 'internal',
  }),
  viaAgency: field(z.boolean(), {
    label: { zh: '委托旅行社组织', en: 'Organised by a travel agency' },
    class: 'internal',
  }),
  contactName: field(z.string().trim().min(1).max(50), {
    label: { zh: '联系人', en: 'Contact' },
    class: 'personal',
    purpose: reachPurpose,
  }),
  contactPhone: field(z.string().regex(/^[0-9+\- ]{7,20}$/), {
    label: { zh: '联系电话', en: 'Phone' },
    widget: 'phone',
    class: 'personal',
    purpose: reachPurpose,
  }),
});

export const plan = record({
  status: field(z.enum(lists.planStatuses), {
    label: { zh: '是否在计划内', en: 'In the plan' },
    options: words.planStatuses,
    class: 'internal',
  }),
  list: field(z.enum(lists.planLists), {
    label: { zh: '计划类别', en: 'List' },
    options: words.planLists,
    class: 'internal',
  }),
  lineId: field(z.uuid().nullable(), {
    label: { zh: '计划项', en: 'Plan line' },
    help: { zh: '从本单位已下达的计划项中选', en: "Choose from the unit's plan lines" },
    class: 'internal',
  }),
  swapFor: field(z.uuid().nullable(), {
    label: { zh: '置换的计划项', en: 'Line given up' },
    class: 'internal',
  }),
  reason: field(z.string().trim().max(1000), {
    label: { zh: '计划外或置换理由', en: 'Reason if outside the plan or swapped' },
    widget: 'textarea',
    class: 'internal',
  }),
}).superRefine((value, issues) => {
  if (value.status === 'in-plan' || value.reason.length >= 10) return;
  issues.addIssue({
    code: 'custom',
    path: ['reason'],
    params: {
      code: 'plan-reason',
      text: {
        zh: '不在计划内的，请写明理由，不少于 10 个字。',
        en: 'Give the reason for going outside the plan, at least ten characters.',
      },
    },
  });
});

export const statements = record({
  noStateSecret: field(z.literal(true), {
    label: { zh: '本申报不含国家秘密，涉密事项另行线下办理', en: 'This application holds no state secret' },
    widget: 'yes-no',
    class: 'internal',
  }),
  noSpouseOrChild: field(z.boolean(), {
    label: { zh: '没有配偶、子女同行', en: 'No spouse or child travels along' },
    class: 'internal',
  }),
  noIntermediary: field(z.boolean(), {
    label: { zh: '邀请函未经中介，不是购买所得', en: 'The invitation came through no intermediary and was not bought' },
    class: 'internal',
  }),
  noTeamBeside: field(z.boolean(), {
    label: { zh: '没有拆分团组，没有“团外团”', en: 'The team was not split; nobody travels beside it' },
    class: 'internal',
  }),
  academicTaskStated: field(z.boolean().nullable(), {
    label: { zh: '已说明教学科研任务（教学科研类填写）', en: 'Academic task stated (academic missions)' },
    class: 'internal',
  }),
  reasons: field(z.array(z.strictObject({ rule: z.string(), text: z.string().trim().min(10).max(500) })).max(128), {
    label: { zh: '须说明事项的理由', en: 'Reasons for rules that want one' },
    class: 'internal',
  }),
  exceptions: field(
    z.array(z.strictObject({ rule: z.string(), code: z.string(), text: z.string().trim().min(10).max(500) })).max(128),
    { label: { zh: '例外申请', en: 'Exceptions asked for' }, class: 'internal' },
  ),
});
