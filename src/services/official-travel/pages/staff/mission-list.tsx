import './staff.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { type Column, DataTable } from '#kernel/ui/tables/data-table.tsx';
import { useList } from '#kernel/ui/tables/use-list.ts';
import type { ListView } from '#kernel/ui/tables/view-tabs.tsx';
import type { MissionRow } from '../../answers.ts';
import { count, create, list } from '../../endpoints.ts';
import { missionProcess } from '../../process.ts';
import { casePath, paths } from '../paths.ts';
import { regionWords } from './case/mission-facts.ts';
import { ExportList } from './export-sheet.tsx';
import { missionFilters, missionSorts, missionViews } from './mission-filters.ts';
import { planPath } from './staff-paths.ts';

const columns: readonly Column<MissionRow>[] = [
  {
    key: 'title',
    title: { zh: '团组、编号', en: 'Mission, number' },
    sort: 'number',
    cell: (row) => (
      <span className="mission-name">
        {row.title}
        <span className="quiet figures nowrap">{row.number ?? ''}</span>
      </span>
    ),
  },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, cell: (row) => row.unit.name },
  {
    key: 'size',
    title: { zh: '人 / 天', en: 'People / days' },
    right: true,
    nowrap: true,
    cell: (row) => `${row.members} / ${row.days ?? '—'}`,
  },
  { key: 'regions', title: { zh: '国家（地区）', en: 'Where' }, deskOnly: true, cell: (row) => <Where row={row} /> },
  {
    key: 'departure',
    title: { zh: '离境', en: 'Departure' },
    sort: 'departure',
    nowrap: true,
    cell: (row) => <span className="figures">{row.departure ?? '—'}</span>,
  },
  { key: 'state', title: { zh: '状态', en: 'Status' }, cell: (row) => <State row={row} /> },
  { key: 'holder', title: { zh: '办理人', en: 'With' }, cell: (row) => <Holder row={row} /> },
  {
    key: 'due',
    title: { zh: '到期', en: 'Due' },
    sort: 'due',
    nowrap: true,
    cell: (row) => <DueAndIssues row={row} />,
  },
];

function Where({ row }: { readonly row: MissionRow }) {
  const t = useText();
  return <>{row.regions.length > 0 ? t(regionWords(row.regions)) : '—'}</>;
}

function State({ row }: { readonly row: MissionRow }) {
  const state = missionProcess.states[row.state];
  return <StatusTag label={state?.label ?? { zh: row.state, en: row.state }} tone={state?.tone ?? 'grey'} />;
}

function Holder({ row }: { readonly row: MissionRow }) {
  const t = useText();
  return <>{row.holder ? t(row.holder) : '—'}</>;
}

function DueAndIssues({ row }: { readonly row: MissionRow }) {
  const t = useText();
  return (
    <>
      {row.due === null ? (
        '—'
      ) : (
        <DueLabel due={{ dueAt: row.due, ...(row.provisional ? { provisional: true } : {}) }} />
      )}
      {row.issues > 0 && (
        <span
          className="tone-text-soon figures"
          title={t({ zh: `${row.issues} 处待处理`, en: `${row.issues} open issues` })}
        >
          {' '}
          ! {row.issues}
          <span className="for-readers">{t({ zh: '处待处理', en: 'open issues' })}</span>
        </span>
      )}
    </>
  );
}

/** The missions that the reader may know of; conditions in the address, so that a list can be sent and returned to. */
export default function MissionList() {
  const t = useText();
  const mayOpen = useMayOpen();
  const conditions = useList(missionFilters, missionSorts);
  const { sort, ...query } = conditions.query;
  // The endpoint sorts one way by each column; a unit is asked for by links only and stays in the address.
  const asked = { ...query, ...(sort ? { sort: sort.replace(/^-/, '') } : {}), ...unitOf() } as never;
  const answer = useRead(list, { query: asked }, { keep: true });
  const [exactly, setExactly] = useState(false);
  const exact = useRead(count, { query: withoutPage(asked) }, { when: exactly });
  const [exporting, setExporting] = useState(false);
  const views = useCountedViews();
  return (
    <Page
      title={{ zh: '因公出国（境）办件', en: 'Official missions' }}
      acts={
        <span className="row">
          <Link to={planPath}>{t({ zh: '年度计划', en: 'Annual plan' })}</Link>
          <Button onClick={() => setExporting(true)}>{t({ zh: '导出…', en: 'Export…' })}</Button>
          {mayOpen(create.permission) && (
            <Link className="link-button main" to={paths.newApplication}>
              {t({ zh: '新建申报', en: 'New application' })}
            </Link>
          )}
        </span>
      }
    >
      <DataTable
        caption={{ zh: '因公出国（境）办件', en: 'Official missions' }}
        read={answer}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => casePath(row.id)}
        list={conditions}
        filters={missionFilters}
        views={views}
        viewsKey="official-travel.missions"
        unit={{ zh: '件', en: 'cases' }}
        exact={{ ...(exact.data ? { count: exact.data.count } : {}), onAsk: () => setExactly(true) }}
        empty={{ zh: '还没有办件。', en: 'No cases yet.' }}
        emptyActs={
          mayOpen(create.permission) && (
            <p>
              <Link to={paths.newApplication}>{t({ zh: '新建申报', en: 'New application' })}</Link>
            </p>
          )
        }
      />
      {exporting && (
        <ExportList
          query={withoutPage(asked)}
          rows={answer.data?.total.count ?? 0}
          onClose={() => setExporting(false)}
        />
      )}
    </Page>
  );
}

/** How many wait in each view, on its tab; "1,000+" where there are more. */
function useCountedViews(): readonly ListView[] {
  const counts = {
    mine: useRead(list, { query: { view: 'mine', limit: 1 } }),
    'to-do': useRead(list, { query: { view: 'to-do', limit: 1 } }),
    overdue: useRead(list, { query: { view: 'overdue', limit: 1 } }),
  };
  return missionViews.map((view) => {
    const counted = view.key !== null && view.key in counts ? counts[view.key as keyof typeof counts].data : undefined;
    return counted ? { ...view, count: counted.total.count } : view;
  });
}

function unitOf(): { readonly unit?: string } {
  const unit = new URLSearchParams(window.location.search).get('unit');
  return unit ? { unit } : {};
}

function withoutPage(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { cursor: _cursor, sort: _sort, ...rest } = query;
  return rest;
}
