import { sql } from 'kysely';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Runner, Work } from '#kernel/commands/command.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import { writePassword } from './account-storage.ts';
import type { Actor } from './actor.ts';
import { newPassword } from './factor.ts';
import { hasRole, may } from './may.ts';
import { hashPassword } from './passwords.ts';
import { type Permission, role } from './permission.ts';
import type { PostInput, UnitInput } from './registry-model.ts';
import { administratorsApart, loginTaken } from './registry-refusals.ts';
import type { Role } from './roles.ts';
import { endSessions } from './session-storage.ts';

/** Units and accounts are the system administrator's; who may do what is the security administrator's (GB/T 22239-2019 8.1.5). */
export const keepsUnits = role('system-administrator');
export const keepsAccounts = role('system-administrator');
export const grantsPosts = role('security-administrator', 'system-administrator');

function demand(actor: Actor, permission: Permission): void {
  const verdict = may(actor, permission);
  if (!verdict.allowed) throw refusal(verdict.reason);
}

/** @throws Problem 404 if there is no such unit above, 403 */
export async function addUnit(
  work: Work,
  input: UnitInput & { readonly id?: string },
): Promise<{ readonly unitId: string }> {
  const { queries, actor, now } = work;
  demand(actor, keepsUnits);
  const unitId = input.id ?? uuidv7();
  const { numAffectedRows } = await sql`
    insert into kernel.units (office_id, id, parent_id, name, name_en, short_name, kind, path, valid_from)
    select office_id, ${unitId}::uuid, id, ${input.name}, ${input.nameEnglish}, ${input.shortName ?? null}, ${input.kind},
      path || ${unitId}::uuid, ${dayInBeijing(now)}::date
    from kernel.units where office_id = ${actor.officeId}::uuid and id = ${input.parentId}::uuid`.execute(queries);
  if (numAffectedRows !== 1n) throw notFound();
  work.audit({
    event: 'identity.unit-added',
    object: `unit:${unitId}`,
    result: 'done',
    details: { parent: input.parentId },
  });
  return { unitId };
}

export interface AccountInput {
  readonly personId: string;
  readonly login: string;
  readonly id?: string;
}

/**
 * Opens an account with a random temporary password, which is answered once and must be replaced at the first sign-in. Hashing
 * takes its time outside the transaction. A repeat of the command is refused, for the password is nowhere else.
 * @throws Problem 409 `shown-once`, `login-taken` or `account-exists`, 404 for an unknown person
 */
export async function openAccount(
  runner: Runner,
  actor: Actor,
  key: string,
  input: AccountInput,
): Promise<{ readonly accountId: string; readonly temporaryPassword: string }> {
  demand(actor, keepsAccounts);
  const temporaryPassword = newPassword();
  const digest = await hashPassword(temporaryPassword);
  let written = false;
  const accountId = await runner.run(actor, {
    name: 'identity.open-account',
    key,
    input,
    run: async (work) => {
      const made = await writeAccount(work, input, digest, true);
      written = true;
      return made;
    },
  });
  if (!written) throw shownOnce();
  return { accountId, temporaryPassword };
}

/**
 * An account whose password is known beforehand and needs no change: demonstration data. `factorExempt` lets it in without a
 * second factor, and only in a demonstration office while the program is bound to loopback.
 */
export async function openDemonstrationAccount(
  runner: Runner,
  actor: Actor,
  key: string,
  input: AccountInput & { readonly password: string },
): Promise<{ readonly accountId: string }> {
  demand(actor, keepsAccounts);
  const digest = await hashPassword(input.password);
  const { personId, login, id } = input;
  const accountId = await runner.run(actor, {
    name: 'identity.open-demonstration-account',
    key,
    input: { personId, login, id },
    run: async (work) => {
      const { rows } = await sql<{ demonstration: boolean }>`
        select demonstration from kernel.offices where office_id = ${actor.officeId}::uuid`.execute(work.queries);
      if (!rows[0]?.demonstration) throw refusal('role-missing');
      const made = await writeAccount(work, input, digest, false);
      await sql`update kernel.accounts set factor_exempt = true
        where office_id = ${actor.officeId}::uuid and id = ${made}::uuid`.execute(work.queries);
      return made;
    },
  });
  return { accountId };
}

/** The password is nowhere but in the first answer. */
export function shownOnce(): Problem {
  return new Problem(409, 'shown-once', {
    zh: '已经办过，临时密码只显示一次。没有记下的，请重设临时密码。',
    en: 'It was done before, and a temporary password is shown only once. If it was not noted, reset it.',
  });
}

async function writeAccount(work: Work, input: AccountInput, digest: string, temporary: boolean): Promise<string> {
  const { queries, actor, now } = work;
  const accountId = input.id ?? uuidv7();
  const { numAffectedRows } = await loginTaken(
    sql`insert into kernel.accounts
        (office_id, id, person_id, login, password_digest, password_set_at, password_temporary, created_at)
      select office_id, ${accountId}::uuid, id, ${input.login}, ${digest}, ${now}, ${temporary}, ${now}
      from kernel.persons where office_id = ${actor.officeId}::uuid and id = ${input.personId}::uuid`.execute(queries),
  );
  if (numAffectedRows !== 1n) throw notFound();
  await writePassword(queries, { officeId: actor.officeId, accountId }, digest, temporary, now);
  work.audit({ event: 'identity.account-opened', object: `account:${accountId}`, result: 'done' });
  return accountId;
}

/**
 * Gives a post from a day on. The system administrator may appoint the security and the audit administrator as long as there
 * is none; everything else is the security administrator's. Rights hold at once: sessions read them anew within half a second.
 * @throws Problem 403, 404, 409 `administrators-apart`
 */
export async function grantPost(
  work: Work,
  input: PostInput & { readonly id?: string },
): Promise<{ readonly postId: string }> {
  const { queries, actor } = work;
  demand(actor, grantsPosts);
  if (!hasRole(actor, 'security-administrator') && !(await appointsFirst(work, input.roles)))
    throw refusal('role-missing');
  const postId = input.id ?? uuidv7();
  const { numAffectedRows } = await administratorsApart(
    sql`insert into kernel.posts (office_id, id, person_id, unit_id, title, roles, subtree, valid_from, valid_to)
      select p.office_id, ${postId}::uuid, p.id, u.id, ${input.title}, ${input.roles}::text[], ${input.subtree},
        ${input.from}::date, ${input.to ?? null}::date
      from kernel.persons p join kernel.units u on u.office_id = p.office_id
      where p.office_id = ${actor.officeId}::uuid and p.id = ${input.personId}::uuid and u.id = ${input.unitId}::uuid`.execute(
      queries,
    ),
  );
  if (numAffectedRows !== 1n) throw notFound();
  work.audit({
    event: 'identity.post-granted',
    object: `post:${postId}`,
    result: 'done',
    details: { person: input.personId, unit: input.unitId, roles: input.roles.join(' ').slice(0, 400) },
  });
  return { postId };
}

async function appointsFirst(work: Work, roles: readonly Role[]): Promise<boolean> {
  const only = roles.length === 1 ? roles[0]! : null;
  if (only !== 'security-administrator' && only !== 'audit-administrator') return false;
  const { rows } = await sql<{ taken: boolean }>`select exists (select from kernel.posts
    where office_id = ${work.actor.officeId}::uuid and ${only} = any (roles) and ended_at is null
      and (valid_to is null or valid_to >= ${dayInBeijing(work.now)}::date)) as taken`.execute(work.queries);
  return !rows[0]!.taken;
}

/** Takes a post away at once. The person's sessions end with it (ID-08). */
export async function endPost(work: Work, postId: string, reason: string): Promise<void> {
  const { queries, actor, now } = work;
  demand(actor, role('security-administrator'));
  const { rows } = await sql<{ person_id: string; roles: Role[] }>`
    update kernel.posts set ended_at = ${now}, ended_reason = ${reason}
    where office_id = ${actor.officeId}::uuid and id = ${postId}::uuid and ended_at is null
      and (valid_to is null or valid_to >= ${dayInBeijing(now)}::date)
    returning person_id, roles`.execute(queries);
  const ended = rows[0];
  if (!ended) throw notFound();
  await keepOneSecurityAdministrator(work, ended.roles);
  await endPersonsSessions(work, ended.person_id, 'rights-changed');
  work.audit({
    event: 'identity.post-ended',
    object: `post:${postId}`,
    result: 'done',
    details: { person: ended.person_id },
  });
}

/** Without a security administrator nobody could grant a post again. */
async function keepOneSecurityAdministrator(work: Work, endedRoles: readonly Role[]): Promise<void> {
  if (!endedRoles.includes('security-administrator')) return;
  const { rows } = await sql<{ left: boolean }>`select exists (select from kernel.posts
    where office_id = ${work.actor.officeId}::uuid and 'security-administrator' = any (roles) and ended_at is null and valid_from <= ${dayInBeijing(work.now)}::date
      and (valid_to is null or valid_to >= ${dayInBeijing(work.now)}::date)) as left`.execute(work.queries);
  if (rows[0]!.left) return;
  throw new Problem(409, 'last-security-administrator', {
    zh: '这是最后一个安全管理员岗位，结束后无人能授予岗位。请先任命继任者。',
    en: 'This is the last post of a security administrator; without it nobody could grant posts. Appoint the successor first.',
  });
}

export async function endPersonsSessions(
  work: Work,
  personId: string,
  because: 'rights-changed' | 'ended-by-administrator',
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from kernel.accounts
    where office_id = ${work.actor.officeId}::uuid and person_id = ${personId}::uuid`.execute(work.queries);
  for (const { id } of rows) await endSessions(work.queries, work.actor.officeId, { accountId: id }, because, work.now);
}
