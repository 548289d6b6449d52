import type { Clock, Day } from '#kernel/calendar/day.ts';
import type { OpenDatabaseOptions } from '#kernel/database/open.ts';
import { type TestDatabase, testDatabase } from '#kernel/database/testing.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { Actor, Post } from '#kernel/identity/actor.ts';
import type { Role } from '#kernel/identity/roles.ts';
import type { Runner } from './command.ts';
import { createRunner, type RunnerParts } from './runner.ts';

/** A clock that stands still until it is told otherwise. */
export class TestClock implements Clock {
  #now: Date;

  constructor(start: Date | string = '2020-06-01T09:00:00+08:00') {
    this.#now = new Date(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(instant: Date | string): void {
    this.#now = new Date(instant);
  }

  /** Nine in the morning in Beijing on that day. */
  setDay(day: Day | string): void {
    this.set(`${day}T09:00:00+08:00`);
  }

  advance(by: {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
  }): void {
    const seconds = ((by.days ?? 0) * 24 + (by.hours ?? 0)) * 3600 + (by.minutes ?? 0) * 60 + (by.seconds ?? 0);
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }
}

export interface TestActorFacts extends Partial<Omit<Actor, 'posts'>> {
  readonly posts?: readonly Post[];
  /** Short for one post with these roles in `unitId`. */
  readonly roles?: readonly Role[];
  readonly unitId?: string;
  readonly subtree?: boolean;
}

/** A person of their own with one post, unless said otherwise. */
export function testActor(facts: TestActorFacts & { readonly officeId: string }): Actor {
  const { roles, unitId, subtree, posts, ...own } = facts;
  const post: Post = {
    id: uuidv7(),
    title: '工作人员',
    unitId: unitId ?? facts.officeId,
    roles: roles ?? [],
    subtree: subtree ?? false,
  };
  return {
    accountId: uuidv7(),
    personId: uuidv7(),
    name: '张三',
    posts: posts ?? [post],
    actsFor: [],
    sessionDigest: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
    factorAt: null,
    address: '127.0.0.1',
    ...own,
  };
}

export interface TestRunner extends TestDatabase {
  readonly runner: Runner;
  readonly clock: TestClock;
  /** A fresh actor of this office. */
  actor(facts?: TestActorFacts): Actor;
}

/** A runner over a fresh database and a clock that the test sets. `close()` it in `afterAll`. */
export async function testRunner(
  options: {
    readonly start?: Date | string;
    readonly answers?: RunnerParts['answers'];
  } & Partial<OpenDatabaseOptions> = {},
): Promise<TestRunner> {
  const { start, answers, ...connection } = options;
  const opened = await testDatabase(connection);
  const clock = new TestClock(start);
  return {
    ...opened,
    clock,
    runner: createRunner({ database: opened.database, clock, answers }),
    actor: (facts = {}) => testActor({ officeId: opened.officeId, ...facts }),
  };
}
