import type { Day } from '#kernel/calendar/day.ts';
import { workSheetDocx } from '#kernel/documents/docx/sheet-docx.ts';
import { type Week, type WeekEntry, type WeekPart, weekParts } from './week.ts';

const numerals = ['一', '二', '三', '四', '五', '六'];

/** 11月24日（周二）; the year stands in the title. */
export function dayOfWeek(day: Day): string {
  const at = new Date(`${day}T00:00:00Z`);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日（周${'日一二三四五六'[at.getUTCDay()]}）`;
}

const inFull = (day: Day): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** 本周工作安排 as an editable sheet: one table for each part that holds something, and a line that says what holds nothing. */
export function weekDocx(facts: {
  readonly office: string;
  readonly sample: boolean;
  readonly week: Week;
  readonly entries: readonly WeekEntry[];
  readonly today: Day;
}): Promise<Buffer> {
  const { office, sample, week, entries, today } = facts;
  const parts = Object.keys(weekParts) as WeekPart[];
  const of = (part: WeekPart) => entries.filter((entry) => entry.part === part);
  const filled = parts.filter((part) => of(part).length > 0);
  const empty = parts.filter((part) => of(part).length === 0).map((part) => weekParts[part]);
  const summary = filled.map((part) => `${weekParts[part]} ${of(part).length} 项`).join('，');
  return workSheetDocx({
    issuer: office,
    title: '本周工作安排',
    period: `${inFull(week.from)}至${week.from.slice(0, 4) === week.to.slice(0, 4) ? inFull(week.to).slice(5) : inFull(week.to)}`,
    paragraphs: [
      entries.length === 0
        ? '本周没有到期事项、出访团组和已知的领导外事活动。'
        : `本周共 ${entries.length} 项：${summary}。`,
    ],
    tables: filled.map((part, index) => ({
      title: `${numerals[index]}、${weekParts[part]}`,
      head: ['日期', '事项', '单位', '备注'],
      rows: of(part).map(({ on, what, unit, note }) => [dayOfWeek(on), what, unit, note]),
      widths: [22, 44, 22, 18],
    })),
    closing: entries.length > 0 && empty.length > 0 ? [`本周没有${empty.join('、')}。`] : [],
    date: inFull(today),
    sample,
  });
}
