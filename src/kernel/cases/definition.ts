import type { Day } from '../calendar/day.ts';
import type { Role } from '../identity/roles.ts';
import type { Text } from '../text.ts';

/** Colour of a status; always shown with icon and word. */
export type Tone = 'grey' | 'blue' | 'amber' | 'green' | 'red' | 'violet';

/** The five words that suffice for the public; the step stands beside. */
export const publicWords = {
  draft: { zh: '尚未提交', en: 'Not yet sent' },
  received: { zh: '已收到', en: 'Received' },
  processing: { zh: '办理中', en: 'Being handled' },
  correct: { zh: '需要您补正', en: 'Needs your correction' },
  closed: { zh: '已办结', en: 'Closed' },
} as const satisfies Record<string, Text>;
export type PublicWord = keyof typeof publicWords;

export interface StateDefinition {
  readonly label: Text;
  readonly tone: Tone;
  readonly public: PublicWord;
  /** Nothing more can happen to the case in this state. */
  readonly final?: boolean;
}

export const stepKinds = {
  decide: { zh: '审批', en: 'Decision' },
  opinion: { zh: '征求意见', en: 'Opinion' },
  wait: { zh: '等待', en: 'Wait' },
  issue: { zh: '出件', en: 'Issue of a document' },
} as const satisfies Record<string, Text>;
/**
 * `decide`: approve, refuse or return. `opinion`: answers without veto. `wait`: a named wait, finished by a command or a job.
 * `issue`: a document is being issued.
 */
export type StepKind = keyof typeof stepKinds;

export type Decision = 'approve' | 'refuse' | 'return';

export interface StepDefinition {
  readonly label: Text;
  readonly kind: StepKind;
  /** The state that an open node of this step puts the case in. */
  readonly state: string;
  /** What a signer of a `decide` step may do; all three if absent. */
  readonly may?: readonly Decision[];
  /** The decision may be given on paper: recorded by one person and checked by another before it counts. */
  readonly allowsPaper?: boolean;
  /** Whoever decided one of these steps may not decide this one, nor the other way round (二人以上分办). */
  readonly otherPersonThan?: readonly string[];
  /** Sections of the content that a signer of this step may write. */
  readonly writes?: readonly string[];
  /** Papers must be complete here, or their absence accepted with a dated promise (容缺受理). */
  readonly checksPapers?: boolean;
  /** No approval here while a finding that blocks approval has no recorded exception. */
  readonly checksFindings?: boolean;
  readonly workingDays?: number;
}

/** Where a role is looked for. Fixed units are for member units such as the finance bureau. */
export type Place = 'applicant-unit' | 'first-review-unit' | 'office' | { readonly unitId: string };

export type SignerRule = { readonly role: Role; readonly at: Place } | { readonly person: string };

/** Who may do something to a case beside its signers. */
export type Who =
  | { readonly relation: 'applicant' | 'member' | 'holder' | 'participant' }
  | { readonly role: Role; readonly at: Place }
  | { readonly system: true };

export type Power =
  | 'submit'
  | 'withdraw'
  | 'urge'
  | 'copy'
  | 'suspend'
  | 'terminate'
  | 'amend'
  | 'annul'
  | 'fulfil-promise'
  | 'register-paper'
  | 'check-paper'
  | 'escalate';

export interface WritableRule {
  readonly state: string;
  readonly sections: readonly string[];
  readonly by: readonly Who[];
}

export type FactType = 'bool' | 'int' | 'double' | 'string' | 'list<string>';

/** A fact of the case that a condition of a route may name. */
export interface FactDefinition {
  readonly type: FactType;
  readonly label: Text;
}

/** Names of the states that belong to no step. */
export interface Outcomes {
  readonly draft: string;
  readonly returned: string;
  readonly withdrawn: string;
  readonly suspended: string;
  readonly refused: string;
  readonly terminated: string;
  readonly annulled: string;
  readonly completed: string;
  /** While a change of an approved case is under way; without it the step's own state is shown. */
  readonly amending?: string;
}

/** What a service lays down once: states, steps, who may write what. A route chooses among the steps; it cannot add any. */
export interface Process {
  readonly service: string;
  readonly kind: string;
  readonly title: Text;
  readonly states: Readonly<Record<string, StateDefinition>>;
  readonly outcomes: Outcomes;
  readonly steps: Readonly<Record<string, StepDefinition>>;
  readonly sections: Readonly<Record<string, Text>>;
  readonly returnReasons: Readonly<Record<string, Text>>;
  readonly exceptionReasons: Readonly<Record<string, Text>>;
  readonly suspendReasons: Readonly<Record<string, Text>>;
  /** Reasons for ending or revoking by the office. */
  readonly endReasons: Readonly<Record<string, Text>>;
  /** Papers that may be promised for later (容缺), by code. */
  readonly papers: Readonly<Record<string, Text>>;
  /** Kinds of change that an amendment may name; conditions of routes read them as `changes`. */
  readonly changes: Readonly<Record<string, Text>>;
  readonly facts: Readonly<Record<string, FactDefinition>>;
  readonly writable: readonly WritableRule[];
  readonly powers: Readonly<Partial<Record<Power, readonly Who[]>>>;
  /** Signs where the rule of a route finds nobody, e.g. no unit of first review; always looked for in the office. */
  readonly fallback: Role;
  /** Working days that the applicant has to mend a returned case. */
  readonly correctionDays: number;
}

/** one: the only signer. any 任一通过. all 全部通过 (会签). atLeast 按比例通过. */
export type Threshold = 'one' | 'any' | 'all' | { readonly atLeast: number };

export interface RouteNode {
  readonly key: string;
  readonly step: string;
  /** CEL over the facts of the process, `amendment` (bool) and `changes` (list of strings); the node is skipped when false. */
  readonly when?: string;
  /** For `wait` and `issue`: who may finish it beside the system. */
  readonly signers: readonly SignerRule[];
  readonly threshold: Threshold;
  /** Neighbouring nodes of one group run at the same time. */
  readonly group?: string;
  readonly workingDays?: number;
}

/** Dated data, edited on a screen; see `validateRoute` and `tryRoute`. */
export interface Route {
  readonly id: string;
  readonly title: Text;
  readonly validFrom: Day;
  /** Last day in force, if it was ended. */
  readonly validTo?: Day;
  /** CEL: this route is for cases for which it is true. Among several the lowest `order` wins. */
  readonly when: string;
  readonly order: number;
  readonly nodes: readonly RouteNode[];
  /** The case counts as granted (批准) when this node is behind it. */
  readonly grantedAfter: string;
}

/** Process and chosen route together. A running case keeps it whole, under the SHA-256 of its canonical JSON. */
export interface CaseDefinition {
  readonly process: Process;
  readonly route: Route;
}

/** What every process may grant without saying so. */
export const defaultPowers: Readonly<Record<Power, readonly Who[]>> = {
  submit: [{ relation: 'applicant' }],
  withdraw: [{ relation: 'applicant' }],
  urge: [{ relation: 'applicant' }, { relation: 'member' }],
  copy: [{ relation: 'holder' }, { relation: 'applicant' }],
  suspend: [{ role: 'office-head', at: 'office' }],
  terminate: [{ role: 'office-head', at: 'office' }],
  amend: [{ relation: 'applicant' }],
  annul: [{ role: 'office-head', at: 'office' }],
  'fulfil-promise': [
    { role: 'intake', at: 'office' },
    { role: 'reviewer', at: 'office' },
  ],
  'register-paper': [{ role: 'leader-secretary', at: 'office' }],
  'check-paper': [
    { role: 'leader-secretary', at: 'office' },
    { role: 'reviewer', at: 'office' },
  ],
  escalate: [{ system: true }, { role: 'office-head', at: 'office' }],
};

export function powersOf(process: Process, power: Power): readonly Who[] {
  return process.powers[power] ?? defaultPowers[power];
}

export function decisionsOf(step: StepDefinition): readonly Decision[] {
  return step.may ?? ['approve', 'refuse', 'return'];
}
