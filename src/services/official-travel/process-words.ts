import type { Text } from '#kernel/text.ts';

type Words = Readonly<Record<string, Text>>;

/** 退回原因码 (section 8.3 of the field catalogue). */
export const returnReasons = {
  'papers-incomplete': { zh: '材料不全', en: 'Papers incomplete' },
  'element-mismatch': { zh: '要素不符', en: 'Elements do not agree' },
  invitation: { zh: '邀请函问题', en: 'Invitation' },
  programme: { zh: '行程问题', en: 'Programme' },
  funding: { zh: '经费问题', en: 'Funding' },
  people: { zh: '人员问题', en: 'People' },
  publicity: { zh: '公示问题', en: 'Public notice' },
  plan: { zh: '计划问题', en: 'Plan' },
  repeated: { zh: '重复申报', en: 'Applied for twice' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Words;

export const exceptionReasons = {
  'urgent-matter': { zh: '任务紧急，不能改期', en: 'Urgent, cannot be moved' },
  'state-need': { zh: '国家或省市交办任务', en: 'Ordered by state, province or city' },
  'host-schedule': { zh: '外方日程所限', en: "Bound by the host's schedule" },
  'flight-schedule': { zh: '航班衔接所限', en: 'Bound by flight connections' },
  'task-division': { zh: '任务分工需要', en: 'Needed by the division of tasks' },
  'local-rule': { zh: '本市规定另有明确', en: 'City rule provides otherwise' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Words;

export const suspendReasons = {
  'awaiting-verification': { zh: '等待核实', en: 'Awaiting verification' },
  'situation-abroad': { zh: '目的地局势变化', en: 'Situation at the destination' },
  'inspection-period': { zh: '巡视、审查期间征求意见', en: 'Opinion asked during an inspection' },
  'applicant-asks': { zh: '申报单位申请', en: 'Asked by the applicant' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Words;

export const endReasons = {
  'no-need': { zh: '任务取消', en: 'Mission no longer needed' },
  'facts-untrue': { zh: '申报事实不实', en: 'Facts were untrue' },
  'superior-order': { zh: '上级要求', en: 'Ordered from above' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Words;

export const papers = {
  'request-letter': { zh: '请示', en: 'Request letter' },
  invitation: { zh: '邀请函', en: 'Invitation letter' },
  'invitation-translation': { zh: '邀请函译文', en: 'Translation of the invitation' },
  'inviter-note': { zh: '邀请方情况说明', en: 'Note on the inviter' },
  agenda: { zh: '会议议程、论文录用或展位证明', en: 'Agenda, accepted paper or booth' },
  'training-approval': { zh: '培训项目批复', en: 'Training approval' },
  'task-notice': { zh: '任务通知书', en: 'Task notice' },
  'consent-letter': { zh: '征求意见函及复函', en: 'Consultation and answer' },
  'finance-basis': { zh: '须报批支出依据', en: 'Basis of special items' },
  'health-proof': { zh: '体检证明', en: 'Health proof' },
  'in-service-proof': { zh: '一线工作证明', en: 'Proof of work at the front line' },
  commitment: { zh: '承诺书', en: 'Commitment' },
} as const satisfies Words;

export const changes = {
  time: { zh: '时间', en: 'Time' },
  countries: { zh: '国家（地区）', en: 'Countries (regions)' },
  route: { zh: '路线', en: 'Route' },
  members: { zh: '人员', en: 'People' },
  task: { zh: '任务', en: 'Task' },
  funding: { zh: '经费', en: 'Funding' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Words;
