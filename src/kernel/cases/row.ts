import type { Day } from '../calendar/day.ts';
import type { CaseDefinition, Power, Who } from './definition.ts';
import { powersOf } from './definition.ts';
import type { Holder } from './events.ts';
import type { Doer } from './facts.ts';
import type { CaseState } from './state.ts';
import { openNodes } from './state-name.ts';

/** What the list row says that comes from the history alone. */
export interface RowFromHistory {
  readonly phase: CaseState['phase'];
  readonly state: string;
  readonly nodes: readonly string[];
  readonly holders: readonly Holder[];
  readonly holderIds: readonly string[];
  readonly dueOn: Day | null;
  readonly dueProvisional: boolean;
  readonly version: number;
  readonly definition: string | null;
  readonly submittedAt: string | null;
  readonly updatedAt: string | null;
}

/** What the row knows from the service: whom the case is about and where it belongs. */
export interface RowPeople {
  readonly applicant: string;
  readonly members: readonly string[];
  readonly unitPath: readonly string[];
}

const distinct = <T>(items: readonly T[]): readonly T[] =>
  items.filter((item, index) => items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === index);

function dueOf(definition: CaseDefinition, state: CaseState): { dueOn: Day | null; dueProvisional: boolean } {
  if (state.suspended || state.phase !== 'open') return { dueOn: null, dueProvisional: false };
  if (state.correction) return { dueOn: state.correction.due, dueProvisional: state.correction.provisional };
  const first = openNodes(definition, state)
    .filter((node) => node.due !== null)
    .toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0];
  return { dueOn: first?.due ?? null, dueProvisional: first?.provisional ?? false };
}

export function rowOf(definition: CaseDefinition, state: CaseState, people: RowPeople): RowFromHistory {
  const nodes = openNodes(definition, state);
  const open = nodes.flatMap((node) => node.seats.filter((seat) => seat.status === 'open'));
  const holders = distinct(state.correction ? [{ person: people.applicant }] : open.flatMap((seat) => seat.holders));
  return {
    phase: state.phase,
    state: state.state,
    nodes: nodes.map((node) => node.node),
    holders,
    holderIds: holders.flatMap((holder) => ('person' in holder ? [holder.person] : [])),
    ...dueOf(definition, state),
    version: state.version,
    definition: state.definition,
    submittedAt: state.submittedAt,
    updatedAt: state.updatedAt,
  };
}

export type CaseRelation = 'applicant' | 'member' | 'holder' | 'participant';

/** Who stands in which relation, for the permission filter. Copies make their readers participants. */
export function peopleOf(state: CaseState, people: RowPeople): ReadonlyMap<CaseRelation, ReadonlySet<string>> {
  const live = state.rounds.find((round) => round.status === 'live');
  const named = Object.values(live?.nodes ?? {})
    .filter((node) => node.status === 'open')
    .flatMap((node) => node.seats)
    .filter((seat) => seat.status === 'open' || seat.status === 'waiting' || seat.status === 'later')
    .flatMap((seat) => seat.holders)
    .flatMap((holder) => ('person' in holder ? [holder.person] : []));
  return new Map<CaseRelation, ReadonlySet<string>>([
    ['applicant', new Set([people.applicant])],
    ['member', new Set(people.members)],
    ['holder', new Set(state.correction ? [...named, people.applicant] : named)],
    ['participant', new Set([...state.participants, ...state.copies])],
  ]);
}

export type TaskKind = 'decide' | 'opinion' | 'wait' | 'issue' | 'correct' | 'check-paper';

export interface OpenTask {
  readonly subject: string;
  readonly kind: TaskKind;
  readonly node: string | null;
  readonly seat: string | null;
  readonly step: string | null;
  readonly reach: readonly string[];
  readonly notFor: readonly string[];
  readonly dueOn: Day | null;
  readonly dueProvisional: boolean;
  readonly suspended: boolean;
}

function reachOfHolder(holder: Holder): readonly string[] {
  if ('person' in holder) return [`p:${holder.person}`];
  return [`r:${holder.role}:${holder.unitId}`, ...holder.unitPath.map((unit) => `s:${holder.role}:${unit}`)];
}

/** Keys under which the to-do of this person is found: own posts, or those of one person acted for. */
export function reachOf(doer: Pick<Doer, 'personId' | 'posts'>): readonly string[] {
  const posts = doer.posts.flatMap((post) =>
    post.roles.flatMap((role) => [`r:${role}:${post.unitId}`, ...(post.subtree ? [`s:${role}:${post.unitId}`] : [])]),
  );
  return [...new Set([`p:${doer.personId}`, ...posts])];
}

function reachOfPower(definition: CaseDefinition, power: Power, people: RowPeople): readonly string[] {
  const holder = (who: Who): readonly Holder[] => {
    if ('relation' in who) return who.relation === 'applicant' ? [{ person: people.applicant }] : [];
    if ('system' in who || who.at === 'first-review-unit') return [];
    const { role } = who;
    if (typeof who.at === 'object') return [{ role, unitId: who.at.unitId, unitPath: [who.at.unitId] }];
    const unitPath = who.at === 'office' ? people.unitPath.slice(0, 1) : people.unitPath;
    const unitId = unitPath.at(-1);
    return unitId ? [{ role, unitId, unitPath }] : [];
  };
  return [...new Set(powersOf(definition.process, power).flatMap(holder).flatMap(reachOfHolder))];
}

/** Every task that stands open in this state. */
export function openTasks(definition: CaseDefinition, state: CaseState, people: RowPeople): readonly OpenTask[] {
  if (state.phase !== 'open') return [];
  const concerned = [...new Set([people.applicant, ...people.members])];
  const live = state.rounds.find((round) => round.status === 'live');
  const suspended = state.suspended !== null;
  const seats = openNodes(definition, state).flatMap((node) => {
    const kind = definition.process.steps[node.step]?.kind ?? 'decide';
    return node.seats
      .filter((seat) => seat.status === 'open' && seat.paper === undefined)
      .map(
        (seat): OpenTask => ({
          subject: `${live?.round ?? 0}:${seat.seat}`,
          kind,
          node: node.node,
          seat: seat.seat,
          step: node.step,
          reach: [...new Set(seat.holders.flatMap(reachOfHolder))],
          notFor: kind === 'decide' || kind === 'issue' ? concerned : [],
          dueOn: node.due,
          dueProvisional: node.provisional,
          suspended,
        }),
      );
  });
  const papers = state.papers
    .filter((paper) => paper.status === 'unchecked')
    .map((paper): OpenTask => {
      const node = live?.nodes[paper.node];
      return {
        subject: paper.paper,
        kind: 'check-paper',
        node: paper.node,
        seat: paper.seat,
        step: node?.step ?? null,
        reach: reachOfPower(definition, 'check-paper', people),
        notFor: [...new Set([...concerned, ...paper.registeredBy])],
        dueOn: node?.due ?? null,
        dueProvisional: node?.provisional ?? false,
        suspended,
      };
    });
  const correction: readonly OpenTask[] = state.correction
    ? [
        {
          subject: 'correction',
          kind: 'correct',
          node: null,
          seat: null,
          step: null,
          reach: reachOfPower(definition, 'submit', people),
          notFor: [],
          dueOn: state.correction.due,
          dueProvisional: state.correction.provisional,
          suspended,
        },
      ]
    : [];
  return [...seats, ...papers, ...correction].filter((task) => task.reach.length > 0);
}
