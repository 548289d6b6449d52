import './desk.css';
import { Link } from 'react-router';
import { listLocks, listObligations, type ObligationRow } from '#kernel/obligations/endpoints.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { type Column, DataTable } from '#kernel/ui/tables/data-table.tsx';
import type { ListFilter } from '#kernel/ui/tables/list-address.ts';
import { useList } from '#kernel/ui/tables/use-list.ts';
import type { ListView } from '#kernel/ui/tables/view-tabs.tsx';
import { deskPaths, obligationPath } from './paths.ts';

const filters: readonly ListFilter[] = [
  {
    name: 'state',
    label: { zh: '状态', en: 'State' },
    kind: 'choice',
    options: [
      { value: 'standing', label: { zh: '未了结', en: 'Standing' } },
      { value: 'overdue', label: { zh: '逾期', en: 'Overdue' } },
      { value: 'paused', label: { zh: '暂停', en: 'Suspended' } },
      { value: 'ended', label: { zh: '已了结', en: 'Ended' } },
    ],
  },
  { name: 'from', label: { zh: '到期起', en: 'Due from' }, kind: 'day', secondary: true },
  { name: 'to', label: { zh: '到期止', en: 'Due to' }, kind: 'day', secondary: true },
];

/** `mine` is owed by the reader; the other view holds whatever the reader may know of. */
const views: readonly ListView[] = [
  { key: null, label: { zh: '我的', en: 'Mine' } },
  { key: 'all', label: { zh: '我能看到的', en: 'All that I may see' } },
];

const columns: readonly Column<ObligationRow>[] = [
  { key: 'what', title: { zh: '事项', en: 'Duty' }, cell: (row) => <Label row={row} /> },
  { key: 'due', title: { zh: '期限', en: 'Due' }, nowrap: true, cell: (row) => <DueLabel due={row.due} /> },
  { key: 'matter', title: { zh: '办件', en: 'Case' }, cell: (row) => <Matter row={row} /> },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, cell: (row) => row.unit.name },
  { key: 'person', title: { zh: '人员', en: 'Person' }, cell: (row) => row.person?.name ?? '—' },
];

function Label({ row }: { readonly row: ObligationRow }) {
  const t = useText();
  return <>{t(row.label)}</>;
}

function Matter({ row }: { readonly row: ObligationRow }) {
  if (!row.title) return <>—</>;
  const words = row.number ? `${row.number} ${row.title}` : row.title;
  return row.link ? <Link to={row.link}>{words}</Link> : words;
}

/** Every duty has a date, a source and an event that started it. The list is the working view. */
export default function Obligations() {
  const t = useText();
  const list = useList(filters);
  const mayOpen = useMayOpen();
  const { view, ...conditions } = list.query;
  const query = { ...conditions, scope: view === 'all' ? 'all' : 'mine' } as const;
  const answer = useRead(listObligations, { query: query as never }, { keep: true });
  return (
    <Page
      title={{ zh: '期限', en: 'Due dates' }}
      acts={
        <>
          {mayOpen(listLocks.permission) && (
            <Link className="link-button" to={deskPaths.locks}>
              {t({ zh: '停办与建议', en: 'Locks and proposals' })}
            </Link>
          )}
          <Link className="link-button" to={deskPaths.calendar}>
            {t({ zh: '按月看', en: 'By month' })}
          </Link>
        </>
      }
    >
      <DataTable
        caption={{ zh: '期限清单', en: 'Duties with their dates' }}
        read={asList(answer)}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => obligationPath(row.id)}
        list={list}
        filters={filters}
        views={views}
        viewsKey="desk.obligations"
        unit={{ zh: '项', en: 'duties' }}
        empty={{ zh: '没有要您了结的期限。', en: 'You owe nothing at present.' }}
      />
    </Page>
  );
}

type Answered = ReturnType<typeof useRead<typeof listObligations>>;

/** The list endpoint says whether its total is exact, the table asks whether there is more. */
function asList(answer: Answered) {
  const { data } = answer;
  return {
    ...answer,
    data: data && { ...data, total: { count: data.total.count, more: !data.total.exact } },
  } as Parameters<typeof DataTable<ObligationRow>>[0]['read'];
}
