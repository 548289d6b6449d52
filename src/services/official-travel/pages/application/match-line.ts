import type { Text } from '#kernel/text.ts';
import type { ShownLine } from './plan-lines.ts';

/** What of a mission is held against the lines of the plan; what is still open fits everything. */
export interface MissionToMatch {
  readonly title?: string | null | undefined;
  readonly purposeType?: string | null | undefined;
  readonly regions: readonly string[];
  /** YYYY-MM */
  readonly month?: string | null | undefined;
  readonly people: number;
  readonly days?: number | null | undefined;
  readonly budgetCny?: number | null | undefined;
}

export interface LineMatch {
  /** The more, the better; below nothing the mission is larger than the line. */
  readonly score: number;
  readonly fits: readonly Text[];
  readonly differs: readonly Text[];
}

const monthsBetween = (left: string, right: string): number => {
  const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return Math.abs(count(left) - count(right));
};

/** 计划匹配: how a line of the plan fits a mission, and in which respects it does not. */
export function matchLine(line: ShownLine, mission: MissionToMatch): LineMatch {
  const fits: Text[] = [];
  const differs: Text[] = [];
  let score = 0;
  const say = (good: boolean, weight: number, fit: Text, differ: Text) => {
    score += good ? weight : -weight;
    (good ? fits : differs).push(good ? fit : differ);
  };
  if (mission.regions.length > 0) {
    const known = new Set(line.regions);
    say(
      mission.regions.every((code) => known.has(code)),
      4,
      { zh: '国家（地区）一致', en: 'same places' },
      { zh: '国家（地区）不同', en: 'other places' },
    );
  }
  if (mission.month) {
    const apart = monthsBetween(mission.month, line.month);
    say(apart <= 1, 2, apart === 0 ? { zh: '同月', en: 'same month' } : { zh: '相差 1 个月', en: 'a month apart' }, {
      zh: `相差 ${apart} 个月`,
      en: `${apart} months apart`,
    });
  }
  if (mission.purposeType) {
    say(
      mission.purposeType === line.purposeType,
      1,
      { zh: '任务类别一致', en: 'same purpose' },
      { zh: '任务类别不同', en: 'other purpose' },
    );
  }
  const within = (value: number | null | undefined, most: number, zh: string, en: string) => {
    if (typeof value !== 'number' || value === 0) return;
    say(
      value <= most,
      2,
      { zh: `${zh}在计划内`, en: `${en} within the line` },
      { zh: `${zh}超过计划（${value}＞${most}）`, en: `${en} above the line (${value} > ${most})` },
    );
  };
  within(mission.people, line.headcount, '人数', 'people');
  within(mission.days, line.days, '天数', 'days');
  within(mission.budgetCny, line.amountCny, '经费', 'money');
  if (mission.title && alike(mission.title, line.title)) {
    score += 1;
    fits.push({ zh: '名称相近', en: 'similar name' });
  }
  return { score, fits, differs };
}

/** At least half of the pairs of neighbouring characters of the shorter name stand in the other. */
function alike(left: string, right: string): boolean {
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const [a, b] = [pairs(left), pairs(right)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return shared > 0 && shared * 2 >= Math.min(a.size, b.size);
}

/** The lines with the best first; equal ones in their own order. */
export function byMatch<Row extends { readonly match: LineMatch }>(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row, at) => ({ row, at }))
    .sort((a, b) => b.row.match.score - a.row.match.score || a.at - b.at)
    .map(({ row }) => row);
}
