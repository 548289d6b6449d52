import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText, csvText, withoutGuard } from './cell-text.ts';
import { exportTable } from './export-table.ts';
import { readXlsx } from './read-xlsx.ts';

interface Row {
  readonly title: string;
  readonly amount: number;
  readonly on: string | null;
}

const table = (rows: Iterable<Row>) => ({
  name: { zh: '清单', en: 'List' },
  mark: '市外办 沈明 & 2027-03-09',
  rows,
  columns: [
    { label: { zh: '名称', en: 'Title' }, kind: 'text' as const, value: (row: Row) => row.title },
    { label: { zh: '金额', en: 'Amount' }, kind: 'number' as const, value: (row: Row) => row.amount },
    { label: { zh: '日期', en: 'Date' }, kind: 'day' as const, value: (row: Row) => row.on },
  ],
});

async function readBack(rows: readonly Row[]) {
  const sheets = await readXlsx(await buffer(exportTable(table(rows), 'zh')));
  const read: unknown[][] = [];
  sheets[0]?.rows(({ cells }) => read.push([...cells.values()]));
  return read;
}

const hostile = fc
  .tuple(
    fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '"', ';', ','),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .map(([sign, rest]) => `${sign}cmd|' /C calc'!A0${rest}`)
  .filter((one) => cellText(one).replaceAll('_x000D_', '\r') === one);

test('a text cell is never a formula, and its value is what was exported (OB-04)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 5 }), async (titles) => {
      const rows = await readBack(titles.map((title) => ({ title, amount: 1.5, on: '2027-03-09' })));
      expect(rows.slice(1)).toEqual(
        titles.map((title) => [
          { type: 'text', text: title },
          { type: 'number', number: 1.5, written: '1.5' },
          { type: 'date', day: '2027-03-09', time: false },
        ]),
      );
    }),
    { numRuns: 25 },
  );
}, 30_000);

test('twenty thousand rows flow out without being held', async () => {
  function* many(): Generator<Row> {
    for (let index = 0; index < 20_000; index += 1) yield { title: `团组${index}`, amount: index, on: null };
  }
  const bytes = await buffer(exportTable(table(many()), 'zh'));
  const sheets = await readXlsx(bytes);
  let count = 0;
  sheets[0]?.rows(() => {
    count += 1;
  });
  expect(count).toBe(20_001);
}, 30_000);

test('every printed page says who took the list out', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await buffer(exportTable(table([]), 'zh'))) as unknown as ArrayBuffer);
  expect(book.getWorksheet('清单')?.headerFooter.oddFooter).toBe('&L市外办 沈明 && 2027-03-09&R&P / &N');
});

test('a row that cannot be read breaks the stream instead of ending it early', async () => {
  function* broken(): Generator<Row> {
    yield { title: '一', amount: 1, on: null };
    throw new Error('the database went away');
  }
  await expect(buffer(exportTable(table(broken()), 'zh'))).rejects.toThrow('the database went away');
});

test('in CSV, which has no types, an apostrophe guards what looks like a formula and comes off again (OB-04)', () => {
  expect(csvText('=1+1')).toBe("'=1+1");
  expect(csvText('＝1')).toBe("'＝1");
  expect(csvText('"=1')).toBe(`'"=1`);
  expect(csvText('-5')).toBe('-5');
  expect(csvText('张三')).toBe('张三');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      expect(withoutGuard(csvText(text))).toBe(text);
    }),
  );
});
