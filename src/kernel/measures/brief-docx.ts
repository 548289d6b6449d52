import type { Day } from '#kernel/calendar/day.ts';
import { workSheetDocx } from '#kernel/documents/docx/sheet-docx.ts';
import type { readBrief } from './read.ts';

type Brief = Awaited<ReturnType<typeof readBrief>>;

/** So that text, parts and list stay on one page; what is left out is counted. */
const mostParts = 7;
const mostRows = 7;

const inFull = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const written = (figure: number | null): string =>
  figure === null ? '—' : Number.isInteger(figure) ? String(figure) : figure.toFixed(1);

/** 比上年同期多 5 批（33 批）: the difference in words, with both numbers. */
export function againstYearBefore({
  total,
  yearBefore,
  measure,
}: Pick<Brief, 'total' | 'yearBefore' | 'measure'>): string {
  if (yearBefore === null || yearBefore.figure === null || total.figure === null) return '';
  const difference = total.figure - yearBefore.figure;
  const before = `${written(yearBefore.figure)}${measure.unitLabel.zh}`;
  if (difference === 0) return `与上年同期（${before}）持平。`;
  return `比上年同期${difference > 0 ? '多' : '少'}${written(Math.abs(difference))}${measure.unitLabel.zh}（${before}）。`;
}

/** 一页简报 as an editable sheet, from the same answer as the page. */
export function briefSheet(
  brief: Brief,
  facts: { readonly office: string; readonly sample: boolean; readonly today: Day },
): Promise<Buffer> {
  const { measure, parts, rows, total, hidden, period, asOf, by } = brief;
  const dimension = measure.dimensions.find(({ key }) => key === by)?.label.zh ?? '分项';
  const shownParts = parts.slice(0, mostParts);
  const shownRows = rows.slice(0, mostRows);
  const left = total.records - shownRows.length;
  return workSheetDocx({
    issuer: facts.office,
    title: `${measure.title.zh}情况`,
    period: `${period.from ? inFull(period.from) : '起初'}至${period.to ? inFull(period.to) : inFull(asOf)}`,
    paragraphs: [`${brief.sentence.zh}${againstYearBefore(brief)}`],
    tables: [
      ...(shownParts.length > 0
        ? [
            {
              title: `一、按${dimension}`,
              head: [dimension, measure.unitLabel.zh, '条数'],
              rows: shownParts.map(({ label, figure, records }) => [label.zh, written(figure), String(records)]),
              widths: [60, 25, 15],
            },
          ]
        : []),
      ...(shownRows.length > 0
        ? [
            {
              title: `${shownParts.length > 0 ? '二' : '一'}、清单`,
              head: ['日期', '名称', '单位', measure.unitLabel.zh],
              rows: shownRows.map(({ happenedOn, title, unit, quantity }) => [
                happenedOn,
                title,
                unit.name,
                written(quantity),
              ]),
              widths: [22, 44, 24, 10],
            },
          ]
        : []),
    ],
    closing: [
      ...(parts.length > shownParts.length ? [`另有 ${parts.length - shownParts.length} 个分项，见统计页。`] : []),
      ...(left > 0
        ? [
            `共 ${total.records} 条，这里列出 ${shownRows.length} 条${hidden > 0 ? `，其中 ${hidden} 条不在查看范围` : ''}。`,
          ]
        : []),
      `口径：${measure.definition.zh}截至${inFull(asOf)}。`,
    ],
    date: inFull(facts.today),
    sample: facts.sample,
  });
}
