import type { Clock } from '#kernel/calendar/day.ts';
import type { Runner } from '#kernel/commands/command.ts';
import type { Durability } from '#kernel/database/durability.ts';
import type { OpenedDatabase } from '#kernel/database/open.ts';
import type { Jobs } from '#kernel/jobs/jobs.ts';
import type { ClockWatch } from './clock-watch.ts';
import type { DiskWatch } from './disk.ts';

/** What the state page and the alarms look at. */
export interface OperationsParts {
  readonly database: OpenedDatabase;
  readonly runner: Runner;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly disk: DiskWatch;
  readonly clockWatch: ClockWatch;
  readonly durability: Durability;
  readonly version: string;
  /** Where backups go; null: they are made from outside. */
  readonly backups: { readonly place: string; readonly secondPlace: string | null; readonly keepDays: number } | null;
  /** Bytes that the audit trail may take. */
  readonly auditSpace: number;
  /** Whether this node does background work. */
  readonly works: boolean;
  /** Whether new entries take their place in the chain. */
  readonly linking: () => boolean;
}
