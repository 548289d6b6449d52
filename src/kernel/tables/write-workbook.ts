import ExcelJS from 'exceljs';
import type { z } from 'zod';
import type { Language, Text } from '../text.ts';
import { cellText } from './cell-text.ts';
import { type Column, columnLetters, columnsOf, type Sheet } from './sheet.ts';

export interface SheetToWrite {
  readonly sheet: Sheet;
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
}

/** Rows below the head that carry formats and drop-down lists. */
const preparedRows = 1_000;
const lists: Text = { zh: '选项', en: 'Choices' };
const notes: Text = { zh: '填写说明', en: 'Notes' };

/** The methods of exceljs that its types leave out. */
interface Validations {
  add(range: string, rule: ExcelJS.DataValidation): void;
}

/**
 * A workbook to fill, or a filled one: heads from the labels of the fields (a star marks what is required), formats by type, drop-down
 * lists, and a sheet of notes. `readWorkbook` reads back what was written.
 */
export async function writeWorkbook(
  sheets: readonly SheetToWrite[],
  language: Language,
  options: { readonly notes?: boolean } = {},
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const choices: string[][] = [];
  for (const { sheet, rows = [] } of sheets) {
    const page = workbook.addWorksheet(sheet.name[language], { views: [{ state: 'frozen', ySplit: 1 }] });
    const columns = columnsOf(sheet.row);
    page.columns = columns.map((column) => ({
      key: column.name,
      width: widthOf(column, language),
      style: styleOf(column),
    }));
    const head = page.getRow(1);
    columns.forEach((column, index) => {
      const cell = head.getCell(index + 1);
      cell.value = `${column.label[language]}${column.required ? ' *' : ''}`;
      cell.style = { font: { bold: true }, alignment: { wrapText: true, vertical: 'middle' }, numFmt: '@' };
    });
    rows.forEach((row, index) => {
      const line = page.getRow(index + 2);
      columns.forEach((column, at) => {
        const value = cellValue(column, row[column.name], language);
        if (value !== null) line.getCell(at + 1).value = value;
      });
    });
    const last = Math.max(preparedRows, rows.length) + 1;
    columns.forEach((column, index) => {
      const rule = validationOf(column, language, choices);
      const letters = columnLetters(index + 1);
      if (rule)
        (page as unknown as { dataValidations: Validations }).dataValidations.add(
          `${letters}2:${letters}${last}`,
          rule,
        );
    });
  }
  if (options.notes) writeNotes(workbook, sheets, language);
  if (choices.length > 0) {
    const page = workbook.addWorksheet(lists[language], { state: 'hidden' });
    choices.forEach((words, index) => {
      words.forEach((word, row) => {
        page.getCell(row + 1, index + 1).value = cellText(word);
      });
    });
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function widthOf(column: Column, language: Language): number {
  const label = [...column.label[language]].length * (language === 'zh' ? 2.2 : 1.1);
  return Math.min(60, Math.max(12, label + 4, column.kind === 'list' ? 24 : 0));
}

const formats = {
  text: '@',
  choice: '@',
  list: '@',
  'yes-no': '@',
  day: 'yyyy-mm-dd',
  whole: '0',
  number: 'General',
} as const satisfies Record<Column['kind'], string>;

const styleOf = (column: Column): Partial<ExcelJS.Style> => ({ numFmt: formats[column.kind] });

/** Days are dates, numbers numbers; text is text whatever it begins with (OB-04). */
export function cellValue(column: Column, value: unknown, language: Language): string | number | Date | null {
  if (value === null || value === undefined || value === '') return null;
  const word = (one: unknown) => {
    const option = column.options.find((each) => each.value === one);
    return option?.words[language === 'zh' ? 0 : 1] ?? String(one);
  };
  switch (column.kind) {
    case 'day':
      return new Date(`${String(value)}T00:00:00Z`);
    case 'number':
    case 'whole':
      return Number(value);
    case 'yes-no':
      return value === true ? { zh: '是', en: 'yes' }[language] : { zh: '否', en: 'no' }[language];
    case 'choice':
      return cellText(word(value));
    case 'list': {
      const words = (Array.isArray(value) ? value : [value]).map(word);
      return words.length === 0 ? null : cellText(words.join(language === 'zh' ? '、' : ', '));
    }
    default:
      return cellText(String(value));
  }
}

function validationOf(column: Column, language: Language, choices: string[][]): ExcelJS.DataValidation | null {
  const words =
    column.kind === 'yes-no'
      ? [{ zh: '是', en: 'yes' }[language], { zh: '否', en: 'no' }[language]]
      : column.kind === 'choice'
        ? column.options.map((option) => option.words[language === 'zh' ? 0 : 1] ?? option.value)
        : [];
  if (words.length === 0) return null;
  choices.push(words);
  const letters = columnLetters(choices.length);
  return {
    type: 'list',
    allowBlank: !column.required,
    formulae: [`'${lists[language]}'!$${letters}$1:$${letters}$${words.length}`],
    showErrorMessage: true,
    error: { zh: '请从下拉列表中选择。', en: 'Choose from the list.' }[language],
  };
}

function kindWords(column: Column, language: Language): string {
  const words: Readonly<Record<Column['kind'], Text>> = {
    text: { zh: '文本', en: 'Text' },
    number: { zh: '数字', en: 'Number' },
    whole: { zh: '整数', en: 'Whole number' },
    day: { zh: '日期，如 2027-03-09', en: 'Date, e.g. 2027-03-09' },
    'yes-no': { zh: '是 或 否', en: 'yes or no' },
    choice: { zh: '从下拉列表中选', en: 'From the list' },
    list: { zh: '可填多项，用顿号分开', en: 'Several, separated by commas' },
  };
  return words[column.kind][language];
}

function writeNotes(workbook: ExcelJS.Workbook, sheets: readonly SheetToWrite[], language: Language): void {
  const page = workbook.addWorksheet(notes[language]);
  page.columns = [{ width: 16 }, { width: 24 }, { width: 10 }, { width: 28 }, { width: 60 }];
  const heads = { zh: ['工作表', '列', '必填', '填法', '说明'], en: ['Sheet', 'Column', 'Required', 'How', 'Note'] };
  page.addRow(heads[language]).font = { bold: true };
  for (const { sheet } of sheets) {
    for (const column of columnsOf(sheet.row as z.ZodObject)) {
      const fewChoices = column.options.length > 0 && column.options.length <= 30;
      const said = fewChoices
        ? column.options.map((option) => option.words[language === 'zh' ? 0 : 1]).join(language === 'zh' ? '、' : ', ')
        : '';
      page.addRow([
        sheet.name[language],
        column.label[language],
        column.required ? { zh: '必填', en: 'yes' }[language] : '',
        kindWords(column, language),
        cellText([column.note?.[language] ?? '', said].filter((one) => one !== '').join(' ')),
      ]);
    }
  }
  const last = page.addRow([
    {
      zh: '请勿填写国家秘密。不要使用公式；有一处错误，整份不导入。',
      en: 'No state secrets. No formulas; with one fault nothing is taken over.',
    }[language],
  ]);
  last.font = { italic: true };
}
