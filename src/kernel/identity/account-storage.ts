import { sql } from 'kysely';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import type { PasswordContext, PasswordProfile } from './password-policy.ts';

export interface Account {
  readonly office_id: string;
  readonly id: string;
  readonly person_id: string;
  readonly login: string;
  readonly name: string;
  readonly password_digest: string;
  readonly password_set_at: Date;
  readonly password_temporary: boolean;
  readonly factor_seed: string | null;
  readonly factor_pending: string | null;
  readonly factor_enrolled_at: Date | null;
  readonly factor_exempt: boolean;
  readonly state: 'active' | 'held' | 'suspended';
  readonly last_sign_in_at: Date | null;
  readonly created_at: Date;
  readonly demonstration: boolean;
  readonly password_profile: PasswordProfile;
  readonly office_name: string;
  readonly office_name_en: string;
  readonly units: readonly string[];
  readonly administrator: boolean;
}

/** Where a sign-in name belongs; null for an unknown one. */
export async function accountOfLogin(
  database: Database,
  login: string,
): Promise<{ readonly officeId: string; readonly accountId: string } | null> {
  const { rows } = await sql<{ office_id: string; account_id: string }>`
    select office_id, account_id from kernel.account_of_login(${login})`.execute(database.unscoped);
  return rows[0] ? { officeId: rows[0].office_id, accountId: rows[0].account_id } : null;
}

export async function readAccount(
  queries: Queries,
  officeId: string,
  accountId: string,
  today: Day,
): Promise<Account | null> {
  const { rows } = await sql<Account>`
    select a.office_id, a.id, a.person_id, a.login, p.name, a.password_digest, a.password_set_at, a.password_temporary,
      a.factor_seed, a.factor_pending, a.factor_enrolled_at, a.factor_exempt, a.state, a.last_sign_in_at, a.created_at,
      o.demonstration, o.password_profile, o.name_zh as office_name, o.name_en as office_name_en,
      coalesce((select array_agg(distinct u.name) from kernel.posts t
          join kernel.units u on u.office_id = t.office_id and u.id = t.unit_id
        where t.office_id = a.office_id and t.person_id = a.person_id), '{}') as units,
      exists (select from kernel.posts t where t.office_id = a.office_id and t.person_id = a.person_id
        and t.ended_at is null and t.valid_from <= ${today}::date and (t.valid_to is null or t.valid_to >= ${today}::date)
        and t.roles && array['system-administrator', 'security-administrator', 'audit-administrator']) as administrator
    from kernel.accounts a
    join kernel.persons p on p.office_id = a.office_id and p.id = a.person_id
    join kernel.offices o on o.office_id = a.office_id
    where a.office_id = ${officeId}::uuid and a.id = ${accountId}::uuid`.execute(queries);
  return rows[0] ?? null;
}

export function accountById(database: Database, officeId: string, accountId: string, now: Date) {
  return database.read(officeId, (queries) => readAccount(queries, officeId, accountId, dayInBeijing(now)));
}

export function policyContext(account: Account): PasswordContext {
  return {
    login: account.login,
    personName: account.name,
    numbers: [],
    officeWords: [account.office_name, account.office_name_en, ...account.units],
  };
}

/** Sets the password and remembers it; the caller has checked the policy. */
export async function writePassword(
  queries: Queries,
  account: { readonly officeId: string; readonly accountId: string },
  digest: string,
  temporary: boolean,
  now: Date,
): Promise<void> {
  await sql`update kernel.accounts set password_digest = ${digest}, password_set_at = ${now}, password_temporary = ${temporary}
    where office_id = ${account.officeId}::uuid and id = ${account.accountId}::uuid`.execute(queries);
  await sql`insert into kernel.password_history (office_id, account_id, password_digest, set_at)
    values (${account.officeId}::uuid, ${account.accountId}::uuid, ${digest}, ${now})
    on conflict (office_id, account_id, set_at) do update set password_digest = excluded.password_digest`.execute(
    queries,
  );
}

export async function rememberedPasswords(
  queries: Queries,
  officeId: string,
  accountId: string,
  count: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ password_digest: string }>`select password_digest from kernel.password_history
    where office_id = ${officeId}::uuid and account_id = ${accountId}::uuid order by set_at desc limit ${count}`.execute(
    queries,
  );
  return rows.map((row) => row.password_digest);
}
