import { sql, type Transaction } from 'kysely';
import type { DB } from '#kernel/database/tables.gen.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { putIn } from './inbox.ts';
import type { Notice, NoticeContext, SentMessage, Subscribers } from './message.ts';

/** Which ways out there are, for the messages of this office. */
export interface Leaving {
  readonly mail: boolean;
  /** Names of webhooks with the topics that they take; null: all. */
  readonly webhooks: readonly { readonly key: string; readonly topics: readonly string[] | null }[];
}

interface Waiting {
  readonly notice: string;
  readonly channel: 'mail' | 'webhook';
  readonly target: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Writes the derived data, the in-box and what is to leave. The same message again writes nothing again. */
export async function fanOut(
  queries: Transaction<DB>,
  officeId: string,
  message: SentMessage,
  subscribers: Subscribers,
  leaving: Leaving,
  now: Date,
): Promise<void> {
  const context: NoticeContext = { queries, officeId, kinds: subscribers.kinds, now };
  for (const { topics, project } of subscribers.projections) {
    if (topics.includes(message.topic)) await project(message, context);
  }
  for (const rule of subscribers.rules) {
    if (!rule.topics.includes(message.topic)) continue;
    for (const notice of await rule.notices(message, context)) {
      await tell(queries, officeId, message, `${rule.key}:${notice.key}`, notice, leaving);
    }
  }
}

async function tell(
  queries: Transaction<DB>,
  officeId: string,
  message: SentMessage,
  key: string,
  notice: Notice,
  leaving: Leaving,
): Promise<void> {
  const to = [...new Set(notice.to)];
  if (to.length === 0) return;
  await putIn(
    queries,
    officeId,
    to.map((personId) => ({
      personId,
      messageKey: `${message.id}:${key}`,
      kind: notice.kind ?? 'message',
      topic: message.topic,
      text: notice.text,
      caseId: notice.caseId ?? null,
      link: notice.link ?? null,
      sentAt: message.sentAt,
    })),
  );
  if (!notice.brief) return;
  const { brief, link = null } = notice;
  const waiting: Waiting[] = leaving.webhooks
    .filter((one) => one.topics === null || one.topics.includes(message.topic))
    .map((one) => ({ notice: key, channel: 'webhook', target: one.key, body: { text: brief, link, to } }));
  if (leaving.mail) {
    const known = await queries
      .selectFrom('kernel.mail_addresses')
      .select('person_id')
      .where('office_id', '=', officeId)
      .where('person_id', 'in', to)
      .execute();
    for (const { person_id } of known) {
      waiting.push({ notice: key, channel: 'mail', target: person_id, body: { text: brief, link } });
    }
  }
  if (waiting.length === 0) return;
  await sql`insert into kernel.deliveries (office_id, id, message_id, notice, channel, target, topic, about, body, sent_at)
    select ${officeId}::uuid, w.id, ${message.id}::uuid, w.notice, w.channel, w.target, ${message.topic}, ${message.about}::text,
      w.body, ${message.sentAt}
    from jsonb_to_recordset(${JSON.stringify(waiting.map((one) => ({ id: uuidv7(), ...one })))}::jsonb)
      as w (id uuid, notice text, channel text, target text, body jsonb)
    on conflict (office_id, message_id, notice, channel, target) do nothing`.execute(queries);
}
