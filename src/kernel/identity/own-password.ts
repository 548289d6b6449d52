import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { type Account, policyContext, rememberedPasswords, writePassword } from './account-storage.ts';
import { passwordFaults, passwordProfiles, usedBefore } from './password-policy.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { endSessions } from './session-storage.ts';
import type { Session } from './sessions.ts';
import { type Entered, type IdentityParts, nextOf, type Origin } from './sign-in.ts';
import { clearTries, countTry } from './sign-in-guard.ts';
import { accountOf, advance, wrongStep } from './sign-in-steps.ts';
import { newToken } from './token.ts';

/** Digest of a password that the policy and the last five let pass. @throws Problem 422 `password-refused` with every fault */
export async function checkedPassword(parts: IdentityParts, account: Account, password: string): Promise<string> {
  const faults = [...passwordFaults(password, account.password_profile, policyContext(account))];
  const { remembered } = passwordProfiles[account.password_profile];
  const before = await parts.runner.database.read(account.office_id, (queries) =>
    rememberedPasswords(queries, account.office_id, account.id, remembered),
  );
  const used = await Promise.all(
    [account.password_digest, ...before].map((digest) => passwordMatches(digest, password)),
  );
  if (used.some(Boolean)) faults.push(usedBefore());
  if (faults.length > 0) {
    throw new Problem(
      422,
      'password-refused',
      { zh: '这个密码不能用，请按提示换一个。', en: 'This password cannot be used. Choose another as told.' },
      { faults },
    );
  }
  return hashPassword(password);
}

/** A password that its owner chose: the other sessions end, the owner is told. `going` is the digest of the session that goes on. */
export async function writeOwnPassword(work: Work, account: Account, digest: string, going?: Buffer): Promise<void> {
  const { queries, now } = work;
  const accountId = account.id;
  await writePassword(queries, { officeId: account.office_id, accountId }, digest, false, now);
  const which = { accountId, ...(going ? { except: going } : {}) };
  await endSessions(queries, account.office_id, which, 'password-changed', now);
  work.audit({ event: 'identity.password-set', object: `account:${accountId}`, result: 'done' });
  work.send({
    topic: 'identity.password-changed',
    about: `account:${accountId}`,
    body: { personId: account.person_id },
  });
}

/** @throws Problem 422 `password-refused` with every fault */
export async function chooseFirstPassword(
  parts: IdentityParts,
  session: Session,
  password: string,
  origin: Origin,
): Promise<Entered> {
  const account = await accountOf(parts, session);
  const now = parts.runner.clock.now();
  if (
    session.stage !== 'entry' ||
    nextOf(account, session.actor.factorAt !== null, parts.loopback, now) !== 'new-password'
  ) {
    throw wrongStep();
  }
  const digest = await checkedPassword(parts, account, password);
  return advance(parts, session, account, origin, 'identity.first-password', async (work) => {
    await writePassword(work.queries, { officeId: account.office_id, accountId: account.id }, digest, false, work.now);
    work.audit({ event: 'identity.password-set', object: `account:${account.id}`, result: 'done' });
    return { ...account, password_temporary: false, password_set_at: work.now };
  });
}

/** All other sessions of the person end; this one goes on under a new token. */
export async function changePassword(
  parts: IdentityParts,
  session: Session,
  given: { readonly current: string; readonly password: string },
  origin: Origin,
): Promise<Entered> {
  const account = await accountOf(parts, session);
  await countTry(parts.runner, account.login, origin.address);
  if (!(await passwordMatches(account.password_digest, given.current))) {
    throw new Problem(
      422,
      'current-password-wrong',
      { zh: '当前密码不对，没有更改。', en: 'The current password is wrong; nothing was changed.' },
      {
        faults: [
          {
            at: '/current',
            code: 'wrong',
            message: { zh: '当前密码不对，请重新输入。', en: 'Wrong. Enter it again.' },
          },
        ],
      },
    );
  }
  const digest = await checkedPassword(parts, account, given.password);
  const token = newToken(account.office_id);
  await parts.runner.run(session.actor, {
    name: 'identity.change-password',
    key: randomUUID(),
    input: {},
    object: `account:${account.id}`,
    run: async (work) => {
      await writeOwnPassword(work, account, digest, session.digest);
      await sql`update kernel.sessions set digest = ${token.digest}
        where office_id = ${account.office_id}::uuid and digest = ${session.digest}`.execute(work.queries);
    },
  });
  parts.sessions.forget();
  await clearTries(parts.runner, account.login, origin.address);
  return { token: token.token, next: 'done' };
}
