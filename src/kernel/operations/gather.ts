import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';

/** By the trail, so that it holds on every node. */
export interface LastActs {
  readonly backupAt: Date | null;
  readonly drillAt: Date | null;
  /** When the office began to be kept here. */
  readonly since: Date | null;
}

export async function lastActs(queries: Queries, officeId: string): Promise<LastActs> {
  const { rows } = await sql<{ backup: Date | null; drill: Date | null; since: Date | null }>`
    with of_event as (select event, at_real, id from kernel.audit_entries
      where office_id = ${officeId}::uuid and event in ('backup.made', 'backup.drilled'))
    select (select at_real from of_event where event = 'backup.made' order by id desc limit 1) as backup,
      (select at_real from of_event where event = 'backup.drilled' order by id desc limit 1) as drill,
      (select at_real from kernel.audit_entries where office_id = ${officeId}::uuid order by id limit 1) as since`.execute(
    queries,
  );
  const { backup, drill, since } = rows[0]!;
  return { backupAt: backup, drillAt: drill, since };
}

export interface TrailState {
  /** Entries of the last day that are older than ten seconds and have no place in the chain. */
  readonly unlinked: number;
  readonly newestSequence: number;
  /** Bytes of entries and links on line. */
  readonly bytes: number;
}

/** Older entries are looked at by the nightly comparison of the whole chain. */
export async function trailState(queries: Queries, officeId: string): Promise<TrailState> {
  const { rows } = await sql<{ unlinked: number; newest: number | null; bytes: number }>`
    select (select count(*)::int from kernel.audit_entries e where e.office_id = ${officeId}::uuid
        and e.id > kernel.id_at(clock_timestamp() - interval '1 day') and e.at_real < clock_timestamp() - interval '10 seconds'
        and not exists (select from kernel.audit_links l where l.office_id = e.office_id and l.entry_id = e.id)) as unlinked,
      (select max(sequence) from kernel.audit_links where office_id = ${officeId}::uuid) as newest,
      kernel.audit_bytes() as bytes`.execute(queries);
  const { unlinked, newest, bytes } = rows[0]!;
  return { unlinked, newestSequence: newest ?? 0, bytes };
}
