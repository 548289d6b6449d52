import { sql } from 'kysely';
import { recordAudit } from '../audit/write.ts';
import type { Clock } from '../calendar/day.ts';
import type { Database } from '../database/database.ts';

async function officeIds(database: Database): Promise<string[]> {
  const { rows } = await sql<{ office_id: string }>`select office_id from kernel.all_offices()`.execute(
    database.unscoped,
  );
  return rows.map((row) => row.office_id);
}

/** A backup holds every office's data, so it stands in every office's trail (AU-01). */
export async function recordForAll(
  database: Database,
  clock: Clock,
  event: 'backup.made' | 'backup.restored' | 'backup.drilled',
  backupId: string,
): Promise<void> {
  for (const office of await officeIds(database)) {
    await recordAudit(database, clock, office, null, { event, object: `backup:${backupId}`, result: 'done' });
  }
}

const alarmHours = 26;

/**
 * Whether the newest backup is younger than 26 hours (OP-01), by the trail, so that it holds on every node. An office that is
 * itself younger than that needs none yet, a demonstration never. Real time: a backup protects against the machine.
 */
export async function backupIsFresh(database: Database): Promise<boolean> {
  const { rows: offices } = await sql<{ office_id: string }>`
    select office_id from kernel.all_offices() where not demonstration`.execute(database.unscoped);
  for (const { office_id } of offices) {
    const { rows } = await database.read(office_id, (queries) =>
      sql<{ fresh: boolean }>`
        with entries as (select id, event, at_real > clock_timestamp() - make_interval(hours => ${alarmHours}) as young
          from kernel.audit_entries where office_id = ${office_id})
        select coalesce((select young from entries order by id limit 1), true)
          or coalesce((select young from entries where event = 'backup.made' order by id desc limit 1), false) as fresh`.execute(
        queries,
      ),
    );
    if (!rows[0]!.fresh) return false;
  }
  return true;
}
