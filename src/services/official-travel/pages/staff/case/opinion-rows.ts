import type { DraftRecord } from '#kernel/ui/forms/draft.ts';

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

/** The rows with one of them changed, found by its key; a row in which nothing is left goes. */
export function withRow(
  rows: readonly DraftRecord[],
  key: string,
  id: string,
  change: DraftRecord,
): readonly DraftRecord[] {
  const before = rows.find((row) => row[key] === id);
  const after: DraftRecord = { ...before, ...change, [key]: id };
  const holds = Object.entries(after).some(([name, value]) => name !== key && !isEmpty(value));
  const others = rows.filter((row) => row[key] !== id);
  if (!holds) return others;
  return before ? rows.map((row) => (row === before ? after : row)) : [...rows, after];
}

/** What was judged, with one matter judged anew; the note is kept, and a note alone judges nothing. */
export function judge(
  rows: readonly DraftRecord[],
  rule: string,
  change: { readonly verdict?: string; readonly note?: string },
): readonly DraftRecord[] {
  const before = rows.find((row) => row.rule === rule);
  const after: DraftRecord = { rule, verdict: null, note: '', ...before, ...change };
  return before ? rows.map((row) => (row === before ? after : row)) : [...rows, after];
}

export const verdictOf = (row: DraftRecord): string | null => (typeof row.verdict === 'string' ? row.verdict : null);
