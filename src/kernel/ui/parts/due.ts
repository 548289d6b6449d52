import { addDays, type Day, daysBetween, isDay } from '#kernel/calendar/day.ts';
import type { Text } from '#kernel/text.ts';
import { beijing, dayWords, instantWords } from '#kernel/ui/look/dates.ts';
import type { IconName } from '#kernel/ui/look/icon.tsx';
import type { Tone } from '#kernel/ui/look/tokens.ts';

/** When something is due, as every list, case and phone page gives it. */
export interface Due {
  /** A day (until 24:00 of it, Beijing), or an instant for clocks that count hours. */
  readonly dueAt: string;
  /** The clock stands: since when, and why. */
  readonly paused?: { readonly since: string; readonly reason?: string };
  /** The calendar of working days of that year is not known yet. */
  readonly provisional?: boolean;
  /** Discharged: nothing is due any more. */
  readonly doneAt?: string;
}

export interface DueWords {
  readonly words: Text;
  /** The whole date, for the title and for readers. */
  readonly full: Text;
  readonly tone: Tone;
  readonly icon: IconName | null;
  readonly strong: boolean;
}

/** From so many days before the end on, the label is amber. */
const soonDays = 3;

/** Midnight that ends a day is written 24:00 of that day, not 0:00 of the next. */
export function dueEnd(dueAt: string): { readonly day: Day; readonly time: string; readonly instant: number } {
  if (isDay(dueAt)) return { day: dueAt, time: '24:00', instant: Date.parse(`${addDays(dueAt, 1)}T00:00:00+08:00`) };
  const { day, time } = beijing(dueAt);
  const instant = Date.parse(dueAt);
  return time === '00:00' ? { day: addDays(day, -1), time: '24:00', instant } : { day, time, instant };
}

const hours = (milliseconds: number) => Math.max(1, Math.floor(milliseconds / 3_600_000));

/** The words of a due date as seen at `now`; counts calendar days in Beijing, hours once less than a day is overdue by the clock. */
export function dueWords(due: Due, now: Date): DueWords {
  const end = dueEnd(due.dueAt);
  const date = dayWords(end.day);
  const provisional = due.provisional
    ? { zh: '，暂定：当年放假安排尚未公布', en: ', provisional: the holiday calendar of that year is not out' }
    : { zh: '', en: '' };
  const full: Text = { zh: `${date.zh}${end.time}${provisional.zh}`, en: `${date.en}, ${end.time}${provisional.en}` };
  const mark = due.provisional ? { zh: '（暂定）', en: ' (provisional)' } : { zh: '', en: '' };
  const label = (zh: string, en: string, tone: Tone, icon: IconName | null, strong = false): DueWords => ({
    words: { zh: `${zh}${mark.zh}`, en: `${en}${mark.en}` },
    full,
    tone,
    icon,
    strong,
  });

  if (due.doneAt) {
    const at = isDay(due.doneAt) ? dayWords(due.doneAt) : instantWords(due.doneAt);
    const late = !isDay(due.doneAt) && Date.parse(due.doneAt) > end.instant;
    const words = late ? { zh: '已办，逾期', en: 'Done, late' } : { zh: '已办', en: 'Done' };
    return {
      ...label(words.zh, words.en, 'neutral', 'check'),
      full: { zh: `${words.zh}：${at.zh}`, en: `${words.en}: ${at.en}` },
    };
  }
  if (due.paused) {
    const since = isDay(due.paused.since) ? dayWords(due.paused.since) : instantWords(due.paused.since);
    const reason = due.paused.reason
      ? { zh: `，${due.paused.reason}`, en: `, ${due.paused.reason}` }
      : { zh: '', en: '' };
    const stands = { zh: `暂停：${since.zh}起${reason.zh}`, en: `Suspended since ${since.en}${reason.en}` };
    return { ...label('暂停', 'Suspended', 'pause', 'pause'), full: stands };
  }

  const today = beijing(now).day;
  const left = daysBetween(today, end.day);
  if (now.getTime() >= end.instant) {
    const over = -left;
    if (over >= 1)
      return label(`逾期 ${over} 天`, over === 1 ? '1 day overdue' : `${over} days overdue`, 'stop', 'alert', true);
    const late = hours(now.getTime() - end.instant);
    return label(`逾期 ${late} 小时`, late === 1 ? '1 hour overdue' : `${late} hours overdue`, 'stop', 'alert', true);
  }
  if (left === 0) {
    return end.time === '24:00'
      ? label('今天到期', 'Due today', 'soon', 'clock', true)
      : label(`今天 ${end.time} 到期`, `Due today ${end.time}`, 'soon', 'clock', true);
  }
  const words: [string, string] = [`还有 ${left} 天`, left === 1 ? '1 day left' : `${left} days left`];
  return left <= soonDays ? label(...words, 'soon', 'clock') : label(...words, 'neutral', null);
}
