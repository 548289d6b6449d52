import type { Day } from '../calendar/day.ts';
import type { Actor } from '../identity/actor.ts';
import type { Role } from '../identity/roles.ts';

export type FactValue = boolean | number | string | readonly string[];

/** A unit and the units above it, root first, itself last. */
export interface UnitRef {
  readonly id: string;
  readonly path: readonly string[];
}

/** A failed rule as the engine needs to know it; the service keeps sentence and citation. */
export interface OpenFinding {
  readonly id: string;
  /** `submit`: no submission while it stands. `approve`: no approval without a recorded exception. */
  readonly blocks: 'submit' | 'approve' | 'nothing';
  /** Roles that may grant an exception; none: only mending the case helps. */
  readonly exceptionBy: readonly Role[];
}

/** What the service tells the engine about the case as it stands now. */
export interface CaseFacts {
  /** Values for the conditions of routes, by the names of `Process.facts`. */
  readonly values: Readonly<Record<string, FactValue>>;
  /** The person who applies for the unit. */
  readonly applicant: string;
  /** Persons whom the decision is about. Together with the applicant they are the interested persons. */
  readonly members: readonly string[];
  readonly units: {
    readonly applicant: UnitRef;
    readonly firstReview: UnitRef | null;
    readonly office: UnitRef;
    /** Fixed units that routes name. */
    readonly others?: readonly UnitRef[];
  };
  readonly findings: readonly OpenFinding[];
  /** Codes of `Process.papers` that are required and not there. */
  readonly missingPapers: readonly string[];
}

/** Who acts, as far as the engine looks: a natural person with posts and delegations. */
export type Doer = Pick<Actor, 'personId' | 'posts' | 'actsFor'>;

export interface Due {
  readonly day: Day;
  /** Beyond the last year whose holidays are known. */
  readonly provisional: boolean;
}

/** The day that ends a term of working days begun on `from` (the day of the event does not count). */
export type DueDay = (from: Day, workingDays: number) => Due;

/** Everything outside the history that a command depends on. */
export interface Circumstances {
  readonly facts: CaseFacts;
  readonly dueDay: DueDay;
}
