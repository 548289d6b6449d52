import { sql } from 'kysely';
import type { z } from 'zod';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { uuidv7 } from '#kernel/database/uuid.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import { activityFor, collectedFor } from './processing.ts';

export interface PurposeState {
  readonly purpose: string;
  readonly active: boolean;
  readonly reason: string;
  readonly changed_at: Date;
}

/** The last change of each purpose that was ever changed; one that never was is active. */
export async function purposeStates(queries: Queries, officeId: string): Promise<readonly PurposeState[]> {
  const { rows } = await sql<PurposeState>`select distinct on (purpose) purpose, active, reason, changed_at
    from kernel.purpose_changes where office_id = ${officeId}::uuid order by purpose, id desc`.execute(queries);
  return rows;
}

export async function closedPurposes(queries: Queries, officeId: string): Promise<ReadonlySet<string>> {
  const states = await purposeStates(queries, officeId);
  return new Set(states.filter(({ active }) => !active).map(({ purpose }) => purpose));
}

/** @throws Problem 404 for an unknown purpose, 409 `purpose-essential`, 409 `purpose-unchanged` */
export async function changePurpose(
  work: Work,
  given: { readonly purpose: string; readonly active: boolean; readonly reason: string },
): Promise<void> {
  const { queries, actor, now } = work;
  const activity = activityFor(given.purpose);
  if (!activity) throw notFound();
  if (activity.essential && !given.active) {
    throw new Problem(409, 'purpose-essential', {
      zh: '没有这一目的的信息，系统无法使用，不能停止收集。',
      en: 'The program cannot be used without data for this purpose; it cannot be closed.',
    });
  }
  const closed = await closedPurposes(queries, actor.officeId);
  if (closed.has(given.purpose) !== given.active) {
    throw new Problem(409, 'purpose-unchanged', {
      zh: '这一目的已经是这个状态，没有变更。',
      en: 'The purpose stands so already; nothing was changed.',
    });
  }
  await sql`insert into kernel.purpose_changes (office_id, id, purpose, active, reason, changed_by, changed_at)
    values (${actor.officeId}::uuid, ${uuidv7()}::uuid, ${given.purpose}, ${given.active}, ${given.reason},
      ${actor.personId}::uuid, ${now})`.execute(queries);
  work.audit({
    event: given.active ? 'privacy.purpose-opened' : 'privacy.purpose-closed',
    object: 'privacy:processing',
    result: 'done',
    details: { purpose: given.purpose },
  });
}

/**
 * Only fields of an active purpose are collected (PR-01; 个人信息保护法第六条). What was collected before stays until its own term.
 * @throws Problem 422 `purpose-closed` with every such field
 */
export async function refuseClosedPurposes(
  queries: Queries,
  officeId: string,
  schema: z.core.$ZodType,
  value: unknown,
  before = '',
): Promise<void> {
  const closed = await closedPurposes(queries, officeId);
  if (closed.size === 0) return;
  const found = collectedFor(schema, value, closed);
  if (found.length === 0) return;
  throw new Problem(
    422,
    'purpose-closed',
    {
      zh: '本单位已停止收集下列信息，没有保存。请删去后再提交。',
      en: 'The office no longer collects the following; nothing was saved. Leave it out.',
    },
    {
      faults: found.map(({ at, label }) => ({
        at: `${before}${at}`,
        code: 'purpose-closed',
        message: {
          zh: `「${label.zh}」已停止收集，请删去。`,
          en: `"${label.en}" is no longer collected. Leave it out.`,
        },
      })),
    },
  );
}
