import type { Role } from './roles.ts';

/**
 * A closed expression: it can be run as a function on one subject (`may`) and as an SQL filter on a list (`filter`),
 * and a property test compares the two. There is no other way to say who may do something.
 */
export type Permission =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  /** Holds one of the roles somewhere in the office; used where there is no subject (create, settings, whole-office lists). */
  | { readonly kind: 'role'; readonly roles: readonly Role[] }
  /** Holds one of the roles in a post whose unit is the subject's unit or, with a subtree post, stands above it. */
  | { readonly kind: 'role-over-unit'; readonly roles: readonly Role[] }
  /** The subject names the actor in this relation (applicant, member, holder of an open task, party to a past step). */
  | { readonly kind: 'related'; readonly as: readonly Relation[] }
  | { readonly kind: 'any'; readonly of: readonly Permission[] }
  | { readonly kind: 'all'; readonly of: readonly Permission[] };

export type Relation = 'applicant' | 'member' | 'holder' | 'participant';

/** What a permission is asked about. The list row of a case has the same facts, as columns and as `kernel.case_people`. */
export interface Subject {
  readonly officeId: string;
  /** The unit that the matter belongs to and all units above it, root first. */
  readonly unitPath: readonly string[];
  readonly people: Readonly<Partial<Record<Relation, readonly string[]>>>;
}

/** Named reasons, shown in the reader's language with what to do instead. Never a bare "no". */
export type RefusalReason =
  | 'not-signed-in'
  | 'role-missing'
  | 'outside-scope'
  | 'not-related'
  | 'own-case'
  | 'second-person-needed'
  | 'step-up-needed'
  | 'other-office';

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: RefusalReason };

export const signedIn: Permission = { kind: 'signed-in' };
export const everybody: Permission = { kind: 'public' };
export const role = (...roles: Role[]): Permission => ({ kind: 'role', roles });
export const roleOverUnit = (...roles: Role[]): Permission => ({ kind: 'role-over-unit', roles });
export const related = (...as: Relation[]): Permission => ({ kind: 'related', as });
export const anyOf = (...of: Permission[]): Permission => ({ kind: 'any', of });
export const allOf = (...of: Permission[]): Permission => ({ kind: 'all', of });
