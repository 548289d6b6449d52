import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { baselinePage, readRows, rowsNamedIn } from '../../scripts/baseline.mjs';

test('docs/baseline.md is the page that the names of the tests give (else run: node scripts/baseline.mjs)', () => {
  expect(readFileSync('docs/baseline.md', 'utf8')).toBe(baselinePage());
});

test('every row stands once, 80 of them due in the first release', () => {
  const rows = readRows().flatMap((group) => group.rows);
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  expect(rows.filter((row) => row.due === 'first')).toHaveLength(80);
  for (const row of rows) expect(row.id).toMatch(/^[A-Z]{2}-\d{2}$/);
});

test('a row is found in the names of tests, alone, among others and behind a table; not in comments or other texts', () => {
  const row = ['AZ', '07'].join('-');
  const other = ['CR', '02'].join('-');
  expect(rowsNamedIn(`it('sees its own office (${row})', () => {})`)).toEqual([[row, 'sees its own office']]);
  expect(rowsNamedIn(`test("both (${row}, ${other})", f)`)).toEqual([
    [row, 'both'],
    [other, 'both'],
  ]);
  expect(rowsNamedIn(`it.each(rows)('%s (${row})', f)`)).toEqual([[row, '%s']]);
  expect(rowsNamedIn(`// ${row}\nconst text = '${row}';`)).toEqual([]);
});
