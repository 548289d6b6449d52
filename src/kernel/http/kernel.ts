import type { z } from 'zod';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Runner } from '#kernel/commands/command.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Database } from '#kernel/database/database.ts';
import type { CaseKind } from '#kernel/desk/case-kinds.ts';
import type { WeekSource } from '#kernel/desk/week.ts';
import type { DocumentParts } from '#kernel/documents/issue.ts';
import type { DocumentKind } from '#kernel/documents/kind.ts';
import type { FileStore } from '#kernel/files/store.ts';
import type { Jobs } from '#kernel/jobs/jobs.ts';
import type { Measure } from '#kernel/measures/measure.ts';
import type { Consumer, NoticeRule } from '#kernel/notifications/message.ts';
import type { HeldSource } from '#kernel/privacy/held.ts';
import type { SearchKind } from '#kernel/search/find.ts';
import type { Text } from '#kernel/text.ts';
import type { Handler } from './handler.ts';

/** What the program hands to each service when it starts. */
export interface Kernel {
  readonly runner: Runner;
  readonly database: Database;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly jobs: Jobs;
  readonly files: FileStore;
  readonly documents: DocumentParts;
}

/** What the server wants of an entry of `services.ts`. */
export interface Served {
  /** Folder name: `official-travel`. */
  readonly name: string;
  readonly handlers?: (kernel: Kernel) => readonly Handler[];
  /** Its kinds of case, so that desk, messages and search can name steps and know who may see what. */
  readonly cases?: readonly CaseKind[];
  /** Events that it writes into the trail beside those of its endpoints, without its name: `person-document-registered`. */
  readonly events?: Readonly<Record<string, Text>>;
  /** Who is told of its messages, and in which words. */
  readonly notices?: readonly NoticeRule[];
  /** What it does when it hears of another service's message. */
  readonly consumers?: readonly Consumer[];
  /** Its groups of search hits beside cases. */
  readonly found?: readonly SearchKind[];
  /** What it knows of a week, for the plan of the week. */
  readonly week?: WeekSource;
  /** The figures that it answers for. */
  readonly measures?: readonly Measure[];
  /** Its kinds of document, with template, data and series. */
  readonly documents?: readonly DocumentKind[];
  /** Where it holds data on persons, so that one act finds all of it (PR-05). */
  readonly held?: readonly HeldSource[];
  /** Every record in which it asks for data, for the register of processing (PR-01). */
  readonly records?: readonly z.core.$ZodType[];
  /** Defines and schedules the service's background jobs; called once before the start. */
  readonly defineJobs?: (kernel: Kernel) => void;
}
