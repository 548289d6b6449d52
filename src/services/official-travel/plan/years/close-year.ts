import type { Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { demand } from '../../units/scope.ts';
import { moveLines } from '../storage.ts';
import { closesPlanYear } from './endpoints.ts';
import { closingOf, countHeld, insertClosing, lockUnused, rootUnit } from './storage.ts';

/** @throws Problem 409 `plan-year-closed` */
export async function refuseClosedYear(work: Work, year: number): Promise<void> {
  const closing = await closingOf(work.queries, work.actor.officeId, year);
  if (!closing) return;
  const on = closing.on.slice(0, 10);
  throw new Problem(409, 'plan-year-closed', {
    zh: `${year} 年计划已于 ${on} 关闭，没有办理。新任务请列入下一年度计划，或按计划外申报。`,
    en: `The plan of ${year} was closed on ${on}; nothing was done. Plan the task for the next year, or apply outside the plan.`,
  });
}

/**
 * 关闭年度: lines that nobody used are closed; those of granted missions stand. The head of the office closes it, once no mission of the
 * year is being decided any more.
 * @throws Problem 403, 409 `plan-year-closed`, `plan-year-in-use`
 */
export async function closeYear(
  work: Work,
  input: { readonly year: number; readonly reason: string },
): Promise<{ lines: number }> {
  demand(work.actor, closesPlanYear, [await rootUnit(work)]);
  await refuseClosedYear(work, input.year);
  const held = await countHeld(work, input.year);
  if (held > 0) {
    throw new Problem(409, 'plan-year-in-use', {
      zh: `${input.year} 年还有 ${held} 个团组正在办理，没有关闭。等它们办结或撤回后再关闭。`,
      en: `${held} missions of ${input.year} are still being decided; nothing was closed. Wait until they are decided or withdrawn.`,
    });
  }
  const unused = await lockUnused(work, input.year);
  await moveLines(work, unused, { state: 'closed', reason: input.reason });
  await insertClosing(work, input.year, input.reason);
  work.audit({
    event: 'official-travel.plan-year-closed',
    object: `plan-year:${input.year}`,
    result: 'done',
    details: { lines: unused.length },
  });
  return { lines: unused.length };
}
