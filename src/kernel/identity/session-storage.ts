import { sql } from 'kysely';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import type { EndedBecause } from './sessions.ts';

/** ID-07: at most 12 hours; idle 30 minutes, administrators 15; at most 3 at once; a sign-in not finished ends after 10 minutes. */
const longest = 12 * 3_600_000;
const entryFor = 10 * 60_000;
const idle = { staff: 1800, administrator: 900, entry: 600 } as const;
const atOnce = 3;

export interface NewSession {
  readonly officeId: string;
  readonly accountId: string;
  readonly digest: Buffer;
  readonly stage: 'entry' | 'full';
  readonly administrator: boolean;
  readonly factorAt: Date | null;
  readonly address: string;
  readonly agent: string;
}

/** Writes a session; a full one beyond the third ends the oldest. */
export async function insertSession(queries: Queries, session: NewSession, now: Date): Promise<string> {
  const id = uuidv7();
  const full = session.stage === 'full';
  const endsAt = new Date(now.getTime() + (full ? longest : entryFor));
  const seconds = full ? (session.administrator ? idle.administrator : idle.staff) : idle.entry;
  await sql`insert into kernel.sessions
      (office_id, digest, id, account_id, stage, started_at, seen_at, ends_at, idle_seconds, factor_at, address, agent)
    values (${session.officeId}::uuid, ${session.digest}, ${id}::uuid, ${session.accountId}::uuid, ${session.stage}, ${now}, ${now},
      ${endsAt}, ${seconds}, ${session.factorAt}, ${session.address}, ${session.agent.slice(0, 300)})`.execute(queries);
  if (full) {
    await sql`update kernel.sessions set ended_at = ${now}, ended_because = 'too-many'
      where office_id = ${session.officeId}::uuid and digest in (
        select digest from kernel.sessions
        where office_id = ${session.officeId}::uuid and account_id = ${session.accountId}::uuid and stage = 'full'
          and ended_at is null and ends_at > ${now} and seen_at + idle_seconds * interval '1 second' > ${now}
        order by started_at desc, id desc offset ${atOnce})`.execute(queries);
  }
  return id;
}

/** Gives the session a new token and a fresh second factor (step-up); true if it was still open. */
export async function renewSession(
  queries: Queries,
  officeId: string,
  from: Buffer,
  to: Buffer,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update kernel.sessions set digest = ${to}, factor_at = ${now}, seen_at = ${now}
    where office_id = ${officeId}::uuid and digest = ${from} and ended_at is null`.execute(queries);
  return numAffectedRows === 1n;
}

/** Ends sessions of one account: one by its id, or all but one. Returns how many were open. */
export async function endSessions(
  queries: Queries,
  officeId: string,
  which: { readonly accountId: string; readonly id?: string; readonly except?: Buffer },
  because: EndedBecause,
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`update kernel.sessions set ended_at = ${now}, ended_because = ${because}
    where office_id = ${officeId}::uuid and account_id = ${which.accountId}::uuid and ended_at is null
      and (${which.id ?? null}::uuid is null or id = ${which.id ?? null}::uuid)
      and (${which.except ?? null}::bytea is null or digest <> ${which.except ?? null}::bytea)`.execute(queries);
  return Number(numAffectedRows ?? 0n);
}

export interface OpenSession {
  readonly id: string;
  readonly started_at: Date;
  readonly seen_at: Date;
  readonly address: string;
  readonly agent: string;
  readonly digest: Buffer;
}

export async function openSessions(
  queries: Queries,
  officeId: string,
  accountId: string,
  now: Date,
): Promise<readonly OpenSession[]> {
  const { rows } = await sql<OpenSession>`select id, started_at, seen_at, address, agent, digest from kernel.sessions
    where office_id = ${officeId}::uuid and account_id = ${accountId}::uuid and stage = 'full' and ended_at is null
      and ends_at > ${now} and seen_at + idle_seconds * interval '1 second' > ${now}
    order by started_at desc`.execute(queries);
  return rows;
}

/** True if the account was never used with this browser before: its owner is told (ID-08). */
export async function isNewDevice(
  queries: Queries,
  officeId: string,
  accountId: string,
  agent: string,
): Promise<boolean> {
  const { rows } = await sql<{ known: boolean; any: boolean }>`select
      bool_or(agent = ${agent.slice(0, 300)}) as known, count(*) > 0 as any
    from kernel.sessions where office_id = ${officeId}::uuid and account_id = ${accountId}::uuid and stage = 'full'`.execute(
    queries,
  );
  return (rows[0]?.any ?? false) && !rows[0]?.known;
}
