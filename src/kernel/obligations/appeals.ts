import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { Problem } from '#kernel/http/problem.ts';
import { notStanding, standing } from './locks.ts';
import type { AppealVerdict } from './model.ts';
import { type ObligationSubject, subjectOf } from './page.ts';
import { record } from './storage.ts';

/** Whom an appeal is a matter of: whoever owes the duty that the lock came from, its case and its unit. */
export async function subjectOfLock(
  queries: Queries,
  officeId: string,
  lockId: string,
): Promise<ObligationSubject | null> {
  const lock = await queries
    .selectFrom('kernel.obligation_locks')
    .select('obligation_id')
    .where('office_id', '=', officeId)
    .where('id', '=', lockId)
    .executeTakeFirst();
  return lock ? subjectOf(queries, officeId, lock.obligation_id) : null;
}

/**
 * 申诉: the locked says in writing why the lock is wrong or must end. The lock stays in force until it is answered.
 * @throws Problem 404, 409 `lock-not-standing`, 409 `appeal-waits`
 */
export async function appealLock(work: Work, lockId: string, words: string): Promise<void> {
  const lock = await standing(work, lockId);
  if (lock.state !== 'in-force') throw notStanding();
  if (await waiting(work, lock.office_id, lock.id)) {
    throw new Problem(409, 'appeal-waits', {
      zh: '这项停办的申诉已经提交，正在等待答复，没有重复提交。有补充的，请联系市外办。',
      en: 'An appeal against this lock waits for its answer already; nothing was added. Tell the office what you want to add.',
    });
  }
  const id = uuidv7();
  await work.queries
    .insertInto('kernel.obligation_lock_appeals')
    .values({
      office_id: lock.office_id,
      id,
      obligation_id: lock.obligation_id,
      lock_id: lock.id,
      made_by: work.actor.personId,
      made_at: work.now,
      words,
    })
    .execute();
  await record(work.queries, lock.office_id, lock.obligation_id, {
    what: 'lock-appealed',
    at: work.now,
    by: work.actor.personId,
    reason: words,
    details: { lock: lock.id, appeal: id },
  });
  const about = `obligation:${lock.obligation_id}`;
  work.audit({ event: 'obligations.lock-appealed', object: about, result: 'done', details: { lock: lock.id } });
  work.send({ topic: 'obligations.lock-appealed', about, body: { obligationId: lock.obligation_id } });
}

/**
 * A named person answers with a reason: the lock stays, or it is lifted at once.
 * @throws Problem 404, 409 `lock-not-standing` (mended meanwhile), 409 `no-appeal`, 409 `own-appeal`
 */
export async function answerAppeal(work: Work, lockId: string, verdict: AppealVerdict, answer: string): Promise<void> {
  const lock = await standing(work, lockId);
  if (lock.state !== 'in-force') throw notStanding();
  const appeal = await waiting(work, lock.office_id, lock.id);
  if (!appeal) {
    throw new Problem(409, 'no-appeal', {
      zh: '这项停办没有待答复的申诉。请刷新后查看现状；临时放行可另行办理。',
      en: 'No appeal against this lock waits for an answer. Reload to see how it stands; a release is an act of its own.',
    });
  }
  if (appeal.made_by === work.actor.personId || lock.target_id === work.actor.personId) {
    throw new Problem(409, 'own-appeal', {
      zh: '本人提出或涉及本人的申诉，不能由本人答复。请由其他负责人答复。',
      en: 'Nobody answers an appeal of their own or about themselves. Let another head answer it.',
    });
  }
  const by = { answered_by: work.actor.personId, answered_at: work.now };
  await work.queries
    .updateTable('kernel.obligation_lock_appeals')
    .set({ ...by, verdict, answer })
    .where('office_id', '=', lock.office_id)
    .where('id', '=', appeal.id)
    .execute();
  if (verdict === 'lift') {
    await work.queries
      .updateTable('kernel.obligation_locks')
      .set({ state: 'lifted', lifted_at: work.now })
      .where('office_id', '=', lock.office_id)
      .where('id', '=', lock.id)
      .execute();
  }
  await record(work.queries, lock.office_id, lock.obligation_id, {
    what: 'appeal-answered',
    at: work.now,
    by: work.actor.personId,
    reason: answer,
    details: { lock: lock.id, appeal: appeal.id, verdict },
  });
  const about = `obligation:${lock.obligation_id}`;
  work.audit({
    event: 'obligations.appeal-answered',
    object: about,
    result: 'done',
    details: { lock: lock.id, verdict },
  });
  work.send({
    topic: 'obligations.appeal-answered',
    about,
    body: { obligationId: lock.obligation_id, verdict, madeBy: appeal.made_by },
  });
}

/** The appeal that waits for an answer; the lock's obligation is locked by the caller. */
async function waiting({ queries }: Work, officeId: string, lockId: string) {
  const found = await queries
    .selectFrom('kernel.obligation_lock_appeals')
    .select(['id', 'made_by'])
    .where('office_id', '=', officeId)
    .where('lock_id', '=', lockId)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return found ?? null;
}
