/** The month so many months after, `YYYY-MM`. */
export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + (number - 1) + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The days of a month as weeks that begin on Monday; places of other months are null. */
export function weeksOf(days: readonly string[]): readonly (readonly (string | null)[])[] {
  const [first] = days;
  if (!first) return [];
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const places: (string | null)[] = [...Array<null>(before).fill(null), ...days];
  while (places.length % 7 > 0) places.push(null);
  return Array.from({ length: places.length / 7 }, (_one, week) => places.slice(week * 7, week * 7 + 7));
}
