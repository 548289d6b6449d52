import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { Problem } from '#kernel/http/problem.ts';
import { type Account, accountById, accountOfLogin } from './account-storage.ts';
import { codeDigest } from './factor.ts';
import { checkedPassword, writeOwnPassword } from './own-password.ts';
import { passwordMatches } from './passwords.ts';
import type { Lost } from './recovery.ts';
import { endSessions } from './session-storage.ts';
import { type IdentityParts, type Origin, personalActor, refusalTakes } from './sign-in.ts';
import { clearTries, countTry } from './sign-in-guard.ts';

/** Asked for by nobody who is known: more in a day would only be noise in the administrators' in-boxes. */
const askedADay = 3;

function recoveryRefused(): Problem {
  return new Problem(401, 'recovery-refused', {
    zh: '没有办理。登录名或一次性码不对，或者一次性码已用过、已超过 30 分钟。请核对，或向管理员重新取得。',
    en: 'Nothing was done. The name or the code is wrong, or the code was used or is older than 30 minutes. Check them, or ask the administrators for a new code.',
  });
}

/** Takes at least as long as a refusal, whatever the cause (ID-06). */
async function evenly<T>(work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    const left = refusalTakes - (performance.now() - started);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
}

async function activeAccount(parts: IdentityParts, login: string): Promise<Account | null> {
  const { database, clock } = parts.runner;
  const known = await accountOfLogin(database, login);
  const account = known && (await accountById(database, known.officeId, known.accountId, clock.now()));
  return account?.state === 'active' ? account : null;
}

/** The administrators are told; for an unknown name nothing happens, and nobody can tell the difference. */
export function askRecovery(
  parts: IdentityParts,
  given: { readonly login: string; readonly lost: Lost },
  origin: Origin,
): Promise<void> {
  return evenly(async () => {
    const account = await activeAccount(parts, given.login);
    if (!account) return;
    await parts.runner.run(personalActor(account, origin), {
      name: 'identity.ask-recovery',
      key: randomUUID(),
      input: { lost: given.lost },
      object: `account:${account.id}`,
      run: (work) => writeAsked(work, account, given.lost, origin),
    });
  });
}

async function writeAsked(work: Work, account: Account, lost: Lost, origin: Origin): Promise<void> {
  const { queries, now } = work;
  const since = new Date(now.getTime() - 24 * 3_600_000);
  const { rows } = await sql<{ asked: number }>`select count(*)::int as asked from kernel.account_recoveries
    where office_id = ${account.office_id}::uuid and account_id = ${account.id}::uuid and asked_at > ${since}`.execute(
    queries,
  );
  if (rows[0]!.asked >= askedADay) return;
  const id = uuidv7();
  const { numAffectedRows } =
    await sql`insert into kernel.account_recoveries (office_id, id, account_id, lost, asked_at, asked_from)
    values (${account.office_id}::uuid, ${id}::uuid, ${account.id}::uuid, ${lost}, ${now}, ${origin.address})
    on conflict do nothing`.execute(queries);
  if (numAffectedRows !== 1n) return;
  work.audit({
    event: 'identity.recovery-asked',
    object: `account:${account.id}`,
    result: 'done',
    details: { recovery: id, lost },
  });
  work.send({
    topic: 'identity.recovery-asked',
    about: `account:${account.id}`,
    body: { personId: account.person_id, lost },
  });
}

/** Whether the code opens this account now; the code is not used up by asking. */
async function codeFits(parts: IdentityParts, account: Account, lost: Lost, code: string): Promise<boolean> {
  const { database, clock } = parts.runner;
  const { rows } = await database.read(account.office_id, (queries) =>
    sql`select from kernel.account_recoveries where ${openCode(account, lost, code, clock.now())}`.execute(queries),
  );
  return rows.length === 1;
}

const openCode = (account: Account, lost: Lost, code: string, now: Date) => sql`office_id = ${account.office_id}::uuid
  and account_id = ${account.id}::uuid and lost = ${lost} and code_digest = ${codeDigest(code)} and code_until > ${now}
  and used_at is null and ended_at is null`;

/** Of parallel tries one uses it. @throws Problem 401 `recovery-refused` */
async function useCode(work: Work, account: Account, lost: Lost, code: string): Promise<void> {
  const { numAffectedRows } = await sql`update kernel.account_recoveries set used_at = ${work.now}
    where ${openCode(account, lost, code, work.now)}`.execute(work.queries);
  if (numAffectedRows !== 1n) throw recoveryRefused();
}

interface Recovered {
  readonly account: Account;
  readonly lost: Lost;
  readonly code: string;
  readonly origin: Origin;
}

/** Uses the code and writes what it was given for, in one. @throws Problem 401 `recovery-refused` */
async function recover(parts: IdentityParts, one: Recovered, write: (work: Work) => Promise<void>): Promise<void> {
  const { account, lost, code, origin } = one;
  await parts.runner.run(personalActor(account, origin), {
    name: `identity.recover-${lost}`,
    key: randomUUID(),
    input: {},
    object: `account:${account.id}`,
    run: async (work) => {
      await useCode(work, account, lost, code);
      await write(work);
    },
  });
  parts.sessions.forget();
  await clearTries(parts.runner, account.login, origin.address);
}

async function removeFactor(work: Work, account: Account): Promise<void> {
  const { queries, now } = work;
  await sql`update kernel.accounts set factor_seed = null, factor_pending = null, factor_enrolled_at = null, factor_last_step = null
    where office_id = ${account.office_id}::uuid and id = ${account.id}::uuid`.execute(queries);
  await sql`delete from kernel.recovery_codes
    where office_id = ${account.office_id}::uuid and account_id = ${account.id}::uuid`.execute(queries);
  await endSessions(queries, account.office_id, { accountId: account.id }, 'factor-changed', now);
  work.audit({ event: 'identity.factor-removed', object: `account:${account.id}`, result: 'done' });
  work.send({
    topic: 'identity.factor-changed',
    about: `account:${account.id}`,
    body: { personId: account.person_id },
  });
}

/**
 * A new password, chosen by the owner. Every session ends; the second factor stays and is asked for at the next sign-in (ID-10).
 * @throws Problem 401 `recovery-refused`, 422 `password-refused`, 429 `sign-in-waits`
 */
export async function recoverPassword(
  parts: IdentityParts,
  given: { readonly login: string; readonly code: string; readonly password: string },
  origin: Origin,
): Promise<void> {
  await evenly(async () => {
    await countTry(parts.runner, given.login, origin.address);
    const account = await activeAccount(parts, given.login);
    if (!account || !(await codeFits(parts, account, 'password', given.code))) throw recoveryRefused();
    const digest = await checkedPassword(parts, account, given.password);
    const one = { account, lost: 'password', code: given.code, origin } as const;
    await recover(parts, one, (work) => writeOwnPassword(work, account, digest));
  });
}

/**
 * Takes the second factor and its recovery codes off; password and code together, so that neither alone is enough. The next sign-in
 * asks for a new authenticator before it opens anything.
 * @throws Problem 401 `recovery-refused`, 429 `sign-in-waits`
 */
export async function recoverFactor(
  parts: IdentityParts,
  given: { readonly login: string; readonly code: string; readonly password: string },
  origin: Origin,
): Promise<void> {
  await evenly(async () => {
    await countTry(parts.runner, given.login, origin.address);
    const account = await activeAccount(parts, given.login);
    const right = await passwordMatches(account?.password_digest ?? null, given.password);
    if (!account || !right || !(await codeFits(parts, account, 'factor', given.code))) throw recoveryRefused();
    const one = { account, lost: 'factor', code: given.code, origin } as const;
    await recover(parts, one, (work) => removeFactor(work, account));
  });
}
