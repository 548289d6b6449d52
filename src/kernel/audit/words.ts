import type { Text } from '../text.ts';

/** What the program writes of itself, beside what its endpoints are asked. */
export const ownEvents: Readonly<Record<string, Text>> = {
  'identity.account-held': { zh: '多次口令错误，账号暂停登录', en: 'Account held after wrong passwords' },
  'identity.account-suspended': { zh: '停用账号', en: 'Suspend an account' },
  'identity.password-reset': { zh: '重置口令', en: 'Reset a password' },
  'identity.password-given': { zh: '发给临时口令', en: 'Give a first password' },
  'identity.factor-given': { zh: '发给第二因素', en: 'Give a second factor' },
  'identity.office-founded': { zh: '建立本机构', en: 'Found the office' },
  'obligations.recomputed': { zh: '重新计算期限', en: 'Recompute due dates' },
  'documents.drafted': { zh: '拟稿', en: 'Draft a document' },
  'documents.rendered': { zh: '排版完成', en: 'Document typeset' },
  'documents.render-failed': { zh: '排版未成', en: 'Typesetting failed' },
  'crypto.master-key-changed': { zh: '更换主密钥', en: 'Change the master key' },
  'backup.made': { zh: '备份', en: 'Backup' },
  'audit.month-archived': { zh: '封存审计记录', en: 'Archive a month of the trail' },
  'operations.clock-stepped': { zh: '时钟跳变', en: 'The clock jumped' },
  'operations.checked': { zh: '自检', en: 'Self-check' },
  'operations.alarm-raised': { zh: '告警', en: 'Alarm' },
  'operations.alarm-ended': { zh: '告警解除', en: 'Alarm over' },
};

/** What stands before the colon of an object. */
const objectKinds: Readonly<Record<string, Text>> = {
  account: { zh: '账号', en: 'Account' },
  alarm: { zh: '告警', en: 'Alarm' },
  'audit-month': { zh: '审计月份', en: 'Month of the trail' },
  backup: { zh: '备份', en: 'Backup' },
  calendar: { zh: '工作日历', en: 'Calendar' },
  check: { zh: '自检', en: 'Self-check' },
  clock: { zh: '时钟', en: 'Clock' },
  consent: { zh: '派员征求意见', en: 'Consent' },
  delegation: { zh: '代理', en: 'Stand-in' },
  document: { zh: '文书', en: 'Document' },
  file: { zh: '文件', en: 'File' },
  'hand-over': { zh: '交接', en: 'Hand-over' },
  import: { zh: '导入', en: 'Import' },
  issuer: { zh: '发文机关', en: 'Issuer' },
  measure: { zh: '统计指标', en: 'Figure' },
  message: { zh: '消息', en: 'Message' },
  mission: { zh: '团组', en: 'Mission' },
  notice: { zh: '告知书', en: 'Notice' },
  obligation: { zh: '期限事项', en: 'Duty' },
  office: { zh: '本机构', en: 'Office' },
  person: { zh: '人员', en: 'Person' },
  'plan-adjustment': { zh: '计划调整', en: 'Plan adjustment' },
  'plan-line': { zh: '计划项目', en: 'Plan line' },
  'plan-version': { zh: '计划版本', en: 'Plan version' },
  'plan-year': { zh: '计划年度', en: 'Plan year' },
  post: { zh: '岗位', en: 'Post' },
  privacy: { zh: '个人信息', en: 'Personal data' },
  'privacy-request': { zh: '个人信息申请', en: 'Request on personal data' },
  'rate-table': { zh: '标准表', en: 'Rate table' },
  recovery: { zh: '找回申请', en: 'Recovery' },
  route: { zh: '审批路线', en: 'Route' },
  rule: { zh: '规则', en: 'Rule' },
  seal: { zh: '印章', en: 'Seal' },
  session: { zh: '登录', en: 'Session' },
  setting: { zh: '参数', en: 'Setting' },
  task: { zh: '待办', en: 'Task' },
  trail: { zh: '审计记录', en: 'Audit trail' },
  unit: { zh: '单位', en: 'Unit' },
};

const idEnd = /([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * An object in words, and what tells it from others of its kind: the end of an id is enough to the eye. An object without kind is the
 * list that the endpoint read, and has no words of its own.
 */
export function objectInWords(object: string): { readonly kind: Text | null; readonly which: string } {
  const colon = object.indexOf(':');
  const name = colon === -1 ? object : object.slice(0, colon);
  const rest = colon === -1 ? '' : object.slice(colon + 1);
  const id = idEnd.exec(rest);
  const which = id ? `…${rest.slice(-8)}` : rest === 'all' ? '' : rest;
  return { kind: objectKinds[name] ?? null, which };
}
