import { readCell } from './cells.ts';
import { type RawRow, type RawSheet, readXlsx, TableTooLarge } from './read-xlsx.ts';
import { type Column, columnLetters, mostColumns, mostRows } from './sheet.ts';
import { type TableFault, tableFault } from './table-fault.ts';

/** What the worker is asked: plain data only. */
export interface SheetWanted {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly columns: readonly Column[];
}

export interface ReadRowData {
  readonly row: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** Columns whose cell could not be read: their value is missing, and the fault is told already. */
  readonly faulty: readonly string[];
}

export interface ReadSheetData {
  readonly key: string;
  /** Letters of each column that is there. */
  readonly letters: Readonly<Record<string, string>>;
  readonly rows: readonly ReadRowData[];
}

export interface ReadData {
  readonly sheets: readonly ReadSheetData[];
  readonly faults: readonly TableFault[];
}

export const mostFaults = 1_000;

/** Head and typed cells of the sheets wanted. Sheets beside them, such as notes and lists of choices, are passed over. */
export async function readSheets(bytes: Buffer, wanted: readonly SheetWanted[]): Promise<ReadData> {
  const raw = await readXlsx(bytes);
  const faults: TableFault[] = [];
  const sheets = wanted.map((one) => readSheet(one, sheetFor(one, raw, wanted.length), faults));
  return { sheets, faults: faults.slice(0, mostFaults) };
}

/** By its name in either language; a workbook with one sheet for one purpose may call it what it likes. */
function sheetFor(wanted: SheetWanted, raw: readonly RawSheet[], count: number): RawSheet | undefined {
  const names = [wanted.name.zh, wanted.name.en.toLowerCase()];
  const named = raw.find(({ name }) => names.includes(name.trim()) || names.includes(name.trim().toLowerCase()));
  const visible = raw.filter(({ hidden }) => !hidden);
  return named ?? (count === 1 && visible.length === 1 ? visible[0] : undefined);
}

function readSheet(wanted: SheetWanted, sheet: RawSheet | undefined, faults: TableFault[]): ReadSheetData {
  const empty: ReadSheetData = { key: wanted.key, letters: {}, rows: [] };
  if (!sheet) {
    faults.push(
      tableFault(wanted.name, {}, 'sheet-missing', {
        zh: '没有这张工作表，请用模板填写。',
        en: 'There is no such sheet. Use the template.',
      }),
    );
    return empty;
  }
  const rows: ReadRowData[] = [];
  let head: ReadonlyMap<number, Column> | null = null;
  try {
    sheet.rows((raw) => {
      if (head === null) head = readHead(wanted, raw, faults);
      else rows.push(readRow(wanted, head, raw, faults));
    });
  } catch (cause) {
    if (!(cause instanceof TableTooLarge)) throw cause;
    faults.push(
      tableFault(wanted.name, {}, 'table-too-large', {
        zh: `超过 ${mostRows} 行或 ${mostColumns} 列，没有读取。请分成几份导入。`,
        en: `More than ${mostRows} rows or ${mostColumns} columns; not read. Split the table.`,
      }),
    );
    return empty;
  }
  if (head === null) {
    faults.push(
      tableFault(wanted.name, { row: 1 }, 'head-missing', {
        zh: '没有表头，请用模板填写。',
        en: 'The head is missing. Use the template.',
      }),
    );
    return empty;
  }
  const found: ReadonlyMap<number, Column> = head;
  return {
    key: wanted.key,
    letters: Object.fromEntries([...found].map(([at, { name }]) => [name, columnLetters(at)])),
    rows,
  };
}

/** The template marks required columns with a star. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[*＊\s]+/g, '')
    .toLowerCase();

function readHead(wanted: SheetWanted, raw: RawRow, faults: TableFault[]): ReadonlyMap<number, Column> {
  const head = new Map<number, Column>();
  const add = (cell: string | null, code: string, zh: string, en: string) =>
    faults.push(tableFault(wanted.name, { cell, row: raw.row }, code, { zh, en }));
  for (const [at, cell] of raw.cells) {
    const place = `${columnLetters(at)}${raw.row}`;
    const words = cell.type === 'text' ? cell.text.trim() : cell.type === 'number' ? cell.written : '';
    const column = wanted.columns.find(({ label }) => [bare(label.zh), bare(label.en)].includes(bare(words)));
    if (!column)
      add(
        place,
        'column-unknown',
        `没有「${words}」这一列，请删去或改用模板的列名。`,
        `There is no column "${words}".`,
      );
    else if ([...head.values()].includes(column))
      add(place, 'column-twice', `「${column.label.zh}」列出现了两次。`, `"${column.label.en}" stands twice.`);
    else head.set(at, column);
  }
  for (const column of wanted.columns) {
    if (!column.required || [...head.values()].includes(column)) continue;
    add(null, 'column-missing', `缺少「${column.label.zh}」列。`, `The column "${column.label.en}" is missing.`);
  }
  return head;
}

function readRow(
  wanted: SheetWanted,
  head: ReadonlyMap<number, Column>,
  raw: RawRow,
  faults: TableFault[],
): ReadRowData {
  const value: Record<string, unknown> = {};
  const faulty: string[] = [];
  for (const column of wanted.columns) value[column.name] = absent(column);
  for (const [at, column] of head) {
    const reading = readCell(column, raw.cells.get(at));
    if (reading.ok) value[column.name] = reading.value;
    else {
      faulty.push(column.name);
      if (faults.length < mostFaults)
        faults.push(
          tableFault(
            wanted.name,
            { cell: `${columnLetters(at)}${raw.row}`, row: raw.row },
            reading.code,
            reading.message,
          ),
        );
    }
  }
  for (const [at] of raw.cells) {
    if (head.has(at) || faults.length >= mostFaults) continue;
    faults.push(
      tableFault(wanted.name, { cell: `${columnLetters(at)}${raw.row}`, row: raw.row }, 'outside-table', {
        zh: '表头没有这一列，请删去这个单元格的内容。',
        en: 'This column has no head. Clear the cell.',
      }),
    );
  }
  return { row: raw.row, value, faulty };
}

function absent(column: Column): unknown {
  const reading = readCell(column, undefined);
  return reading.ok ? reading.value : undefined;
}
