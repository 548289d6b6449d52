import { sql } from 'kysely';
import { type Anchor, anchorChain, anchorKeyAt, readAnchors } from '#kernel/audit/anchors.ts';
import type { ReadingsAside } from '#kernel/audit/aside.ts';
import { createLinker } from '#kernel/audit/link.ts';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database } from '#kernel/database/database.ts';

const linkEvery = 2_000;
const anchorEvery = 3_600_000;
/** The first look after a start goes through the whole trail. */
const patience = 60_000;

export interface AuditKeeping {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyFile: string;
  /** Files outside the database that take the signed heads. */
  readonly stores: readonly string[];
  /** Readings that the trail had no room for. */
  readonly aside: ReadingsAside;
  readonly log: (message: string) => void;
}

/** Links new entries every two seconds and signs the heads every hour and at the stop, for each office (AU-05, AU-06). */
export async function keepAudit(keeping: AuditKeeping): Promise<{ linking(): boolean; stop(): Promise<void> }> {
  const { database, clock, stores, log } = keeping;
  const key = await anchorKeyAt(keeping.keyFile);
  const linker = createLinker(database);
  let running: Promise<void> = Promise.resolve();
  let anchoredAt = performance.now();
  let failing = false;
  let workedAt = performance.now();

  const offices = async () => {
    const { rows } = await sql<{ office_id: string }>`select office_id from kernel.all_offices()`.execute(
      database.unscoped,
    );
    return rows.map((row) => row.office_id);
  };
  const round = async (anchor: boolean) => {
    await keeping.aside.bring(database);
    for (const office of await offices()) {
      await linker.link(office);
      if (anchor) await anchorChain(database, clock, office, key, stores);
    }
  };
  const next = (anchor: boolean) => {
    running = running
      .then(() => round(anchor))
      .then(() => {
        failing = false;
        workedAt = performance.now();
      })
      .catch((cause: unknown) => {
        if (!failing) log(`the audit chain waits: ${cause instanceof Error ? cause.name : 'unknown cause'}`);
        failing = true;
      });
    return running;
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    const anchor = performance.now() - anchoredAt >= anchorEvery;
    if (anchor) anchoredAt = performance.now();
    void next(anchor).finally(() => {
      busy = false;
    });
  }, linkEvery);
  timer.unref();
  return {
    linking: () => performance.now() - workedAt < patience,
    stop: async () => {
      clearInterval(timer);
      await next(true);
    },
  };
}

/** Heads with a good signature, of all stores; what is no genuine head proves nothing. */
export async function genuineAnchors(keyFile: string, stores: readonly string[]): Promise<readonly Anchor[]> {
  const { publicKey } = await anchorKeyAt(keyFile);
  const read = await Promise.all(stores.map((store) => readAnchors(store, publicKey)));
  return read.flatMap(({ anchors }) => anchors);
}
