import { createHash, randomBytes } from 'node:crypto';

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What the cookie holds: the office's id (no secret; it says under which row security to look) and 256 random bits.
 * Only the digest of the whole is stored.
 */
export interface SessionToken {
  readonly officeId: string;
  readonly digest: Buffer;
}

export function newToken(officeId: string): SessionToken & { readonly token: string } {
  const bytes = Buffer.concat([Buffer.from(officeId.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  return { token: bytes.toString('base64url'), officeId, digest: digestOf(bytes) };
}

/** Null if this cannot be a token of ours. */
export function readToken(token: string): SessionToken | null {
  if (!/^[A-Za-z0-9_-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  const officeId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return uuidPattern.test(officeId) ? { officeId, digest: digestOf(bytes) } : null;
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update('honglu session').update(bytes).digest();
}
