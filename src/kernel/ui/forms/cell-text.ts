import type { Day } from '#kernel/calendar/day.ts';
import { isDay } from '#kernel/calendar/day.ts';
import { regions } from '#kernel/places/regions.ts';
import type { Language, Text } from '#kernel/text.ts';
import { type FieldOf, optionsOf } from '#kernel/ui/field.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import { parseDayText } from './day-text.ts';
import { parseMoneyText } from './money-text.ts';
import { regionListName } from './region-names.ts';

/** How a value of a table is written and read: for cells that are typed, copied and pasted. */
export type CellField = Pick<FieldOf, 'schema' | 'meta' | 'widget' | 'optional' | 'name'>;

export type CellReading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Text };

const yes: ReadonlySet<string> = new Set(['是', '有', 'y', 'yes', 'true', '1', '√', '✓']);
const no: ReadonlySet<string> = new Set(['否', '无', 'n', 'no', 'false', '0', '×']);

function words(label: Text): readonly string[] {
  return [label.zh.toLowerCase(), label.en.toLowerCase()];
}

const notOne = (field: CellField, typed: string): CellReading => ({
  ok: false,
  fault: {
    zh: `「${field.meta.label.zh}」没有「${typed}」这一项。`,
    en: `"${field.meta.label.en}" has no value "${typed}".`,
  },
});

function readChoice(field: CellField, typed: string): CellReading {
  const wanted = typed.toLowerCase();
  const found = optionsOf(field).find(
    (option) => option.value.toLowerCase() === wanted || words(option.label).includes(wanted),
  );
  return found ? { ok: true, value: found.value } : notOne(field, typed);
}

function readRegion(field: CellField, typed: string): CellReading {
  const wanted = typed.toLowerCase();
  const found = regions.find(
    (region) =>
      region.code.toLowerCase() === wanted ||
      words(region.name).includes(wanted) ||
      words(regionListName(region.code)).includes(wanted),
  );
  return found ? { ok: true, value: found.code } : notOne(field, typed);
}

/** Reads what was typed or pasted; an empty cell is `null`. Says in words what was not understood. */
export function readCell(field: CellField, text: string, today: Day): CellReading {
  const typed = text.normalize('NFC').trim();
  if (typed === '') return { ok: true, value: null };
  switch (field.widget) {
    case 'day': {
      const value = parseDayText(typed, today);
      if (value) return { ok: true, value };
      return {
        ok: false,
        fault: { zh: `「${typed}」不是日期，如 2027-3-9。`, en: `"${typed}" is no date; write 2027-3-9.` },
      };
    }
    case 'money': {
      const value = parseMoneyText(typed);
      if (value) return { ok: true, value: field.schema._zod.def.type === 'number' ? Number(value) : value };
      return {
        ok: false,
        fault: { zh: `「${typed}」不是金额，如 1200.00。`, en: `"${typed}" is no amount; write 1200.00.` },
      };
    }
    case 'number': {
      const value = Number(typed.normalize('NFKC').replaceAll(',', ''));
      if (Number.isFinite(value)) return { ok: true, value };
      return { ok: false, fault: { zh: `「${typed}」不是数字。`, en: `"${typed}" is no number.` } };
    }
    case 'yes-no': {
      const wanted = typed.toLowerCase();
      if (yes.has(wanted)) return { ok: true, value: true };
      if (no.has(wanted)) return { ok: true, value: false };
      return {
        ok: false,
        fault: { zh: `「${field.meta.label.zh}」请写 是 或 否。`, en: `Write yes or no for "${field.meta.label.en}".` },
      };
    }
    case 'choice':
      return readChoice(field, typed);
    case 'choices': {
      const read = typed.split(/[、,，;；]\s*/).map((one) => readChoice(field, one));
      return read.find((one) => !one.ok) ?? { ok: true, value: read.map((one) => (one.ok ? one.value : null)) };
    }
    case 'region':
      return readRegion(field, typed);
    default:
      return { ok: true, value: typed };
  }
}

/** What stands in a cell that is not being edited, and in a copy of it. `readCell` understands it again. */
export function writeCell(field: CellField, value: unknown, language: Language): string {
  if (value === null || value === undefined || value === '') return '';
  switch (field.widget) {
    case 'yes-no':
      return value === true ? { zh: '是', en: 'yes' }[language] : { zh: '否', en: 'no' }[language];
    case 'choice':
      return optionsOf(field).find((option) => option.value === value)?.label[language] ?? String(value);
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [];
      return optionsOf(field)
        .filter((option) => chosen.includes(option.value))
        .map((option) => option.label[language])
        .join(language === 'zh' ? '、' : ', ');
    }
    case 'region':
      return regions.some((region) => region.code === value) ? regionListName(String(value))[language] : String(value);
    case 'money':
      return writeNumber(String(value));
    case 'day':
      return typeof value === 'string' && isDay(value) ? value : String(value);
    default:
      return String(value);
  }
}

export interface PastedRow {
  readonly value: Readonly<Record<string, unknown>>;
  readonly faults: readonly { readonly name: string; readonly fault: Text }[];
}

/**
 * Reads rows pasted from a spreadsheet (tab and line ends, quotes where a cell holds them). A first row that repeats the labels is taken
 * as head and puts the columns in order; without one the columns are taken from `first` on. Nothing is kept before it was seen.
 */
export function readPasted(
  text: string,
  fields: readonly CellField[],
  first: number,
  today: Day,
): readonly PastedRow[] {
  const rows = splitCells(text).filter((row) => row.some((cell) => cell.trim() !== ''));
  const head = rows[0]?.map((cell) =>
    fields.find((field) => words(field.meta.label).includes(cell.trim().toLowerCase())),
  );
  const hasHead = head !== undefined && head.length > 0 && head.every((field) => field !== undefined);
  const columns = hasHead ? head : fields.slice(first);
  return (hasHead ? rows.slice(1) : rows).map((row) => {
    const value: Record<string, unknown> = {};
    const faults: { name: string; fault: Text }[] = [];
    row.forEach((cell, index) => {
      const field = columns[index];
      if (!field) return;
      const reading = readCell(field, cell, today);
      if (reading.ok) value[field.name] = reading.value;
      else faults.push({ name: field.name, fault: reading.fault });
    });
    return { value, faults };
  });
}

/** Cells of a clipboard table. A quoted cell may hold tabs, line ends and doubled quotes. */
export function splitCells(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  rows.at(-1)?.push(cell);
  return rows.at(-1)?.join('') === '' ? rows.slice(0, -1) : rows;
}
