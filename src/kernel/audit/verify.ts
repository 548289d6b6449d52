import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import type { Anchor } from './anchors.ts';
import { ArchiveReader, type SealedMonth } from './archive-file.ts';
import { type ChainedEntry, linkDigest, startOfChain } from './chain.ts';
import { chainedColumns } from './chained-columns.ts';
import { chainHead } from './link.ts';

export type BreakKind =
  /** No link with this sequence, though later ones exist. */
  | 'link-missing'
  /** The link names an entry that is not there. */
  | 'entry-missing'
  /** The entry lies in a sealed month whose file is missing or is not what was sealed. */
  | 'archive-differs'
  /** Entry, link, or their order is not what was chained. */
  | 'digest-differs'
  /** The chain ends before the newest signed head. */
  | 'cut'
  /** The chain is whole, but not the one that was signed: it was computed anew. */
  | 'anchor-differs';

export interface ChainBreak {
  readonly kind: BreakKind;
  /** The first place that is wrong; for `cut` the first that is missing, for `anchor-differs` the anchored one. */
  readonly sequence: number;
  readonly entryId: string | null;
}

export interface AuditVerdict {
  readonly officeId: string;
  /** No break. Unlinked entries do not make a trail broken: they are reported beside it. */
  readonly whole: boolean;
  readonly entries: number;
  readonly head: { readonly sequence: number; readonly digest: string };
  readonly firstBreak: ChainBreak | null;
  readonly anchorsChecked: number;
  /** Entries that were read from sealed months. */
  readonly archived: number;
  /** Entries older than ten seconds without a place in the chain: the linker stands, or someone removed links. */
  readonly unlinked: { readonly count: number; readonly firstId: string | null };
}

type LinkedEntry = { [Column in keyof ChainedEntry]: ChainedEntry[Column] | null } & {
  readonly sequence: number;
  readonly entry_id: string;
  readonly digest: Buffer;
};

const page = 5_000;

/**
 * Goes through one office's chain from its start and names the first break. Anchors (from outside the database, their
 * signatures already checked by `readAnchors`) find what the chain alone cannot: a cut tail and a chain computed anew.
 * Run it in one repeatable-read transaction or while nothing is written; new entries at the end do no harm.
 * @param archives folder of the sealed months; without it a chain with archived entries does not verify
 */
export async function verifyAudit(
  queries: Queries,
  officeId: string,
  anchors: readonly Anchor[] = [],
  archives?: string,
): Promise<AuditVerdict> {
  const reader = new ArchiveReader(archives, officeId, await sealedMonths(queries, officeId));
  return goThrough(queries, officeId, anchors, reader).finally(() => reader.close());
}

async function goThrough(
  queries: Queries,
  officeId: string,
  anchors: readonly Anchor[],
  reader: ArchiveReader,
): Promise<AuditVerdict> {
  const anchored = new Map<number, string[]>();
  for (const anchor of anchors) {
    if (anchor.office !== officeId) continue;
    anchored.set(anchor.sequence, [...(anchored.get(anchor.sequence) ?? []), anchor.digest]);
  }
  const end = await chainHead(queries, officeId);
  const verdict = (firstBreak: ChainBreak | null, entries: number, anchorsChecked: number, digest: Buffer) =>
    unlinkedEntries(queries, officeId).then((unlinked) => ({
      officeId,
      whole: firstBreak === null,
      entries,
      head: { sequence: entries, digest: digest.toString('hex') },
      firstBreak,
      anchorsChecked,
      archived,
      unlinked,
    }));

  let previous = startOfChain(officeId);
  let sequence = 0;
  let checked = 0;
  let archived = 0;
  while (sequence < end.sequence) {
    const rows = await linkedEntries(queries, officeId, sequence, end.sequence);
    if (rows.length === 0) break;
    for (const stored of rows) {
      const expected = sequence + 1;
      const sealed = isEntry(stored) ? null : await reader.entry(stored.entry_id, stored.sequence);
      if (sealed === 'differs' && stored.sequence === expected) {
        const differing = { kind: 'archive-differs', sequence: expected, entryId: stored.entry_id } as const;
        return verdict(differing, sequence, checked, previous);
      }
      const row = typeof sealed === 'object' && sealed !== null ? { ...stored, ...sealed } : stored;
      if (row !== stored) archived += 1;
      const broken = breakAt(officeId, previous, expected, row);
      if (broken) return verdict(broken, sequence, checked, previous);
      const signed = anchored.get(expected) ?? [];
      const digest = row.digest.toString('hex');
      if (signed.some((other) => other !== digest)) {
        const differing = { kind: 'anchor-differs', sequence: expected, entryId: row.entry_id } as const;
        return verdict(differing, sequence, checked, previous);
      }
      checked += signed.length;
      previous = row.digest;
      sequence = expected;
    }
  }
  const newest = Math.max(0, ...anchored.keys());
  const cut = newest > sequence ? ({ kind: 'cut', sequence: sequence + 1, entryId: null } as const) : null;
  return verdict(cut, sequence, checked, previous);
}

function breakAt(officeId: string, previous: Buffer, expected: number, row: LinkedEntry): ChainBreak | null {
  if (row.sequence !== expected) return { kind: 'link-missing', sequence: expected, entryId: null };
  if (!isEntry(row)) return { kind: 'entry-missing', sequence: expected, entryId: row.entry_id };
  if (linkDigest(previous, officeId, expected, row).equals(row.digest)) return null;
  return { kind: 'digest-differs', sequence: expected, entryId: row.entry_id };
}

function isEntry(row: LinkedEntry): row is LinkedEntry & ChainedEntry {
  return row.id !== null;
}

async function linkedEntries(
  queries: Queries,
  officeId: string,
  after: number,
  until: number,
): Promise<readonly LinkedEntry[]> {
  const { rows } = await sql<LinkedEntry>`
    select l.sequence, l.entry_id, l.digest, ${chainedColumns}
    from (select * from kernel.audit_links where office_id = ${officeId} and sequence > ${after} and sequence <= ${until}
      order by sequence limit ${page}) l
    left join kernel.audit_entries e on e.office_id = l.office_id and e.id = l.entry_id
    order by l.sequence`.execute(queries);
  return rows;
}

/** Months that lie outside the database, by the register of them. */
export async function sealedMonths(queries: Queries, officeId: string): Promise<readonly SealedMonth[]> {
  const { rows } = await sql<{ month: string; file: string; digest: Buffer }>`
    select to_char(month, 'YYYY-MM') as month, file, digest from kernel.audit_archives
    where office_id = ${officeId}::uuid order by month`.execute(queries);
  return rows;
}

async function unlinkedEntries(queries: Queries, officeId: string): Promise<AuditVerdict['unlinked']> {
  await sql`select set_config('statement_timeout', '600000', true)`.execute(queries);
  const { rows } = await sql<{ count: number; first: string | null }>`
    select count(*) as count, (array_agg(e.id order by e.id))[1] as first from kernel.audit_entries e
    where e.office_id = ${officeId} and e.at_real < clock_timestamp() - interval '10 seconds'
      and not exists (select from kernel.audit_links l where l.office_id = e.office_id and l.entry_id = e.id)`.execute(
    queries,
  );
  return { count: rows[0]!.count, firstId: rows[0]!.first };
}
