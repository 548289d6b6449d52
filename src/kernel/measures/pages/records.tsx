import './figures.css';
import { Link, useParams, useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { beijing, writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { type Column, DataTable } from '#kernel/ui/tables/data-table.tsx';
import type { ListFilter } from '#kernel/ui/tables/list-address.ts';
import { useList } from '#kernel/ui/tables/use-list.ts';
import { figure, type MeasuredRecord, records } from '../endpoints.ts';
import { figureWords, footWords } from './figure-words.ts';
import { briefPath, figurePath, figurePaths } from './paths.ts';
import { readScope } from './scope.ts';

const columns: readonly Column<MeasuredRecord>[] = [
  { key: 'title', title: { zh: '记录', en: 'Record' }, cell: (row) => row.title },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, cell: (row) => row.unit.name },
  {
    key: 'on',
    title: { zh: '日期', en: 'Date' },
    nowrap: true,
    cell: (row) => <span className="figures">{row.happenedOn}</span>,
  },
  { key: 'quantity', title: { zh: '数量', en: 'Quantity' }, right: true, cell: (row) => writeNumber(row.quantity) },
];

const noFilters: readonly ListFilter[] = [];

/** The records behind one figure or one of its parts: as many as it says, less those that the reader may not open. */
export default function Records() {
  const t = useText();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const today = beijing(useNow()).day;
  const scope = readScope(search, today);
  const part = search.get('part') ?? undefined;
  const list = useList(noFilters);
  const query = { ...scope, ...(part === undefined ? {} : { part }), ...(list.cursor ? { cursor: list.cursor } : {}) };
  const answer = useRead(records, { params: { id }, query }, { keep: true });
  const about = useRead(figure, { params: { id }, query: { ...scope } });
  const measure = about.data?.measure;
  const label = about.data?.parts.find((one) => one.part === part)?.label;
  const { data } = answer;
  const table = {
    ...answer,
    data: data && { rows: data.rows, next: data.next, total: { count: data.total.records - data.hidden, more: false } },
  } as Parameters<typeof DataTable<MeasuredRecord>>[0]['read'];
  const name = measure?.title ?? { zh: '统计', en: 'Figure' };
  return (
    <Page
      title={label ? { zh: `${name.zh}：${label.zh}`, en: `${name.en}: ${label.en}` } : name}
      trail={[
        { label: { zh: '统计', en: 'Figures' }, to: figurePaths.all },
        { label: name, to: figurePath(id, scope) },
      ]}
      head={
        data &&
        measure && (
          <p>
            <strong className="figures">{t(figureWords(data.total.figure, measure))}</strong>{' '}
            <span className="quiet">{t(footWords(scope, today))}</span>
          </p>
        )
      }
    >
      <DataTable<MeasuredRecord>
        caption={name}
        read={table}
        columns={columns}
        rowKey={(row) => row.record}
        rowTo={(row) => row.link ?? figurePath(id, scope)}
        list={list}
        empty={{ zh: '这一期间没有记录。', en: 'No records in this period.' }}
      />
      {data && data.hidden > 0 && (
        <p className="quiet">
          {t({
            zh: `其中 ${data.hidden} 条您无权查看明细，数字仍按全部计。`,
            en: `${data.hidden} of them you may not open; the figure counts them all.`,
          })}
        </p>
      )}
      {measure && (
        <p className="screen-only">
          <Link to={briefPath(id, scope, part)}>{t({ zh: '一页简报', en: 'One-page brief' })}</Link>{' '}
          <Link to={figurePath(id, scope)}>{t({ zh: '回到图', en: 'Back to the chart' })}</Link>
        </p>
      )}
    </Page>
  );
}
