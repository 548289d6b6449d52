import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { cellText } from './cell-text.ts';

export interface PlainTable {
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Tables for another system: heads and cells as they are, text as text, numbers as numbers, nothing added (OB-04). */
export function writeTables(tables: readonly PlainTable[]): Readable {
  const stream = new PassThrough();
  write(tables, stream).catch((cause: unknown) =>
    stream.destroy(cause instanceof Error ? cause : new Error(String(cause))),
  );
  return stream;
}

async function write(tables: readonly PlainTable[], stream: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  for (const { name, heads, rows } of tables) {
    const page = workbook.addWorksheet(name);
    page.columns = heads.map(() => ({ width: 18, style: { numFmt: '@' } }));
    page.addRow(heads.map(cellText)).commit();
    for (const row of rows) {
      page.addRow(row.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell))).commit();
    }
    page.commit();
  }
  await workbook.commit();
}
