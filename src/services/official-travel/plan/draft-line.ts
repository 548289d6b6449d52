import type { Work } from '#kernel/commands/command.ts';
import { demand, pathOfUnit, stale } from '../units/scope.ts';
import { demandLines, refuseOtherStates, refuseOtherYear, titleOnce } from './checks.ts';
import { draftsPlan } from './endpoints.ts';
import type { PlanLineInput } from './model.ts';
import { insertLine, type LineRow, removeLine, updateLine } from './storage.ts';
import { refuseClosedYear } from './years/close-year.ts';

/** @throws Problem 403, 409 `plan-title-taken`, 422 */
export async function addPlanLine(
  work: Work,
  input: { readonly unitId: string; readonly year: number; readonly line: PlanLineInput },
): Promise<{ id: string; version: number }> {
  const path = await pathOfUnit(work.queries, work.actor.officeId, input.unitId);
  demand(work.actor, draftsPlan, path);
  await refuseClosedYear(work, input.year);
  refuseOtherYear(input.line, input.year, '/line');
  const id = await titleOnce(insertLine(work, { ...input, unitPath: path }), input.line.title);
  work.audit({ event: 'official-travel.plan-line-added', object: `plan-line:${id}`, result: 'done' });
  return { id, version: 1 };
}

async function draftOf(work: Work, id: string): Promise<LineRow> {
  const lines = await demandLines(work, [id], ({ unitPath }) => demand(work.actor, draftsPlan, unitPath));
  refuseOtherStates(lines, 'draft');
  return lines[0]!;
}

/** Only a draft: what was signed and sent is changed by sending it back, what was given by an adjustment. */
export async function changePlanLine(
  work: Work,
  input: { readonly id: string; readonly expectedVersion: number; readonly line: PlanLineInput },
): Promise<{ id: string; version: number }> {
  const line = await draftOf(work, input.id);
  if (line.version !== input.expectedVersion) throw stale(line.version);
  refuseOtherYear(input.line, line.year, '/line');
  await titleOnce(updateLine(work, input.id, input.line), input.line.title);
  const version = line.version + 1;
  work.audit({
    event: 'official-travel.plan-line-changed',
    object: `plan-line:${input.id}`,
    result: 'done',
    details: { version },
  });
  return { id: input.id, version };
}

export async function deletePlanLine(work: Work, id: string): Promise<void> {
  await draftOf(work, id);
  await removeLine(work, id);
  work.audit({ event: 'official-travel.plan-line-deleted', object: `plan-line:${id}`, result: 'done' });
}
