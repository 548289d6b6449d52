import { sql } from 'kysely';
import type { Runner, Work } from '#kernel/commands/command.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from './actor.ts';
import { codeDigest, newSetUpCode } from './factor.ts';
import { may } from './may.ts';
import { role } from './permission.ts';
import type { checkedHow, lostThings } from './recovery-model.ts';
import { ownAccount } from './registry-refusals.ts';

export type Lost = keyof typeof lostThings;

/** ID-10. */
const codeValidMs = 30 * 60_000;

function demand(actor: Actor): void {
  const verdict = may(actor, role('security-administrator', 'system-administrator'));
  if (!verdict.allowed) throw refusal(verdict.reason);
}

const open = sql`used_at is null and ended_at is null`;

/**
 * The first administrator takes up what the owner asked for, or begins it for somebody who came in person. Nothing is opened by it.
 * @throws Problem 403, 404 for an unknown account or one out of use, 409 `own-account`, `recovery-begun`
 */
export async function beginRecovery(
  work: Work,
  input: { readonly accountId: string; readonly lost: Lost; readonly reason: string },
): Promise<{ readonly recoveryId: string }> {
  const { queries, actor, now } = work;
  demand(actor);
  if (input.accountId === actor.accountId) throw ownAccount();
  const account = await lockedAccount(work, input.accountId);
  const { rows } = await sql<{ id: string; begun: boolean }>`
    select id, begun_by is not null as begun from kernel.account_recoveries
    where office_id = ${actor.officeId}::uuid and account_id = ${input.accountId}::uuid and lost = ${input.lost} and ${open}`.execute(
    queries,
  );
  if (rows[0]?.begun) {
    throw new Problem(409, 'recovery-begun', {
      zh: '这个账号的找回已由一位管理员发起，请由另一位管理员核实身份并发码。',
      en: 'One administrator has begun this already; a second one confirms who it is and gives the code.',
    });
  }
  const recoveryId = rows[0]?.id ?? uuidv7();
  await sql`insert into kernel.account_recoveries
      (office_id, id, account_id, lost, asked_at, asked_from, begun_by, begun_at, reason)
    values (${actor.officeId}::uuid, ${recoveryId}::uuid, ${input.accountId}::uuid, ${input.lost}, ${now}, ${actor.address},
      ${actor.personId}::uuid, ${now}, ${input.reason})
    on conflict (office_id, id) do update set begun_by = excluded.begun_by, begun_at = excluded.begun_at, reason = excluded.reason`.execute(
    queries,
  );
  work.audit({
    event: 'identity.recovery-begun',
    object: `account:${input.accountId}`,
    result: 'done',
    details: { recovery: recoveryId, lost: input.lost },
  });
  const body = { personId: account.personId, lost: input.lost, begunBy: actor.personId };
  work.send({ topic: 'identity.recovery-begun', about: `account:${input.accountId}`, body });
  return { recoveryId };
}

async function lockedAccount(work: Work, accountId: string): Promise<{ readonly personId: string }> {
  const { rows } = await sql<{ personId: string }>`select person_id as "personId" from kernel.accounts
    where office_id = ${work.actor.officeId}::uuid and id = ${accountId}::uuid and state = 'active' for update`.execute(
    work.queries,
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

/**
 * The second administrator has seen who it is and hands over a code, which is answered once. Given again, the earlier one is void.
 * @throws Problem 403 `second-person-needed`, 404, 409 `own-account`, `recovery-not-begun`, `shown-once`
 */
export async function releaseRecovery(
  runner: Runner,
  actor: Actor,
  key: string,
  input: { readonly id: string; readonly how: keyof typeof checkedHow },
): Promise<{ readonly code: string; readonly until: string }> {
  demand(actor);
  const code = newSetUpCode();
  let until: Date | null = null;
  await runner.run(actor, {
    name: 'identity.release-recovery',
    key,
    input,
    object: `recovery:${input.id}`,
    run: async (work) => {
      until = await release(work, input, codeDigest(code));
    },
  });
  if (until === null) {
    throw new Problem(409, 'shown-once', {
      zh: '已经发过，一次性码只显示一次。没有记下的，请重新发码，原码随即失效。',
      en: 'It was given, and a code is shown only once. If it was not noted, give a new one; the earlier one is void then.',
    });
  }
  return { code, until: (until as Date).toISOString() };
}

async function release(
  work: Work,
  { id, how }: { readonly id: string; readonly how: string },
  digest: Buffer,
): Promise<Date> {
  const { queries, actor, now } = work;
  const { rows } = await sql<{ account_id: string; begun_by: string | null; lost: Lost }>`
    select account_id, begun_by, lost from kernel.account_recoveries
    where office_id = ${actor.officeId}::uuid and id = ${id}::uuid and ${open} for update`.execute(queries);
  const recovery = rows[0];
  if (!recovery) throw notFound();
  if (recovery.account_id === actor.accountId) throw ownAccount();
  if (recovery.begun_by === null) {
    throw new Problem(409, 'recovery-not-begun', {
      zh: '还没有管理员发起。请先由一位管理员发起，再由另一位核实并发码。',
      en: 'No administrator has begun this yet. One begins it, another confirms and gives the code.',
    });
  }
  if (recovery.begun_by === actor.personId) throw refusal('second-person-needed');
  const { personId } = await lockedAccount(work, recovery.account_id);
  const until = new Date(now.getTime() + codeValidMs);
  await sql`update kernel.account_recoveries set checked_by = ${actor.personId}::uuid, checked_at = ${now}, checked_how = ${how},
      code_digest = ${digest}, code_until = ${until}
    where office_id = ${actor.officeId}::uuid and id = ${id}::uuid`.execute(queries);
  work.audit({
    event: 'identity.recovery-released',
    object: `account:${recovery.account_id}`,
    result: 'done',
    details: { recovery: id, lost: recovery.lost, how },
  });
  work.send({
    topic: 'identity.recovery-released',
    about: `account:${recovery.account_id}`,
    body: { personId, lost: recovery.lost },
  });
  return until;
}

/** A code that was given is void with it. @throws Problem 403, 404 */
export async function endRecovery(work: Work, id: string, reason: string): Promise<void> {
  const { queries, actor, now } = work;
  demand(actor);
  const { rows } = await sql<{ account_id: string }>`update kernel.account_recoveries
    set ended_at = ${now}, ended_by = ${actor.personId}::uuid, ended_reason = ${reason}
    where office_id = ${actor.officeId}::uuid and id = ${id}::uuid and ${open} returning account_id`.execute(queries);
  if (!rows[0]) throw notFound();
  work.audit({
    event: 'identity.recovery-ended',
    object: `account:${rows[0].account_id}`,
    result: 'done',
    details: { recovery: id },
  });
}
