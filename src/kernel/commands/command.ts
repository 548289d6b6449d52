import type { Transaction } from 'kysely';
import type { Clock } from '../calendar/day.ts';
import type { Database } from '../database/database.ts';
import type { DB } from '../database/tables.gen.ts';
import type { Actor } from '../identity/actor.ts';

/** A message for other services, in-box, mail or webhook; written in the command's transaction, delivered at least once. */
export interface OutboxMessage {
  readonly topic: string;
  /** What it is about (`case:0198…`): messages about one thing are delivered in the order of their commands. */
  readonly about?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly event: string;
  /** `mission:0198…`: kind and id, never a personal value. */
  readonly object: string;
  readonly result: 'done' | 'refused' | 'failed';
  readonly reason?: string;
  /** The post used, where the actor holds several; the only post is taken by itself. */
  readonly post?: string;
  /** The person acted for under a delegation: both are on record. */
  readonly onBehalfOf?: string;
  /** Codes and ids only; personal values are refused by a test. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** One command at work: everything it writes goes through `queries` and commits or vanishes together. */
export interface Work {
  readonly queries: Transaction<DB>;
  readonly actor: Actor;
  /** Business time, from the clock passed in. */
  readonly now: Date;
  audit(entry: AuditEntry): void;
  send(message: OutboxMessage): void;
}

export interface Command<Answer> {
  /** The endpoint or job id, e.g. `official-travel.submit`. */
  readonly name: string;
  /** Made by the client (UUID). Same key again: same answer, no second effect; other body: 422 (CC-01, CC-02). */
  readonly key: string;
  /** Canonical JSON of the request is digested, to compare repeats. */
  readonly input: unknown;
  /** What it acts on (`mission:0198…`), for the entry of a refusal or failure. */
  readonly object?: string;
  /** The answer must be JSON: a repeat is given what was stored. */
  readonly run: (work: Work) => Promise<Answer>;
}

/** The one way to change anything: endpoints, jobs, command line and demonstration data all come through here. */
export interface Runner {
  readonly database: Database;
  readonly clock: Clock;
  run<Answer>(actor: Actor, command: Command<Answer>): Promise<Answer>;
}
