import { addDays, type Day } from '../calendar/day.ts';
import type { Post } from '../identity/actor.ts';
import type { Role } from '../identity/roles.ts';
import type { Act, Command } from './commands.ts';
import type { CaseDefinition, Process, Route, RouteNode } from './definition.ts';
import { inForce } from './digest.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFacts, Circumstances, Doer, DueDay } from './facts.ts';
import { emptyState, fold } from './fold.ts';
import { type Laws, laws as lawfulLaws } from './laws.ts';
import { type Applied, reducer } from './reducer.ts';
import type { CaseState, Refusal } from './state.ts';

/** An invented service for the tests of the engine: a town lends its banners to clubs. No test leans on a real service. */
const both = (zh: string, en: string) => ({ zh, en });

export const bannerLoan: Process = {
  service: 'banner-loans',
  kind: 'loan',
  title: both('借旗', 'Banner loan'),
  states: {
    draft: { label: both('草稿', 'Draft'), tone: 'grey', public: 'draft' },
    'at-club': { label: both('待单位签批', 'Awaiting unit signature'), tone: 'blue', public: 'received' },
    'at-review': { label: both('审核中', 'Under review'), tone: 'blue', public: 'processing' },
    'at-mayor': { label: both('待市领导', 'Awaiting city leader'), tone: 'blue', public: 'processing' },
    noticed: { label: both('公示中', 'Public notice'), tone: 'blue', public: 'processing' },
    issuing: { label: both('已批准', 'Granted'), tone: 'green', public: 'processing' },
    lent: { label: both('在外', 'Lent'), tone: 'blue', public: 'processing' },
    returned: { label: both('退回补正', 'Returned for correction'), tone: 'amber', public: 'correct' },
    withdrawn: { label: both('已撤回', 'Withdrawn'), tone: 'grey', public: 'closed' },
    suspended: { label: both('暂停办理', 'Suspended'), tone: 'violet', public: 'processing' },
    refused: { label: both('不予批准', 'Refused'), tone: 'red', public: 'closed', final: true },
    terminated: { label: both('已终止', 'Terminated'), tone: 'grey', public: 'closed', final: true },
    annulled: { label: both('已撤销', 'Revoked'), tone: 'grey', public: 'closed', final: true },
    completed: { label: both('已办结', 'Closed'), tone: 'grey', public: 'closed', final: true },
    amending: { label: both('变更中', 'Amendment pending'), tone: 'violet', public: 'processing' },
  },
  outcomes: {
    draft: 'draft',
    returned: 'returned',
    withdrawn: 'withdrawn',
    suspended: 'suspended',
    refused: 'refused',
    terminated: 'terminated',
    annulled: 'annulled',
    completed: 'completed',
    amending: 'amending',
  },
  steps: {
    club: {
      label: both('单位签批', 'Unit signature'),
      kind: 'decide',
      state: 'at-club',
      allowsPaper: true,
      workingDays: 3,
    },
    money: { label: both('经费意见', 'Budget opinion'), kind: 'opinion', state: 'at-review', writes: ['budget'] },
    intake: {
      label: both('受理', 'Intake'),
      kind: 'decide',
      state: 'at-review',
      may: ['approve', 'return'],
      checksPapers: true,
      workingDays: 5,
    },
    review: {
      label: both('审核', 'Review'),
      kind: 'decide',
      state: 'at-review',
      otherPersonThan: ['intake'],
      checksFindings: true,
      workingDays: 5,
    },
    notice: { label: both('公示', 'Public notice'), kind: 'wait', state: 'noticed', workingDays: 5 },
    mayor: {
      label: both('市领导审批', 'City leader'),
      kind: 'decide',
      state: 'at-mayor',
      allowsPaper: true,
      otherPersonThan: ['review'],
    },
    issue: { label: both('出件', 'Issue'), kind: 'issue', state: 'issuing' },
    back: { label: both('归还', 'Return of the banner'), kind: 'wait', state: 'lent' },
  },
  sections: { facts: both('事实', 'Facts'), budget: both('经费', 'Budget') },
  returnReasons: { incomplete: both('材料不全', 'Papers incomplete'), route: both('行程问题', 'Itinerary') },
  exceptionReasons: { need: both('工作急需', 'Urgent need') },
  suspendReasons: { inquiry: both('待核实', 'Inquiry pending') },
  endReasons: { moot: both('事由已消失', 'No longer needed') },
  papers: { invitation: both('邀请函', 'Invitation'), plan: both('方案', 'Plan') },
  changes: { dates: both('时间', 'Dates'), people: both('人员', 'People') },
  facts: {
    banners: { type: 'int', label: both('面数', 'Banners') },
    leader: { type: 'bool', label: both('领导参加', 'A leader takes part') },
    purpose: { type: 'string', label: both('用途', 'Purpose') },
  },
  writable: [
    { state: 'draft', sections: ['facts', 'budget'], by: [{ relation: 'applicant' }] },
    { state: 'returned', sections: ['facts'], by: [{ relation: 'applicant' }] },
  ],
  powers: {},
  fallback: 'office-head',
  correctionDays: 10,
};

export const units = {
  office: { id: 'u-office', path: ['u-office'] },
  club: { id: 'u-club', path: ['u-office', 'u-county', 'u-club'] },
  county: { id: 'u-county', path: ['u-office', 'u-county'] },
} as const;

export const clubHead: RouteNode = {
  key: 'club',
  step: 'club',
  signers: [{ role: 'unit-head', at: 'applicant-unit' }],
  threshold: 'one',
};
export const moneyOpinion: RouteNode = {
  key: 'money',
  step: 'money',
  signers: [{ role: 'unit-finance', at: 'applicant-unit' }],
  threshold: 'one',
};
export const intake: RouteNode = {
  key: 'intake',
  step: 'intake',
  signers: [{ role: 'intake', at: 'office' }],
  threshold: 'one',
};
export const review: RouteNode = {
  key: 'review',
  step: 'review',
  signers: [{ role: 'reviewer', at: 'office' }],
  threshold: 'one',
};
export const notice: RouteNode = { key: 'notice', step: 'notice', signers: [], threshold: 'one' };
export const mayor: RouteNode = {
  key: 'mayor',
  step: 'mayor',
  when: 'leader || banners > 10',
  signers: [{ role: 'city-leader', at: 'office' }],
  threshold: 'one',
};
export const issue: RouteNode = {
  key: 'issue',
  step: 'issue',
  signers: [{ role: 'seal-keeper', at: 'office' }],
  threshold: 'one',
};
export const back: RouteNode = {
  key: 'back',
  step: 'back',
  signers: [{ role: 'liaison-officer', at: 'applicant-unit' }],
  threshold: 'one',
};

export function routeOf(nodes: readonly RouteNode[], grantedAfter: string): Route {
  return {
    id: 'ordinary',
    title: both('一般路线', 'Ordinary route'),
    validFrom: '2026-01-01' as Day,
    when: 'true',
    order: 1,
    nodes,
    grantedAfter,
  };
}

export const ordinaryRoute = routeOf([clubHead, moneyOpinion, intake, review, notice, mayor, issue, back], 'mayor');
export const bannerCase: CaseDefinition = { process: bannerLoan, route: ordinaryRoute };

/** Counts days as if every day were worked: the calendar has tests of its own. */
export const everyDayWorked: DueDay = (from, workingDays) => ({ day: addDays(from, workingDays), provisional: false });

const post = (unitId: string, ...held: Role[]): Post => ({
  id: `p-${unitId}-${held.join()}`,
  title: '岗位',
  unitId,
  roles: held,
  subtree: false,
});
const person = (personId: string, ...posts: Post[]): Doer => ({ personId, posts, actsFor: [] });

export const people = {
  applicant: person('applicant', post(units.club.id, 'liaison-officer')),
  member: person('member', post(units.club.id, 'traveller')),
  head: person('head', post(units.club.id, 'unit-head')),
  bursar: person('bursar', post(units.club.id, 'unit-finance')),
  clerk: person('clerk', post(units.office.id, 'intake', 'reviewer')),
  reviewer: person('reviewer', post(units.office.id, 'reviewer')),
  director: person('director', post(units.office.id, 'office-head')),
  mayor: person('mayor', post(units.office.id, 'city-leader')),
  secretary: person('secretary', post(units.office.id, 'leader-secretary')),
  keeper: person('keeper', post(units.office.id, 'seal-keeper')),
} as const;

/** The person with a delegation of another, posts included. */
export function standingInFor(doer: Doer, other: Doer): Doer {
  return { ...doer, actsFor: [...doer.actsFor, { personId: other.personId, name: '', posts: other.posts }] };
}

export const plainFacts: CaseFacts = {
  values: { banners: 4, leader: true, purpose: 'match' },
  applicant: 'applicant',
  members: ['member'],
  units: { applicant: units.club, firstReview: units.county, office: units.office },
  findings: [],
  missingPapers: [],
};

export const plainCircumstances: Circumstances = { facts: plainFacts, dueDay: everyDayWorked };

/** A case that is lived through in a test: commands are given, refusals thrown back as values. */
export class LivedCase {
  readonly events: CaseEvent[] = [];
  state: CaseState;
  circumstances = plainCircumstances;
  at = new Date('2026-03-02T01:00:00Z');
  readonly #force: ReturnType<typeof inForce>;
  readonly #reducer: ReturnType<typeof reducer>;
  #keys = 0;

  constructor(
    readonly definition: CaseDefinition = bannerCase,
    laws: Laws = lawfulLaws,
  ) {
    this.#force = inForce(definition);
    this.#reducer = reducer(laws);
    this.state = emptyState(definition);
  }

  command(by: Doer | 'system', act: Act, more: { readonly key?: string; readonly actingFor?: string } = {}): Command {
    this.#keys += 1;
    return {
      ...act,
      key: more.key ?? `key-${this.#keys}`,
      at: this.at.toISOString(),
      by,
      ...(more.actingFor ? { actingFor: more.actingFor } : {}),
    };
  }

  try(
    by: Doer | 'system',
    act: Act,
    more: { readonly key?: string; readonly actingFor?: string } = {},
  ): Applied | Refusal {
    const answer = this.#reducer.applyTo(this.#force, this.state, this.command(by, act, more), this.circumstances);
    if (!answer.refused) {
      this.events.push(...answer.events);
      this.state = answer.state;
    }
    return answer;
  }

  /** @throws Error when the command is refused */
  do(by: Doer | 'system', act: Act, more: { readonly key?: string; readonly actingFor?: string } = {}): this {
    const answer = this.try(by, act, more);
    if (answer.refused) throw new Error(`${act.type} refused: ${answer.code}`);
    return this;
  }

  /** Code of the refusal, or null if the command was done. */
  refusal(
    by: Doer | 'system',
    act: Act,
    more: { readonly key?: string; readonly actingFor?: string } = {},
  ): string | null {
    const answer = this.try(by, act, more);
    return answer.refused ? answer.code : null;
  }

  actions(by: Doer | 'system') {
    return this.#reducer.actionsFor(
      this.#force,
      this.state,
      { doer: by, at: this.at.toISOString() },
      this.circumstances,
    );
  }

  with(facts: Partial<CaseFacts>): this {
    this.circumstances = { ...this.circumstances, facts: { ...this.circumstances.facts, ...facts } };
    return this;
  }

  later(hours: number): this {
    this.at = new Date(this.at.getTime() + hours * 3_600_000);
    return this;
  }

  refolded(): CaseState {
    return fold(this.definition, this.events);
  }

  /** Events of one type, in order. */
  told<Type extends CaseEvent['type']>(type: Type): readonly Extract<CaseEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<CaseEvent, { type: Type }> => event.type === type);
  }
}

export const seatOf = (node: string, number = 1) => ({ node, seat: `${node}.${number}` });

/** Submitted, and brought to the node by the persons whom the ordinary route names. */
export function broughtTo(node: string, lived = new LivedCase()): LivedCase {
  const steps: readonly (readonly [string, () => void])[] = [
    ['club', () => lived.do(people.head, { type: 'approve', ...seatOf('club') })],
    ['money', () => lived.do(people.bursar, { type: 'answer', ...seatOf('money'), opinion: 'agree' })],
    ['intake', () => lived.do(people.clerk, { type: 'approve', ...seatOf('intake') })],
    ['review', () => lived.do(people.reviewer, { type: 'approve', ...seatOf('review') })],
    ['notice', () => lived.do('system', { type: 'completeWait', node: 'notice' })],
    ['mayor', () => lived.do(people.mayor, { type: 'approve', ...seatOf('mayor') })],
    ['issue', () => lived.do(people.keeper, { type: 'completeIssue', node: 'issue', document: 'doc-1' })],
    ['back', () => lived.do(people.applicant, { type: 'completeWait', node: 'back' })],
  ];
  lived.do(people.applicant, { type: 'submit', versions: { facts: 1, budget: 1 } });
  for (const [key, pass] of steps) {
    if (key === node) return lived;
    pass();
  }
  return lived;
}
