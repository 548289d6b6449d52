import { sql } from 'kysely';
import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import { obligationKind } from '#kernel/obligations/kind.ts';
import { meetObligation, startObligation } from '#kernel/obligations/obligations.ts';

/** 个人信息保护法第五十条; the fifteen working days are those of 网络数据安全管理条例第二十三条. */
export const answerDuty = obligationKind({
  key: 'privacy.answer',
  label: { zh: '个人信息申请的答复', en: 'Answer to a request about personal data' },
  clock: 'working-days',
  amount: 15,
  startedBy: { zh: '收到申请', en: 'Receipt of the request' },
  source: {
    zh: '《个人信息保护法》第四十五条、第五十条；《网络数据安全管理条例》第二十三条',
    en: 'Personal Information Protection Law, art. 45, 50; Regulations on Network Data Security, art. 23',
  },
  ladder: [
    { afterDays: -5, act: 'remind' },
    { afterDays: 0, act: 'remind' },
    { afterDays: 1, act: 'tell-unit-head' },
  ],
  duty: 'office-head',
});

const about = (id: string) => `privacy-request:${id}`;

export type RequestKind = 'access' | 'correction' | 'erasure';
export type IdentityCheck = 'own-account' | 'in-person' | 'proxy-letter';

/** @throws Problem 404 for a person who is not there */
export async function receiveRequest(
  work: Work,
  given: { readonly kind: RequestKind; readonly personId: string; readonly identityChecked: IdentityCheck },
): Promise<{ readonly id: string; readonly dueOn: string }> {
  const { queries, actor, now } = work;
  const { officeId } = actor;
  const known =
    await sql`select from kernel.persons where office_id = ${officeId}::uuid and id = ${given.personId}::uuid`.execute(
      queries,
    );
  if (known.rows.length === 0) throw notFound();
  const id = uuidv7();
  await sql`insert into kernel.privacy_requests (office_id, id, kind, person_id, identity_checked, received_at, received_by)
    values (${officeId}::uuid, ${id}::uuid, ${given.kind}, ${given.personId}::uuid, ${given.identityChecked}, ${now},
      ${actor.personId}::uuid)`.execute(queries);
  const { rows } = await sql<{ id: string; path: string[] }>`select id, path from kernel.units
    where office_id = ${officeId}::uuid and parent_id is null and valid_to is null order by valid_from limit 1`.execute(
    queries,
  );
  const root = rows[0];
  if (!root) throw notFound();
  const duty = await startObligation(work, {
    kind: answerDuty,
    subject: about(id),
    unit: root,
    startedBy: about(id),
    start: { on: dayInBeijing(now) },
  });
  work.audit({ event: 'privacy.request-received', object: about(id), result: 'done', details: { kind: given.kind } });
  const due = await sql<{ due_on: string }>`select due_on::text as due_on from kernel.obligations
    where office_id = ${officeId}::uuid and id = ${duty}::uuid`.execute(queries);
  return { id, dueOn: due.rows[0]!.due_on };
}

export interface OpenRequest {
  readonly person_id: string;
  readonly kind: RequestKind;
  readonly received_by: string;
}

/** @throws Problem 404, 409 `request-ended` */
export async function lockOpenRequest(work: Work, id: string): Promise<OpenRequest> {
  const { rows } = await sql<
    OpenRequest & { state: string }
  >`select person_id, kind, received_by, state from kernel.privacy_requests
    where office_id = ${work.actor.officeId}::uuid and id = ${id}::uuid for update`.execute(work.queries);
  const [row] = rows;
  if (!row) throw notFound();
  if (row.state === 'open') return row;
  throw new Problem(409, 'request-ended', {
    zh: '这项申请已经答复，没有办理。需要再办的，请另行登记。',
    en: 'This request has been answered; nothing was done. Enter a new one if there is more to do.',
  });
}

/** Whose request that is. @throws Problem 404 */
export async function personOfRequest(queries: Queries, officeId: string, id: string): Promise<string> {
  const { rows } = await sql<{ person_id: string }>`select person_id from kernel.privacy_requests
    where office_id = ${officeId}::uuid and id = ${id}::uuid`.execute(queries);
  if (!rows[0]) throw notFound();
  return rows[0].person_id;
}

/**
 * The name as it should be: a new entry beside the old. Lists, search and documents to come carry it at once; what was issued stays as
 * it was issued. @throws Problem 404, 409 `request-ended`, 422 `nothing-corrected`
 */
export async function correctName(
  work: Work,
  id: string,
  given: { readonly name: string; readonly nameLatin?: string | undefined; readonly reason: string },
): Promise<void> {
  const { queries, actor, now } = work;
  const { officeId } = actor;
  const { person_id: personId } = await lockOpenRequest(work, id);
  const { rows } = await sql<{ name: string; name_latin: string | null }>`select name, name_latin from kernel.persons
    where office_id = ${officeId}::uuid and id = ${personId}::uuid for update`.execute(queries);
  const before = rows[0]!;
  const changes = [
    { field: 'name', before: before.name, after: given.name },
    ...(given.nameLatin === undefined
      ? []
      : [{ field: 'name_latin', before: before.name_latin, after: given.nameLatin }]),
  ].filter((change) => change.before !== change.after);
  if (changes.length === 0) {
    throw new Problem(422, 'nothing-corrected', {
      zh: '与现有内容相同，没有更正。',
      en: 'This is what stands there already; nothing was corrected.',
    });
  }
  for (const change of changes) {
    await sql`insert into kernel.person_corrections (office_id, id, person_id, field, before, after, reason, corrected_by, corrected_at)
      values (${officeId}::uuid, ${uuidv7()}::uuid, ${personId}::uuid, ${change.field}, ${change.before}, ${change.after},
        ${given.reason}, ${actor.personId}::uuid, ${now})`.execute(queries);
  }
  await sql`update kernel.persons set name = ${given.name}, name_latin = ${given.nameLatin ?? before.name_latin}
    where office_id = ${officeId}::uuid and id = ${personId}::uuid`.execute(queries);
  work.audit({
    event: 'privacy.person-corrected',
    object: `person:${personId}`,
    result: 'done',
    details: { fields: changes.map(({ field }) => field).join(' ') },
  });
  work.send({ topic: 'parties.person-corrected', about: `person:${personId}`, body: { personId } });
}

/** @throws Problem 404, 409 `request-ended` */
export async function endRequest(
  work: Work,
  id: string,
  given: { readonly outcome: 'answered' | 'refused'; readonly words: string },
): Promise<void> {
  const { queries, actor, now } = work;
  await lockOpenRequest(work, id);
  await sql`update kernel.privacy_requests set state = ${given.outcome}, answered_at = ${now},
      answered_by = ${actor.personId}::uuid, words = ${given.words}
    where office_id = ${actor.officeId}::uuid and id = ${id}::uuid`.execute(queries);
  await meetObligation(work, { kind: answerDuty, subject: about(id) });
  work.audit({
    event: 'privacy.request-answered',
    object: about(id),
    result: 'done',
    details: { outcome: given.outcome },
  });
}

export interface StoredRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly person_id: string;
  readonly person: string;
  readonly identity_checked: IdentityCheck;
  readonly received_at: Date;
  readonly due_on: string;
  readonly state: 'open' | 'answered' | 'refused';
  readonly answered_at: Date | null;
  readonly words: string | null;
}

/** Open ones first, those due next at the top. */
export async function requestsOf(queries: Queries, officeId: string): Promise<readonly StoredRequest[]> {
  const { rows } =
    await sql<StoredRequest>`select r.id, r.kind, r.person_id, p.name as person, r.identity_checked, r.received_at,
      o.due_on::text as due_on, r.state, r.answered_at, r.words
    from kernel.privacy_requests r
    join kernel.persons p on p.office_id = r.office_id and p.id = r.person_id
    join kernel.obligations o on o.office_id = r.office_id and o.kind = ${answerDuty.key}
      and o.subject = 'privacy-request:' || r.id
    where r.office_id = ${officeId}::uuid
    order by r.state = 'open' desc, o.due_on, r.id limit 500`.execute(queries);
  return rows;
}
