import type { Day } from '../calendar/day.ts';
import type { Role } from '../identity/roles.ts';

/** Events hold ids and codes only: no name, no sentence. Words stand in `kernel.case_texts` under the id that an event names. */
export interface EventEnvelope {
  /** Business time, ISO 8601 in UTC. */
  readonly at: string;
  /** Natural person who acted, or the system. */
  readonly by: string | 'system';
  /** The person acted for: under a delegation, or the signer of a paper. Both stand on record. */
  readonly for?: string;
  /** Key of the command that caused the event. A key seen before means: already done. */
  readonly key: string;
}

/** Who may fill a seat: a named person, or whoever holds the role in (or with a subtree post above) the unit. */
export type Holder =
  | { readonly person: string }
  | { readonly role: Role; readonly unitId: string; readonly unitPath: readonly string[] };

export type SectionVersions = Readonly<Record<string, number>>;

export type Position = 'before' | 'after' | 'beside';
export type ReturnWay = 'come-back' | 'run-again';
export type Opinion = 'agree' | 'agree-with-conditions' | 'disagree';

export interface SeatOpening {
  readonly seat: string;
  readonly holders: readonly Holder[];
}

export interface DueRecord {
  readonly due: Day | null;
  readonly provisional: boolean;
}

export type RoundOutcome = 'completed' | 'refused' | 'withdrawn' | 'terminated' | 'annulled' | 'superseded';

/** What somebody did. */
export type ActEvent =
  | {
      readonly type: 'submitted';
      readonly round: number;
      readonly definition: string;
      readonly versions: SectionVersions;
    }
  | {
      readonly type: 'resubmitted';
      readonly definition: string;
      readonly versions: SectionVersions;
      readonly way: ReturnWay;
      /** Completed nodes that must be gone through again. */
      readonly voids: readonly string[];
    }
  | { readonly type: 'withdrawn'; readonly outcome: 'correct' | 'end'; readonly voids: readonly string[] }
  | {
      readonly type: 'decided';
      readonly node: string;
      readonly seat: string;
      readonly decision: 'approve' | 'refuse';
      readonly text?: string;
      /** Text of the conditions, for 附条件同意. */
      readonly conditions?: string;
      readonly versions?: SectionVersions;
      /** The checked paper that carries the decision; `for` is then its signer, `by` who checked it. */
      readonly paper?: string;
    }
  | {
      readonly type: 'answered';
      readonly node: string;
      readonly seat: string;
      readonly opinion: Opinion;
      readonly text?: string;
      readonly versions?: SectionVersions;
    }
  | {
      readonly type: 'returned';
      readonly node: string;
      readonly seat: string;
      readonly to: { readonly applicant: true } | { readonly node: string };
      readonly reason: string;
      readonly text: string;
      readonly way: ReturnWay;
      /** Sections that were opened for mending, if not all. */
      readonly reopens?: readonly string[];
      readonly voids: readonly string[];
      readonly due: Day | null;
      readonly provisional: boolean;
    }
  | {
      readonly type: 'retracted';
      readonly node: string;
      readonly seat: string;
      /** Nodes that the decision had opened or skipped. */
      readonly closes: readonly string[];
      /** The decision had granted the case. */
      readonly ungrants: boolean;
    }
  | {
      readonly type: 'transferred';
      readonly node: string;
      readonly seat: string;
      readonly to: string;
      readonly text?: string;
    }
  | {
      readonly type: 'signer-added';
      readonly node: string;
      readonly seat: string;
      readonly beside: string;
      readonly position: Position;
      readonly person: string;
      readonly text?: string;
      /** Approvals needed and seats counted, before and after (加签对通过条件的影响). */
      readonly needed: { readonly before: number; readonly after: number };
      readonly seats: { readonly before: number; readonly after: number };
    }
  | { readonly type: 'signer-removed'; readonly node: string; readonly seat: string }
  | { readonly type: 'urged'; readonly node: string | null }
  | { readonly type: 'copied'; readonly persons: readonly string[] }
  | {
      readonly type: 'suspended';
      readonly reason: string;
      readonly text?: string;
      /** Working days left on each open node when the clock stopped. */
      readonly left: Readonly<Record<string, number | null>>;
    }
  | { readonly type: 'resumed'; readonly dues: Readonly<Record<string, DueRecord>> }
  | {
      readonly type: 'amended';
      readonly round: number;
      readonly parks: number;
      readonly definition: string;
      readonly versions: SectionVersions;
      readonly changes: readonly string[];
    }
  | { readonly type: 'annulled'; readonly reason: string; readonly text?: string }
  | { readonly type: 'terminated'; readonly reason: string; readonly text?: string }
  | {
      readonly type: 'promise-accepted';
      readonly promise: string;
      readonly papers: readonly string[];
      readonly due: Day;
    }
  | { readonly type: 'promise-fulfilled'; readonly promise: string; readonly versions?: SectionVersions }
  | {
      readonly type: 'paper-registered';
      readonly paper: string;
      readonly node: string;
      readonly seat: string;
      readonly decision: 'approve' | 'refuse';
      readonly signer: string;
      /** The day written on the paper. */
      readonly signedOn: Day;
      readonly file: string;
      readonly text?: string;
    }
  | { readonly type: 'paper-checked'; readonly paper: string }
  | { readonly type: 'paper-rejected'; readonly paper: string; readonly text: string }
  | { readonly type: 'escalated'; readonly node: string; readonly seat: string; readonly to: Holder }
  | {
      readonly type: 'wait-completed';
      readonly node: string;
      readonly evidence?: string;
      readonly versions?: SectionVersions;
    }
  | { readonly type: 'issued'; readonly node: string; readonly document: string }
  | { readonly type: 'exception-granted'; readonly finding: string; readonly reason: string; readonly text: string };

/** What followed from it. */
export type EffectEvent =
  | ({
      readonly type: 'node-opened';
      readonly node: string;
      readonly step: string;
      readonly seats: readonly SeatOpening[];
      /** The rule of the route found nobody, so that the fallback role of the process signs. */
      readonly fallback?: boolean;
    } & DueRecord)
  | ({ readonly type: 'node-reopened'; readonly node: string } & DueRecord)
  | { readonly type: 'node-skipped'; readonly node: string; readonly why: 'condition' | 'done-before' }
  /**
   * The node runs although its condition did not say so: it could not be computed, and skipping a signer by accident would be
   * worse; or nobody else would have decided the case before it is granted.
   */
  | { readonly type: 'condition-set-aside'; readonly node: string; readonly why: 'failed' | 'only-decision' }
  | { readonly type: 'node-completed'; readonly node: string; readonly outcome: 'passed' | 'refused' }
  | { readonly type: 'granted'; readonly round: number }
  | { readonly type: 'round-ended'; readonly round: number; readonly outcome: RoundOutcome }
  | { readonly type: 'round-restored'; readonly round: number; readonly dues: Readonly<Record<string, DueRecord>> };

export type EventBody = ActEvent | EffectEvent;
export type CaseEvent = EventEnvelope & EventBody;
