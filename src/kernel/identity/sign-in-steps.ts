import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import { type Account, accountById } from './account-storage.ts';
import { codeDigest, newRecoveryCodes, newSeed, seedUri, stepOfCode } from './factor.ts';
import { endSessions, renewSession } from './session-storage.ts';
import type { Session } from './sessions.ts';
import {
  type Entered,
  enter,
  type IdentityParts,
  nextOf,
  type Origin,
  personalActor,
  signInRefused,
} from './sign-in.ts';
import { clearTries, countTry } from './sign-in-guard.ts';
import { newToken } from './token.ts';

/** One of the two, as the form has checked. */
export interface GivenFactor {
  readonly code?: string | undefined;
  readonly recovery?: string | undefined;
}

function factorRefused(): Problem {
  return new Problem(403, 'factor-refused', {
    zh: '动态码不对、已用过或已过期。请等身份验证器显示下一个再输入。',
    en: 'The code is wrong, used or out of date. Wait for the next one and enter that.',
  });
}

export function wrongStep(): Problem {
  return new Problem(409, 'sign-in-elsewhere', {
    zh: '登录已经走到另一步，请重新登录。',
    en: 'The sign-in stands at another step. Sign in again.',
  });
}

export async function accountOf(parts: IdentityParts, session: Session): Promise<Account> {
  const { database, clock } = parts.runner;
  const account = await accountById(database, session.actor.officeId, session.actor.accountId, clock.now());
  if (account?.state !== 'active') throw signInRefused();
  return account;
}

/** Uses the code up; false if it is wrong or was used. Runs in the command's transaction: of parallel tries one enters. */
async function spendFactor(parts: IdentityParts, work: Work, account: Account, given: GivenFactor): Promise<boolean> {
  const { queries, now } = work;
  if (given.recovery !== undefined) {
    const { numAffectedRows } = await sql`update kernel.recovery_codes set used_at = ${now}
      where office_id = ${account.office_id}::uuid and account_id = ${account.id}::uuid
        and digest = ${codeDigest(given.recovery)} and used_at is null`.execute(queries);
    return numAffectedRows === 1n;
  }
  if (!account.factor_seed || given.code === undefined) return false;
  const seed = await parts.seal.open(queries, account.office_id, account.id, account.factor_seed);
  const step = stepOfCode(seed, given.code, now);
  return step !== null && spendStep(queries, account, step);
}

async function spendStep(queries: Queries, account: Account, step: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update kernel.accounts set factor_last_step = ${step}
    where office_id = ${account.office_id}::uuid and id = ${account.id}::uuid
      and (factor_last_step is null or factor_last_step < ${step})`.execute(queries);
  return numAffectedRows === 1n;
}

/** Goes from the entry session to what is next; opens the full session when nothing is left. */
export async function advance(
  parts: IdentityParts,
  session: Session,
  account: Account,
  origin: Origin,
  command: string,
  run: (work: Work) => Promise<Account>,
): Promise<Entered> {
  const token = newToken(account.office_id);
  const factorKnown = session.actor.factorAt;
  const next = await parts.runner.run(personalActor(account, origin), {
    name: command,
    key: randomUUID(),
    input: {},
    object: `account:${account.id}`,
    run: async (work) => {
      const after = await run(work);
      const factorAt = command === 'identity.first-password' ? factorKnown : work.now;
      const reached = nextOf(after, factorAt !== null, parts.loopback, work.now);
      if (reached === 'done') await enter(work, after, token.digest, factorAt, origin, session.id);
      else await moveEntry(work, session, token.digest, factorAt);
      return reached;
    },
  });
  parts.sessions.forget();
  if (next === 'done') await clearTries(parts.runner, account.login, origin.address);
  return { token: token.token, next };
}

async function moveEntry(work: Work, session: Session, digest: Buffer, factorAt: Date | null): Promise<void> {
  const { numAffectedRows } =
    await sql`update kernel.sessions set digest = ${digest}, factor_at = ${factorAt}, seen_at = ${work.now}
    where office_id = ${session.actor.officeId}::uuid and digest = ${session.digest} and ended_at is null`.execute(
      work.queries,
    );
  if (numAffectedRows !== 1n) throw wrongStep();
}

/** @throws Problem 403 `factor-refused`, 409 `sign-in-elsewhere`, 429 `sign-in-waits` */
export async function giveFactor(
  parts: IdentityParts,
  session: Session,
  given: GivenFactor,
  origin: Origin,
): Promise<Entered> {
  const account = await accountOf(parts, session);
  const standing = nextOf(account, session.actor.factorAt !== null, parts.loopback, parts.runner.clock.now());
  if (session.stage !== 'entry' || standing !== 'factor') throw wrongStep();
  await countTry(parts.runner, account.login, origin.address);
  return advance(parts, session, account, origin, 'identity.second-factor', async (work) => {
    if (!(await spendFactor(parts, work, account, given))) throw factorRefused();
    work.audit({
      event: 'identity.factor-given',
      object: `account:${account.id}`,
      result: 'done',
      details: { kind: given.recovery === undefined ? 'totp' : 'recovery' },
    });
    return account;
  });
}

/** A signed-in person gives the factor again; the session goes on under a new token (ID-07, ID-09). */
export async function stepUp(
  parts: IdentityParts,
  session: Session,
  given: GivenFactor,
  origin: Origin,
): Promise<Entered> {
  const account = await accountOf(parts, session);
  await countTry(parts.runner, account.login, origin.address);
  const token = newToken(account.office_id);
  await parts.runner.run(session.actor, {
    name: 'identity.step-up',
    key: randomUUID(),
    input: {},
    object: `account:${account.id}`,
    run: async (work) => {
      if (!(await spendFactor(parts, work, account, given))) throw factorRefused();
      if (!(await renewSession(work.queries, account.office_id, session.digest, token.digest, work.now)))
        throw wrongStep();
      work.audit({ event: 'identity.step-up', object: `account:${account.id}`, result: 'done' });
    },
  });
  parts.sessions.forget();
  await clearTries(parts.runner, account.login, origin.address);
  return { token: token.token, next: 'done' };
}

/** Changing the factor from inside wants the present one given less than five minutes ago (ID-09). */
function demandFresh(session: Session, now: Date): void {
  const { factorAt } = session.actor;
  const fresh = factorAt && now.getTime() - factorAt.getTime() < 5 * 60_000;
  if (session.stage === 'full' && !fresh) throw refusal('step-up-needed');
}

/** A new seed; the old one works until a code of the new one was given. Signed in: only right after a step-up. */
export async function beginFactor(
  parts: IdentityParts,
  session: Session,
  origin: Origin,
): Promise<{ secret: string; uri: string }> {
  const account = await accountOf(parts, session);
  const now = parts.runner.clock.now();
  if (
    session.stage === 'entry' &&
    nextOf(account, session.actor.factorAt !== null, parts.loopback, now) !== 'enrol-factor'
  ) {
    throw wrongStep();
  }
  demandFresh(session, now);
  const secret = newSeed();
  await parts.runner.run(personalActor(account, origin), {
    name: 'identity.begin-factor',
    key: randomUUID(),
    input: {},
    object: `account:${account.id}`,
    run: async (work) => {
      const sealed = await parts.seal.seal(work.queries, account.office_id, account.id, secret);
      await sql`update kernel.accounts set factor_pending = ${sealed}
        where office_id = ${account.office_id}::uuid and id = ${account.id}::uuid`.execute(work.queries);
      work.audit({ event: 'identity.factor-begun', object: `account:${account.id}`, result: 'done' });
    },
  });
  return { secret, uri: seedUri(secret, account.login, account.office_name) };
}

/** The first code of the new seed makes it the account's factor; ten recovery codes replace the old ones. */
export async function confirmFactor(
  parts: IdentityParts,
  session: Session,
  code: string,
  origin: Origin,
): Promise<Entered & { readonly recoveryCodes: readonly string[] }> {
  const account = await accountOf(parts, session);
  demandFresh(session, parts.runner.clock.now());
  await countTry(parts.runner, account.login, origin.address);
  const recoveryCodes = newRecoveryCodes();
  const entered = await advance(parts, session, account, origin, 'identity.confirm-factor', async (work) => {
    const { queries, now } = work;
    if (!account.factor_pending) throw wrongStep();
    const seed = await parts.seal.open(queries, account.office_id, account.id, account.factor_pending);
    const step = stepOfCode(seed, code, now);
    if (step === null) throw factorRefused();
    await sql`update kernel.accounts set factor_seed = factor_pending, factor_pending = null, factor_enrolled_at = ${now},
        factor_last_step = ${step}
      where office_id = ${account.office_id}::uuid and id = ${account.id}::uuid`.execute(queries);
    await sql`delete from kernel.recovery_codes
      where office_id = ${account.office_id}::uuid and account_id = ${account.id}::uuid`.execute(queries);
    await sql`insert into kernel.recovery_codes (office_id, account_id, digest)
      select ${account.office_id}::uuid, ${account.id}::uuid, digest from unnest(${recoveryCodes.map(codeDigest)}::bytea[]) as digest`.execute(
      queries,
    );
    await endSessions(
      queries,
      account.office_id,
      { accountId: account.id, except: session.digest },
      'factor-changed',
      now,
    );
    work.audit({ event: 'identity.factor-enrolled', object: `account:${account.id}`, result: 'done' });
    work.send({
      topic: 'identity.factor-changed',
      about: `account:${account.id}`,
      body: { personId: account.person_id },
    });
    return { ...account, factor_enrolled_at: now };
  });
  return { ...entered, recoveryCodes };
}
