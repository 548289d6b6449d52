import type { Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { caseOnLine, lockLines, releaseUses, setUse } from './storage.ts';

/**
 * 占用、使用、释放: a submission holds the plan line, the grant uses it, an end without result gives it back. A mission that names no
 * line any more gives back what it had.
 * @throws Problem 409 `plan-line-taken` if another live mission has the line, `plan-line-not-given` if it was never given or was replaced
 */
export async function settlePlan(
  work: Work,
  use: { readonly caseId: string; readonly lineId: string | null; readonly state: 'held' | 'granted' | 'released' },
): Promise<void> {
  const { caseId, lineId, state } = use;
  if (lineId === null) return releaseUses(work, caseId, null);
  const [line] = await lockLines(work, [lineId]);
  const taken = state === 'released' ? null : await caseOnLine(work.queries, work.actor.officeId, lineId);
  if (taken !== null && taken !== caseId) {
    throw new Problem(409, 'plan-line-taken', {
      zh: '这个计划项已被另一个在办团组占用。请改选其他计划项，或申请计划调整。',
      en: 'Another live mission holds this plan line. Choose another line or apply for an adjustment of the plan.',
    });
  }
  if (state === 'held' && line?.state !== 'given') {
    throw new Problem(409, 'plan-line-not-given', {
      zh: '所选计划项尚未下达或已被置换、关闭，不能占用。请改选已下达的计划项，或按计划外申报并说明理由。',
      en: 'The plan line has not been given, or was replaced or closed. Choose a given line, or apply outside the plan with a reason.',
    });
  }
  await setUse(work, caseId, lineId, state);
}
