import { PassThrough, type Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Language, Text } from '../text.ts';
import { cellText } from './cell-text.ts';

/** A column of a list that goes out. */
export interface ExportColumn<Row> {
  readonly label: Text;
  readonly kind: 'text' | 'number' | 'day';
  readonly value: (row: Row) => string | number | null;
  /** In characters. */
  readonly width?: number;
}

export interface ExportTable<Row> {
  readonly name: Text;
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
  /** Stands at the foot of every printed page: who took it out, and when. */
  readonly mark: string;
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A list as XLSX, written row by row while it is read. Text is written as text whatever it begins with, numbers as numbers, days as
 * dates; there is no way to a formula (OB-04).
 */
export function exportTable<Row>(table: ExportTable<Row>, language: Language): Readable {
  const stream = new PassThrough();
  write(table, language, stream).catch((cause: unknown) =>
    stream.destroy(cause instanceof Error ? cause : new Error(String(cause))),
  );
  return stream;
}

async function write<Row>(table: ExportTable<Row>, language: Language, stream: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const page = workbook.addWorksheet(table.name[language], {
    views: [{ state: 'frozen', ySplit: 1 }],
    headerFooter: { oddFooter: `&L${table.mark.replaceAll('&', '&&')}&R&P / &N` },
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, paperSize: 9 },
  });
  page.columns = table.columns.map(({ kind, width }) => ({
    width: width ?? 16,
    style: { numFmt: kind === 'day' ? 'yyyy-mm-dd' : kind === 'text' ? '@' : 'General' },
  }));
  const head = page.addRow(table.columns.map(({ label }) => cellText(label[language])));
  head.font = { bold: true };
  head.commit();
  let count = 0;
  for await (const row of table.rows) {
    page.addRow(table.columns.map((column) => written(column, row))).commit();
    count += 1;
    // Let what was written flow out before more is made.
    if (count % 1_000 === 0 && stream.writableNeedDrain) await new Promise((resolve) => stream.once('drain', resolve));
  }
  page.commit();
  await workbook.commit();
}

function written<Row>(column: ExportColumn<Row>, row: Row): string | number | Date | null {
  const value = column.value(row);
  if (value === null || value === '') return null;
  if (column.kind === 'day') return new Date(`${value}T00:00:00Z`);
  return column.kind === 'number' ? Number(value) : cellText(String(value));
}
