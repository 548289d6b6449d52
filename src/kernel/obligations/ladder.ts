import type { RungAct } from './model.ts';

/** One rung: so many days after (before, if negative) the instant from which the duty is late. */
export interface Rung {
  readonly afterDays: number;
  readonly act: RungAct;
}

export type Ladder = readonly Rung[];

const day = 86_400_000;

export const rungAt = (rung: Rung, dueAt: Date): Date => new Date(dueAt.getTime() + rung.afterDays * day);

/** Rungs in the order in which they come; a service may write them down in any. */
export const inOrder = (ladder: Ladder): Ladder => ladder.toSorted((a, b) => a.afterDays - b.afterDays);

/**
 * When the job must look at the duty again: at the next rung, or when it becomes late, whichever comes first. Null: never,
 * the ladder is climbed and it is late already.
 */
export function nextLook(ladder: Ladder, climbed: number, dueAt: Date, late: boolean): Date | null {
  const rung = inOrder(ladder)[climbed];
  const next = rung ? rungAt(rung, dueAt) : null;
  if (late) return next;
  return next !== null && next < dueAt ? next : dueAt;
}

/** The rungs that are due at that instant and not yet climbed, with their places. */
export function rungsDue(
  ladder: Ladder,
  climbed: number,
  dueAt: Date,
  now: Date,
): readonly (Rung & { place: number })[] {
  return inOrder(ladder)
    .map((rung, index) => ({ ...rung, place: index + 1 }))
    .filter((rung) => rung.place > climbed && rungAt(rung, dueAt) <= now);
}
