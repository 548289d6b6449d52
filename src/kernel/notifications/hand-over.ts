import { sql } from 'kysely';
import type { Database } from '#kernel/database/database.ts';
import type { Text } from '#kernel/text.ts';
import { NotDelivered } from './failure.ts';
import { deliveryAttempts, lastingAttempts, leaseSeconds, pauseBefore } from './retry.ts';

export interface Delivery {
  readonly id: string;
  readonly channel: 'mail' | 'webhook';
  readonly target: string;
  readonly topic: string;
  readonly about: string | null;
  readonly body: { readonly text: Text; readonly link: string | null; readonly to?: readonly string[] };
  readonly sentAt: Date;
  readonly attempts: number;
}

/** Hands one over, outside any transaction. @throws NotDelivered */
export type Carrier = (delivery: Delivery) => Promise<void>;

const batch = 20;

async function lease(database: Database, officeId: string): Promise<readonly Delivery[]> {
  return database.transaction(officeId, async (queries) => {
    const { rows } = await sql<Delivery & { position: number }>`update kernel.deliveries d
      set attempts = d.attempts + 1, next_attempt_at = now() + make_interval(secs => ${leaseSeconds * 5})
      where d.office_id = ${officeId}::uuid and d.id in (
        select w.id from kernel.deliveries w where w.office_id = ${officeId}::uuid and w.delivered_at is null
          and w.given_up_at is null and (w.next_attempt_at is null or w.next_attempt_at <= now())
          and not exists (select from kernel.deliveries e where e.office_id = w.office_id and e.channel = w.channel
            and e.target = w.target and e.about = w.about and e.position < w.position
            and e.delivered_at is null and e.given_up_at is null)
        order by w.position limit ${batch} for update skip locked)
      returning d.id, d.channel, d.target, d.topic, d.about, d.body, d.sent_at as "sentAt", d.attempts, d.position`.execute(
      queries,
    );
    return rows.toSorted((a, b) => a.position - b.position);
  });
}

async function delivered(database: Database, officeId: string, id: string): Promise<void> {
  await database.transaction(officeId, async (queries) => {
    await queries
      .updateTable('kernel.deliveries')
      .set({ delivered_at: sql`now()`, next_attempt_at: null, last_error: null })
      .where('office_id', '=', officeId)
      .where('id', '=', id)
      .execute();
  });
}

async function putBack(database: Database, officeId: string, delivery: Delivery, failure: NotDelivered): Promise<void> {
  const done = delivery.attempts >= (failure.lasting ? lastingAttempts : deliveryAttempts);
  const next = sql<Date>`now() + make_interval(secs => ${pauseBefore(delivery.attempts)})`;
  await database.transaction(officeId, async (queries) => {
    await queries
      .updateTable('kernel.deliveries')
      .set({
        last_error: failure.code.slice(0, 200),
        next_attempt_at: done ? null : next,
        given_up_at: done ? sql`now()` : null,
      })
      .where('office_id', '=', officeId)
      .where('id', '=', delivery.id)
      .execute();
    if (!failure.unreachable || done) return;
    // The server is away for all: the others of the same way out wait as long, instead of finding out one by one.
    await queries
      .updateTable('kernel.deliveries')
      .set({ next_attempt_at: next })
      .where('office_id', '=', officeId)
      .where('channel', '=', delivery.channel)
      .$if(delivery.channel === 'webhook', (query) => query.where('target', '=', delivery.target))
      .where('delivered_at', 'is', null)
      .where('given_up_at', 'is', null)
      .where('id', '<>', delivery.id)
      .where((where) =>
        where.or([where('next_attempt_at', 'is', null), where('next_attempt_at', '<=', sql<Date>`now()`)]),
      )
      .execute();
  });
}

const wayOut = (delivery: Delivery): string => (delivery.channel === 'mail' ? 'mail' : `webhook ${delivery.target}`);

/**
 * Hands over what waits to leave, in order about each thing and receiver; a receiver that does not answer stops nobody else.
 * @returns how many were taken
 */
export async function handOver(
  database: Database,
  officeId: string,
  carry: Carrier,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0;
  for (;;) {
    const deliveries = await lease(database, officeId);
    if (deliveries.length === 0) return count;
    const away = new Map<string, NotDelivered>();
    for (const delivery of deliveries) {
      if (signal?.aborted) return count;
      const known = away.get(wayOut(delivery));
      const failure = known ?? (await attempt(carry, delivery));
      if (failure === null) {
        await delivered(database, officeId, delivery.id);
        count += 1;
        continue;
      }
      if (failure.unreachable) away.set(wayOut(delivery), failure);
      await putBack(database, officeId, delivery, failure);
    }
  }
}

async function attempt(carry: Carrier, delivery: Delivery): Promise<NotDelivered | null> {
  try {
    await carry(delivery);
    return null;
  } catch (cause) {
    return cause instanceof NotDelivered
      ? cause
      : new NotDelivered(cause instanceof Error ? cause.name : 'error', false, false);
  }
}
