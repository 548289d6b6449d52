import type { Text } from '../text.ts';

/** One fault of a request, at a field (JSON pointer). All faults are reported at once. */
export interface Fault {
  readonly at: string;
  readonly code: string;
  readonly message: Text;
}

/**
 * Expected failure. Thrown by use cases and turned into an RFC 9457 document by the mount:
 * 422 malformed, 403 refused with a named reason, 404 may not know of it, 409 state, 428 version missing.
 */
export class Problem extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 428 | 429 | 503 | 507,
    /** Last part of `urn:honglu:problem:…`, e.g. `stale-version`. */
    readonly code: string,
    /** What holds, why, and what to do instead. */
    readonly text: Text,
    readonly details: { readonly faults?: readonly Fault[]; readonly [key: string]: unknown } = {},
  ) {
    super(`${code}: ${text.en}`);
  }
}
