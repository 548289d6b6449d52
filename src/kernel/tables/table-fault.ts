import type { Text } from '../text.ts';

/** One fault of a table with its place. */
export interface TableFault {
  readonly sheet: string;
  /** `C7`; null: the sheet as a whole. */
  readonly cell: string | null;
  readonly row: number | null;
  readonly code: string;
  /** Names the place in words: 工作表「成员」C7：… */
  readonly message: Text;
}

export function tableFault(
  sheet: Text,
  place: { readonly cell?: string | null; readonly row?: number | null },
  code: string,
  message: Text,
): TableFault {
  const cell = place.cell ?? null;
  const row = place.row ?? null;
  const at = cell ?? (row === null ? '' : String(row));
  const zh = `工作表「${sheet.zh}」${cell ? ` ${cell}` : row === null ? '' : ` 第 ${row} 行`}：${message.zh}`;
  const en = `Sheet "${sheet.en}"${at ? `, ${cell ? 'cell' : 'row'} ${at}` : ''}: ${message.en}`;
  return { sheet: sheet.zh, cell, row, code, message: { zh, en } };
}
