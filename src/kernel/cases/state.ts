import type { Day } from '../calendar/day.ts';
import type { Text } from '../text.ts';
import type { CommandType } from './commands.ts';
import type { StepKind, Tone } from './definition.ts';
import type { Holder, Opinion, Position, ReturnWay, RoundOutcome, SectionVersions } from './events.ts';

export interface SeatState {
  readonly seat: string;
  readonly holders: readonly Holder[];
  /** `waiting`: an added signer comes first. `later`: comes after the others. `not-needed`: settled without it. */
  readonly status: 'open' | 'waiting' | 'later' | 'decided' | 'not-needed' | 'removed';
  readonly added?: { readonly position: Position; readonly beside: string; readonly by: string };
  readonly decision?: 'approve' | 'refuse' | Opinion;
  /** Natural persons who stand behind the decision: who acted and for whom. */
  readonly people: readonly string[];
  /** Unchecked paper registration that this seat waits on. */
  readonly paper?: string;
}

export interface NodeState {
  readonly node: string;
  readonly step: string;
  /** `paused`: closed for now, to be gone on with. `void`: to be gone through again. */
  readonly status: 'open' | 'passed' | 'refused' | 'skipped' | 'paused' | 'void';
  readonly why?: 'condition' | 'done-before';
  readonly seats: readonly SeatState[];
  readonly openedAt: string;
  readonly due: Day | null;
  readonly provisional: boolean;
}

export interface RoundState {
  readonly round: number;
  readonly purpose: 'first' | 'amendment';
  readonly changes: readonly string[];
  readonly status: 'live' | 'parked' | 'ended';
  readonly granted: boolean;
  readonly outcome?: RoundOutcome;
  /** Of a round that an amendment had parked: the content that holds again if the change is not granted. */
  readonly versions?: SectionVersions;
  /** By key of the node; the latest pass. */
  readonly nodes: Readonly<Record<string, NodeState>>;
}

/** The applicant's open task to mend and send again. */
export interface Correction {
  readonly from: string | null;
  readonly reason: string | null;
  readonly way: ReturnWay;
  /** Sections that may be mended; null: all that the process opens. */
  readonly reopens: readonly string[] | null;
  readonly since: string;
  readonly due: Day | null;
  readonly provisional: boolean;
}

export interface PaperState {
  readonly paper: string;
  readonly node: string;
  readonly seat: string;
  readonly decision: 'approve' | 'refuse';
  readonly signer: string;
  readonly signedOn: Day;
  readonly file: string;
  /** Who acted and for whom. */
  readonly registeredBy: readonly string[];
  readonly status: 'unchecked' | 'checked' | 'rejected' | 'lapsed';
}

export interface PromiseState {
  readonly promise: string;
  readonly papers: readonly string[];
  readonly due: Day;
  readonly fulfilled: boolean;
}

export interface Retractable {
  readonly node: string;
  readonly seat: string;
  readonly by: string;
  readonly key: string;
  readonly closes: readonly string[];
  readonly ungrants: boolean;
}

export interface CaseState {
  readonly phase: 'draft' | 'open' | 'ended';
  /** Key of `Process.states`. */
  readonly state: string;
  /** Digest of the definition in force; null in a draft. */
  readonly definition: string | null;
  readonly rounds: readonly RoundState[];
  readonly correction: Correction | null;
  readonly suspended: {
    readonly since: string;
    readonly reason: string;
    readonly left: Readonly<Record<string, number | null>>;
  } | null;
  readonly papers: readonly PaperState[];
  readonly promises: readonly PromiseState[];
  readonly exceptions: readonly { readonly finding: string; readonly reason: string; readonly by: string }[];
  readonly urgedAt: string | null;
  readonly copies: readonly string[];
  /** Every natural person who acted, for the permission filter. */
  readonly participants: readonly string[];
  readonly versions: SectionVersions;
  readonly submittedAt: string | null;
  readonly updatedAt: string | null;
  readonly keys: ReadonlySet<string>;
  /** Latest decision that its signer may still take back. */
  readonly retractable: Retractable | null;
  /** Number of events: the version of the case. */
  readonly version: number;
}

/** An act that is open to the reader now. */
export interface OpenAction {
  readonly command: CommandType;
  readonly label: Text;
  readonly node?: string;
  readonly seat?: string;
  readonly paper?: string;
  readonly promise?: string;
  readonly finding?: string;
  /** Open only by acting for this person. */
  readonly actingFor?: string;
  /** For added signers: what it does to the condition of passing. */
  readonly effect?: Text;
}

/** An act that is not open to the reader, and what it lacks. */
export interface ClosedAction {
  readonly command: CommandType;
  readonly label: Text;
  readonly node?: string;
  readonly reason: RefusalCode;
  readonly text: Text;
}

export type RefusalCode =
  | 'not-open'
  | 'not-permitted'
  | 'not-signer'
  | 'own-case'
  | 'second-person-needed'
  | 'suspended'
  | 'ended'
  | 'draft'
  | 'already-submitted'
  | 'not-returned'
  | 'someone-acted'
  | 'already-granted'
  | 'not-granted'
  | 'live-round'
  | 'decision-not-offered'
  | 'wrong-kind'
  | 'unknown-code'
  | 'not-earlier'
  | 'already-signer'
  | 'not-added'
  | 'urged-lately'
  | 'not-suspended'
  | 'papers-missing'
  | 'promised-papers-missing'
  | 'nothing-missing'
  | 'promise-not-dated'
  | 'finding-blocks'
  | 'no-such-finding'
  | 'not-exceptionable'
  | 'section-not-writable'
  | 'paper-not-allowed'
  | 'paper-pending'
  | 'paper-not-pending'
  | 'paper-in-future'
  | 'not-delegated'
  | 'waits-for-other'
  | 'not-retractable'
  | 'top-reached'
  | 'no-such-promise'
  | 'no-route';

export interface Refusal {
  readonly refused: true;
  readonly code: RefusalCode;
  readonly text: Text;
  /** What is possible for the same person instead. */
  readonly possible: readonly OpenAction[];
  readonly state: string;
}

/** Head of the path shown on the case page: every node of the case's own definition. */
export interface PathItem {
  readonly node: string;
  readonly label: Text;
  readonly kind: StepKind;
  readonly tone: Tone;
  readonly status: 'done' | 'current' | 'to-come' | 'skipped';
  readonly why?: 'condition' | 'done-before';
}
