import { sql, type Transaction } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { DB } from '#kernel/database/tables.gen.ts';

const shown = 200;

/** Given up, or failed at least once and waiting for the next attempt; latest first. */
export async function undelivered(queries: Queries, officeId: string) {
  const { rows } = await sql<{
    id: string;
    channel: 'outbox' | 'mail' | 'webhook';
    topic: string;
    about: string | null;
    attempts: number;
    last_error: string | null;
    sent_at: Date;
    given_up_at: Date | null;
    next_attempt_at: Date | null;
  }>`select * from (
      select m.id, 'outbox' as channel, m.topic, m.about, m.attempts, m.last_error, m.sent_at, m.given_up_at, m.next_attempt_at
      from kernel.outbox m where m.office_id = ${officeId}::uuid and m.delivered_at is null and m.last_error is not null
      union all
      select d.id, d.channel, d.topic, d.about, d.attempts, d.last_error, d.sent_at, d.given_up_at, d.next_attempt_at
      from kernel.deliveries d where d.office_id = ${officeId}::uuid and d.delivered_at is null and d.last_error is not null) failed
    order by sent_at desc, id desc limit ${shown}`.execute(queries);
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    topic: row.topic,
    about: row.about,
    attempts: row.attempts,
    lastError: row.last_error,
    sentAt: row.sent_at.toISOString(),
    givenUpAt: row.given_up_at?.toISOString() ?? null,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  }));
}

/** Begins anew with the attempts, at once. @returns false if nothing of that id waits or was given up */
export async function putIntoTheQueueAgain(queries: Transaction<DB>, officeId: string, id: string): Promise<boolean> {
  const again = { attempts: 0, next_attempt_at: null, given_up_at: null };
  for (const table of ['kernel.outbox', 'kernel.deliveries'] as const) {
    const found = await queries
      .updateTable(table)
      .set(again)
      .where('office_id', '=', officeId)
      .where('id', '=', id)
      .where('delivered_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}

/** Forgets what was delivered long ago (real time), so that words about people do not stay (PR-06). For the nightly job. */
export async function purgeMessages(queries: Transaction<DB>, officeId: string): Promise<void> {
  await sql`delete from kernel.deliveries where office_id = ${officeId}::uuid and delivered_at < now() - interval '30 days'`.execute(
    queries,
  );
  await sql`delete from kernel.outbox where office_id = ${officeId}::uuid and delivered_at < now() - interval '30 days'`.execute(
    queries,
  );
}
