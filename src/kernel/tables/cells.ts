import { isDay } from '../calendar/day.ts';
import type { Text } from '../text.ts';
import type { RawCell } from './read-xlsx.ts';
import type { Column } from './sheet.ts';

export type CellReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly message: Text };

const good = (value: unknown): CellReading => ({ ok: true, value });
const bad = (code: string, zh: string, en: string): CellReading => ({ ok: false, code, message: { zh, en } });

const yes: ReadonlySet<string> = new Set(['是', '有', '√', '✓', 'yes', 'y', 'true', '1']);
const no: ReadonlySet<string> = new Set(['否', '无', '没有', '×', 'no', 'n', 'false', '0']);

/** Reads a cell as the type that its column declares. Nothing is guessed: what does not fit is a fault. */
export function readCell(column: Column, cell: RawCell | undefined): CellReading {
  if (cell === undefined) {
    if (column.kind === 'list' && column.empty === '') return good([]);
    return good(column.empty === 'absent' ? undefined : column.empty);
  }
  const { zh, en } = column.label;
  if (cell.type === 'formula') {
    return bad(
      'formula',
      `「${zh}」是公式，不能导入。请复制后选择性粘贴为数值。`,
      `"${en}" holds a formula. Copy it and paste its value instead.`,
    );
  }
  if (cell.type === 'error') return bad('error-value', `「${zh}」是错误值，请改正。`, `"${en}" holds an error value.`);
  switch (column.kind) {
    case 'text':
      return readText(column, cell);
    case 'day':
      return readDay(column, cell);
    case 'number':
    case 'whole':
      return readNumber(column, cell);
    case 'yes-no':
      return readYesNo(column, cell);
    case 'choice':
      return cell.type === 'date' ? wrong(column) : readChoice(column, wordsOf(cell));
    case 'list':
      return readList(column, cell);
  }
}

function wordsOf(cell: RawCell): string {
  if (cell.type === 'text') return cell.text.normalize('NFC').trim();
  if (cell.type === 'number') return cell.written;
  return cell.type === 'yes-no' ? (cell.value ? '是' : '否') : '';
}

const wrong = ({ label }: Column): CellReading =>
  bad('wrong-type', `「${label.zh}」的单元格类型不对，请核对。`, `"${label.en}" has a cell of the wrong type.`);

/** Long numbers that a spreadsheet keeps as figures have lost their last digits; leading zeros are gone as well. */
function readText(column: Column, cell: RawCell): CellReading {
  if (cell.type === 'text') return good(cell.text.normalize('NFC').trim());
  if (cell.type === 'number' && Number.isInteger(cell.number) && Math.abs(cell.number) < 1e15)
    return good(String(cell.number));
  if (cell.type === 'number') {
    return bad(
      'text-expected',
      `「${column.label.zh}」须为文本格式，现为数值，末尾数字可能已丢失。请设为文本后重新填写。`,
      `"${column.label.en}" must be text; as a number its last digits may be lost. Format it as text and enter it again.`,
    );
  }
  return wrong(column);
}

function readDay(column: Column, cell: RawCell): CellReading {
  const fault = bad(
    'day-expected',
    `「${column.label.zh}」须为日期，如 2027-03-09。`,
    `"${column.label.en}" must be a date such as 2027-03-09.`,
  );
  if (cell.type === 'date') return cell.time || !isDay(cell.day) ? fault : good(cell.day);
  const words = wordsOf(cell).normalize('NFKC');
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(words);
  if (!match) return fault;
  const [, year, month = match[4], date = match[5]] = match;
  const day = `${year}-${(month ?? '').padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`;
  return isDay(day) ? good(day) : fault;
}

function readNumber(column: Column, cell: RawCell): CellReading {
  const fault = bad('number-expected', `「${column.label.zh}」须为数字。`, `"${column.label.en}" must be a number.`);
  const number =
    cell.type === 'number'
      ? cell.number
      : cell.type === 'text' && /^-?\d{1,15}(?:\.\d{1,6})?$/.test(cell.text.normalize('NFKC').trim())
        ? Number(cell.text.normalize('NFKC').trim())
        : null;
  if (number === null) return fault;
  if (column.kind === 'whole' && !Number.isSafeInteger(number)) {
    return bad('whole-expected', `「${column.label.zh}」须为整数。`, `"${column.label.en}" must be a whole number.`);
  }
  // A spreadsheet keeps 0.1 + 0.2 as it computes it; what was meant has at most fifteen digits.
  return good(Number(number.toPrecision(15)));
}

function readYesNo(column: Column, cell: RawCell): CellReading {
  if (cell.type === 'yes-no') return good(cell.value);
  const words = wordsOf(cell).toLowerCase();
  if (yes.has(words)) return good(true);
  if (no.has(words)) return good(false);
  return bad('yes-or-no', `「${column.label.zh}」请写 是 或 否。`, `Write yes or no for "${column.label.en}".`);
}

function readChoice(column: Column, words: string): CellReading {
  if (column.options.length === 0) return good(words);
  const wanted = words.toLowerCase();
  const found = column.options.find((option) => option.words.some((word) => word.toLowerCase() === wanted));
  if (found) return good(found.value);
  return bad(
    'not-one-of',
    `「${column.label.zh}」没有「${words}」这一项，请从下拉列表中选。`,
    `"${column.label.en}" has no value "${words}". Choose from the list.`,
  );
}

function readList(column: Column, cell: RawCell): CellReading {
  if (cell.type === 'date') return wrong(column);
  const parts = wordsOf(cell)
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const read = parts.map((part) => readChoice(column, part));
  return read.find((one) => !one.ok) ?? good(read.map((one) => (one.ok ? one.value : null)));
}
