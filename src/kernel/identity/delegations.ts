import { sql } from 'kysely';
import { addDays, type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from './actor.ts';
import { hasRole, neverDelegated } from './may.ts';
import type { DelegationInput, DelegationRow } from './registry-model.ts';
import type { Role } from './roles.ts';

/** Longer than that is no absence but a change of posts. */
const longestDays = 366;

interface Standing {
  administrators: boolean;
  persons: number;
  account: boolean;
  held: Role[];
}

async function standingOf(queries: Queries, officeId: string, input: DelegationInput): Promise<Standing> {
  const posts = sql`from kernel.posts t where t.office_id = ${officeId}::uuid and t.person_id = ${input.fromPersonId}::uuid
    and t.ended_at is null and (t.valid_to is null or t.valid_to >= ${input.from}::date)`;
  const { rows } = await sql<Standing>`select
      exists (select ${posts} and t.roles && ${[...neverDelegated]}::text[]
        and not exists (select from unnest(t.roles) as held where held <> all (${[...neverDelegated]}::text[]))) as administrators,
      (select count(*)::int from kernel.persons where office_id = ${officeId}::uuid
        and id in (${input.fromPersonId}::uuid, ${input.toPersonId}::uuid)) as persons,
      exists (select from kernel.accounts a where a.office_id = ${officeId}::uuid and a.person_id = ${input.toPersonId}::uuid
        and a.state <> 'suspended') as account,
      array(select distinct held from (select t.roles ${posts}) as p, unnest(p.roles) as held) as held`.execute(
    queries,
  );
  return rows[0]!;
}

function refuseOthers(actor: Actor, fromPersonId: string): void {
  if (fromPersonId !== actor.personId && !hasRole(actor, 'security-administrator')) throw refusal('role-missing');
}

function refuseTerm(input: DelegationInput, today: Day): void {
  if (input.to < today) {
    throw new Problem(422, 'delegation-over', {
      zh: '截止日已过，代理不会生效。请把截止日改为今天或以后。',
      en: 'The last day is past, so the delegation would give nothing. Choose today or a later day.',
    });
  }
  if (input.to > addDays(input.from as Day, longestDays)) {
    throw new Problem(422, 'delegation-too-long', {
      zh: '一次代理最长一年。更久的请由安全管理员调整岗位。',
      en: 'A delegation lasts a year at most. For longer, have the security administrator change the posts.',
    });
  }
}

/**
 * A dated delegation: the stand-in acts under both names, for the duties named or all, and it ends by itself. One delegates one's own
 * duties; the security administrator may record it for somebody absent. Administrators' duties are never delegated.
 * @throws Problem 403, 404 for an unknown person, 409 `administrators-not-delegated` and `stand-in-without-account`,
 *   422 `delegation-over`, `delegation-too-long` and `role-not-held`
 */
export async function delegate(
  work: Work,
  input: DelegationInput & { readonly id?: string },
): Promise<{ readonly delegationId: string }> {
  const { queries, actor, now } = work;
  refuseOthers(actor, input.fromPersonId);
  const standing = await standingOf(queries, actor.officeId, input);
  if (standing.persons !== 2) throw notFound();
  if (standing.administrators) {
    throw new Problem(409, 'administrators-not-delegated', {
      zh: '管理员的职责不能由他人代理。请另行任命管理员。',
      en: "An administrator's duties cannot be delegated. Appoint another administrator.",
    });
  }
  refuseTerm(input, dayInBeijing(now));
  if (!standing.account) {
    throw new Problem(409, 'stand-in-without-account', {
      zh: '代理人没有可用的账号，职责会无人办理。请选择能登录的同事，或先开通账号。',
      en: 'The stand-in has no account in use, so nobody would do the work. Choose a colleague who can sign in.',
    });
  }
  const roles = input.roles && input.roles.length > 0 ? [...new Set(input.roles)] : null;
  if (roles?.some((one) => !standing.held.includes(one) || neverDelegated.includes(one))) {
    throw new Problem(422, 'role-not-held', {
      zh: '所选职责不在委托人现任岗位之内，不能交他人代理。请重新选择。',
      en: 'One of these duties is not among those of the person acted for. Choose again.',
    });
  }
  const delegationId = input.id ?? uuidv7();
  await sql`insert into kernel.delegations (office_id, id, from_person_id, to_person_id, valid_from, valid_to, roles, reason, made_by,
      made_at)
    values (${actor.officeId}::uuid, ${delegationId}::uuid, ${input.fromPersonId}::uuid, ${input.toPersonId}::uuid,
      ${input.from}::date, ${input.to}::date, ${roles}::text[], ${input.reason}, ${actor.personId}::uuid, ${now})`.execute(
    queries,
  );
  work.audit({
    event: 'identity.delegated',
    object: `delegation:${delegationId}`,
    result: 'done',
    onBehalfOf: input.fromPersonId,
    details: { to: input.toPersonId, from: input.from, until: input.to, duties: roles?.join(',') ?? 'all' },
  });
  return { delegationId };
}

/** @throws Problem 404 for one that is not there or has ended, 403 for one of somebody else */
export async function endDelegation(work: Work, delegationId: string): Promise<void> {
  const { queries, actor, now } = work;
  const { rows } = await sql<{ from_person_id: string }>`select from_person_id from kernel.delegations
    where office_id = ${actor.officeId}::uuid and id = ${delegationId}::uuid and ended_at is null for update`.execute(
    queries,
  );
  if (!rows[0]) throw notFound();
  refuseOthers(actor, rows[0].from_person_id);
  await sql`update kernel.delegations set ended_at = ${now}, ended_by = ${actor.personId}::uuid
    where office_id = ${actor.officeId}::uuid and id = ${delegationId}::uuid`.execute(queries);
  work.audit({ event: 'identity.delegation-ended', object: `delegation:${delegationId}`, result: 'done' });
}

/** Those in force first, then to come, then past; at most 200. `whose`: the actor's own, given and received, or the office's. */
export async function readDelegations(
  queries: Queries,
  actor: Actor,
  today: Day,
  whose: 'own' | 'all',
): Promise<DelegationRow[]> {
  const own = whose === 'own' ? sql`and ${actor.personId}::uuid in (d.from_person_id, d.to_person_id)` : sql``;
  const { rows } = await sql<Omit<DelegationRow, 'mayEnd'>>`select d.id,
      json_build_object('id', d.from_person_id, 'name', f.name) as "from",
      json_build_object('id', d.to_person_id, 'name', s.name) as "to",
      d.valid_from::text as "validFrom", d.valid_to::text as "validTo", d.roles, d.reason,
      json_build_object('id', d.made_by, 'name', coalesce(m.name, '')) as "madeBy",
      case when d.ended_at is not null then 'ended' when d.valid_to < ${today}::date then 'over'
        when d.valid_from > ${today}::date then 'to-come' else 'in-force' end as state
    from kernel.delegations d
    join kernel.persons f on f.office_id = d.office_id and f.id = d.from_person_id
    join kernel.persons s on s.office_id = d.office_id and s.id = d.to_person_id
    left join kernel.persons m on m.office_id = d.office_id and m.id = d.made_by
    where d.office_id = ${actor.officeId}::uuid ${own}
    order by d.ended_at is not null, d.valid_to < ${today}::date, d.valid_from desc, d.id desc limit 200`.execute(
    queries,
  );
  const mayEndAll = hasRole(actor, 'security-administrator');
  return rows.map((row) => ({
    ...row,
    mayEnd: (row.state === 'in-force' || row.state === 'to-come') && (mayEndAll || row.from.id === actor.personId),
  }));
}
