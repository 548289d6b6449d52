import type { Transaction } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { DB } from '#kernel/database/tables.gen.ts';
import type { CaseKinds } from '#kernel/desk/case-kinds.ts';
import type { Text } from '#kernel/text.ts';

/** A message of the outbox, as it is worked off. */
export interface SentMessage {
  readonly id: string;
  readonly topic: string;
  readonly about: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  /** Business time of the command that sent it. */
  readonly sentAt: Date;
}

/** What a rule may look at: the office's records, in the transaction in which the notices are written. */
export interface NoticeContext {
  readonly queries: Transaction<DB>;
  readonly officeId: string;
  readonly kinds: CaseKinds;
  /** Business time now. */
  readonly now: Date;
}

export interface Notice {
  /** Tells the notices of one message apart. */
  readonly key: string;
  /** Persons; named twice, told once. */
  readonly to: readonly string[];
  /** `copy`: a case to read (待阅), kept apart from messages. */
  readonly kind?: 'message' | 'copy';
  /** What stands in the in-box. */
  readonly text: Text;
  /** What leaves the program by mail or webhook: number and act, no names, no amounts. Without it nothing leaves. */
  readonly brief?: Text;
  readonly caseId?: string | null;
  /** Page on the desk. */
  readonly link?: string | null;
}

/** Whom a message is told to, and in which words. Declared by the service that sends it. */
export interface NoticeRule {
  readonly key: string;
  readonly topics: readonly string[];
  readonly notices: (message: SentMessage, context: NoticeContext) => Promise<readonly Notice[]>;
}

/** What another service does when it hears of something: a command of its own, done once for each message. */
export interface Consumer {
  /** `obligations.recompute-all`: the command's name in the trail. */
  readonly name: string;
  readonly topics: readonly string[];
  /** Asked first: what does not concern it leaves no command in the trail. Default: every message of the topics. */
  readonly concerns?: (message: SentMessage) => boolean;
  readonly consume: (work: Work, message: SentMessage) => Promise<void>;
}

/** Derived data that follows the records, written again from them at each message. */
export interface Projection {
  readonly topics: readonly string[];
  readonly project: (message: SentMessage, context: NoticeContext) => Promise<void>;
}

export interface Subscribers {
  readonly kinds: CaseKinds;
  readonly rules: readonly NoticeRule[];
  readonly consumers: readonly Consumer[];
  readonly projections: readonly Projection[];
}
