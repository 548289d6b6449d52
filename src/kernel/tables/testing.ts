import ExcelJS from 'exceljs';
import { z } from 'zod';
import { isDay } from '../calendar/day.ts';
import { field, record } from '../ui/field.ts';
import { sheet } from './sheet.ts';

export const xlsxUpload = (name = '名单.xlsx') => ({
  name,
  declaredType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

const both = (zh: string, en: string) => ({ zh, en });

/** An invented list: who may borrow the town's banners. */
export const borrower = record({
  name: field(z.string().trim().min(1).max(40), { label: both('姓名', 'Name'), class: 'personal', purpose: 'test' }),
  card: field(z.string().regex(/^\d{4,18}$/), { label: both('卡号', 'Card'), class: 'internal' }),
  since: field(z.string().refine(isDay), { label: both('起始日', 'Since'), widget: 'day', class: 'internal' }),
  banners: field(z.int().min(0).max(99), { label: both('面数', 'Banners'), class: 'internal' }),
  deposit: field(z.number().min(0).nullable(), { label: both('押金', 'Deposit'), class: 'internal' }),
  kind: field(z.enum(['club', 'school']), {
    label: both('类别', 'Kind'),
    options: { club: both('社团', 'Club'), school: both('学校', 'School') },
    class: 'internal',
  }),
  honest: field(z.boolean(), { label: both('信誉良好', 'Honest'), class: 'internal' }),
  colours: field(z.array(z.enum(['red', 'blue'])).max(2), {
    label: both('颜色', 'Colours'),
    options: { red: both('红', 'Red'), blue: both('蓝', 'Blue') },
    class: 'internal',
  }),
  from: field(
    z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable(),
    {
      label: both('国家（地区）', 'Region'),
      widget: 'region',
      class: 'internal',
    },
  ),
  note: field(z.string().max(200), { label: both('备注', 'Note'), class: 'internal' }),
});

export const borrowers = sheet(both('借用人', 'Borrowers'), borrower);

/** A workbook with these cells, as a spreadsheet program would write it. */
export async function workbookOf(
  name: string,
  rows: readonly (readonly unknown[])[],
  change: (page: ExcelJS.Worksheet) => void = () => undefined,
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet(name);
  for (const row of rows) page.addRow([...row] as ExcelJS.CellValue[]);
  change(page);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
