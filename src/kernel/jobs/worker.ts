import type { Kysely } from 'kysely';
import type PgBoss from 'pg-boss';
import type { DB } from '../database/tables.gen.ts';
import { through } from './queue.ts';

export interface Delivery {
  readonly id: string;
  readonly data: unknown;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
  /** Aborted when the time limit is over or the program stops: the handler ends as soon as it can. */
  readonly signal: AbortSignal;
}

export interface WorkerOptions {
  readonly boss: PgBoss;
  readonly queries: Kysely<DB>;
  readonly queue: string;
  readonly concurrency: number;
  readonly limitSeconds: number;
  readonly deliver: (delivery: Delivery) => Promise<void>;
  readonly log: (message: string) => void;
}

/** How long a handler that was told to end may take to do so before its job is given out again. */
export const graceSeconds = 20;

class TimeLimit extends Error {
  override readonly name = 'TimeLimit';
}

/** What is kept of a failure: kind and place. Messages may hold personal values (OP-04). */
function trace(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, code, places: places.slice(0, 5).map((line) => line.trim()) };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Takes the jobs of one queue, a few at a time, and sees each to its end. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #running = new Map<string, { readonly controller: AbortController; readonly done: Promise<void> }>();
  #fetching = false;
  #stopping = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Fetches as many waiting jobs as there is room for. */
  async takeWaiting(): Promise<void> {
    const { boss, queue, concurrency } = this.#options;
    if (this.#fetching || this.#stopping) return;
    this.#fetching = true;
    try {
      const room = concurrency - this.#running.size;
      if (room <= 0) return;
      const jobs = await boss.fetch<unknown>(queue, { batchSize: room, includeMetadata: true });
      for (const job of jobs) this.#start(job);
    } finally {
      this.#fetching = false;
    }
  }

  #start(job: PgBoss.JobWithMetadata<unknown>): void {
    const controller = new AbortController();
    const done = this.#see(job, controller).finally(() => {
      this.#running.delete(job.id);
      // The place is free: do not wait for the next round.
      void this.takeWaiting();
    });
    this.#running.set(job.id, { controller, done });
  }

  /** Never rejects: whatever happens ends in the queue or, when that cannot be reached, in the end of the lease. */
  async #see(job: PgBoss.JobWithMetadata<unknown>, controller: AbortController): Promise<void> {
    const { boss, queue, limitSeconds, deliver, log } = this.#options;
    const timer = setTimeout(
      () => controller.abort(new TimeLimit(`${queue} took longer than ${limitSeconds} s`)),
      limitSeconds * 1000,
    );
    const aborted = new Promise<never>((_, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
    });
    const delivery: Delivery = {
      id: job.id,
      data: job.data,
      attempt: job.retryCount + 1,
      lastAttempt: job.retryCount >= job.retryLimit,
      signal: controller.signal,
    };
    const work = Promise.resolve().then(() => deliver(delivery));
    try {
      await Promise.race([work, aborted]);
      await this.#report(() => boss.complete(queue, job.id));
    } catch (error) {
      if (this.#stopping && controller.signal.aborted) await this.#putBack(job.id);
      else {
        if (error instanceof TimeLimit) await Promise.race([work.catch(() => {}), pause(graceSeconds * 1000)]);
        log(`job ${queue} ${job.id}, attempt ${delivery.attempt}: ${error instanceof Error ? error.name : 'failed'}`);
        await this.#report(() => boss.fail(queue, job.id, trace(error)));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** The work is done and only its end is to be written down: worth several tries while the database is away. */
  async #report(write: () => Promise<unknown>): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await write();
        return;
      } catch (error) {
        if (attempt >= 5 || this.#stopping) {
          this.#options.log(
            `the end of a job of ${this.#options.queue} could not be written (${error instanceof Error ? error.name : 'unknown'}); it is given out again after its lease`,
          );
          return;
        }
        await pause(200 * 2 ** attempt);
      }
    }
  }

  /** For the next worker, without counting as a failure. */
  async #putBack(id: string): Promise<void> {
    const { boss, queries, queue } = this.#options;
    try {
      await queries.transaction().execute(async (transaction) => {
        const db = through(transaction);
        await boss.cancel(queue, id, { db });
        await boss.resume(queue, id, { db });
      });
    } catch {
      // Another job with its key waits already, or the database is gone: then the ordinary way.
      await this.#report(() => boss.fail(queue, id, { kind: 'stopped' }));
    }
  }

  /** Takes nothing new; what still runs after the time given is told to end and put back. */
  async stop(milliseconds: number): Promise<void> {
    this.#stopping = true;
    const all = () => Promise.all([...this.#running.values()].map((entry) => entry.done));
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), milliseconds).unref());
    if ((await Promise.race([all(), late])) !== 'late') return;
    for (const entry of this.#running.values()) entry.controller.abort(new Error('the program stops'));
    await all();
  }
}
