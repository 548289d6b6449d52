import type { Database } from '#kernel/database/database.ts';
import { DatabaseUnavailable } from '#kernel/database/errors.ts';
import { statement } from '#kernel/database/statement.ts';
import type { EntryRow } from './entry.ts';

/**
 * Entries whose `subject` and `on_behalf` are still persons: their keys are looked up, and made where missing, in the same statement,
 * which is a transaction of its own. A key that is made at the same moment elsewhere is waited for, so one person has one key.
 */
const insertOfPersons = statement<never>(`with entries as materialized (
    select e.* from jsonb_to_recordset($2::jsonb) as e(id uuid, at_business timestamptz, subject uuid, on_behalf uuid, post text,
      session_digest text, address text, event text, object text, result text, reason text, request_id text, details jsonb)),
  persons as (select subject as person from entries where subject is not null
    union select on_behalf from entries where on_behalf is not null),
  known as materialized (select s.person_id, s.subject from kernel.audit_subjects s
    where s.office_id = $1::uuid and s.person_id in (select person from persons)),
  made as (insert into kernel.audit_subjects (office_id, person_id)
    select $1::uuid, person from persons where person not in (select person_id from known) order by person
    on conflict (office_id, person_id) do update set person_id = excluded.person_id returning person_id, subject),
  named as (select person_id, subject from known union all select person_id, subject from made)
  insert into kernel.audit_entries (office_id, id, at_business, subject, on_behalf, post, session_digest, address, event, object,
    result, reason, request_id, details)
  select $1::uuid, e.id, e.at_business, (select n.subject from named n where n.person_id = e.subject),
    (select n.subject from named n where n.person_id = e.on_behalf), e.post, e.session_digest, e.address, e.event, e.object,
    e.result, e.reason, e.request_id, e.details from entries e`);

interface Waiting {
  readonly rows: readonly EntryRow[];
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

/** What one statement carries at most. */
const atMost = 200;

const queues = new WeakMap<Database, Map<string, Waiting[]>>();

/**
 * Writes the entries and answers when they are committed. While one statement is under way, what comes meanwhile waits for the next,
 * which takes all of it: under load many readings cost one commit.
 * @throws as the database; an entry that cannot be written keeps no other from it
 */
export function recordTogether(database: Database, officeId: string, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length === 0) return Promise.resolve();
  return new Promise((done, failed) => {
    const offices = queues.get(database) ?? new Map<string, Waiting[]>();
    queues.set(database, offices);
    const waiting = offices.get(officeId);
    if (waiting) waiting.push({ rows, done, failed });
    else {
      const queue: Waiting[] = [{ rows, done, failed }];
      offices.set(officeId, queue);
      void writeAll(database, officeId, queue, offices);
    }
  });
}

async function writeAll(
  database: Database,
  officeId: string,
  queue: Waiting[],
  offices: Map<string, Waiting[]>,
): Promise<void> {
  while (queue.length > 0) {
    const batch = queue.splice(0, atMost);
    const write = (some: readonly Waiting[]) =>
      database.read(officeId, (queries) =>
        insertOfPersons(queries, officeId, JSON.stringify(some.flatMap(({ rows }) => rows))),
      );
    try {
      await write(batch);
      for (const { done } of batch) done();
    } catch (cause) {
      // Without its database nobody knows whether they were written. Else all is undone; alone, each tells whether it was the one.
      if (batch.length === 1 || cause instanceof DatabaseUnavailable) for (const { failed } of batch) failed(cause);
      else await Promise.all(batch.map((one) => write([one]).then(one.done, one.failed)));
    }
  }
  // In the same turn as the look that found nothing waiting, so that nobody joins a queue that is left.
  offices.delete(officeId);
}
