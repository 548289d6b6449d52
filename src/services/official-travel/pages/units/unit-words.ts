import type { Text } from '#kernel/text.ts';

export const wordIn = (words: Readonly<Record<string, Text>>, value: string): Text =>
  words[value] ?? { zh: value, en: value };

/** A term that ends within so many days is pointed out, so that it is renewed in time. */
export const soonDays = 60;

export type TermState = 'over' | 'soon' | 'running';

/** Where a term stands on that day: ended, about to end, or running. Days are `YYYY-MM-DD`. */
export function termState(until: string, today: string): TermState {
  if (until < today) return 'over';
  const left = (Date.parse(until) - Date.parse(today)) / 86_400_000;
  return left <= soonDays ? 'soon' : 'running';
}

export const termWords = {
  over: { label: { zh: '已到期', en: 'Ended' }, tone: 'stop' },
  soon: { label: { zh: '即将到期', en: 'Ends soon' }, tone: 'soon' },
  running: { label: { zh: '任期内', en: 'In force' }, tone: 'done' },
} as const;
