import '../staff.css';
import { Link, useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Page } from '#kernel/ui/parts/page.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { type Column, DataTable } from '#kernel/ui/tables/data-table.tsx';
import type { ListFilter } from '#kernel/ui/tables/list-address.ts';
import { useList } from '#kernel/ui/tables/use-list.ts';
import { listLines, type PlanLineRow } from '../../../plan/endpoints.ts';
import { lineStates, lineUses } from '../../../plan/model.ts';
import { words } from '../../../words.ts';
import { casePath } from '../../paths.ts';
import { regionWords } from '../case/mission-facts.ts';
import { planLinePath } from '../staff-paths.ts';
import { ExportPlan } from './export-plan.tsx';
import { lineTones } from './line-tones.ts';
import { planTrail } from './plan-trail.ts';
import { usePlanYear } from './plan-year.ts';

const optionsOf = (list: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) =>
  Object.entries(list).map(([value, label]) => ({ value, label }));

const filters: readonly ListFilter[] = [
  { name: 'q', label: { zh: '名称或编号', en: 'Name or number' }, kind: 'text' },
  { name: 'list', label: { zh: '类别', en: 'List' }, kind: 'choice', options: optionsOf(words.planLists) },
  { name: 'state', label: { zh: '状态', en: 'State' }, kind: 'choice', options: optionsOf(lineStates) },
  { name: 'use', label: { zh: '使用', en: 'Use' }, kind: 'choice', options: optionsOf(lineUses) },
];

const columns: readonly Column<PlanLineRow>[] = [
  { key: 'title', title: { zh: '团组', en: 'Mission' }, cell: (row) => row.line.title },
  {
    key: 'number',
    title: { zh: '编号', en: 'Number' },
    nowrap: true,
    cell: (row) => <span className="figures">{row.number ?? '—'}</span>,
  },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, cell: (row) => row.unit.name },
  { key: 'where', title: { zh: '国家（地区）', en: 'Where' }, cell: (row) => <Where row={row} /> },
  {
    key: 'month',
    title: { zh: '拟出访', en: 'Month' },
    nowrap: true,
    cell: (row) => <span className="figures">{row.line.month}</span>,
  },
  {
    key: 'size',
    title: { zh: '人 / 天', en: 'People / days' },
    right: true,
    cell: (row) => `${row.line.headcount} / ${row.line.days}`,
  },
  {
    key: 'money',
    title: { zh: '经费', en: 'Amount' },
    right: true,
    deskOnly: true,
    cell: (row) => <Money amount={row.line.amountCny} />,
  },
  { key: 'state', title: { zh: '状态', en: 'State' }, nowrap: true, cell: (row) => <State row={row} /> },
  { key: 'use', title: { zh: '使用', en: 'Use' }, cell: (row) => <Use row={row} /> },
];

function Where({ row }: { readonly row: PlanLineRow }) {
  const t = useText();
  return <>{t(regionWords(row.line.regions))}</>;
}

function Money({ amount }: { readonly amount: number }) {
  const t = useText();
  return <>{t(moneyWords(Number(amount).toFixed(2)))}</>;
}

function State({ row }: { readonly row: PlanLineRow }) {
  return <StatusTag label={lineStates[row.state]} tone={lineTones[row.state]} />;
}

function Use({ row }: { readonly row: PlanLineRow }) {
  const t = useText();
  if (row.use === null) return <>—</>;
  return (
    <>
      {t(lineUses[row.use])}
      {row.mission && <Link to={casePath(row.mission.id)}> {row.mission.number ?? ''}</Link>}
    </>
  );
}

/** The lines behind every number of the counters; conditions in the address. */
export default function PlanLines() {
  const year = usePlanYear();
  const [search] = useSearchParams();
  const conditions = useList(filters);
  const unit = search.get('unit');
  const query = { ...conditions.query, year, ...(unit ? { unit } : {}) } as never;
  const answer = useRead(listLines, { query }, { keep: true });
  return (
    <Page
      title={{ zh: `${year} 年计划项`, en: `Lines of the plan ${year}` }}
      trail={planTrail(year)}
      acts={<ExportPlan query={query} rows={answer.data?.total.count ?? 0} />}
    >
      <DataTable<PlanLineRow>
        caption={{ zh: '计划项', en: 'Lines of the plan' }}
        read={answer as Parameters<typeof DataTable<PlanLineRow>>[0]['read']}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => planLinePath(row.id)}
        list={conditions}
        filters={filters}
        viewsKey="official-travel.plan-lines"
        unit={{ zh: '项', en: 'lines' }}
        empty={{ zh: '这一年还没有计划项。', en: 'There are no lines in this year yet.' }}
      />
    </Page>
  );
}
