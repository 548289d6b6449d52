import type { Post } from '../identity/actor.ts';
import type { CaseDefinition, Who } from './definition.ts';
import type { Holder } from './events.ts';
import type { CaseFacts, Doer, UnitRef } from './facts.ts';
import type { CaseState, PaperState, RoundState, SeatState } from './state.ts';

/** Who acts in this command, and as whom. */
export interface Acting {
  readonly by: string | 'system';
  readonly actingFor?: string;
  /** As whom seats and relations are looked up: the person acted for, or the actor. */
  readonly person: string;
  readonly posts: readonly Post[];
  /** Natural persons behind the act. */
  readonly people: readonly string[];
  /** Persons whom the actor may stand in for at all; standing in for an interested person is interest enough. */
  readonly standsInFor: readonly string[];
}

export const system: Acting = { by: 'system', person: '', posts: [], people: [], standsInFor: [] };

/** @returns null if the actor holds no delegation of that person */
export function actingAs(doer: Doer | 'system', actingFor: string | undefined): Acting | null {
  if (doer === 'system') return actingFor ? null : system;
  const standsInFor = doer.actsFor.map((one) => one.personId);
  if (!actingFor) {
    return { by: doer.personId, person: doer.personId, posts: doer.posts, people: [doer.personId], standsInFor };
  }
  const other = doer.actsFor.find((one) => one.personId === actingFor);
  if (!other) return null;
  return {
    by: doer.personId,
    actingFor,
    person: actingFor,
    posts: other.posts,
    people: [...new Set([doer.personId, actingFor])],
    standsInFor,
  };
}

function overUnit(acting: Acting, role: string, unit: UnitRef): boolean {
  return acting.posts.some(
    (post) =>
      post.roles.some((held) => held === role) &&
      (post.unitId === unit.id || (post.subtree && unit.path.includes(post.unitId))),
  );
}

export function holdsSeat(acting: Acting, holders: readonly Holder[]): boolean {
  if (acting.by === 'system') return false;
  return holders.some((holder) =>
    'person' in holder
      ? holder.person === acting.person
      : overUnit(acting, holder.role, { id: holder.unitId, path: holder.unitPath }),
  );
}

export function unitAt(facts: CaseFacts, place: Extract<Who, { role: unknown }>['at']): UnitRef | null {
  if (place === 'applicant-unit') return facts.units.applicant;
  if (place === 'first-review-unit') return facts.units.firstReview;
  if (place === 'office') return facts.units.office;
  return facts.units.others?.find((unit) => unit.id === place.unitId) ?? { id: place.unitId, path: [place.unitId] };
}

/** Whether the actor is one of these. Relations of the private side are never taken over by a delegation. */
export function isOneOf(who: readonly Who[], acting: Acting, facts: CaseFacts, state: CaseState): boolean {
  const live = state.rounds.find((round) => round.status === 'live');
  const related = (relation: 'applicant' | 'member' | 'holder' | 'participant'): boolean => {
    if (relation === 'applicant') return !acting.actingFor && facts.applicant === acting.person;
    if (relation === 'member') return !acting.actingFor && facts.members.includes(acting.person);
    if (relation === 'participant') return state.participants.includes(acting.person);
    return Object.values(live?.nodes ?? {}).some(
      (node) =>
        node.status === 'open' && node.seats.some((seat) => seat.status === 'open' && holdsSeat(acting, seat.holders)),
    );
  };
  return who.some((one) => {
    if ('system' in one) return acting.by === 'system';
    if (acting.by === 'system') return false;
    if ('relation' in one) return related(one.relation);
    const unit = unitAt(facts, one.at);
    return unit !== null && overUnit(acting, one.role, unit);
  });
}

/** Applicant and members: whom the decision is about. */
export function interested(facts: CaseFacts): readonly string[] {
  return [facts.applicant, ...facts.members];
}

const repeats = (definition: CaseDefinition, a: string, b: string): boolean =>
  a === b ||
  (definition.process.steps[a]?.otherPersonThan ?? []).includes(b) ||
  (definition.process.steps[b]?.otherPersonThan ?? []).includes(a);

const settled = (seat: SeatState): boolean => seat.decision !== undefined;

/**
 * The rules that no route, post, delegation or added signer gets around. They are one value so that a test can hand the
 * reducer a broken law and see the property fail.
 */
export interface Laws {
  /** No one decides one's own case (GB/T 22239-2019 8.1.4.2d): not oneself, nor as or with a stand-in. */
  ownCase(facts: CaseFacts, people: readonly string[]): boolean;
  /** Two-person steps, and the seats of one step, need different natural persons. */
  sameNaturalPerson(
    definition: CaseDefinition,
    round: RoundState,
    step: string,
    exceptSeat: string,
    people: readonly string[],
  ): boolean;
  /** A paper counts when somebody else than who recorded it has checked it. */
  checksOwnRecord(paper: PaperState, people: readonly string[]): boolean;
  /** A command sent twice is done once. */
  alreadyDone(state: CaseState, key: string): boolean;
  /** Not more than one round runs at a time. */
  roundRuns(state: CaseState): boolean;
  /** A reminder every 24 hours at most. */
  urgedLately(state: CaseState, at: string): boolean;
}

export const laws: Laws = {
  ownCase: (facts, people) => interested(facts).some((person) => people.includes(person)),
  sameNaturalPerson: (definition, round, step, exceptSeat, people) =>
    Object.values(round.nodes).some(
      (node) =>
        node.status !== 'void' &&
        repeats(definition, node.step, step) &&
        node.seats.some(
          (seat) => seat.seat !== exceptSeat && settled(seat) && seat.people.some((person) => people.includes(person)),
        ),
    ),
  checksOwnRecord: (paper, people) => paper.registeredBy.some((person) => people.includes(person)),
  alreadyDone: (state, key) => state.keys.has(key),
  roundRuns: (state) =>
    state.rounds.some((round) => round.status === 'live' && !round.granted) ||
    state.rounds.some((round) => round.status === 'parked'),
  urgedLately: (state, at) => state.urgedAt !== null && Date.parse(at) - Date.parse(state.urgedAt) < 24 * 3_600_000,
};
