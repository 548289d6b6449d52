import { sql } from 'kysely';
import { dayInBeijing } from '../calendar/day.ts';
import type { Work } from '../commands/command.ts';
import { Problem } from '../http/problem.ts';

/**
 * 会签 is by persons in office, of whatever unit, and never by the drafter, whose signature the document has already.
 * @throws Problem 422 `cosigner-drafts` | `cosigner-unknown`
 */
export async function refuseCosigners(work: Work, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return;
  if (persons.includes(work.actor.personId)) {
    const message = {
      zh: '拟稿人不能会签自己拟的文书，请改选会签人。',
      en: 'The drafter does not co-sign what he drafted. Choose somebody else.',
    };
    throw new Problem(422, 'cosigner-drafts', message, {
      faults: [{ at: '/cosigners', code: 'cosigner-drafts', message }],
    });
  }
  const today = dayInBeijing(work.now);
  const { rows } = await sql<{ id: string }>`select distinct t.person_id as id from kernel.posts t
    where t.office_id = ${work.actor.officeId}::uuid and t.person_id = any (${[...persons]}::uuid[]) and t.ended_at is null
      and t.valid_from <= ${today}::date and (t.valid_to is null or t.valid_to >= ${today}::date)`.execute(
    work.queries,
  );
  const known = new Set(rows.map(({ id }) => id));
  if (persons.every((id) => known.has(id))) return;
  const message = {
    zh: '所选会签人中有人不在岗或不在本系统，没有拟稿。请重新选择。',
    en: 'One of the co-signers holds no post today; nothing was drafted. Choose again.',
  };
  throw new Problem(422, 'cosigner-unknown', message, {
    faults: [{ at: '/cosigners', code: 'cosigner-unknown', message }],
  });
}
