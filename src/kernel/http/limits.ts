import { sql } from 'kysely';
import type { Database } from '#kernel/database/database.ts';
import type { Endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';

/** OP-09; requests per minute. One address may stand for a whole building behind one router, so its limit only stops floods. */
const perMinute = { read: 300, change: 60, address: 20_000 } as const;
const minute = 60_000;

interface Counter {
  minute: number;
  /** What all nodes counted, as last heard. */
  shared: number;
  /** Counted here and not yet told. */
  own: number;
}

export interface Limits {
  /** @throws Problem 429 `too-many-requests` */
  count(bucket: string, most: number): void;
  countRequest(endpoint: Endpoint, who: string): void;
  countAddress(address: string): void;
  close(): Promise<void>;
}

function tooMany(seconds: number): Problem {
  return new Problem(
    429,
    'too-many-requests',
    { zh: `请求过于频繁，请等 ${seconds} 秒后再试。`, en: `Too many requests. Wait ${seconds} seconds and try again.` },
    { retryAfter: seconds },
  );
}

/**
 * Counts in memory, so that a read costs no write, and once a second exchanges the counts with the other nodes through the
 * database: a limit may be overrun by what one second brings, never multiplied by the number of nodes. Without the database
 * each node goes on alone. Real time: what is limited is load, not business.
 */
export function createLimits(database: Database, exchangeEvery = 1_000): Limits {
  const counters = new Map<string, Counter>();
  let exchanging: Promise<void> = Promise.resolve();

  const exchange = async () => {
    const current = Math.floor(Date.now() / minute);
    const told: { bucket: string; minute: number; requests: number }[] = [];
    for (const [bucket, counter] of counters) {
      if (counter.minute < current) counters.delete(bucket);
      else if (counter.own > 0) told.push({ bucket, minute: counter.minute, requests: counter.own });
    }
    if (told.length === 0) return;
    for (const { bucket, requests } of told) {
      const counter = counters.get(bucket)!;
      counter.own -= requests;
      counter.shared += requests;
    }
    const { rows } = await sql<{ bucket: string; minute: number; requests: number }>`
      select bucket, minute, requests from kernel.count_requests(${JSON.stringify(told)}::jsonb)`.execute(
      database.unscoped,
    );
    for (const row of rows) {
      const counter = counters.get(row.bucket);
      if (counter && counter.minute === Number(row.minute))
        counter.shared = Math.max(counter.shared, Number(row.requests));
    }
  };
  const timer = setInterval(() => {
    // Counts that could not be told stay counted here.
    exchanging = exchanging.then(exchange).catch(() => {});
  }, exchangeEvery);
  timer.unref();

  const count = (bucket: string, most: number) => {
    const now = Date.now();
    const current = Math.floor(now / minute);
    let counter = counters.get(bucket);
    if (!counter || counter.minute !== current) {
      counter = { minute: current, shared: 0, own: 0 };
      counters.set(bucket, counter);
    }
    if (counter.shared + counter.own >= most) throw tooMany(Math.ceil(((current + 1) * minute - now) / 1000));
    counter.own += 1;
  };

  return {
    count,
    countRequest(endpoint, who) {
      if (endpoint.perMinute !== undefined) return count(`${endpoint.id} ${who}`, endpoint.perMinute);
      const kind = endpoint.method === 'GET' ? 'read' : 'change';
      count(`${kind} ${who}`, perMinute[kind]);
    },
    countAddress: (address) => count(`address ${address}`, perMinute.address),
    async close() {
      clearInterval(timer);
      await exchanging;
    },
  };
}
