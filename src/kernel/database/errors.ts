/** Why the database did not answer. */
export type UnavailableReason =
  /** No connection could be made, or the server is starting or stopping. */
  | 'unreachable'
  /** The connection broke while a statement was on its way. */
  | 'lost'
  /** More than the pool's queue is waiting (DU-08): try again later. */
  | 'busy';

/** The database cannot be used at the moment; it is worth trying again later. Becomes 503 with Retry-After. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly reason: UnavailableReason;
  /** The connection broke during `commit`: the work may or may not be there. Only a command's key can tell (CC-01). */
  readonly outcomeUnknown: boolean;

  constructor(reason: UnavailableReason, options: { cause?: unknown; outcomeUnknown?: boolean } = {}) {
    super(`the database is not available (${reason})`, { cause: options.cause });
    this.reason = reason;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
  }
}

/** The database has no room on its disk (SQLSTATE 53100). Nothing of the transaction was kept. Becomes 507. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';

  constructor(cause: unknown) {
    super('the database has no room left on its disk', { cause });
  }
}

/** The database is reachable, but not set up so that the program can work on it; the message says what to do. */
export class DatabaseMisconfigured extends Error {
  override readonly name = 'DatabaseMisconfigured';
}

const unreachableStates = new Set(['57P03', '53300']);
const lostStates = new Set(['57P01', '57P02', '57P05', '25P03']);
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const lostMessages =
  /Connection terminated|connection timeout|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed/i;

/** The driver's error as one of ours; errors that speak of the statement itself (constraints, timeouts) stay as they are. */
export function translateDriverError(error: unknown, phase: 'connect' | 'statement' | 'commit'): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '53100') return new StorageFull(error);
  const unreachable = unreachableStates.has(code) || (phase === 'connect' && networkCodes.has(code));
  if (unreachable) return new DatabaseUnavailable('unreachable', { cause: error });
  const lost =
    code.startsWith('08') || lostStates.has(code) || networkCodes.has(code) || lostMessages.test(error.message);
  if (!lost) return error;
  return new DatabaseUnavailable(phase === 'connect' ? 'unreachable' : 'lost', {
    cause: error,
    outcomeUnknown: phase === 'commit',
  });
}
