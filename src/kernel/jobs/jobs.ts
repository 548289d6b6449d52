import { sql, type Transaction } from 'kysely';
import type PgBoss from 'pg-boss';
import type { z } from 'zod';
import { type Clock, systemClock } from '../calendar/day.ts';
import type { Database } from '../database/database.ts';
import type { DB } from '../database/tables.gen.ts';
import { uuidv7 } from '../database/uuid.ts';
import { duesBetween, nextDue } from './cron.ts';
import { installQueues, openQueue, type QueueSettings, through } from './queue.ts';
import { type Delivery, graceSeconds, Worker } from './worker.ts';

export interface RunningJob<Data> extends Omit<Delivery, 'data'> {
  readonly data: Data;
}

export interface JobDefinition<Data extends object> {
  /** Checks the data when it is put in and again when it is taken out. Ids and codes only, no personal values. */
  readonly data: z.ZodType<Data>;
  /**
   * May run twice for one job, even at the same moment (a worker that was cut off). Its effect carries `job.id` as the
   * command's key, which makes it one effect (CC-08).
   */
  readonly handler: (job: RunningJob<Data>) => Promise<void>;
  /** After the last attempt failed, also when the worker died in it: a job of its own, with the same data. */
  readonly failed?: (job: RunningJob<Data>) => Promise<void>;
  /** Attempts after the first; default 5, each later than the one before. */
  readonly retryLimit?: number;
  /** Before the second attempt; default 5, doubling. */
  readonly retryDelaySeconds?: number;
  /** How long one attempt may take; default 60. */
  readonly limitSeconds?: number;
  /** How many at once in this program; default 1. */
  readonly concurrency?: number;
}

export interface EnqueueOptions {
  /** While a job with this key waits, another one is not added. */
  readonly singletonKey?: string;
  /** Not before that instant. */
  readonly startAfter?: Date;
}

export interface ScheduleOptions {
  /** What to do about the times that passed while no program ran: `latest` (default) runs once, `all` each in order. */
  readonly missed?: 'latest' | 'all';
}

/** The data of a scheduled job: when it was due. */
export interface Due {
  /** ISO instant */
  readonly due: string;
}

export interface JobsOptions {
  readonly database: Database;
  /** Of the tables' owner: the queue's tables are made at start. */
  readonly ownerUrl: string;
  readonly clock?: Clock;
  readonly log?: (message: string) => void;
  /** How often to look for waiting jobs; default 500 ms. */
  readonly pollMilliseconds?: number;
  /** How often to look at the schedules; default 10 s. */
  readonly scheduleMilliseconds?: number;
}

export interface StartJobsOptions {
  /** False in a program that only puts jobs in. Default true. */
  readonly work?: boolean;
}

interface Entry {
  readonly settings: QueueSettings;
  readonly concurrency: number;
  readonly limitSeconds: number;
  readonly check: (data: unknown) => object;
  readonly deliver: (delivery: Delivery) => Promise<void>;
}

interface Schedule {
  readonly cron: string;
  readonly missed: 'latest' | 'all';
  /** Nothing comes due between these two instants: no need to ask the database. */
  quiet: { readonly from: Date; readonly until: Date } | undefined;
}

const jobName = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/;

/** Background work: put in with the caller's transaction, done by one of several workers, with one effect. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #boss: PgBoss;
  readonly #entries = new Map<string, Entry>();
  readonly #schedules = new Map<string, Schedule>();
  readonly #log: (message: string) => void;
  readonly #clock: Clock;
  #workers: Worker[] = [];
  #timers: NodeJS.Timeout[] = [];
  #state: 'new' | 'started' | 'stopped' = 'new';
  #scheduling: Promise<void> | undefined;
  #unreachable = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.#log = options.log ?? (() => {});
    this.#clock = options.clock ?? systemClock;
    this.#boss = openQueue(options.database.unscoped, (error) => this.#log(`queue: ${error.name}`));
  }

  /** Before `start`. `name` like `documents.render`. */
  define<Data extends object>(name: string, definition: JobDefinition<Data>): void {
    if (this.#state !== 'new') throw new Error(`job ${name} is defined after the start`);
    if (!jobName.test(name)) throw new Error(`not a name for a job: ${name}`);
    if (this.#entries.has(name)) throw new Error(`job ${name} is defined twice`);
    const limitSeconds = definition.limitSeconds ?? 60;
    const failedQueue = definition.failed ? `${name}.failed` : undefined;
    const check = (data: unknown) => definition.data.parse(data);
    const entry = (queue: string, handler: JobDefinition<Data>['handler'], failures: string | undefined): Entry => ({
      settings: {
        name: queue,
        retryLimit: definition.retryLimit ?? 5,
        retryDelaySeconds: definition.retryDelaySeconds ?? 5,
        // Longer than the handler's own limit, so that it has ended before another worker begins.
        leaseSeconds: Math.ceil(limitSeconds) + graceSeconds + 30,
        failedQueue: failures,
      },
      concurrency: definition.concurrency ?? 1,
      limitSeconds,
      check,
      deliver: (delivery) => handler({ ...delivery, data: check(delivery.data) }),
    });
    this.#entries.set(name, entry(name, definition.handler, failedQueue));
    if (definition.failed && failedQueue)
      this.#entries.set(failedQueue, entry(failedQueue, definition.failed, undefined));
  }

  /**
   * Puts a job of that name in whenever the five-field cron line comes due in Beijing time: once over all programs, with
   * data `{ due }`. Not fired again when a clock is put back.
   */
  schedule(name: string, cron: string, options: ScheduleOptions = {}): void {
    if (!this.#entries.has(name)) throw new Error(`job ${name} is scheduled but not defined`);
    // Reads the line now, so that a wrong one stops the start and not the first Monday.
    nextDue(cron, this.#clock.now());
    this.#schedules.set(name, { cron, missed: options.missed ?? 'latest', quiet: undefined });
  }

  /**
   * Puts a job in, in the caller's transaction: it exists if and only if that commits.
   * @returns its id, or null if a job with the same key waits already
   * @throws ZodError if the data does not fit, Error if no such job is defined
   */
  async enqueue(
    transaction: Transaction<DB>,
    name: string,
    data: object,
    options: EnqueueOptions = {},
  ): Promise<string | null> {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`no job is called ${name}`);
    if (this.#state !== 'started') throw new Error('jobs are put in between start and stop');
    const id = uuidv7();
    return this.#boss.send(name, entry.check(data), {
      id,
      db: through(transaction),
      singletonKey: options.singletonKey ?? id,
      ...(options.startAfter ? { startAfter: options.startAfter } : {}),
    });
  }

  async start(options: StartJobsOptions = {}): Promise<void> {
    if (this.#state !== 'new') throw new Error('jobs are started once');
    await installQueues(
      this.#options.ownerUrl,
      [...this.#entries.values()].map((entry) => entry.settings),
    );
    await this.#boss.start();
    this.#state = 'started';
    if (options.work === false) return;
    for (const [queue, { concurrency, limitSeconds, deliver }] of this.#entries) {
      const { database } = this.#options;
      this.#workers.push(
        new Worker({
          boss: this.#boss,
          queries: database.unscoped,
          queue,
          concurrency,
          limitSeconds,
          deliver,
          log: this.#log,
        }),
      );
    }
    const workersByQueue = new Map([...this.#entries.keys()].map((queue, index) => [queue, this.#workers[index]]));
    this.#repeat(this.#options.pollMilliseconds ?? 500, async () => {
      for (const queue of await this.#waitingQueues()) await workersByQueue.get(queue)?.takeWaiting();
    });
    this.#repeat(this.#options.scheduleMilliseconds ?? 10_000, () => this.fireSchedules());
  }

  /** One statement for all queues: an idle office costs two small reads a second. */
  async #waitingQueues(): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select name from jobs.queue q
      where exists (select from jobs.job j where j.name = q.name and j.state < 'active' and j.start_after < now())`.execute(
      this.#options.database.unscoped,
    );
    return rows.map((row) => row.name);
  }

  #repeat(milliseconds: number, work: () => Promise<void>): void {
    let busy = false;
    const round = async () => {
      if (busy || this.#state !== 'started') return;
      busy = true;
      try {
        await work();
        if (this.#unreachable) this.#log('jobs go on: the database answers again');
        this.#unreachable = false;
      } catch (error) {
        // Said once, not twice a second, while the database is away.
        if (!this.#unreachable)
          this.#log(`jobs wait: ${error instanceof Error ? error.message : 'the database does not answer'}`);
        this.#unreachable = true;
      } finally {
        busy = false;
      }
    };
    void round();
    this.#timers.push(setInterval(round, milliseconds));
  }

  /** Puts in what has come due. Called by itself; tests call it after moving the clock. */
  fireSchedules(): Promise<void> {
    this.#scheduling ??= this.#fire().finally(() => {
      this.#scheduling = undefined;
    });
    return this.#scheduling;
  }

  async #fire(): Promise<void> {
    const { unscoped } = this.#options.database;
    const now = this.#clock.now();
    for (const [name, schedule] of this.#schedules) {
      const { cron, missed, quiet } = schedule;
      if (quiet && now >= quiet.from && now < quiet.until) continue;
      const opened = await sql<{ served: Date }>`select kernel.open_schedule(${name}, ${now}) as served`.execute(
        unscoped,
      );
      const dues = duesBetween(cron, opened.rows[0]?.served ?? now, now);
      for (const due of missed === 'all' ? dues : dues.slice(-1)) {
        await unscoped.transaction().execute(async (transaction) => {
          const claim = await sql<{ won: boolean }>`select kernel.claim_schedule(${name}, ${due}) as won`.execute(
            transaction,
          );
          if (claim.rows[0]?.won) await this.enqueue(transaction, name, { due: due.toISOString() } satisfies Due);
        });
      }
      schedule.quiet = { from: now, until: nextDue(cron, now) };
    }
  }

  /** How many wait and how many failed for good, by name; for metrics and the health page. */
  async counts(): Promise<{ name: string; waiting: number; active: number; failed: number }[]> {
    const { rows } = await sql<{ name: string; waiting: number; active: number; failed: number }>`
      select q.name, count(*) filter (where j.state < 'active') as waiting, count(*) filter (where j.state = 'active') as active,
        count(*) filter (where j.state = 'failed') as failed
      from jobs.queue q left join jobs.job j on j.name = q.name group by q.name order by q.name`.execute(
      this.#options.database.unscoped,
    );
    return rows;
  }

  /** Takes nothing new, waits for what runs, and puts the rest back for the next worker (DU-05). Safe to call twice. */
  async stop(milliseconds = 25_000): Promise<void> {
    if (this.#state !== 'started') return;
    this.#state = 'stopped';
    for (const timer of this.#timers) clearInterval(timer);
    await this.#scheduling?.catch(() => {});
    await Promise.all(this.#workers.map((worker) => worker.stop(milliseconds)));
    await this.#boss.stop({ graceful: false });
  }
}
