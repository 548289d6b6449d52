import type { Text } from '#kernel/text.ts';
import { beijing, instantWords } from '#kernel/ui/look/dates.ts';
import type { Due } from '#kernel/ui/parts/due.ts';
import type { ToDoRow } from '../endpoints.ts';

export type ToDoView = 'all' | 'acting';

/** The rows of one tab: everything, or only what is open by acting for others. Both come from the one answer that is counted. */
export function rowsOf(rows: readonly ToDoRow[], view: ToDoView): readonly ToDoRow[] {
  return view === 'acting' ? rows.filter((row) => row.actingFor !== null) : rows;
}

/** A row's due date as the label takes it; null where the task has no term. */
export function dueOfRow(row: Pick<ToDoRow, 'dueOn' | 'provisional' | 'suspended' | 'openedAt'>): Due | null {
  if (row.dueOn === null) return null;
  return {
    dueAt: row.dueOn,
    ...(row.provisional ? { provisional: true } : {}),
    ...(row.suspended ? { paused: { since: row.openedAt } } : {}),
  };
}

/** 没有待办。最近一件于今天 10:12 办结。 */
export function emptyWords(lastDoneAt: string | null, now: Date): Text {
  const none: Text = { zh: '没有待办。', en: 'Nothing to do.' };
  if (lastDoneAt === null) return none;
  const at = beijing(lastDoneAt);
  const when =
    at.day === beijing(now).day ? { zh: `今天 ${at.time}`, en: `at ${at.time} today` } : instantWords(lastDoneAt);
  return { zh: `${none.zh}最近一件于${when.zh}办结。`, en: `${none.en} The last one was done ${when.en}.` };
}

/** 7, or 200+ where there are more than are shown. */
export const countWords = (total: { readonly count: number; readonly exact: boolean }): string =>
  `${total.count}${total.exact ? '' : '+'}`;
