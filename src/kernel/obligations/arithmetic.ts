import { type Day, dayInBeijing, daysBetween } from '../calendar/day.ts';
import type { Text } from '../text.ts';
import type { ClockFacts, Pause, Reckoning } from './clock.ts';
import { clockKinds } from './model.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** 11月25日; with the year where a term crosses into another. */
function dayWords(day: Day, withYear: boolean): Text {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const name = months[month - 1] ?? '';
  return {
    zh: `${withYear ? `${year}年` : ''}${month}月${date}日`,
    en: `${date} ${name}${withYear ? ` ${year}` : ''}`,
  };
}

const clockTime = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);

function amountWords({ clock, amount }: ClockFacts): Text {
  const one = amount === 1;
  switch (clock) {
    case 'working-days':
      return { zh: `${amount} 个工作日`, en: `${amount} ${one ? 'working day' : 'working days'}` };
    case 'calendar-days':
      return { zh: `${amount} 日（自然日）`, en: `${amount} ${one ? 'day' : 'days'} (calendar days)` };
    case 'calendar-months':
      return { zh: `${amount} 个月（自然月）`, en: `${amount} ${one ? 'month' : 'months'} (calendar months)` };
    case 'hours':
      return { zh: `${amount} 小时`, en: `${amount} ${one ? 'hour' : 'hours'}` };
  }
}

function pauseWords(facts: ClockFacts, pause: Pause & { readonly to: string }): Text {
  if (facts.clock === 'hours') {
    const hours = Math.round((Date.parse(pause.to) - Date.parse(pause.from)) / 360_000) / 10;
    return {
      zh: ` + 暂停 ${hours} 小时（${pause.reason}）`,
      en: ` + ${hours} ${hours === 1 ? 'hour' : 'hours'} suspended (${pause.reason})`,
    };
  }
  const days = daysBetween(dayInBeijing(new Date(pause.from)), dayInBeijing(new Date(pause.to)));
  return {
    zh: ` + 暂停 ${days} 日（${pause.reason}）`,
    en: ` + ${days} ${days === 1 ? 'day' : 'days'} suspended (${pause.reason})`,
  };
}

/** 实际抵境 11月18日 + 7 日（自然日） = 11月25日. Pauses that moved the date stand in it, with their reason. */
export function arithmetic(start: Text, facts: ClockFacts, reckoning: Reckoning): Text {
  const { startedOn, startedAt, clock } = facts;
  const { dueOn, dueAt, provisional, paused } = reckoning;
  const crosses = startedOn.slice(0, 4) !== dueOn.slice(0, 4);
  const from = dayWords(startedOn, crosses);
  const to = dayWords(dueOn, crosses);
  const fromTime = startedAt ? ` ${clockTime(startedAt)}` : '';
  const toTime = clock === 'hours' ? ` ${clockTime(dueAt)}` : '';
  const amount = amountWords(facts);
  const pauses = facts.pauses
    .filter((pause): pause is Pause & { readonly to: string } => pause.to !== null)
    .map((pause) => pauseWords(facts, pause));
  const rolls = facts.rollsOver && clock !== 'hours' && clock !== 'working-days';
  const roll: Text = rolls ? { zh: '，遇休息日顺延', en: ', moved on if a day off' } : { zh: '', en: '' };
  const mark: Text = provisional ? { zh: '（暂定）', en: ' (provisional)' } : { zh: '', en: '' };
  const stands: Text = paused
    ? { zh: `；暂停中（${paused.reason}）`, en: `; suspended (${paused.reason})` }
    : { zh: '', en: '' };
  const joined = (language: 'zh' | 'en') => pauses.map((one) => one[language]).join('');
  return {
    zh: `${start.zh} ${from.zh}${fromTime} + ${amount.zh}${joined('zh')}${roll.zh} = ${to.zh}${toTime}${mark.zh}${stands.zh}`,
    en: `${start.en} ${from.en}${fromTime} + ${amount.en}${joined('en')}${roll.en} = ${to.en}${toTime}${mark.en}${stands.en}`,
  };
}

/** What would move the date, for the detail page. */
export function moves({ clock }: Pick<ClockFacts, 'clock'>): Text {
  const words = clockKinds[clock];
  const calendar: Text =
    clock === 'working-days'
      ? { zh: '，或工作日历有变', en: ', or a change of the calendar of working days' }
      : { zh: '', en: '' };
  return {
    zh: `起算事实更正、暂停后恢复${calendar.zh}时自动重算（按${words.zh}），原期限留存。`,
    en: `Computed again (${words.en}) when the starting fact is corrected or after a suspension${calendar.en}; the old date is kept.`,
  };
}
