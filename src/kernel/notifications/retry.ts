/** A message whose notices fail again and again holds up what comes after it about the same thing: given up after so many. */
export const outboxAttempts = 10;
/** A receiver may be away for days: at five minutes each these are a week. */
export const deliveryAttempts = 2_016;
/** One that will never be taken is tried a few times, in case the receiver mends itself. */
export const lastingAttempts = 5;

/** Seconds until the next attempt: doubling from five, five minutes at most, so that a backlog is gone soon after a return. */
export const pauseBefore = (attempts: number): number => Math.min(300, 5 * 2 ** Math.min(attempts - 1, 10));

/** How long a worker has a message for itself; then another one takes it up. */
export const leaseSeconds = 60;
