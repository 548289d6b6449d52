import { inflateAll, zipEntries } from '#kernel/files/zip-entries.ts';
import { mostColumns, mostRows } from './sheet.ts';
import { readXml, type XmlListener } from './xml.ts';

/** What stands in a cell, by the type that the file itself gives it. A formula is told apart, whatever it results in. */
export type RawCell =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly number: number; readonly written: string }
  /** A day, or a day with a time. */
  | { readonly type: 'date'; readonly day: string; readonly time: boolean }
  | { readonly type: 'yes-no'; readonly value: boolean }
  | { readonly type: 'formula' }
  | { readonly type: 'error' };

export interface RawRow {
  readonly row: number;
  /** By number of the column, from 1; empty cells are absent. */
  readonly cells: ReadonlyMap<number, RawCell>;
}

export interface RawSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** @throws TableTooLarge, SyntaxError */
  rows(each: (row: RawRow) => void): void;
}

export class TableTooLarge extends Error {}

/**
 * The sheets of an XLSX file, read by their declared types. Counts what it inflates, whatever the headers say.
 * @throws Problem (see zipEntries), SyntaxError if parts are missing or broken
 */
export async function readXlsx(bytes: Buffer): Promise<readonly RawSheet[]> {
  const parts = new Map<string, Buffer>();
  const wanted =
    /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;
  await inflateAll(
    zipEntries(bytes),
    (name) => (wanted.test(name) ? Number.POSITIVE_INFINITY : 0),
    (name, content) => {
      if (wanted.test(name)) parts.set(name, content);
    },
  );
  const part = (name: string) =>
    parts
      .get(name)
      ?.toString('utf8')
      .replace(/^\uFEFF/, '');
  const workbook = part('xl/workbook.xml');
  if (workbook === undefined) throw new SyntaxError('no workbook');
  const targets = relations(part('xl/_rels/workbook.xml.rels') ?? '');
  const { sheets, from1904 } = sheetList(workbook);
  const dateStyles = stylesOfDates(part('xl/styles.xml') ?? '');
  const strings = sharedStrings(part('xl/sharedStrings.xml') ?? '');
  return sheets.map(({ name, hidden, relation }) => ({
    name,
    hidden,
    rows(each) {
      const target = targets.get(relation);
      const content = target === undefined ? undefined : part(target);
      if (content === undefined) throw new SyntaxError('a sheet is missing');
      readRows(content, { strings, dateStyles, from1904 }, each);
    },
  }));
}

const nothing: XmlListener = { open: () => {}, text: () => {}, close: () => {} };

function relations(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  readXml(xml, {
    ...nothing,
    open(name, attribute) {
      const id = attribute('Id');
      const target = attribute('Target');
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

function sheetList(xml: string) {
  const sheets: { name: string; hidden: boolean; relation: string }[] = [];
  let from1904 = false;
  readXml(xml, {
    ...nothing,
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      sheets.push({
        name: attribute('name') ?? '',
        hidden: (attribute('state') ?? 'visible') !== 'visible',
        relation: attribute('id') ?? '',
      });
    },
  });
  return { sheets, from1904 };
}

/** Formats that show a number as a day or a time: those built in (ECMA-376, 18.8.30), and own ones by their signs. */
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, ''));
}

function stylesOfDates(xml: string): ReadonlySet<number> {
  const codes = new Map<number, string>();
  const found = new Set<number>();
  let inside = false;
  let style = 0;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inside = true;
      if (name !== 'xf' || !inside) return;
      const id = Number(attribute('numFmtId') ?? 0);
      if (isDateFormat(id, codes.get(id))) found.add(style);
      style += 1;
    },
    text: () => {},
    close(name) {
      if (name === 'cellXfs') inside = false;
    },
  });
  return found;
}

/** Signs that XML cannot hold stand as `_x000D_` (ECMA-376, 22.9.2.19). */
const decoded = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let taken = false;
  let phonetic = false;
  readXml(xml, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') taken = !phonetic;
    },
    text(more) {
      if (taken) text += more;
    },
    close(name) {
      if (name === 't') taken = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') strings.push(decoded(text));
    },
  });
  return strings;
}

interface Context {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly from1904: boolean;
}

function readRows(xml: string, context: Context, each: (row: RawRow) => void): void {
  let row = 0;
  let filled = 0;
  let column = 0;
  let cells = new Map<number, RawCell>();
  let cell: { type: string; style: number; formula: boolean; value: string; hasValue: boolean } | null = null;
  let taken = false;
  readXml(xml, {
    open(name, attribute) {
      if (name === 'row') {
        row = Number(attribute('r') ?? row + 1);
        column = 0;
        cells = new Map();
      } else if (name === 'c') {
        column = addressColumn(attribute('r')) ?? column + 1;
        cell = {
          type: attribute('t') ?? 'n',
          style: Number(attribute('s') ?? 0),
          formula: false,
          value: '',
          hasValue: false,
        };
      } else if (cell && name === 'f') cell.formula = true;
      else if (cell && (name === 'v' || name === 't')) {
        taken = true;
        cell.hasValue = true;
      }
    },
    text(more) {
      if (cell && taken) cell.value += more;
    },
    close(name) {
      if (name === 'v' || name === 't') taken = false;
      else if (name === 'c' && cell) {
        const read = cellOf(cell, context);
        if (read) {
          if (column > mostColumns) throw new TableTooLarge('columns');
          cells.set(column, read);
        }
        cell = null;
      } else if (name === 'row' && cells.size > 0) {
        filled += 1;
        if (filled > mostRows + 1) throw new TableTooLarge('rows');
        each({ row, cells });
      }
    },
  });
}

function addressColumn(address: string | undefined): number | undefined {
  if (address === undefined) return undefined;
  let number = 0;
  for (let at = 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at) - 64;
    if (code < 1 || code > 26) break;
    number = number * 26 + code;
  }
  return number;
}

function cellOf(
  cell: {
    readonly type: string;
    readonly style: number;
    readonly formula: boolean;
    readonly value: string;
    readonly hasValue: boolean;
  },
  { strings, dateStyles, from1904 }: Context,
): RawCell | null {
  if (cell.formula) return { type: 'formula' };
  if (!cell.hasValue) return null;
  switch (cell.type) {
    case 's': {
      const text = strings[Number(cell.value)];
      return text === undefined ? { type: 'error' } : text.trim() === '' ? null : { type: 'text', text };
    }
    case 'inlineStr':
    case 'str':
      return cell.value.trim() === '' ? null : { type: 'text', text: decoded(cell.value) };
    case 'b':
      return { type: 'yes-no', value: cell.value.trim() === '1' || cell.value.trim() === 'true' };
    case 'e':
      return { type: 'error' };
    case 'd':
      return { type: 'date', day: cell.value.slice(0, 10), time: cell.value.length > 10 };
    default: {
      const written = cell.value.trim();
      if (written === '') return null;
      const number = Number(written);
      if (!Number.isFinite(number)) return { type: 'error' };
      return dateStyles.has(cell.style) ? dateOf(number, from1904) : { type: 'number', number, written };
    }
  }
}

/** Day 1 is 1900-01-01, and the program believes in a 29 February 1900: from day 61 on counting from 1899-12-30 is right. */
function dateOf(serial: number, from1904: boolean): RawCell {
  const days = Math.floor(serial);
  if (days < 61 && !from1904) return { type: 'error' };
  const date = new Date(Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : 30) + days * 86_400_000);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return { type: 'error' };
  return { type: 'date', day: date.toISOString().slice(0, 10), time: serial !== days };
}
