import { sql } from 'kysely';
import type { Runner, Work } from '#kernel/commands/command.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { writePassword } from './account-storage.ts';
import type { Actor } from './actor.ts';
import { newPassword } from './factor.ts';
import { may } from './may.ts';
import { hashPassword } from './passwords.ts';
import { keepsAccounts, shownOnce } from './registry.ts';
import { ownAccount } from './registry-refusals.ts';
import { endSessions } from './session-storage.ts';

function demand(actor: Actor): void {
  const verdict = may(actor, keepsAccounts);
  if (!verdict.allowed) throw refusal(verdict.reason);
}

/** Ends the account's sessions at once; posts and history stay. */
export async function suspendAccount(work: Work, accountId: string, reason: string): Promise<void> {
  const { queries, actor, now } = work;
  demand(actor);
  if (accountId === actor.accountId) throw ownAccount();
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
 * A new random temporary password, for the command line: whoever has the machine's shell has this. On the screens it takes two
 * administrators (recovery.ts). The second factor stays, and nobody chooses a password for another (ID-10).
 * @throws Problem 404, 409 `own-account` or `shown-once`
 */
export async function resetPassword(
  runner: Runner,
  actor: Actor,
  key: string,
  accountId: string,
): Promise<{ readonly accountId: string; readonly temporaryPassword: string }> {
  demand(actor);
  if (accountId === actor.accountId) throw ownAccount();
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
