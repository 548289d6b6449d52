import type { Pool } from 'pg';
import { type Durability, durabilityOf } from './durability.ts';
import { DatabaseMisconfigured } from './errors.ts';
import { applicationRole } from './roles.ts';

interface ServerFacts {
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly version: number;
  readonly encoding: string;
  readonly role: string;
}

const oldest = 150_000;

/**
 * Reads what the program relies on, once at opening.
 * @throws DatabaseMisconfigured if the server is too old, holds no Chinese, or did not take on the application role (a
 * connection pooler, or `options` in the address, may swallow it: row security would then not hold)
 */
export async function checkServer(pool: Pool): Promise<Durability> {
  const { rows } = await pool.query<ServerFacts>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
       current_setting('synchronous_commit') as synchronous_commit, current_setting('server_version_num')::int as version,
       current_setting('server_encoding') as encoding, current_user::text as role`,
  );
  const [facts] = rows;
  if (!facts) throw new Error('the server did not answer its settings');
  const { version, encoding, role, ...settings } = facts;
  if (version < oldest) {
    throw new DatabaseMisconfigured(
      `the PostgreSQL server is version ${Math.floor(version / 10_000)}; 15 or newer is needed.`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new DatabaseMisconfigured(
      `the database is encoded as ${encoding}. Make a new one: create database honglu template template0 encoding 'UTF8';`,
    );
  }
  if (role !== applicationRole) {
    throw new DatabaseMisconfigured(
      `the connection works as ${role} and not as ${applicationRole}. Remove "options" from the database's address, and connect to PostgreSQL itself rather than through a pooler.`,
    );
  }
  return durabilityOf(settings, version);
}
