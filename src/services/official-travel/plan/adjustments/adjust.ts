import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import { allowed, brokenConstraint, demand, pathOfUnit } from '../../units/scope.ts';
import { demandLines, refuseInUse, refuseOtherStates, refuseOtherYear, titleOnce } from '../checks.ts';
import { givesPlan } from '../endpoints.ts';
import type { AdjustmentInput, PlanLineInput } from '../model.ts';
import { insertLine, type LineRow, lockLines, nextNumber, replaceLine } from '../storage.ts';
import { refuseClosedYear } from '../years/close-year.ts';
import type { PlanAdjustment } from './endpoints.ts';
import { type AdjustmentRow, findAdjustments, insertAdjustment, lockAdjustment, settleAdjustment } from './storage.ts';

const asks = roleOverUnit('liaison-officer', 'unit-head');
const headOnly = roleOverUnit('office-head');

/** 等量置换: neither more people, nor days, nor money than what is given up for it. */
export function isEqualSwap(line: PlanLineInput, original: PlanLineInput | null): boolean {
  if (original === null) return false;
  return line.headcount <= original.headcount && line.days <= original.days && line.amountCny <= original.amountCny;
}

/** @throws Problem 403, 404, 409 `plan-line-in-use`, `adjustment-pending`, 422 */
export async function askAdjustment(work: Work, input: AdjustmentInput): Promise<{ id: string; equal: boolean }> {
  const path = await pathOfUnit(work.queries, work.actor.officeId, input.unitId);
  demand(work.actor, asks, path);
  await refuseClosedYear(work, input.year);
  refuseOtherYear(input.line, input.year, '/line');
  const original = input.originalId ? await freeOriginal(work, input.originalId, input) : null;
  const equal = isEqualSwap(input.line, original);
  try {
    const id = await insertAdjustment(work, { ...input, unitPath: path, equal });
    work.audit({
      event: 'official-travel.plan-adjustment-asked',
      object: `plan-adjustment:${id}`,
      result: 'done',
      details: { equal, original: input.originalId },
    });
    return { id, equal };
  } catch (cause) {
    if (brokenConstraint(cause) !== 'plan_adjustments_one_open') throw cause;
    throw new Problem(409, 'adjustment-pending', {
      zh: '这个计划项已有一份调整申请在审批，请等结果，或先撤回原申请。',
      en: 'An adjustment of this line already awaits its decision. Wait for it, or withdraw it first.',
    });
  }
}

async function freeOriginal(
  work: Work,
  id: string,
  asked: { readonly unitId: string; readonly year: number },
): Promise<LineRow> {
  const lines = await demandLines(work, [id], ({ unitId, year }) => {
    if (unitId !== asked.unitId || year !== asked.year) throw notFound();
  });
  refuseOtherStates(lines, 'given');
  const line = lines[0]!;
  refuseInUse(line);
  return line;
}

/**
 * 审批调整: granted, the new line takes the place of the old one in the same moment. What is no equal swap adds to the total and is
 * the head's to decide. Nobody decides an adjustment of one's own asking.
 * @throws Problem 403, 404, 409
 */
export async function decideAdjustment(
  work: Work,
  id: string,
  input: { readonly decision: 'grant' | 'refuse'; readonly text: string },
): Promise<{ newLineId: string | null }> {
  const asked = await lockAdjustment(work, id);
  if (!asked) throw notFound();
  demand(work.actor, givesPlan, asked.unitPath);
  refuseSettled(asked);
  if (asked.askedBy === work.actor.personId) throw refusal('second-person-needed');
  if (input.decision === 'grant' && !asked.equal) demand(work.actor, headOnly, asked.unitPath);
  if (input.decision === 'grant') await refuseClosedYear(work, asked.year);
  const newLineId = input.decision === 'grant' ? await putInPlace(work, asked) : null;
  const state = input.decision === 'grant' ? 'granted' : 'refused';
  await settleAdjustment(work, id, { state, text: input.text, newLineId });
  work.audit({
    event: 'official-travel.plan-adjustment-decided',
    object: `plan-adjustment:${id}`,
    result: 'done',
    details: { state, line: newLineId },
  });
  return { newLineId };
}

async function putInPlace(work: Work, asked: AdjustmentRow): Promise<string> {
  const { year, unitId, unitPath, originalId, proposal } = asked;
  if (originalId) await freeOriginal(work, originalId, asked);
  const number = await nextNumber(work, year, unitPath);
  // The old line leaves its title free before the new one may take it.
  const newLine = { year, unitId, unitPath, line: proposal, given: { number } };
  if (!originalId || proposal.title !== (await titleOf(work, originalId))) {
    const id = await titleOnce(insertLine(work, newLine), proposal.title);
    if (originalId) await replaceLine(work, originalId, id);
    return id;
  }
  await replaceLine(work, originalId, originalId);
  const id = await insertLine(work, newLine);
  await replaceLine(work, originalId, id);
  return id;
}

async function titleOf(work: Work, id: string): Promise<string | undefined> {
  return (await lockLines(work, [id]))[0]?.title;
}

export async function withdrawAdjustment(work: Work, id: string): Promise<void> {
  const asked = await lockAdjustment(work, id);
  if (!asked) throw notFound();
  demand(work.actor, asks, asked.unitPath);
  refuseSettled(asked);
  await settleAdjustment(work, id, { state: 'withdrawn' });
  work.audit({ event: 'official-travel.plan-adjustment-withdrawn', object: `plan-adjustment:${id}`, result: 'done' });
}

function refuseSettled({ state }: AdjustmentRow): void {
  if (state === 'asked') return;
  throw new Problem(409, 'adjustment-settled', {
    zh: '这份调整申请已经审批或撤回，没有办理。请刷新后查看。',
    en: 'This adjustment was decided or withdrawn already; nothing was done. Reload to see it.',
  });
}

export async function listAdjustments(
  queries: Queries,
  actor: Actor,
  filter: Parameters<typeof findAdjustments>[2],
): Promise<PlanAdjustment[]> {
  const rows = await findAdjustments(queries, actor, filter);
  const names = await namesOf(
    queries,
    actor.officeId,
    rows.flatMap(({ askedBy, decidedBy }) => (decidedBy ? [askedBy, decidedBy] : [askedBy])),
  );
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    unit: { id: row.unitId, name: row.unitName },
    original: row.originalId && row.original ? { id: row.originalId, ...row.original } : null,
    line: row.proposal,
    reason: row.reason,
    equal: row.equal,
    state: row.state,
    askedBy: person(row.askedBy),
    askedAt: row.askedAt.toISOString(),
    decidedBy: row.decidedBy ? person(row.decidedBy) : null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionText: row.decisionText,
    newLineId: row.newLineId,
    mayDecide:
      row.state === 'asked' &&
      row.askedBy !== actor.personId &&
      allowed(actor, row.equal ? givesPlan : headOnly, row.unitPath),
    mayWithdraw: row.state === 'asked' && allowed(actor, asks, row.unitPath),
  }));
}
