import type { Text } from '#kernel/text.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import type { MeasureFacts } from '../endpoints.ts';
import type { Scope } from './scope.ts';

const places = 1;

/** A figure with its unit; the mean of nothing is told apart from 0. */
export function figureWords(figure: number | null, measure: Pick<MeasureFacts, 'unitLabel' | 'figure'>): Text {
  if (figure === null) return { zh: '没有记录', en: 'no records' };
  const value = writeNumber(Number.isInteger(figure) ? figure : figure.toFixed(places));
  // Every unit is named in the plural, which ends in s.
  const unit = figure === 1 ? measure.unitLabel.en.replace(/s$/, '') : measure.unitLabel.en;
  return { zh: `${value} ${measure.unitLabel.zh}`, en: `${value} ${unit}` };
}

/** One sentence with both numbers: 比上年同期多 5 批（33 批）. More or less is said in words, never by colour. */
export function findingWords(
  now: number | null,
  former: number | null | undefined,
  measure: Pick<MeasureFacts, 'unitLabel' | 'figure' | 'title'>,
  scope: Scope,
): Text {
  const period = {
    zh: `${scope.from ?? '起初'} 至 ${scope.to ?? '今'}`,
    en: `${scope.from ?? 'the beginning'} to ${scope.to ?? 'now'}`,
  };
  const figure = figureWords(now, measure);
  const said: Text = { zh: `${period.zh}：${figure.zh}`, en: `${period.en}: ${figure.en}` };
  if (former === undefined || former === null || now === null) return said;
  const difference = now - former;
  const by = figureWords(Math.abs(difference), measure);
  const before = figureWords(former, measure);
  if (difference === 0) return { zh: `${said.zh}，与上年同期持平`, en: `${said.en}, as many as the year before` };
  return difference > 0
    ? {
        zh: `${said.zh}，比上年同期多 ${by.zh}（${before.zh}）`,
        en: `${said.en}, ${by.en} more than the year before (${before.en})`,
      }
    : {
        zh: `${said.zh}，比上年同期少 ${by.zh}（${before.zh}）`,
        en: `${said.en}, ${by.en} fewer than the year before (${before.en})`,
      };
}

export function footWords(scope: Scope, today: string): Text {
  const asOf = scope.asOf ?? today;
  return {
    zh: `期间 ${scope.from ?? '起初'} 至 ${scope.to ?? '今'}，截至 ${asOf}，范围 ${scope.unit ? '所选单位及下级' : '我能统计的单位'}`,
    en: `${scope.from ?? 'From the beginning'} to ${scope.to ?? 'now'}, as of ${asOf}, ${scope.unit ? 'the unit chosen and those below' : 'the units that I may count'}`,
  };
}
