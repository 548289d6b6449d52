import type { Client } from 'pg';
import { DatabaseMisconfigured } from './errors.ts';

/** The role that every connection of the running program takes on. It owns nothing and makes nothing (OP-08). */
export const applicationRole = 'honglu_app';

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

async function mayBecomeApplication(client: Client): Promise<boolean> {
  const version = await client.query<{ number: number }>("select current_setting('server_version_num')::int as number");
  // Since version 16 membership and the right to become the role are two things.
  const right = (version.rows[0]?.number ?? 0) >= 160_000 ? 'set' : 'member';
  const { rows } = await client.query<{ may: boolean }>('select pg_has_role(current_user, $1, $2) as may', [
    applicationRole,
    right,
  ]);
  return rows[0]?.may ?? false;
}

/**
 * Makes the application role if it is missing, and lets the connected owner become it.
 * @throws DatabaseMisconfigured with the statements that an administrator has to run, if the owner may not
 */
export async function ensureApplicationRole(client: Client): Promise<void> {
  const owner = (await client.query('select current_user as name')).rows[0].name as string;
  const advice = `Ask the server's administrator to run:\n  create role ${applicationRole} nologin;\n  grant ${applicationRole} to "${owner}";`;
  const existing = await client.query('select from pg_roles where rolname = $1', [applicationRole]);
  if (existing.rowCount === 0) {
    try {
      await client.query(`create role ${applicationRole} nologin nosuperuser nocreatedb nocreaterole noinherit`);
    } catch (error) {
      // 42710, 23505: a program starting at the same time, on another database of the server, was quicker.
      const state = sqlState(error);
      if (state === '42501') throw new DatabaseMisconfigured(`the role "${owner}" may not create roles. ${advice}`);
      if (state !== '42710' && state !== '23505') throw error;
    }
  }
  if (await mayBecomeApplication(client)) return;
  try {
    await client.query(`grant ${applicationRole} to current_user`);
  } catch {
    throw new DatabaseMisconfigured(`the role "${owner}" may not act as ${applicationRole}. ${advice}`);
  }
}

/**
 * PostgreSQL lets everybody make temporary tables in a new database; the application role makes none of any kind (OP-08).
 * A right on the database is not copied with a template, so this is done for each database.
 */
export async function restrictDatabase(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; ours: boolean; open: boolean }>(
    `select quote_ident(datname) as name, pg_has_role(datdba, 'usage') as ours,
       has_database_privilege('${applicationRole}', oid, 'temporary') as open
     from pg_database where datname = current_database()`,
  );
  const [database] = rows;
  if (!database?.open) return;
  if (!database.ours) {
    throw new DatabaseMisconfigured(
      `the application role may make temporary tables. Ask the server's administrator to run: revoke temporary on database ${database.name} from public;`,
    );
  }
  await client.query(`revoke temporary on database ${database.name} from public`);
}
