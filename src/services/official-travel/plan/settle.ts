import type { Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { caseOnLine, setUse } from './storage.ts';

/**
 * 占用、使用、释放: a submission holds the plan line, the grant uses it, an end without result gives it back.
 * @throws Problem 409 `plan-line-taken` if another live mission has the line
 */
export async function settlePlan(
  work: Work,
  use: { readonly caseId: string; readonly lineId: string | null; readonly state: 'held' | 'granted' | 'released' },
): Promise<void> {
  const { caseId, lineId, state } = use;
  if (lineId === null) return;
  const taken = state === 'released' ? null : await caseOnLine(work.queries, work.actor.officeId, lineId);
  if (taken !== null && taken !== caseId) {
    throw new Problem(409, 'plan-line-taken', {
      zh: '这个计划项已被另一个在办团组占用。请改选其他计划项，或申请计划调整。',
      en: 'Another live mission holds this plan line. Choose another line or apply for an adjustment of the plan.',
    });
  }
  await setUse(work, caseId, lineId, state);
}
