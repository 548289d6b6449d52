import { sql } from 'kysely';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { NoticeRule } from '#kernel/notifications/message.ts';
import { alarmKinds, isAlarmKind } from './alarm.ts';

/** Who looks after the installation is told at once; a broken chain the audit administrator as well. */
export const alarmNotices: NoticeRule = {
  key: 'operations.alarm',
  topics: ['operations.alarm'],
  notices: async (message, { queries, officeId, now }) => {
    const { kind } = message.body;
    if (typeof kind !== 'string' || !isAlarmKind(kind)) return [];
    const roles = kind.startsWith('audit-')
      ? ['system-administrator', 'audit-administrator']
      : ['system-administrator'];
    const { rows } = await sql<{ person_id: string }>`select distinct person_id from kernel.posts
      where office_id = ${officeId}::uuid and ended_at is null and roles && ${roles}::text[]
        and valid_from <= ${dayInBeijing(now)}::date and (valid_to is null or valid_to >= ${dayInBeijing(now)}::date)`.execute(
      queries,
    );
    const { label, act } = alarmKinds[kind];
    const text = { zh: `${label.zh}。${act.zh}`, en: `${label.en}. ${act.en}` };
    return [{ key: 'alarm', to: rows.map((row) => row.person_id), text, brief: label, link: '/desk/state' }];
  },
};
