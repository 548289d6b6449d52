import type { Text } from '../text.ts';

/** What can be wrong with the installation, with what to do about it. */
export const alarmKinds = {
  'backup-old': {
    label: { zh: '超过 26 小时没有备份', en: 'No backup for more than 26 hours' },
    act: {
      zh: '请检查备份目录和日志，并用 honglu backup 补做一次。',
      en: 'Check the place of backups and the log, and run honglu backup.',
    },
  },
  'drill-old': {
    label: { zh: '超过 35 天没有做过恢复演练', en: 'No restore drill for more than 35 days' },
    act: { zh: '请运行 honglu restore … --drill。', en: 'Run honglu restore … --drill.' },
  },
  'disk-low': {
    label: { zh: '磁盘空间不足', en: 'The disk is getting full' },
    act: {
      zh: '请腾出空间或者更换磁盘；低于 3% 或 1 GB 时系统只读。',
      en: 'Free space or use another disk; below 3 % or 1 GB the system takes nothing new.',
    },
  },
  'disk-full': {
    label: { zh: '磁盘空间用尽，系统只读', en: 'The disk is full; the system takes nothing new' },
    act: { zh: '请立即腾出空间，系统会自动恢复办理。', en: 'Free space now; work goes on by itself.' },
  },
  'audit-unlinked': {
    label: { zh: '审计记录没有及时入链', en: 'Audit entries stay outside the chain' },
    act: {
      zh: '请运行 honglu audit verify，并检查程序日志。',
      en: 'Run honglu audit verify and look into the log.',
    },
  },
  'audit-broken': {
    label: { zh: '审计链核对不符', en: 'The audit chain does not agree' },
    act: {
      zh: '请保留现场，运行 honglu audit verify 查出断点，并报告审计管理员。',
      en: 'Change nothing, find the break with honglu audit verify, and tell the audit administrator.',
    },
  },
  'audit-space': {
    label: { zh: '审计记录占用已达其空间的 80%', en: 'The audit trail has used 80 % of its space' },
    act: {
      zh: '请用 honglu audit archive 归档旧月份，或者扩大 HONGLU_AUDIT_SPACE。',
      en: 'Archive older months with honglu audit archive, or raise HONGLU_AUDIT_SPACE.',
    },
  },
  'cases-differ': {
    label: { zh: '有办件的当前状态与历史记录不一致', en: 'Cases whose stored state is not what their history says' },
    act: {
      zh: '请不要改动这些办件，联系维护人员按历史记录核对。',
      en: 'Leave these cases as they are and have them compared with their history.',
    },
  },
  'files-damaged': {
    label: { zh: '有文件缺失或者损坏', en: 'Stored files are missing or damaged' },
    act: { zh: '请从备份恢复这些文件。', en: 'Restore these files from a backup.' },
  },
  'clock-stepped': {
    label: { zh: '系统时间发生跳变或者与数据库不一致', en: 'The clock stepped, or differs from the database’s' },
    act: { zh: '请检查服务器的对时服务。', en: 'Check the time service of the machine.' },
  },
  'jobs-failed': {
    label: { zh: '有后台任务多次失败', en: 'Background jobs failed for good' },
    act: { zh: '请查看程序日志。', en: 'Look into the log of the program.' },
  },
} as const satisfies Record<string, { readonly label: Text; readonly act: Text }>;
export type AlarmKind = keyof typeof alarmKinds;

export const isAlarmKind = (kind: string): kind is AlarmKind => kind in alarmKinds;

/** How one kind stands now. */
export interface Finding {
  readonly kind: AlarmKind;
  readonly holds: boolean;
  /** Codes and numbers only. */
  readonly details?: Readonly<Record<string, string | number>>;
}
