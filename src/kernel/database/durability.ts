import type { Pool } from 'pg';

/** What the server promises about an acknowledged commit. */
export interface Durability {
  /** True if "done" means: on the disk (fsync, full_page_writes and synchronous_commit are on). */
  readonly durable: boolean;
  readonly settings: Readonly<Record<'fsync' | 'full_page_writes' | 'synchronous_commit', string>>;
  /** e.g. 180004 */
  readonly serverVersion: number;
}

/** Reads the settings that decide whether a commit survives a power cut (DU-01). */
export async function readDurability(pool: Pool): Promise<Durability> {
  const { rows } = await pool.query<{
    fsync: string;
    full_page_writes: string;
    synchronous_commit: string;
    version: number;
  }>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
       current_setting('synchronous_commit') as synchronous_commit, current_setting('server_version_num')::int as version`,
  );
  const row = rows[0];
  if (!row) throw new Error('the server did not answer its settings');
  const { version, ...settings } = row;
  return {
    settings,
    serverVersion: version,
    durable: settings.fsync === 'on' && settings.full_page_writes === 'on' && settings.synchronous_commit !== 'off',
  };
}
