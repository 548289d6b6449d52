import { createHash } from 'node:crypto';

/** An entry as the chain sees it. Times are whole microseconds since 1970, details the text that PostgreSQL prints. */
export interface ChainedEntry {
  readonly id: string;
  readonly at_real: string;
  readonly at_business: string;
  readonly subject: string | null;
  readonly on_behalf: string | null;
  readonly post: string | null;
  readonly session_digest: string | null;
  readonly address: string | null;
  readonly event: string;
  readonly object: string;
  readonly result: string;
  readonly reason: string | null;
  readonly request_id: string | null;
  readonly details: string | null;
}

const linkLabel = 'honglu audit link v1\0';
const startLabel = 'honglu audit start v1\0';

function sm3(label: string): ReturnType<typeof createHash> {
  return createHash('sm3').update(label, 'utf8');
}

/** What the first link of an office follows. */
export function startOfChain(officeId: string): Buffer {
  return sm3(startLabel).update(officeId, 'utf8').digest();
}

/**
 * The bytes that are chained: a JSON list in fixed order, UTF-8. Fixed by the vectors of `chain.test.ts`: changing them
 * makes every trail in the world unverifiable.
 */
export function canonicalBytes(officeId: string, sequence: number, entry: ChainedEntry): Buffer {
  const list = [
    1,
    officeId,
    sequence,
    entry.id,
    entry.at_real,
    entry.at_business,
    entry.subject,
    entry.on_behalf,
    entry.post,
    entry.session_digest,
    entry.address,
    entry.event,
    entry.object,
    entry.result,
    entry.reason,
    entry.request_id,
    entry.details,
  ];
  return Buffer.from(JSON.stringify(list), 'utf8');
}

/** SM3(label ‖ previous digest ‖ canonical bytes), 32 bytes (AU-05). */
export function linkDigest(previous: Uint8Array, officeId: string, sequence: number, entry: ChainedEntry): Buffer {
  return sm3(linkLabel)
    .update(previous)
    .update(canonicalBytes(officeId, sequence, entry))
    .digest();
}
