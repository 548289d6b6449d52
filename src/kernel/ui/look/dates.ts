import { type Day, dayInBeijing, isDay } from '#kernel/calendar/day.ts';
import type { Language, Text } from '#kernel/text.ts';

const weekdaysZh = ['日', '一', '二', '三', '四', '五', '六'] as const;
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly weekday: number;
}

function partsOf(value: Day): Parts {
  const at = new Date(`${value}T00:00:00Z`);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), weekday: at.getUTCDay() };
}

/** 2026年11月25日（周三）, 25 Nov 2026 (Wed). */
export function dayWords(value: Day): Text {
  const { year, month, date, weekday } = partsOf(value);
  return {
    zh: `${year}年${month}月${date}日（周${weekdaysZh[weekday]}）`,
    en: `${date} ${monthsEn[month - 1]} ${year} (${weekdaysEn[weekday]})`,
  };
}

/** 11月25日, 25 Nov: only where the year stands nearby. */
export function shortDayWords(value: Day): Text {
  const { month, date } = partsOf(value);
  return { zh: `${month}月${date}日`, en: `${date} ${monthsEn[month - 1]}` };
}

/** Day and minute in Beijing: `2026-11-25`, `14:05`. The zone is fixed (UTC+8 all year), whatever the machine says. */
export function beijing(instant: string | Date): { readonly day: Day; readonly time: string } {
  const at = typeof instant === 'string' ? new Date(instant) : instant;
  const shifted = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return { day: dayInBeijing(at), time: shifted.slice(11, 16) };
}

/** For tables: `2026-11-25 14:05` in Beijing time. */
export function tableInstant(instant: string | Date): string {
  const { day, time } = beijing(instant);
  return `${day} ${time}`;
}

/** For sentences: 2026年11月25日（周三）14:05. */
export function instantWords(instant: string | Date): Text {
  const { day, time } = beijing(instant);
  const words = dayWords(day);
  return { zh: `${words.zh}${time}`, en: `${words.en}, ${time}` };
}

/** A day, an instant, or something that is neither, for one language. */
export function writeWhen(value: string, language: Language): string {
  if (isDay(value)) return dayWords(value)[language];
  return Number.isNaN(Date.parse(value)) ? value : instantWords(value)[language];
}

/** 1,234: thousands mark from four digits. Decimal strings keep their places; 214600.00 becomes 214,600.00. */
export function writeNumber(value: number | string): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** 214,600.00 元; JPY 120,000.00. Never a sign of a currency without its code. */
export function moneyWords(amount: string, currency = 'CNY'): Text {
  const [whole = '0', fraction = ''] = amount.split('.');
  const figure = writeNumber(`${whole}.${`${fraction}00`.slice(0, Math.max(2, fraction.length))}`);
  return currency === 'CNY'
    ? { zh: `${figure} 元`, en: `CNY ${figure}` }
    : { zh: `${currency} ${figure}`, en: `${currency} ${figure}` };
}
