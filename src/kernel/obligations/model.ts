import type { Text } from '../text.ts';

export const clockKinds = {
  'working-days': { zh: '工作日', en: 'working days' },
  'calendar-days': { zh: '自然日', en: 'calendar days' },
  'calendar-months': { zh: '自然月', en: 'calendar months' },
  hours: { zh: '小时', en: 'hours' },
} as const satisfies Record<string, Text>;
export type ClockKind = keyof typeof clockKinds;

export const obligationStates = {
  open: { zh: '未到期', en: 'Open' },
  overdue: { zh: '逾期', en: 'Overdue' },
  paused: { zh: '暂停', en: 'Suspended' },
  met: { zh: '已办', en: 'Done' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<string, Text>;
export type ObligationState = keyof typeof obligationStates;

export const lockStates = {
  proposed: { zh: '建议停办', en: 'Proposed' },
  'in-force': { zh: '停办中', en: 'In force' },
  declined: { zh: '不停办', en: 'Declined' },
  lifted: { zh: '已解除', en: 'Lifted' },
} as const satisfies Record<string, Text>;

export const rungActs = {
  remind: { zh: '提醒', en: 'Reminder' },
  'tell-unit-head': { zh: '告知单位负责人', en: 'Unit head told' },
  'lock-person': { zh: '个人暂停', en: 'Person locked' },
  'propose-mission-lock': { zh: '建议团组停办', en: 'Proposal to lock the mission' },
  'propose-unit-lock': { zh: '建议单位停办', en: 'Proposal to lock the unit' },
} as const satisfies Record<string, Text>;
export type RungAct = keyof typeof rungActs;

/** What a named person decides on an appeal against a lock. */
export const appealVerdicts = {
  keep: { zh: '维持停办', en: 'The lock stays' },
  lift: { zh: '解除停办', en: 'The lock is lifted' },
} as const satisfies Record<string, Text>;
export type AppealVerdict = keyof typeof appealVerdicts;

export const lockTargets = {
  person: { zh: '个人', en: 'Person' },
  mission: { zh: '团组', en: 'Mission' },
  unit: { zh: '单位', en: 'Unit' },
} as const satisfies Record<string, Text>;
export type LockTarget = keyof typeof lockTargets;
