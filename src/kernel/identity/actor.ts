import type { Role } from './roles.ts';

/** One post that a person holds now: roles, valid in one unit and, if `subtree`, in all units below it. */
export interface Post {
  readonly id: string;
  readonly title: string;
  readonly unitId: string;
  readonly roles: readonly Role[];
  readonly subtree: boolean;
}

/** Who acts. Made by the session look-up, never from a request body. */
export interface Actor {
  readonly officeId: string;
  readonly accountId: string;
  /** The natural person. Two accounts, posts or delegations of one person are still one person. */
  readonly personId: string;
  readonly name: string;
  readonly posts: readonly Post[];
  /** Dated delegations in force: the actor may act for these persons, and both names go on record. */
  readonly actsFor: readonly { readonly personId: string; readonly name: string; readonly posts: readonly Post[] }[];
  readonly sessionDigest: string;
  /** When the second factor was last given; step-up endpoints want it under five minutes old (ID-09). */
  readonly factorAt: Date | null;
  readonly address: string;
}
