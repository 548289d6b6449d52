import { useQuery } from '@tanstack/react-query';
import type { ProblemError } from '#kernel/ui/api/problem-error.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { type Column, DataTable, type ListAnswer } from '#kernel/ui/tables/data-table.tsx';
import type { ListFilter } from '#kernel/ui/tables/list-address.ts';
import { useList } from '#kernel/ui/tables/use-list.ts';
import { now, rows, type SampleRow } from './samples.ts';

const filters: readonly ListFilter[] = [
  { name: 'q', label: { zh: '编号、团组、姓名', en: 'Number, mission, name' }, kind: 'text' },
  {
    name: 'state',
    label: { zh: '状态', en: 'Status' },
    kind: 'choice',
    options: [
      { value: 'blue', label: { zh: '审核中', en: 'Under review' } },
      { value: 'green', label: { zh: '已批准', en: 'Granted' } },
      { value: 'none', label: { zh: '已归档', en: 'Archived' } },
    ],
  },
  { name: 'region', label: { zh: '国家（地区）', en: 'Country (region)' }, kind: 'region' },
  { name: 'departureFrom', label: { zh: '离境日期起', en: 'Departure from' }, kind: 'day', secondary: true },
];
const sorts = ['number', 'departure', 'due'];

const columns: readonly Column<SampleRow>[] = [
  { key: 'number', title: { zh: '编号', en: 'Number' }, cell: (row) => row.number, nowrap: true, sort: 'number' },
  { key: 'title', title: { zh: '团组', en: 'Mission' }, cell: (row) => row.title },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, cell: (row) => row.unit },
  {
    key: 'size',
    title: { zh: '人 / 天', en: 'Persons / days' },
    cell: (row) => `${row.members} / ${row.days}`,
    right: true,
  },
  {
    key: 'departure',
    title: { zh: '离境', en: 'Departure' },
    cell: (row) => row.departure,
    nowrap: true,
    sort: 'departure',
  },
  { key: 'state', title: { zh: '状态', en: 'Status' }, cell: (row) => <StatusTag label={row.label} tone={row.tone} /> },
  { key: 'holder', title: { zh: '办理人', en: 'Holder' }, cell: (row) => row.holder || '—' },
  {
    key: 'due',
    title: { zh: '到期', en: 'Due' },
    cell: (row) => <DueLabel due={{ dueAt: row.dueAt }} now={now} />,
    sort: 'due',
  },
];

export function ListParts() {
  const t = useText();
  const list = useList(filters, sorts);
  const read = useQuery<ListAnswer<SampleRow>, ProblemError>({
    queryKey: ['gallery', list.query],
    queryFn: async () => {
      const found = rows.filter(
        (row) =>
          (!list.filters.state || row.tone === list.filters.state) &&
          (!list.filters.q || row.title.includes(list.filters.q)),
      );
      return {
        rows: found,
        next: list.cursor ? null : 'second',
        total: { count: found.length === rows.length ? 1_000 : found.length, more: found.length === rows.length },
      };
    },
  });
  return (
    <Page
      title={{ zh: '因公出国（境）办件', en: 'Official travel' }}
      acts={
        <button type="button" className="link-button main">
          {t({ zh: '新建申报', en: 'New application' })}
        </button>
      }
    >
      <DataTable
        caption={{ zh: '因公出国（境）办件', en: 'Official travel cases' }}
        read={read}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={() => '/desk/gallery/case'}
        list={list}
        filters={filters}
        views={[
          { key: null, label: { zh: '全部', en: 'All' }, count: 148 },
          { key: 'to-do', label: { zh: '待我', en: 'For me' }, count: 4 },
          { key: 'overdue', label: { zh: '逾期', en: 'Overdue' }, count: 3 },
        ]}
        viewsKey="gallery"
        empty={{ zh: '还没有办件。可从年度计划新建申报。', en: 'No cases yet. Begin an application from the plan.' }}
        exact={{ onAsk: () => undefined }}
      />
    </Page>
  );
}
