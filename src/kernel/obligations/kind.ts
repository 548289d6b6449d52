import type { Role } from '../identity/roles.ts';
import type { Text } from '../text.ts';
import type { Ladder } from './ladder.ts';
import type { ClockKind } from './model.ts';

/** A kind of duty: defined once, in the service that it belongs to. */
export interface ObligationKind {
  /** `official-travel.trip-report`: service, then what it is. */
  readonly key: string;
  /** A noun: 出访报告. */
  readonly label: Text;
  readonly clock: ClockKind;
  /** Of the clock's unit. */
  readonly amount: number;
  /** The event that starts it: 实际抵境. */
  readonly startedBy: Text;
  /** Article, or who set it. */
  readonly source: Text;
  readonly ladder: Ladder;
  /** Who owes it where no person is named: whoever holds this role at the unit. Default: liaison officer. */
  readonly duty?: Role;
  /** A last day that is off moves to the next working day (民法典第二百零三条). Default false. */
  readonly rollsOver?: boolean;
}

const kinds = new Map<string, ObligationKind>();

/** @throws TypeError if the key is taken, or the amount is no whole number of 0 or more */
export function obligationKind(definition: ObligationKind): ObligationKind {
  if (kinds.has(definition.key)) throw new TypeError(`two kinds of duty with the key ${definition.key}`);
  if (!Number.isInteger(definition.amount) || definition.amount < 0) {
    throw new TypeError(`${definition.key}: ${definition.amount} is no term`);
  }
  kinds.set(definition.key, definition);
  return definition;
}

export const obligationKindOf = (key: string): ObligationKind | undefined => kinds.get(key);

export const labelOfKind = (key: string): Text => kinds.get(key)?.label ?? { zh: key, en: key };
