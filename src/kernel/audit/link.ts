import { sql } from 'kysely';
import type { Database, Queries } from '#kernel/database/database.ts';
import { type ChainedEntry, linkDigest, startOfChain } from './chain.ts';
import { chainedColumns } from './chained-columns.ts';

export interface Linker {
  /** Links what may be linked now and answers how many entries that were. */
  link(officeId: string): Promise<number>;
}

const batch = 2_000;

/**
 * Gives entries their place in the office's chain. Only entries of transactions older than every running one are taken:
 * none can appear before them later, and no command ever waits. While one linker works, another answers 0 at once.
 */
export function createLinker(database: Database): Linker {
  // Every entry of an older transaction was linked when last looked at. Starts empty: the first look sees the whole trail.
  const linkedBefore = new Map<string, string>();
  return {
    async link(officeId) {
      const since = linkedBefore.get(officeId) ?? '0';
      let done: Batch = { linked: 0, horizon: since, lastId: firstId };
      let total = 0;
      let horizon: string | undefined;
      do {
        const after = done.lastId;
        done = await database.transaction(officeId, (queries) => linkBatch(queries, officeId, since, after));
        total += done.linked;
        // What became linkable during later batches may lie before them: the next look begins where this one began.
        horizon ??= done.horizon;
      } while (done.linked === batch);
      linkedBefore.set(officeId, horizon);
      return total;
    },
  };
}

const firstId = '00000000-0000-0000-0000-000000000000';

interface Batch {
  readonly linked: number;
  /** The oldest running transaction when the batch was read. */
  readonly horizon: string;
  readonly lastId: string;
}

type Nullable<T> = { [Key in keyof T]: T[Key] | null };

async function linkBatch(queries: Queries, officeId: string, since: string, after: string): Promise<Batch> {
  // The first look after a start goes through the whole trail, which may take longer than a page of a screen may.
  const { rows: turn } = await sql<{ mine: boolean }>`select set_config('statement_timeout', '600000', true),
    pg_try_advisory_xact_lock(hashtextextended(${`honglu audit chain ${officeId}`}, 0)) as mine`.execute(queries);
  if (!turn[0]!.mine) return { linked: 0, horizon: since, lastId: after };
  const head = await chainHead(queries, officeId);
  // A transaction number from the future belongs to the server that this data was restored from: it is long over.
  const { rows: seen } = await sql<Nullable<ChainedEntry> & { horizon: string }>`
    with seen as materialized (
      select pg_snapshot_xmin(pg_current_snapshot()) as oldest, pg_snapshot_xmax(pg_current_snapshot()) as next)
    select seen.oldest::text as horizon, waiting.* from seen left join lateral (
      select ${chainedColumns} from kernel.audit_entries e
      where e.office_id = ${officeId} and e.xid >= ${since}::xid8 and (e.xid < seen.oldest or e.xid >= seen.next)
        and e.id > ${after} and not exists (select from kernel.audit_links l where l.office_id = e.office_id and l.entry_id = e.id)
      order by e.id limit ${batch}) waiting on true`.execute(queries);
  const { horizon } = seen[0]!;
  const rows = seen.filter((row): row is ChainedEntry & { horizon: string } => row.id !== null);
  if (rows.length === 0) return { linked: 0, horizon, lastId: after };

  let previous = head.digest;
  const digests = rows.map((entry, index) => {
    previous = linkDigest(previous, officeId, head.sequence + index + 1, entry);
    return previous.toString('hex');
  });
  await sql`insert into kernel.audit_links (office_id, sequence, entry_id, digest)
    select ${officeId}::uuid, ${head.sequence} + nth, entry, decode(digest, 'hex')
    from unnest(${rows.map((entry) => entry.id)}::uuid[], ${digests}::text[]) with ordinality as x(entry, digest, nth)`.execute(
    queries,
  );
  return { linked: rows.length, horizon, lastId: rows.at(-1)!.id };
}

export interface ChainHead {
  readonly sequence: number;
  readonly digest: Buffer;
}

export async function chainHead(queries: Queries, officeId: string): Promise<ChainHead> {
  const { rows } = await sql<{ sequence: number; digest: Buffer }>`
    select sequence, digest from kernel.audit_links where office_id = ${officeId}
    order by sequence desc limit 1`.execute(queries);
  return rows[0] ?? { sequence: 0, digest: startOfChain(officeId) };
}
