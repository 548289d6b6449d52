import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { DB } from '#kernel/database/tables.gen.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Text } from '#kernel/text.ts';

export interface InboxMessage {
  readonly personId: string;
  /** Message and notice: the same again is not shown again. */
  readonly messageKey: string;
  readonly kind: 'message' | 'copy';
  readonly topic: string;
  readonly text: Text;
  readonly caseId: string | null;
  readonly link: string | null;
  readonly sentAt: Date;
}

/** The end of a text that is too long for a line. */
const cut = (text: string): string => (text.length <= 1000 ? text : `${text.slice(0, 999)}…`);

/** Puts messages in; one that is there already stays as it is, read or unread. */
export async function putIn(
  queries: Transaction<DB>,
  officeId: string,
  messages: readonly InboxMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await queries
    .insertInto('kernel.inbox')
    .values(
      messages.map((one) => ({
        office_id: officeId,
        id: uuidv7(),
        person_id: one.personId,
        message_key: one.messageKey,
        kind: one.kind,
        topic: one.topic,
        text_zh: cut(one.text.zh),
        text_en: cut(one.text.en),
        case_id: one.caseId,
        link: one.link,
        sent_at: one.sentAt,
        read_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['office_id', 'person_id', 'message_key']).doNothing())
    .execute();
}

export interface Reader {
  readonly officeId: string;
  readonly personId: string;
}

export async function listInbox(
  queries: Queries,
  { officeId, personId }: Reader,
  asked: { readonly unread?: boolean; readonly cursor?: string | undefined; readonly limit: number },
) {
  const rows = await queries
    .selectFrom('kernel.inbox')
    .select(['id', 'text_zh', 'text_en', 'link', 'sent_at', 'read_at'])
    .where('office_id', '=', officeId)
    .where('person_id', '=', personId)
    .where('kind', '=', 'message')
    .$if(asked.unread === true, (query) => query.where('read_at', 'is', null))
    .$if(asked.cursor !== undefined, (query) => query.where('id', '<', asked.cursor!))
    .orderBy('id', 'desc')
    .limit(asked.limit + 1)
    .execute();
  const page = rows.slice(0, asked.limit);
  return {
    messages: page.map((row) => ({
      id: row.id,
      text: { zh: row.text_zh, en: row.text_en },
      link: row.link,
      sentAt: row.sent_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    })),
    next: rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Unread messages; copies for reading are counted apart. */
export async function unreadMessages(queries: Queries, { officeId, personId }: Reader): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from kernel.inbox
    where office_id = ${officeId}::uuid and person_id = ${personId}::uuid and kind = 'message' and read_at is null`.execute(
    queries,
  );
  return rows[0]?.count ?? 0;
}

/** Copies whose case the reader may still know of, latest first. */
export async function listCopies(
  queries: Queries,
  { officeId, personId }: Reader,
  mayKnow: RawBuilder<SqlBool>,
  asked: { readonly all: boolean; readonly cursor?: string | undefined; readonly limit: number },
) {
  const { rows } = await sql<{
    id: string;
    case_id: string;
    service: string;
    kind: string;
    number: string | null;
    title: string;
    state: string;
    unit_id: string;
    unit_name: string | null;
    sent_at: Date;
    read_at: Date | null;
  }>`select i.id, c.id as case_id, c.service, c.kind, c.number, c.title, c.state, c.unit_id, u.name as unit_name, i.sent_at, i.read_at
    from kernel.inbox i join kernel.cases c on c.office_id = i.office_id and c.id = i.case_id
    left join kernel.units u on u.office_id = c.office_id and u.id = c.unit_id
    where i.office_id = ${officeId}::uuid and i.person_id = ${personId}::uuid and i.kind = 'copy'
      and (${asked.all} or i.read_at is null) and (${asked.cursor ?? null}::uuid is null or i.id < ${asked.cursor ?? null}::uuid)
      and ${mayKnow}
    order by i.id desc limit ${asked.limit + 1}`.execute(queries);
  return rows;
}

export async function unreadCopies(
  queries: Queries,
  { officeId, personId }: Reader,
  mayKnow: RawBuilder<SqlBool>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count
    from kernel.inbox i join kernel.cases c on c.office_id = i.office_id and c.id = i.case_id
    where i.office_id = ${officeId}::uuid and i.person_id = ${personId}::uuid and i.kind = 'copy' and i.read_at is null
      and ${mayKnow}`.execute(queries);
  return rows[0]?.count ?? 0;
}

/** Marks the reader's own as read; ids of others are nothing to them. */
export async function markAsRead(
  queries: Transaction<DB>,
  { officeId, personId }: Reader,
  ids: readonly string[] | 'all',
  now: Date,
): Promise<void> {
  await queries
    .updateTable('kernel.inbox')
    .set({ read_at: now })
    .where('office_id', '=', officeId)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .$if(ids === 'all', (query) => query.where('kind', '=', 'message'))
    .$if(ids !== 'all', (query) => query.where('id', 'in', ids === 'all' ? [] : [...ids]))
    .execute();
}
