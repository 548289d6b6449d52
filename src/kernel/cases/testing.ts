import { addDays, type Day } from '../calendar/day.ts';
import type { Post } from '../identity/actor.ts';
import type { Role } from '../identity/roles.ts';
import type { CaseDefinition, Process, Route, RouteNode } from './definition.ts';
import type { CaseFacts, Circumstances, Doer, DueDay } from './facts.ts';

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
