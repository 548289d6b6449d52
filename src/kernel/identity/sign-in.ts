import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordAudit } from '#kernel/audit/write.ts';
import { dayInBeijing, daysBetween } from '#kernel/calendar/day.ts';
import type { Runner, Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { type Account, accountById, accountOfLogin } from './account-storage.ts';
import type { Actor } from './actor.ts';
import type { SeedSeal } from './factor.ts';
import type { SignInNext } from './model.ts';
import { passwordProfiles } from './password-policy.ts';
import { hashPassword, needsRehash, passwordMatches } from './passwords.ts';
import { endSessions, insertSession, isNewDevice } from './session-storage.ts';
import type { Sessions } from './sessions.ts';
import { clearTries, countTry } from './sign-in-guard.ts';
import { newToken } from './token.ts';

export interface IdentityParts {
  readonly runner: Runner;
  readonly sessions: Sessions;
  readonly seal: SeedSeal;
  /** Makes a new office's first keys, before its first command. */
  readonly prepareOffice: (officeId: string) => Promise<void>;
  /** The program is reachable from this machine only: demonstration accounts may enter without a second factor. */
  readonly loopback: boolean;
}

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  /** The browser as it describes itself. */
  readonly agent: string;
}

export interface Entered {
  /** For the cookie; nowhere else. */
  readonly token: string;
  readonly next: SignInNext;
}

/** ID-06: a refusal takes at least this long, whatever its cause, so that the cause cannot be read from the time. */
export const refusalTakes = 400;
/** ID-01. */
const unusedDays = 90;

export function signInRefused(): Problem {
  return new Problem(401, 'sign-in-refused', {
    zh: '没有登录。登录名或密码不对，或者账号已停用。请核对后再试；仍不行请联系本单位系统管理员。',
    en: "Not signed in. The name or password is wrong, or the account is not in use. Check them, or ask your office's system administrator.",
  });
}

/** The actor of a sign-in's own commands: the person, without posts. */
export function personalActor(account: Account, origin: Origin): Actor {
  return {
    officeId: account.office_id,
    accountId: account.id,
    personId: account.person_id,
    name: account.name,
    posts: [],
    actsFor: [],
    sessionDigest: '',
    factorAt: null,
    address: origin.address,
  };
}

export function exemptFromFactor(account: Account, loopback: boolean): boolean {
  return account.factor_exempt && account.demonstration && loopback;
}

/** What still stands between a right password and the desk. */
export function nextOf(account: Account, factorGiven: boolean, loopback: boolean, now: Date): SignInNext {
  const exempt = exemptFromFactor(account, loopback);
  if (!exempt && account.factor_enrolled_at && !factorGiven) return 'factor';
  const maximum = passwordProfiles[account.password_profile].maximumAgeDays;
  const age = daysBetween(dayInBeijing(account.password_set_at), dayInBeijing(now));
  if (account.password_temporary || (maximum !== null && age > maximum && !exempt)) return 'new-password';
  if (!exempt && !account.factor_enrolled_at) return 'enrol-factor';
  return 'done';
}

/**
 * First part of signing in. Unknown, wrong, held and suspended are refused in the same words and time (ID-06).
 * @throws Problem 401 `sign-in-refused`, 429 `sign-in-waits`
 */
export async function signIn(
  parts: IdentityParts,
  given: { readonly login: string; readonly password: string },
  origin: Origin,
): Promise<Entered> {
  const started = performance.now();
  try {
    return await attempt(parts, given, origin);
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 401) {
      const left = refusalTakes - (performance.now() - started);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
    throw cause;
  }
}

async function attempt(
  parts: IdentityParts,
  given: { readonly login: string; readonly password: string },
  origin: Origin,
): Promise<Entered> {
  const { database, clock } = parts.runner;
  const { hold } = await countTry(parts.runner, given.login, origin.address);
  const known = await accountOfLogin(database, given.login);
  const now = clock.now();
  const account = known && (await accountById(database, known.officeId, known.accountId, now));
  const right = await passwordMatches(account?.password_digest ?? null, given.password);
  if (!account) throw signInRefused();
  if (hold && account.state === 'active') await changeState(parts, account, origin, 'held', 'fifty-tries');
  const refuse = async (reason: string) => {
    await recordAudit(database, clock, account.office_id, null, {
      event: 'identity.sign-in',
      object: `account:${account.id}`,
      result: 'refused',
      reason,
    });
    throw signInRefused();
  };
  if (hold || account.state !== 'active') return refuse(account.state === 'active' ? 'held' : account.state);
  if (!right) return refuse('password');
  if (account.factor_exempt && !exemptFromFactor(account, parts.loopback))
    return refuse('factor-exempt-outside-demonstration');
  const lastUsed = account.last_sign_in_at ?? account.created_at;
  if (daysBetween(dayInBeijing(lastUsed), dayInBeijing(now)) > unusedDays) {
    await changeState(parts, account, origin, 'suspended', 'unused-90-days');
    return refuse('suspended');
  }
  const rehashed = needsRehash(account.password_digest) ? await hashPassword(given.password) : null;
  const next = nextOf(account, false, parts.loopback, now);
  const token = newToken(account.office_id);
  await parts.runner.run(personalActor(account, origin), {
    name: 'identity.sign-in',
    key: randomUUID(),
    input: {},
    object: `account:${account.id}`,
    run: async (work) => {
      if (rehashed) {
        await sql`update kernel.accounts set password_digest = ${rehashed}
          where office_id = ${account.office_id}::uuid and id = ${account.id}::uuid`.execute(work.queries);
      }
      if (next === 'done') return enter(work, account, token.digest, null, origin);
      await insertSession(
        work.queries,
        { ...base(account, origin), digest: token.digest, stage: 'entry', factorAt: null },
        work.now,
      );
      work.audit({ event: 'identity.password-given', object: `account:${account.id}`, result: 'done' });
    },
  });
  if (next === 'done') await clearTries(parts.runner, account.login, origin.address);
  return { token: token.token, next };
}

function base(account: Account, origin: Origin) {
  return {
    officeId: account.office_id,
    accountId: account.id,
    administrator: account.administrator,
    address: origin.address,
    agent: origin.agent,
  };
}

/** Opens the full session inside a command: new token, at most three at once, the owner told of a new device. */
export async function enter(
  work: Work,
  account: Account,
  digest: Buffer,
  factorAt: Date | null,
  origin: Origin,
  entry?: string,
): Promise<void> {
  const { queries, now } = work;
  // Locks the account first, so that parallel sign-ins count each other's sessions.
  await sql`update kernel.accounts set last_sign_in_at = ${now}
    where office_id = ${account.office_id}::uuid and id = ${account.id}::uuid`.execute(queries);
  if (entry) await endSessions(queries, account.office_id, { accountId: account.id, id: entry }, 'replaced', now);
  const unknown = await isNewDevice(queries, account.office_id, account.id, origin.agent);
  const id = await insertSession(queries, { ...base(account, origin), digest, stage: 'full', factorAt }, now);
  work.audit({ event: 'identity.sign-in', object: `account:${account.id}`, result: 'done', details: { session: id } });
  if (unknown) {
    work.send({
      topic: 'identity.new-device',
      about: `account:${account.id}`,
      body: { personId: account.person_id, sessionId: id },
    });
  }
}

async function changeState(
  parts: IdentityParts,
  account: Account,
  origin: Origin,
  state: 'held' | 'suspended',
  reason: string,
): Promise<void> {
  await parts.runner.run(personalActor(account, origin), {
    name: `identity.account-${state}`,
    key: randomUUID(),
    input: {},
    object: `account:${account.id}`,
    run: async (work) => {
      await sql`update kernel.accounts set state = ${state}, state_reason = ${reason}
        where office_id = ${account.office_id}::uuid and id = ${account.id}::uuid and state = 'active'`.execute(
        work.queries,
      );
      work.audit({ event: `identity.account-${state}`, object: `account:${account.id}`, result: 'done', reason });
      work.send({
        topic: `identity.account-${state}`,
        about: `account:${account.id}`,
        body: { personId: account.person_id, reason },
      });
    },
  });
}
