import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { AuditEntry } from '../commands/command.ts';
import { currentRequestId } from './request.ts';

/** One entry as the insert statement takes it (jsonb_to_recordset). */
export interface EntryRow {
  readonly id: string;
  readonly at_business: string;
  readonly subject: string | null;
  readonly on_behalf: string | null;
  readonly post: string | null;
  readonly session_digest: string | null;
  readonly address: string | null;
  readonly event: string;
  readonly object: string;
  readonly result: AuditEntry['result'];
  readonly reason: string | null;
  readonly request_id: string | null;
  readonly details: AuditEntry['details'] | null;
}

// Resident identity number, mobile number, passport or permit number, each standing alone (ids and digests are longer).
const personalValue =
  /(?<![0-9A-Za-z-])(?:\d{17}[\dXx]|1[3-9]\d{9}|[A-Z]{1,2}\d{7,9})(?![0-9A-Za-z-])|[^\s@]+@[^\s@]+\.[^\s@]+/;

/** Whether a text holds what may be a person's number or address: it does not go into the trail. */
export const looksPersonal = (text: string): boolean => personalValue.test(text);

/** @throws Error naming the field: an entry holds codes and ids, never a personal value (AU-02, AU-09) */
export function assertImpersonal(entry: AuditEntry): void {
  const values: readonly (readonly [string, unknown])[] = [
    ['object', entry.object],
    ['reason', entry.reason],
    ...Object.entries(entry.details ?? {}),
  ];
  for (const [field, value] of values) {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`audit field ${field} is not a number`);
    if (typeof value !== 'string') continue;
    if (value.length > 500) throw new Error(`audit field ${field} is longer than 500 characters`);
    if (looksPersonal(value)) throw new Error(`audit field ${field} looks like a personal value`);
  }
}

export interface EntrySource {
  readonly actor: Actor | null;
  readonly now: Date;
  /** Subject keys by person id. */
  readonly subjects: ReadonlyMap<string, string>;
}

export function entryRow(entry: AuditEntry, source: EntrySource): EntryRow {
  assertImpersonal(entry);
  const { actor } = source;
  const onlyPost = actor?.posts.length === 1 ? actor.posts[0]!.id : undefined;
  return {
    id: uuidv7(),
    at_business: source.now.toISOString(),
    subject: (actor && source.subjects.get(actor.personId)) ?? null,
    on_behalf: (entry.onBehalfOf !== undefined ? source.subjects.get(entry.onBehalfOf) : undefined) ?? null,
    post: entry.post ?? onlyPost ?? null,
    session_digest: actor?.sessionDigest || null,
    address: actor?.address || null,
    event: entry.event,
    object: entry.object,
    result: entry.result,
    reason: entry.reason ?? null,
    request_id: currentRequestId() ?? null,
    details: entry.details ?? null,
  };
}
