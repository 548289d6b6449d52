import { sql } from 'kysely';
import type { Runner } from '#kernel/commands/command.ts';
import { programActor } from '#kernel/identity/program-actor.ts';
import { fanOut, type Leaving } from './fan-out.ts';
import type { SentMessage, Subscribers } from './message.ts';
import { leaseSeconds, outboxAttempts, pauseBefore } from './retry.ts';

const batch = 100;

interface Leased extends SentMessage {
  readonly attempts: number;
}

/** Takes messages that are due, at most the first about each thing, for this worker alone and for a while. */
async function lease(runner: Runner, officeId: string): Promise<readonly Leased[]> {
  return runner.database.transaction(officeId, async (queries) => {
    const { rows } = await sql<{
      id: string;
      topic: string;
      about: string | null;
      body: Record<string, unknown>;
      sent_at: Date;
      attempts: number;
      position: number;
    }>`update kernel.outbox m set attempts = m.attempts + 1, next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
      where m.office_id = ${officeId}::uuid and m.id in (
        select w.id from kernel.outbox w where w.office_id = ${officeId}::uuid and w.delivered_at is null and w.given_up_at is null
          and (w.next_attempt_at is null or w.next_attempt_at <= now())
          and not exists (select from kernel.outbox e where e.office_id = w.office_id and e.about = w.about
            and e.position < w.position and e.delivered_at is null and e.given_up_at is null)
        order by w.position limit ${batch} for update skip locked)
      returning m.id, m.topic, m.about, m.body, m.sent_at, m.attempts, m.position`.execute(queries);
    return rows
      .toSorted((a, b) => a.position - b.position)
      .map((row) => ({
        id: row.id,
        topic: row.topic,
        about: row.about,
        body: row.body,
        sentAt: row.sent_at,
        attempts: row.attempts,
      }));
  });
}

/** Commands of other services first, each once by its key; then everything that is told, in one transaction with the end of it. */
async function workOffOne(
  runner: Runner,
  officeId: string,
  message: Leased,
  subscribers: Subscribers,
  leaving: Leaving,
): Promise<void> {
  for (const consumer of subscribers.consumers) {
    if (!consumer.topics.includes(message.topic) || consumer.concerns?.(message) === false) continue;
    await runner.run(programActor(officeId), {
      name: consumer.name,
      key: message.id,
      input: { message: message.id },
      ...(message.about === null ? {} : { object: message.about }),
      run: async (work) => {
        await consumer.consume(work, message);
        return null;
      },
    });
  }
  await runner.database.transaction(officeId, async (queries) => {
    await fanOut(queries, officeId, message, subscribers, leaving, runner.clock.now());
    await queries
      .updateTable('kernel.outbox')
      .set({ delivered_at: sql`now()`, next_attempt_at: null, last_error: null })
      .where('office_id', '=', officeId)
      .where('id', '=', message.id)
      .execute();
  });
}

/** Kind of the failure only: messages may hold personal values (OP-04). */
function failureName(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  return 'code' in cause && typeof cause.code === 'string' ? `${cause.name} ${cause.code}` : cause.name;
}

async function putBack(runner: Runner, officeId: string, message: Leased, cause: unknown): Promise<void> {
  const done = message.attempts >= outboxAttempts;
  await runner.database.transaction(officeId, async (queries) => {
    await queries
      .updateTable('kernel.outbox')
      .set({
        last_error: failureName(cause).slice(0, 200),
        next_attempt_at: done ? null : sql`now() + make_interval(secs => ${pauseBefore(message.attempts)})`,
        given_up_at: done ? sql`now()` : null,
      })
      .where('office_id', '=', officeId)
      .where('id', '=', message.id)
      .execute();
  });
}

/**
 * Works off what waits in the office's outbox, in the order of commits about each thing. Done twice it is done once: in-box rows
 * and deliveries have keys, consumers run under the message's id.
 * @returns how many were worked off, failures not counted
 */
export async function workOff(
  runner: Runner,
  officeId: string,
  subscribers: Subscribers,
  leaving: Leaving,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0;
  for (;;) {
    const messages = await lease(runner, officeId);
    if (messages.length === 0) return count;
    for (const message of messages) {
      if (signal?.aborted) return count;
      try {
        await workOffOne(runner, officeId, message, subscribers, leaving);
        count += 1;
      } catch (cause) {
        await putBack(runner, officeId, message, cause);
      }
    }
  }
}
