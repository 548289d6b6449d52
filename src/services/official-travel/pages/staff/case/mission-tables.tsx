import type { ReactNode } from 'react';
import type { Text } from '#kernel/text.ts';
import { asDraftRecord, type DraftRecord, isDraftRecord } from '#kernel/ui/forms/draft.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { words } from '../../../words.ts';
import { wordOf } from './mission-facts.ts';

interface TableColumn {
  readonly title: Text;
  readonly cell: (row: DraftRecord) => ReactNode;
  readonly right?: boolean;
}

const recordsOf = (value: unknown): readonly DraftRecord[] => (Array.isArray(value) ? value.filter(isDraftRecord) : []);
const plain = (value: unknown): string => (value === null || value === undefined || value === '' ? '—' : String(value));

/** A small table of the content, in a frame of its own that may scroll sideways. */
export function ContentTable({
  caption,
  rows,
  columns,
}: {
  readonly caption: Text;
  readonly rows: readonly DraftRecord[];
  readonly columns: readonly TableColumn[];
}) {
  const t = useText();
  if (rows.length === 0) return <span className="quiet">{t({ zh: '没有填写', en: 'Nothing entered' })}</span>;
  return (
    <ScrollFrame className="sheet-frame">
      <table className="plain-table">
        <caption className="for-readers">{t(caption)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title.en} scope="col" className={column.right ? 'right' : ''}>
                {t(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of the content have no identity but their place
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.title.en} className={column.right ? 'right figures' : ''}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

export function MembersTable({ value }: { readonly value: unknown }) {
  const t = useText();
  const say = (list: Readonly<Record<string, Text>>, one: unknown) => {
    const word = wordOf(list, one);
    return word ? t(word) : '—';
  };
  return (
    <ContentTable
      caption={{ zh: '成员名单', en: 'Members' }}
      rows={recordsOf(value)}
      columns={[
        { title: { zh: '姓名', en: 'Name' }, cell: (row) => <strong className="nowrap">{plain(row.name)}</strong> },
        { title: { zh: '单位和职务', en: 'Unit and post' }, cell: (row) => `${plain(row.unit)} ${plain(row.post)}` },
        { title: { zh: '级别', en: 'Rank' }, cell: (row) => say(words.ranks, row.rank) },
        { title: { zh: '团内职务', en: 'Role' }, cell: (row) => say(words.groupRoles, row.groupRole) },
        { title: { zh: '分工', en: 'Duty' }, cell: (row) => plain(row.duty) },
        {
          title: { zh: '证件有效期至', en: 'Document expires' },
          cell: (row) => <span className="figures nowrap">{plain(row.passportExpiresOn)}</span>,
        },
        {
          title: { zh: '近两年出访', en: 'Missions in two years' },
          right: true,
          cell: (row) =>
            Array.isArray(row.earlier)
              ? t({ zh: `${row.earlier.length} 次`, en: String(row.earlier.length) })
              : t({ zh: '未知', en: 'unknown' }),
        },
      ]}
    />
  );
}

export function BudgetTable({
  value,
  names,
}: {
  readonly value: unknown;
  readonly names: ReadonlyMap<string, string>;
}) {
  const t = useText();
  const who = (of: unknown): string => {
    if (of === 'all') return t({ zh: '全体', en: 'All' });
    return Array.isArray(of) ? of.map((id) => names.get(String(id)) ?? '?').join(t({ zh: '、', en: ', ' })) : '—';
  };
  const place = (row: DraftRecord): string => {
    const region = typeof row.region === 'string' ? t(regionListName(row.region)) : '';
    return [region, row.city, row.from && row.to && `${row.from}—${row.to}`].filter(Boolean).join(' ') || '—';
  };
  return (
    <ContentTable
      caption={{ zh: '预算明细', en: 'Budget lines' }}
      rows={recordsOf(value)}
      columns={[
        {
          title: { zh: '项目', en: 'Item' },
          cell: (row) => t(wordOf(words.budgetItems, row.item) ?? { zh: '—', en: '—' }),
        },
        { title: { zh: '人员', en: 'Members' }, cell: (row) => who(row.members) },
        { title: { zh: '地点', en: 'Place' }, cell: place },
        { title: { zh: '标准', en: 'Unit price' }, right: true, cell: (row) => writeNumber(plain(row.unit)) },
        { title: { zh: '数量', en: 'Quantity' }, right: true, cell: (row) => plain(row.quantity) },
        {
          title: { zh: '金额', en: 'Amount' },
          right: true,
          cell: (row) => `${plain(row.currency)} ${writeNumber(Number(row.amount ?? 0).toFixed(2))}`,
        },
        ...(recordsOf(value).some(({ payer }) => Boolean(payer))
          ? [
              {
                title: { zh: '承担单位', en: 'Borne by' },
                cell: (row: DraftRecord) => String(row.payer ?? t({ zh: '申报单位', en: 'the applicant' })),
              },
            ]
          : []),
      ]}
    />
  );
}

/** One line a day, morning and afternoon beside each other. */
export function ProgrammeTable({
  value,
  names,
}: {
  readonly value: unknown;
  readonly names: ReadonlyMap<string, string>;
}) {
  const t = useText();
  const halves = recordsOf(value);
  const days = [...new Set(halves.map((half) => String(half.date)))].sort();
  const partOf = (participants: unknown): string =>
    (Array.isArray(participants) ? participants : [])
      .flatMap((id) => names.get(String(id)) ?? [])
      .join(t({ zh: '、', en: ', ' }));
  const write = (day: string, half: 'am' | 'pm') => {
    const found = halves.find((one) => one.date === day && one.half === half);
    if (!found) return '—';
    const activity = wordOf(words.activities, found.activity);
    return (
      <>
        {activity && <span className="quiet">{t(activity)} </span>}
        {plain(found.content)}
        {found.host ? <span className="quiet"> {String(found.host)}</span> : null}
        {found.place ? <span className="quiet"> {String(found.place)}</span> : null}
        {partOf(found.participants) && (
          <span className="quiet">
            {' '}
            {t({ zh: '参加：', en: 'taking part: ' })}
            {partOf(found.participants)}
          </span>
        )}
      </>
    );
  };
  return (
    <ContentTable
      caption={{ zh: '日程', en: 'Programme' }}
      rows={days.map((date) => ({ date }))}
      columns={[
        { title: { zh: '日期', en: 'Date' }, cell: (row) => <span className="figures nowrap">{plain(row.date)}</span> },
        {
          title: { zh: '城市', en: 'City' },
          cell: (row) => plain(halves.find((one) => one.date === row.date)?.city),
        },
        { title: { zh: '上午', en: 'Morning' }, cell: (row) => write(String(row.date), 'am') },
        { title: { zh: '下午', en: 'Afternoon' }, cell: (row) => write(String(row.date), 'pm') },
      ]}
    />
  );
}

/** Rules with what was written about them: reasons, exceptions asked for, matters judged. */
export function RuleNotes({
  value,
  write,
}: {
  readonly value: unknown;
  readonly write: (row: DraftRecord) => ReactNode;
}) {
  const t = useText();
  const rows = recordsOf(value);
  if (rows.length === 0) return <span className="quiet">{t({ zh: '无', en: 'None' })}</span>;
  return (
    <ul className="rule-notes">
      {rows.map((row) => (
        <li key={String(row.rule)}>
          <span className="figures">{plain(row.rule)}</span> {write(asDraftRecord(row))}
        </li>
      ))}
    </ul>
  );
}
