import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from './actor.ts';
import type { Recovery } from './recovery-model.ts';

/** Days that a recovery stays in the list after it was used or ended. */
const shownFor = 30;

/** Open ones first, the latest above. */
export async function readRecoveries(queries: Queries, actor: Actor, now: Date): Promise<Recovery[]> {
  const since = new Date(now.getTime() - shownFor * 24 * 3_600_000);
  const { rows } = await sql<
    Omit<Recovery, 'askedAt' | 'codeUntil'> & { readonly asked_at: Date; readonly code_until: Date | null }
  >`
    select r.id, r.account_id as "accountId", p.name, a.login, r.lost, r.asked_at, b.name as "begunBy", r.reason,
      c.name as "checkedBy", r.checked_how as how, r.code_until, r.ended_reason as "endedReason",
      r.account_id = ${actor.accountId}::uuid as own, coalesce(r.begun_by = ${actor.personId}::uuid, false) as "begunByMe",
      case when r.used_at is not null then 'used' when r.ended_at is not null then 'ended'
        when r.begun_by is null then 'asked' when r.code_until is null then 'begun'
        when r.code_until > ${now} then 'released' else 'lapsed' end as state
    from kernel.account_recoveries r
    join kernel.accounts a on a.office_id = r.office_id and a.id = r.account_id
    join kernel.persons p on p.office_id = a.office_id and p.id = a.person_id
    left join kernel.persons b on b.office_id = r.office_id and b.id = r.begun_by
    left join kernel.persons c on c.office_id = r.office_id and c.id = r.checked_by
    where r.office_id = ${actor.officeId}::uuid
      and (coalesce(r.used_at, r.ended_at) is null or coalesce(r.used_at, r.ended_at) > ${since})
    order by coalesce(r.used_at, r.ended_at) is not null, r.asked_at desc, r.id`.execute(queries);
  return rows.map(({ asked_at, code_until, ...row }) => ({
    ...row,
    askedAt: asked_at.toISOString(),
    codeUntil: code_until?.toISOString() ?? null,
  }));
}
