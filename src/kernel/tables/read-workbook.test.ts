import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repacked } from '../files/testing.ts';
import { readWorkbook } from './read-workbook.ts';
import { borrowers, workbookOf, xlsxUpload } from './testing.ts';
import { writeWorkbook } from './write-workbook.ts';

const head = ['姓名', '卡号', '起始日', '面数', '押金', '类别', '信誉良好', '颜色', '国家（地区）', '备注'];
const day = new Date('2027-03-09T00:00:00Z');
const lawful = ['陈守一', '0042', day, 3, 12.5, '社团', '是', '红、蓝', '韩国', ''];
const read = async (bytes: Buffer) => {
  const { sheets, faults } = await readWorkbook(bytes, xlsxUpload(), { borrowers });
  return { rows: sheets.borrowers.rows, faults: faults.map(({ cell, code }) => `${cell ?? '-'} ${code}`) };
};
const withRow = (change: (row: unknown[]) => void) => {
  const row = [...lawful];
  change(row);
  return workbookOf('借用人', [head, lawful, row]);
};

describe('a filled workbook', () => {
  test('is read by the types that its columns declare, leading zeros and all', async () => {
    const { rows, faults } = await read(await workbookOf('借用人', [head, lawful]));
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      {
        row: 2,
        value: {
          name: '陈守一',
          card: '0042',
          since: '2027-03-09',
          banners: 3,
          deposit: 12.5,
          kind: 'club',
          honest: true,
          colours: ['red', 'blue'],
          from: 'KR',
          note: '',
        },
      },
    ]);
  });

  const faulty: readonly (readonly [string, number, unknown, string])[] = [
    ['a formula is a fault, whatever it results in', 3, { formula: '1+1', result: 2 }, 'D formula'],
    ['an error value is a fault', 3, { error: '#N/A' }, 'D error-value'],
    ['words are no number', 3, '三', 'D number-expected'],
    ['half a banner is none', 3, 2.5, 'D whole-expected'],
    ['a day with a time is no day', 2, new Date('2027-03-09T10:30:00Z'), 'C day-expected'],
    ['30 February is no day', 2, '2027-02-30', 'C day-expected'],
    ['a word outside the list is named', 5, '公司', 'F not-one-of'],
    ['a list with one unknown word is a fault', 7, '红、绿', 'H not-one-of'],
    ['a number of twenty digits has lost some of them', 1, 1.234567890123456e19, 'B text-expected'],
    ['maybe is neither yes nor no', 6, '大概', 'G yes-or-no'],
    ['a required cell may not be empty', 0, null, 'A required'],
    ['the schema speaks where the type is right', 3, 100, 'D too-big'],
    ['a date in a text column is a fault', 0, day, 'A wrong-type'],
  ];

  test('each fault is told with its cell, and the lawful rows around it are read (IN-10)', async () => {
    const cells = faulty.map(([, column, value]) => lawful.map((cell, index) => (index === column ? value : cell)));
    const { rows, faults } = await read(await workbookOf('借用人', [head, lawful, ...cells]));
    expect(faults).toEqual(faulty.map(([, , , fault], index) => fault.replace(' ', `${index + 3} `)));
    expect(rows.map(({ row }) => row)).toEqual([2]);
  });

  test('the fault says sheet, cell and what to do', async () => {
    const bytes = await withRow((row) => {
      row[2] = '昨天';
    });
    const { faults } = await readWorkbook(bytes, xlsxUpload(), { borrowers });
    expect(faults[0]?.message.zh).toBe('工作表「借用人」 C3：「起始日」须为日期，如 2027-03-09。');
    expect(faults[0]?.message.en).toBe('Sheet "Borrowers", cell C3: "Since" must be a date such as 2027-03-09.');
  });

  test('a column that is missing, unknown or there twice is told at the head', async () => {
    const { faults } = await read(
      await workbookOf('借用人', [
        [...head.slice(0, 9), '心情', '姓名'].filter((one) => one !== '卡号'),
        ['陈守一', day, 3, 12.5, '社团', '是', '', '韩国', '好', '重复'],
      ]),
    );
    expect(faults.filter((fault) => fault.startsWith('I1') || fault.startsWith('J1') || fault.startsWith('-'))).toEqual(
      expect.arrayContaining(['I1 column-unknown', 'J1 column-twice', '- column-missing']),
    );
  });

  test('what stands outside of the table is told, not overlooked', async () => {
    const { faults } = await read(await withRow((row) => row.push('还有')));
    expect(faults).toEqual(['K3 outside-table']);
  });

  test('a sheet of another name beside others is missing; the only sheet may have any name', async () => {
    expect((await read(await workbookOf('随便', [head, lawful]))).faults).toEqual([]);
    const two = new ExcelJS.Workbook();
    two.addWorksheet('甲').addRow(head);
    two.addWorksheet('乙').addRow(head);
    expect((await read(Buffer.from(await two.xlsx.writeBuffer()))).faults).toEqual(['- sheet-missing']);
  });

  test('empty rows are passed over and do not move the numbers of the others', async () => {
    const { rows, faults } = await read(await workbookOf('借用人', [head, [], lawful, [], lawful]));
    expect(faults).toEqual([]);
    expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  });

  test('more than 200 columns are not read', async () => {
    const wide = await workbookOf('借用人', [head, lawful], (page) => {
      page.getCell(2, 201).value = '远';
    });
    expect((await read(wide)).faults).toEqual(['- table-too-large']);
  });

  test('a part that is no XML is told as a damaged file', async () => {
    const broken = repacked(await workbookOf('借用人', [head, lawful]), {
      'xl/worksheets/sheet1.xml': '<worksheet><a',
    });
    await expect(read(broken)).rejects.toMatchObject({ status: 422, code: 'file-malformed' });
  });

  test.each([
    ['takes too long', { heapMegabytes: 512, milliseconds: 20 }],
    ['takes too much memory', { heapMegabytes: 8, milliseconds: 30_000 }],
  ])('a table that %s is refused, and the program goes on', async (_, limits) => {
    const bytes = await workbookOf('借用人', [head, ...Array.from({ length: 2_000 }, () => lawful)]);
    const refused = readWorkbook(bytes, xlsxUpload(), { borrowers }, limits);
    await expect(refused).rejects.toMatchObject({ status: 422, code: 'table-too-heavy' });
    expect((await read(await workbookOf('借用人', [head, lawful]))).faults).toEqual([]);
  });

  test('another kind of file under the name is refused before it is parsed', async () => {
    await expect(read(Buffer.from('姓名,卡号\n'))).rejects.toMatchObject({ code: 'file-type-disagrees' });
  });
});

const text = (most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: most })
    .map((one) => one.normalize('NFC').trim())
    .filter((one) => one !== '' && !/\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/u.test(one) && one.length <= most);
const row = fc.record({
  name: text(40),
  card: fc.stringMatching(/^\d{4,18}$/),
  since: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10)),
  banners: fc.integer({ min: 0, max: 99 }),
  deposit: fc.option(fc.integer({ min: 0, max: 10_000_000 }).map((fen) => fen / 100)),
  kind: fc.constantFrom('club', 'school'),
  honest: fc.boolean(),
  colours: fc.subarray(['red', 'blue']),
  from: fc.option(fc.constantFrom('KR', 'JP', 'HK', 'MO', 'TW', 'FR')),
  note: fc.oneof(
    fc.constant(''),
    fc.constantFrom('=1+1', '+86', '-', '@cmd', '＝1', '_x000D_', "'=1", '<b>&'),
    text(60),
  ),
});

test('what was written is read back, in either language, and no text becomes a formula', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 40, maxLength: 60 }),
      fc.constantFrom('zh' as const, 'en' as const),
      async (rows, language) => {
        const bytes = await writeWorkbook([{ sheet: borrowers, rows }], language, { notes: true });
        const { sheets, faults } = await readWorkbook(bytes, xlsxUpload(), { borrowers });
        expect(faults).toEqual([]);
        expect(sheets.borrowers.rows.map(({ value }) => value)).toEqual(rows);
      },
    ),
    { numRuns: 3 },
  );
}, 60_000);

test('an empty template has heads, formats and drop-down lists and reads as no rows', async () => {
  const bytes = await writeWorkbook([{ sheet: borrowers }], 'zh', { notes: true });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const page = book.getWorksheet('借用人');
  expect(page?.getRow(1).values).toContain('姓名 *');
  expect(page?.getCell('F2').dataValidation).toMatchObject({ type: 'list' });
  expect(page?.getColumn(2).numFmt).toBe('@');
  expect(book.getWorksheet('填写说明')?.getCell('B2').value).toBe('姓名');
  expect(await read(bytes)).toEqual({ rows: [], faults: [] });
});
