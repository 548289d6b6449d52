import type { Work } from '#kernel/commands/command.ts';
import { notFound } from '#kernel/http/answers.ts';
import { type Fault, Problem } from '#kernel/http/problem.ts';
import { isHongKongMacaoOrTaiwan } from '#kernel/places/regions.ts';
import { brokenConstraint } from '../units/scope.ts';
import { type LineState, lineStates, type PlanHeaderInput, type PlanLineInput } from './model.ts';
import { type LineRow, lockLines } from './storage.ts';

/** 拟出访时间 lies within the year of the plan. @throws Problem 422 */
export function refuseOtherYear(line: PlanLineInput, year: number, at: string): void {
  if (line.month.startsWith(`${year}-`)) return;
  const text = { zh: `拟出访时间须在 ${year} 年内。`, en: `The month must lie within ${year}.` };
  throw new Problem(422, 'malformed', text, { faults: [{ at: `${at}/month`, code: 'other-year', message: text }] });
}

/** 出国 and 赴港澳 are planned apart, and 赴台 not here at all. @throws Problem 422 with every line that does not fit */
export function refuseOtherKind(lines: readonly LineRow[], kind: PlanHeaderInput['kind']): void {
  const faults = lines.flatMap((line): Fault[] => {
    const outside = line.regions.filter((code) => isHongKongMacaoOrTaiwan(code));
    const fits =
      kind === 'abroad' ? outside.length === 0 : outside.length === line.regions.length && !outside.includes('TW');
    return fits
      ? []
      : [
          {
            at: `/lines/${line.id}`,
            code: 'other-kind',
            message: {
              zh: `「${line.title}」的国家（地区）与所报类别不符：出国、赴港澳分别上报，赴台另案办理。`,
              en: `The regions of "${line.title}" do not fit: abroad and Hong Kong or Macao are planned apart, Taiwan elsewhere.`,
            },
          },
        ];
  });
  if (faults.length === 0) return;
  throw new Problem(
    422,
    'plan-kind',
    {
      zh: `有 ${faults.length} 项与所报类别不符，没有上报。请按类别分开上报。`,
      en: `${faults.length} lines do not belong to this kind; nothing was submitted. Submit them apart.`,
    },
    { faults },
  );
}

/**
 * The lines, locked, each shown to the demand first: how a line stands is told only to who may ask it.
 * @throws Problem 404 if one is not there, and what the demand throws
 */
export async function demandLines(
  work: Work,
  ids: readonly string[],
  demanded: (line: LineRow) => void,
): Promise<readonly LineRow[]> {
  const lines = await lockLines(work, ids);
  if (lines.length !== new Set(ids).size) throw notFound();
  for (const line of lines) demanded(line);
  return lines;
}

/** Every line stands in one of these states. @throws Problem 409 `plan-line-state` naming the others */
export function refuseOtherStates(lines: readonly LineRow[], ...states: readonly LineState[]): void {
  const others = lines.filter(({ state }) => !states.includes(state));
  if (others.length === 0) return;
  const wanted = states.map((state) => lineStates[state]);
  throw new Problem(
    409,
    'plan-line-state',
    {
      zh: `有 ${others.length} 项不在「${wanted.map(({ zh }) => zh).join('、')}」状态，没有办理。请刷新后重新选择。`,
      en: `${others.length} lines are not ${wanted.map(({ en }) => en.toLowerCase()).join(' or ')}; nothing was done. Reload and choose again.`,
    },
    { lines: others.map(({ id, state }) => ({ id, state })) },
  );
}

/** A line that a live mission holds or has used stays as it is. @throws Problem 409 `plan-line-in-use` */
export function refuseInUse(line: LineRow): void {
  if (line.use === null) return;
  const number = line.caseNumber ?? '';
  throw new Problem(409, 'plan-line-in-use', {
    zh: `这个计划项已被团组 ${number} 占用或使用，不能置换、关闭。须先撤回或取消该团组。`,
    en: `Mission ${number} holds or has used this line, so it cannot be replaced or closed. Withdraw or cancel that mission first.`,
  });
}

/** @throws Problem 409 `plan-title-taken` instead of the database's own error */
export async function titleOnce<T>(writing: Promise<T>, title: string): Promise<T> {
  try {
    return await writing;
  } catch (cause) {
    if (brokenConstraint(cause) !== 'plan_lines_by_title') throw cause;
    throw new Problem(409, 'plan-title-taken', {
      zh: `本单位同年度已有名为「${title}」的计划项，没有保存。请改用其他名称。`,
      en: `The unit already has a line called "${title}" this year; nothing was saved. Choose another name.`,
    });
  }
}
