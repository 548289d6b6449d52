import type { ReactNode } from 'react';
import type { z } from 'zod';
import { isDay } from '#kernel/calendar/day.ts';
import type { Text } from '#kernel/text.ts';
import { fieldsOf } from '#kernel/ui/field.ts';
import { writeCell } from '#kernel/ui/forms/cell-text.ts';
import { type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { dayWords, moneyWords } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';

export interface Fact {
  readonly label: Text;
  readonly value: ReactNode;
  /** Changed since the last return: marked, and comparable by what it was. */
  readonly was?: string;
  /** 来自年度计划第 3 项，不能在此修改 */
  readonly note?: Text;
}

/** Facts as people think of them: label and value, changed values marked. */
export function Facts({ items }: { readonly items: readonly Fact[] }) {
  const t = useText();
  return (
    <dl className="facts">
      {items.map((item) => (
        <div key={item.label.en}>
          <dt>{t(item.label)}</dt>
          <dd>
            <span className={item.was === undefined ? '' : 'changed'}>{item.value}</span>
            {item.was !== undefined && (
              <span className="quiet">{t({ zh: `原为 ${item.was}`, en: `was ${item.was}` })}</span>
            )}
            {item.note && <span className="quiet">{t(item.note)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface RecordFactsProps {
  readonly schema: z.core.$ZodType;
  readonly value: DraftRecord;
  readonly only?: readonly string[];
  /** As it stood at the last return. */
  readonly before?: DraftRecord;
  /** Written by the caller: names of persons and units, files. */
  readonly words?: Readonly<Record<string, (value: unknown) => ReactNode>>;
}

/** All answers of a record in the order of filling, with the labels of the model; lists of records as tables. */
export function RecordFacts({ schema, value, only, before, words = {} }: RecordFactsProps) {
  const t = useText();
  const language = useLanguage();
  const fields = fieldsOf(schema).filter(
    (field) => field.widget !== 'hidden' && field.widget !== 'password' && (!only || only.includes(field.name)),
  );
  const plain = (field: (typeof fields)[number], of: unknown): string => {
    if (of === null || of === undefined || of === '') return '—';
    if (field.widget === 'day' && typeof of === 'string' && isDay(of)) return dayWords(of)[language];
    if (field.widget === 'money') return moneyWords(String(of))[language];
    const unit = field.meta.unit ? ` ${t(field.meta.unit)}` : '';
    return `${writeCell(field, of, language)}${unit}`;
  };
  const lists = fields.filter((field) => field.widget === 'table' && !(field.name in words));
  const facts = fields
    .filter((field) => !lists.includes(field))
    .map((field): Fact => {
      const own = value[field.name];
      const changed =
        before !== undefined && JSON.stringify(before[field.name] ?? null) !== JSON.stringify(own ?? null);
      return {
        label: field.meta.label,
        value: words[field.name]?.(own) ?? plain(field, own),
        ...(changed ? { was: plain(field, before[field.name]) } : {}),
      };
    });
  return (
    <>
      <Facts items={facts} />
      {lists.map((field) => (
        <ListFacts key={field.name} field={field} rows={value[field.name]} write={plain} />
      ))}
    </>
  );
}

type OneField = ReturnType<typeof fieldsOf>[number];

function ListFacts({
  field,
  rows,
  write,
}: {
  readonly field: OneField;
  readonly rows: unknown;
  readonly write: (field: OneField, value: unknown) => string;
}) {
  const t = useText();
  const records = Array.isArray(rows) ? rows.filter(isDraftRecord) : [];
  const element = (field.schema._zod.def as { element?: z.core.$ZodType }).element;
  if (!element) return null;
  const columns = fieldsOf(element).filter((column) => column.widget !== 'hidden' && column.widget !== 'table');
  return (
    <div className="stack">
      <h3>
        {t(field.meta.label)}{' '}
        <span className="quiet">
          {t({ zh: `${records.length} 行`, en: records.length === 1 ? '1 row' : `${records.length} rows` })}
        </span>
      </h3>
      {records.length > 0 && (
        <ScrollFrame className="sheet-frame">
          <table className="plain-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th
                    key={column.name}
                    scope="col"
                    className={column.widget === 'money' || column.widget === 'number' ? 'right' : ''}
                  >
                    {t(column.meta.label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.map((record, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
                <tr key={index}>
                  {columns.map((column) => (
                    <td
                      key={column.name}
                      className={column.widget === 'money' || column.widget === 'number' ? 'right figures' : ''}
                    >
                      {column.widget === 'day'
                        ? String(record[column.name] ?? '—')
                        : write(column, record[column.name])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </div>
  );
}
