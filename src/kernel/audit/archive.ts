import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { Clock } from '#kernel/calendar/day.ts';
import type { Database } from '#kernel/database/database.ts';
import { syncFolder } from '../crypto/master-key.ts';
import { type ArchivedLine, archiveName, linesOfArchive, type Month, sm3OfFile } from './archive-file.ts';
import { type ChainedEntry, startOfChain } from './chain.ts';
import { chainedColumns } from './chained-columns.ts';
import { verifyAudit } from './verify.ts';
import { recordAudit } from './write.ts';

export interface ArchiveParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Of the tables' owner: the program's own role removes nothing from the trail. */
  readonly ownerUrl: string;
  /** `<data>/audit-archive`. */
  readonly folder: string;
}

/** 网络安全法第二十三条: six months of logs stay at hand. */
export const leastMonthsOnline = 6;
export const monthsOnline = 12;

/** Nothing was archived, and why. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
  constructor(
    readonly code: 'chain-broken' | 'not-linked' | 'too-young',
    readonly month: Month,
  ) {
    super(`audit entries of ${month} were not archived: ${code}`);
  }
}

export interface ArchivedMonth {
  readonly officeId: string;
  readonly month: Month;
  readonly file: string;
  readonly entries: number;
}

/** Months that have a partition of their own and ended at least `keep` months ago, by the database's clock. */
export async function monthsToArchive(database: Database, keep: number): Promise<readonly Month[]> {
  const { rows } = await sql<{ month: string }>`
    select replace(substr(c.relname, length('audit_entries_') + 1), '_', '-') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'kernel.audit_entries'::regclass and c.relname ~ '^audit_entries_[0-9]{4}_[0-9]{2}$'
      and to_date(substr(c.relname, length('audit_entries_') + 1), 'YYYY_MM') + make_interval(months => ${keep + 1})
        <= date_trunc('month', now() at time zone 'UTC')
    order by 1`.execute(database.unscoped);
  return rows.map((row) => row.month);
}

/**
 * Moves a month to sealed files, one for each office, outside the database: written, flushed, read back entry by entry, its SM3 put
 * into the chain, and only then removed from the tables (AU-07). The links stay, so that the chain has no hole.
 * @throws ArchiveRefused
 */
export async function archiveMonth(parts: ArchiveParts, month: Month): Promise<readonly ArchivedMonth[]> {
  const { database, ownerUrl, folder } = parts;
  if (!(await monthsToArchive(database, leastMonthsOnline)).includes(month))
    throw new ArchiveRefused('too-young', month);
  const partition = `kernel.audit_entries_${month.replace('-', '_')}`;
  const { rows: offices } = await sql<{ office_id: string }>`select office_id from kernel.all_offices()`.execute(
    database.unscoped,
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made: (ArchivedMonth & { readonly digest: Buffer })[] = [];
  for (const { office_id: officeId } of offices) {
    const one = await sealMonth(parts, officeId, month);
    if (one) made.push(one);
  }
  await syncFolder(folder);
  for (const { officeId, digest, entries, file } of made) {
    await recordAudit(database, parts.clock, officeId, null, {
      event: 'audit.month-archived',
      object: `audit-month:${month}`,
      result: 'done',
      details: { entries, file: file.slice(-25), sm3: digest.toString('hex') },
    });
  }
  const owner = new Client({ connectionString: ownerUrl, application_name: 'honglu-audit-archive' });
  owner.on('error', () => {});
  await owner.connect();
  try {
    await owner.query(`begin; set local lock_timeout = '5s'`);
    for (const { officeId, digest, entries, file } of made) {
      await owner.query(
        `insert into kernel.audit_archives (office_id, month, file, digest, entries, archived_at)
         values ($1, $2, $3, $4, $5, clock_timestamp())`,
        [officeId, `${month}-01`, file, digest, entries],
      );
    }
    // Its rows are what was just counted, or nothing is removed.
    const { rows } = await owner.query<{ count: number }>(`select count(*)::int as count from ${partition}`);
    if (rows[0]?.count !== made.reduce((sum, one) => sum + one.entries, 0))
      throw new ArchiveRefused('not-linked', month);
    await owner.query(`drop table ${partition}`);
    await owner.query('commit');
  } finally {
    await owner.end();
  }
  return made.map(({ digest: _, ...one }) => one);
}

async function sealMonth(
  { database, folder }: ArchiveParts,
  officeId: string,
  month: Month,
): Promise<(ArchivedMonth & { readonly digest: Buffer }) | null> {
  const verdict = await database.transaction(officeId, (queries) => verifyAudit(queries, officeId, [], folder));
  if (!verdict.whole) throw new ArchiveRefused('chain-broken', month);
  const file = archiveName(officeId, month);
  const path = join(folder, file);
  const aside = `${path}.unfinished`;
  let written = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const line of entriesOf(database, officeId, month)) {
      written += 1;
      yield `${JSON.stringify(line)}\n`;
    }
  }
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(aside, { mode: 0o600, flush: true }));
    if (written === 0) return null;
    let read = 0;
    for await (const _line of linesOfArchive(aside, officeId)) read += 1;
    if (read !== written) throw new ArchiveRefused('chain-broken', month);
    const handle = await open(aside, 'r');
    await handle.sync().finally(() => handle.close());
    await rename(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
  return { officeId, month, file, entries: written, digest: await sm3OfFile(path) };
}

const page = 2_000;

async function* entriesOf(database: Database, officeId: string, month: Month): AsyncGenerator<ArchivedLine> {
  const from = sql`kernel.id_at(${`${month}-01T00:00:00Z`}::timestamptz)`;
  const until = sql`kernel.id_at((${`${month}-01`}::timestamp + interval '1 month') at time zone 'UTC')`;
  let after = 0;
  for (;;) {
    const { rows } = await database.read(officeId, (queries) =>
      sql<ChainedEntry & { sequence: number; digest: Buffer; previous: Buffer | null }>`
        select l.sequence, l.digest, b.digest as previous, ${chainedColumns}
        from kernel.audit_entries e
        join kernel.audit_links l on l.office_id = e.office_id and l.entry_id = e.id
        left join kernel.audit_links b on b.office_id = l.office_id and b.sequence = l.sequence - 1
        where e.office_id = ${officeId}::uuid and e.id >= ${from} and e.id < ${until} and l.sequence > ${after}
        order by l.sequence limit ${page}`.execute(queries),
    );
    for (const { sequence, digest, previous, ...entry } of rows) {
      yield {
        sequence,
        previous: (previous ?? startOfChain(officeId)).toString('hex'),
        digest: digest.toString('hex'),
        entry,
      };
    }
    if (rows.length < page) return;
    after = rows.at(-1)!.sequence;
  }
}
