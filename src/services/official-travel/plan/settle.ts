import { dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { Decimal } from '#kernel/money/decimal.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { stopAtPercent } from './settings.ts';
import { type LineRow, lockLines } from './storage.ts';
import { caseOnLine, moneyBeside, releaseUses, setUse } from './uses/storage.ts';

export interface PlanUse {
  readonly caseId: string;
  readonly lineId: string | null;
  readonly state: 'held' | 'granted' | 'released';
  /** Budget of the mission in CNY. */
  readonly amountCny: number;
  /** 置换: the line is given up for another mission, which stays within it. */
  readonly swap?: { readonly people: number; readonly days: number } | undefined;
}

/**
 * 占用、使用、释放: a submission holds the plan line and its money, the grant uses them, an end without result gives them back. A
 * mission that names no line any more gives back what it had.
 * @throws Problem 409 `plan-line-taken` if another live mission has the line, `plan-line-not-given` if it was never given or was
 * replaced, `plan-swap-exceeds` if a mission in its place is larger than the line, `plan-money-exhausted` if the unit's money does not
 * suffice
 */
export async function settlePlan(work: Work, use: PlanUse): Promise<void> {
  const { caseId, lineId, state, amountCny, swap } = use;
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
  if (state === 'held' && line) {
    if (swap) refuseLarger(line, { ...swap, amountCny });
    await refuseExhausted(work, line, caseId, amountCny);
  }
  await setUse(work, caseId, lineId, { state, amountCny });
}

/** 等量置换: neither more people, nor days, nor money than the line that is given up. */
function refuseLarger(line: LineRow, mission: { people: number; days: number; amountCny: number }): void {
  const over = [
    ...(mission.people > line.headcount
      ? [{ zh: `人数 ${mission.people}＞${line.headcount}`, en: `people ${mission.people} > ${line.headcount}` }]
      : []),
    ...(mission.days > line.days
      ? [{ zh: `天数 ${mission.days}＞${line.days}`, en: `days ${mission.days} > ${line.days}` }]
      : []),
    ...(mission.amountCny > line.amountCny
      ? [{ zh: `经费 ${mission.amountCny}＞${line.amountCny} 元`, en: `CNY ${mission.amountCny} > ${line.amountCny}` }]
      : []),
  ];
  if (over.length === 0) return;
  throw new Problem(409, 'plan-swap-exceeds', {
    zh: `超过所置换计划项 ${line.number ?? ''}「${line.title}」：${over.map(({ zh }) => zh).join('、')}，没有提交。请调减，或改为申请计划调整。`,
    en: `Larger than the line given up, ${line.number ?? line.title}: ${over.map(({ en }) => en).join(', ')}. Make it smaller, or ask for an adjustment of the plan.`,
  });
}

async function refuseExhausted(work: Work, line: LineRow, caseId: string, amountCny: number): Promise<void> {
  const percent = await readSetting(work.queries, work.actor.officeId, stopAtPercent, dayInBeijing(work.now));
  const { givenCny, grantedCny, heldCny } = await moneyBeside(work, line, caseId);
  const limit = Decimal.of(givenCny).times(percent).times(Decimal.of('0.01'));
  const before = Decimal.of(grantedCny).plus(Decimal.of(heldCny));
  if (!before.plus(Decimal.of(amountCny)).exceeds(limit)) return;
  const left = limit.minus(before).toFixed(2);
  throw new Problem(
    409,
    'plan-money-exhausted',
    {
      zh: `${line.year} 年下达给「${line.unitName}」的经费为 ${givenCny} 元，还可用 ${left} 元，本团组预算 ${amountCny.toFixed(2)} 元，没有提交。请调减预算，或先申请计划调整。`,
      en: `${line.unitName} was given CNY ${givenCny} for ${line.year}; ${left} is left and this mission costs ${amountCny.toFixed(2)}. Lower the budget, or ask for an adjustment of the plan first.`,
    },
    { givenCny, leftCny: left },
  );
}
