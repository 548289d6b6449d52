import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { caseLink } from '#kernel/desk/case-kinds.ts';
import type { Role } from '#kernel/identity/roles.ts';
import type { NoticeContext } from '#kernel/notifications/message.ts';
import { holdersOf } from '#kernel/notifications/recipients.ts';
import type { Text } from '#kernel/text.ts';
import { findObligation, type ObligationRecord } from './storage.ts';

export interface Found {
  readonly row: ObligationRecord;
  readonly number: string | null;
  readonly link: string;
  /** Who owes it: the person, or whoever holds the duty. */
  readonly owners: readonly string[];
  readonly day: Day;
}

/** The duty of a message with all that is said of it; null if it is there no more. */
export async function findOwed(
  obligationId: unknown,
  { queries, officeId, now }: NoticeContext,
): Promise<Found | null> {
  const row = typeof obligationId === 'string' ? await findObligation(queries, officeId, obligationId) : undefined;
  if (!row) return null;
  const day = dayInBeijing(now);
  const about =
    row.case_id === null
      ? undefined
      : await queries
          .selectFrom('kernel.cases')
          .select(['service', 'number'])
          .where('office_id', '=', officeId)
          .where('id', '=', row.case_id)
          .executeTakeFirst();
  const owners =
    row.person_id === null
      ? await holdersOf(queries, officeId, [(row.duty_role ?? 'liaison-officer') as Role], row.unit_path, day)
      : [row.person_id];
  return {
    row,
    number: about?.number ?? null,
    link: about && row.case_id !== null ? caseLink(about.service, row.case_id) : '/desk/obligations',
    owners,
    day,
  };
}

export const dayWords = (day: string): Text => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { zh: `${year}年${month}月${date}日`, en: day };
};
