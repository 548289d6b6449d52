import type { Readable } from 'node:stream';
import { nameBesideCountries } from '#kernel/places/regions.ts';
import { type ExportColumn, exportTable } from '#kernel/tables/export-table.ts';
import type { Language } from '#kernel/text.ts';
import { fieldsOf, optionsOf } from '#kernel/ui/field.ts';
import { lineStates, lineUses, planLine } from './model.ts';
import type { LineRow } from './storage.ts';

/** 年度计划汇总表: the columns of the lists, with the words of the form. */
export function exportPlan(rows: AsyncIterable<LineRow>, language: Language, mark: string): Readable {
  const fields = fieldsOf(planLine).map((field): ExportColumn<LineRow> => {
    const options = new Map(optionsOf(field).map(({ value, label }) => [value, label[language]]));
    const numbers = field.name === 'headcount' || field.name === 'days' || field.name === 'amountCny';
    return {
      label: field.meta.label,
      kind: numbers ? 'number' : 'text',
      width: field.name === 'need' ? 60 : 18,
      value(row) {
        const value = row[field.name as keyof typeof row];
        if (field.name === 'regions') return row.regions.map((code) => nameBesideCountries(code)[language]).join('、');
        if (typeof value === 'number') return value;
        return typeof value === 'string' ? (options.get(value) ?? value) : null;
      },
    };
  });
  const columns: ExportColumn<LineRow>[] = [
    { label: { zh: '编号', en: 'Number' }, kind: 'text', value: (row) => row.number },
    { label: { zh: '单位', en: 'Unit' }, kind: 'text', value: (row) => row.unitName, width: 28 },
    ...fields,
    { label: { zh: '状态', en: 'State' }, kind: 'text', value: (row) => lineStates[row.state][language] },
    {
      label: { zh: '使用', en: 'Use' },
      kind: 'text',
      value: (row) => (row.state === 'given' ? lineUses[row.use ?? 'free'][language] : null),
    },
    { label: { zh: '团组', en: 'Mission' }, kind: 'text', value: (row) => row.caseNumber },
  ];
  return exportTable({ name: { zh: '年度计划', en: 'Annual plan' }, columns, rows, mark }, language);
}
