import type { Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { allowed, demand, pathOfUnit } from '../units/scope.ts';
import { demandLines, refuseInUse, refuseOtherKind, refuseOtherStates } from './checks.ts';
import { consolidatesPlan, givesPlan, signsPlan } from './endpoints.ts';
import type { PlanHeaderInput } from './model.ts';
import { giveLine, type LineRow, moveLines, nextNumber, submitPlan } from './storage.ts';
import { refuseClosedYear } from './years/close-year.ts';

function recordEach(work: Work, event: string, lines: readonly LineRow[]): void {
  for (const { id } of lines) work.audit({ event, object: `plan-line:${id}`, result: 'done' });
}

/** 单位审签上报. @throws Problem 403, 404, 409 `plan-line-state`, 422 `plan-kind` */
export async function submitPlanLines(
  work: Work,
  input: {
    readonly unitId: string;
    readonly year: number;
    readonly header: PlanHeaderInput;
    readonly lines: readonly string[];
  },
): Promise<{ planId: string; lines: number }> {
  const path = await pathOfUnit(work.queries, work.actor.officeId, input.unitId);
  demand(work.actor, signsPlan, path);
  await refuseClosedYear(work, input.year);
  const lines = await demandLines(work, input.lines, ({ unitPath }) => demand(work.actor, signsPlan, unitPath));
  refuseOtherStates(lines, 'draft');
  if (lines.some(({ unitId, year }) => unitId !== input.unitId || year !== input.year)) {
    throw new Problem(422, 'plan-other-unit', {
      zh: '所选计划项不全是本单位、本年度的，没有上报。请重新选择。',
      en: 'Not all lines belong to this unit and year; nothing was submitted. Choose again.',
    });
  }
  refuseOtherKind(lines, input.header.kind);
  const ids = lines.map(({ id }) => id);
  const planId = await submitPlan(work, { id: input.unitId, path }, input.year, input.header, ids);
  recordEach(work, 'official-travel.plan-submitted', lines);
  return { planId, lines: lines.length };
}

/** 县区、主管部门汇总. @throws Problem 403 outside the area, 404, 409 */
export async function consolidatePlanLines(work: Work, ids: readonly string[]): Promise<{ lines: number }> {
  const lines = await demandLines(work, ids, ({ reviewPath, unitPath }) =>
    demand(work.actor, consolidatesPlan, reviewPath ?? unitPath),
  );
  refuseOtherStates(lines, 'submitted');
  await moveLines(work, ids, { state: 'consolidated' });
  recordEach(work, 'official-travel.plan-consolidated', lines);
  return { lines: lines.length };
}

/** 退回补正: from first review by the first reviewer, from the office by the office. */
export async function returnPlanLines(work: Work, ids: readonly string[], reason: string): Promise<{ lines: number }> {
  const { actor } = work;
  const lines = await demandLines(work, ids, ({ state, reviewPath, unitPath }) => {
    if (state === 'submitted' && reviewPath) return demand(actor, consolidatesPlan, reviewPath);
    // The first reviewer who returned it already is told so.
    if (state !== 'consolidated' && reviewPath && allowed(actor, consolidatesPlan, reviewPath)) return;
    demand(actor, givesPlan, unitPath);
  });
  refuseOtherStates(lines, 'submitted', 'consolidated');
  await moveLines(work, ids, { state: 'draft', reason });
  recordEach(work, 'official-travel.plan-returned', lines);
  return { lines: lines.length };
}

/** 下达: each line takes its number. A unit under first review comes here through it. @throws Problem 403, 404, 409 */
export async function givePlanLines(
  work: Work,
  ids: readonly string[],
  authorityNumber: string | null,
): Promise<{ numbers: { id: string; number: string }[] }> {
  const lines = await demandLines(work, ids, ({ unitPath }) => demand(work.actor, givesPlan, unitPath));
  refuseOtherStates(lines, 'consolidated', 'submitted');
  const skipped = lines.filter(({ state, reviewPath }) => state === 'submitted' && reviewPath !== null);
  if (skipped.length > 0) {
    throw new Problem(409, 'plan-not-consolidated', {
      zh: `有 ${skipped.length} 项还没有经县区或主管部门汇总，没有下达。`,
      en: `${skipped.length} lines have not been consolidated by the county or bureau; nothing was given.`,
    });
  }
  for (const year of new Set(lines.map((line) => line.year))) await refuseClosedYear(work, year);
  const numbers: { id: string; number: string }[] = [];
  for (const { id, year, unitPath } of lines) {
    const number = await nextNumber(work, year, unitPath);
    await giveLine(work, id, number, authorityNumber);
    numbers.push({ id, number });
  }
  recordEach(work, 'official-travel.plan-given', lines);
  return { numbers };
}

/** 关闭 of what will not be used. @throws Problem 403, 404, 409 `plan-line-in-use` */
export async function closePlanLine(work: Work, id: string, reason: string): Promise<void> {
  const lines = await demandLines(work, [id], ({ unitPath }) => demand(work.actor, givesPlan, unitPath));
  refuseOtherStates(lines, 'given');
  refuseInUse(lines[0]!);
  await moveLines(work, [id], { state: 'closed', reason });
  recordEach(work, 'official-travel.plan-line-closed', lines);
}
