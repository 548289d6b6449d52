import type { Actor, Post } from './actor.ts';
import type { Permission, RefusalReason, Relation, Subject, Verdict } from './permission.ts';
import type { Role } from './roles.ts';

const allowed: Verdict = { allowed: true };
const refused = (reason: RefusalReason): Verdict => ({ allowed: false, reason });

/** Administrators' work is nobody else's: a delegation never carries these roles, nor the right to stand in for one another. */
export const neverDelegated: readonly Role[] = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
];

/** A stand-in takes over duties, not the private side of a person: own journeys stay unseen. */
const delegatedRelations: readonly Relation[] = ['holder', 'participant'];

/** Every post whose roles the actor may use now: own ones, and by delegation those of others without administration. */
export function postsInForce(actor: Actor): readonly Post[] {
  return [
    ...actor.posts,
    ...actor.actsFor.flatMap((person) =>
      person.posts.map((post) => ({ ...post, roles: post.roles.filter((role) => !neverDelegated.includes(role)) })),
    ),
  ];
}

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return postsInForce(actor).some((post) => post.roles.some((role) => roles.includes(role)));
}

/** The persons as whom the actor counts in that relation. */
export function personsFor(actor: Actor, relation: Relation): readonly string[] {
  if (!delegatedRelations.includes(relation)) return [actor.personId];
  return [actor.personId, ...actor.actsFor.map((person) => person.personId)];
}

/** The more a reason tells what is missing, the higher it stands; of several refusals the highest is shown. */
const telling: Readonly<Record<RefusalReason, number>> = {
  'not-signed-in': 0,
  'role-missing': 1,
  'not-related': 2,
  'outside-scope': 3,
  'second-person-needed': 4,
  'own-case': 5,
  'step-up-needed': 6,
  'other-office': 7,
};

function overUnit(actor: Actor, roles: readonly Role[], unitPath: readonly string[]): Verdict {
  const holding = postsInForce(actor).filter((post) => post.roles.some((role) => roles.includes(role)));
  if (holding.length === 0) return refused('role-missing');
  const own = unitPath.at(-1);
  const stands = holding.some((post) => post.unitId === own || (post.subtree && unitPath.includes(post.unitId)));
  return stands ? allowed : refused('outside-scope');
}

/**
 * Whether the actor may do this to the subject. Pure; `permissionFilter` says the same in SQL and a property test compares them.
 * A subject of another office is refused whatever the permission. Throws TypeError if the permission needs a subject and none is given.
 */
export function may(actor: Actor | null, permission: Permission, subject?: Subject): Verdict {
  if (actor && subject && actor.officeId !== subject.officeId) return refused('other-office');
  return decide(actor, permission, subject);
}

function decide(actor: Actor | null, permission: Permission, subject: Subject | undefined): Verdict {
  switch (permission.kind) {
    case 'public':
      return allowed;
    case 'any': {
      const verdicts = permission.of.map((one) => decide(actor, one, subject));
      if (verdicts.some((verdict) => verdict.allowed)) return allowed;
      return verdicts.reduce<Verdict>(
        (best, next) => (!best.allowed && !next.allowed && telling[next.reason] > telling[best.reason] ? next : best),
        refused(actor ? 'role-missing' : 'not-signed-in'),
      );
    }
    case 'all':
      return permission.of.map((one) => decide(actor, one, subject)).find((verdict) => !verdict.allowed) ?? allowed;
  }
  if (!actor) return refused('not-signed-in');
  if (permission.kind === 'signed-in') return allowed;
  if (permission.kind === 'role') return hasRole(actor, ...permission.roles) ? allowed : refused('role-missing');
  if (!subject) throw new TypeError(`permission ${permission.kind} asked without a subject`);
  if (permission.kind === 'role-over-unit') return overUnit(actor, permission.roles, subject.unitPath);
  const related = permission.as.some((relation) => {
    const persons = personsFor(actor, relation);
    return subject.people[relation]?.some((person) => persons.includes(person)) ?? false;
  });
  return related ? allowed : refused('not-related');
}

/** True if the permission cannot be judged without a subject. */
export function needsSubject(permission: Permission): boolean {
  if (permission.kind === 'any' || permission.kind === 'all') return permission.of.some(needsSubject);
  return permission.kind === 'role-over-unit' || permission.kind === 'related';
}

/**
 * Whether there could be a subject for which the actor may: asked before a list, whose rows are then chosen by `permissionFilter`.
 */
export function mayAtAll(actor: Actor | null, permission: Permission): Verdict {
  switch (permission.kind) {
    case 'role-over-unit':
      return decide(actor, { kind: 'role', roles: permission.roles }, undefined);
    case 'related':
      return decide(actor, { kind: 'signed-in' }, undefined);
    case 'any': {
      const verdicts = permission.of.map((one) => mayAtAll(actor, one));
      return verdicts.find((verdict) => verdict.allowed) ?? verdicts[0] ?? refused('role-missing');
    }
    case 'all':
      return permission.of.map((one) => mayAtAll(actor, one)).find((verdict) => !verdict.allowed) ?? allowed;
    default:
      return decide(actor, permission, undefined);
  }
}

/**
 * No one decides one's own case (GB/T 22239-2019 8.1.4.2d): not oneself, nor while standing in for the person concerned.
 * Applicant and members are concerned.
 */
export function ownCase(actor: Actor, subject: Subject): boolean {
  const concerned = [...(subject.people.applicant ?? []), ...(subject.people.member ?? [])];
  return concerned.includes(actor.personId) || actor.actsFor.some((person) => concerned.includes(person.personId));
}
