import { sql } from 'kysely';
import type { Runner, Work } from '#kernel/commands/command.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import { writePassword } from './account-storage.ts';
import type { Actor } from './actor.ts';
import { newPassword } from './factor.ts';
import { may } from './may.ts';
import { hashPassword } from './passwords.ts';
import { keepsAccounts, shownOnce } from './registry.ts';
import { endSessions } from './session-storage.ts';

function demand(actor: Actor): void {
  const verdict = may(actor, keepsAccounts);
  if (!verdict.allowed) throw refusal(verdict.reason);
}

function own(): Problem {
  return new Problem(409, 'own-account', {
    zh: '这是您自己的账号，须由另一位系统管理员办理。',
    en: 'This is your own account; another system administrator must do it.',
  });
}

/** Ends the account's sessions at once; posts and history stay. */
export async function suspendAccount(work: Work, accountId: string, reason: string): Promise<void> {
  const { queries, actor, now } = work;
  demand(actor);
  if (accountId === actor.accountId) throw own();
  const { numAffectedRows } = await sql`update kernel.accounts set state = 'suspended', state_reason = ${reason}
    where office_id = ${actor.officeId}::uuid and id = ${accountId}::uuid and state <> 'suspended'`.execute(queries);
  if (numAffectedRows !== 1n) throw notFound();
  await endSessions(queries, actor.officeId, { accountId }, 'ended-by-administrator', now);
  work.audit({ event: 'identity.account-suspended', object: `account:${accountId}`, result: 'done' });
}

/** Lifts a suspension or a hold; the 90 days without use begin anew. */
export async function resumeAccount(work: Work, accountId: string): Promise<void> {
  const { queries, actor, now } = work;
  demand(actor);
  const { numAffectedRows } =
    await sql`update kernel.accounts set state = 'active', state_reason = null, last_sign_in_at = ${now}
    where office_id = ${actor.officeId}::uuid and id = ${accountId}::uuid and state <> 'active'`.execute(queries);
  if (numAffectedRows !== 1n) throw notFound();
  work.audit({ event: 'identity.account-resumed', object: `account:${accountId}`, result: 'done' });
}

/**
 * A new random temporary password; the second factor stays (ID-10). The administrator never chooses a password.
 * @throws Problem 404, 409 `own-account` or `shown-once`
 */
export async function resetPassword(
  runner: Runner,
  actor: Actor,
  key: string,
  accountId: string,
): Promise<{ readonly accountId: string; readonly temporaryPassword: string }> {
  demand(actor);
  if (accountId === actor.accountId) throw own();
  const temporaryPassword = newPassword();
  const digest = await hashPassword(temporaryPassword);
  let written = false;
  await runner.run(actor, {
    name: 'identity.reset-password',
    key,
    input: { accountId },
    object: `account:${accountId}`,
    run: async (work) => {
      const { queries, now } = work;
      const { rows } = await sql`select 1 from kernel.accounts
        where office_id = ${actor.officeId}::uuid and id = ${accountId}::uuid for update`.execute(queries);
      if (rows.length === 0) throw notFound();
      await writePassword(queries, { officeId: actor.officeId, accountId }, digest, true, now);
      await endSessions(queries, actor.officeId, { accountId }, 'ended-by-administrator', now);
      work.audit({ event: 'identity.password-reset', object: `account:${accountId}`, result: 'done' });
      written = true;
    },
  });
  if (!written) throw shownOnce();
  return { accountId, temporaryPassword };
}
