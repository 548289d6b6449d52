import '../staff.css';
import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { PlanCounters } from '#kernel/ui/charts/plan-counters.tsx';
import { useClearing } from '#kernel/ui/look/clearing.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { type PlanCounters as Counters, counters } from '../../../plan/endpoints.ts';
import { closeYear } from '../../../plan/years/endpoints.ts';
import { words } from '../../../words.ts';
import { paths } from '../../paths.ts';
import {
  planAdjustmentsPath,
  planAdjustPath,
  planLinesPath,
  planOutsidePath,
  planPath,
  planVersionsPath,
  planWorkPath,
} from '../staff-paths.ts';
import { CloseYear } from './close-year.tsx';
import { type Count, countOf, counts, countUnits, figuresIn, writeMoney } from './plan-figures.ts';
import { usePlanYear } from './plan-year.ts';

type UnitRow = Counters['units'][number];
type Use = 'granted' | 'held' | 'free';

/** 计划执行: four numbers together, the formula below, each opening its list; rows and total come from one query. */
export default function PlanPage() {
  const clearing = useClearing();
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const year = usePlanYear();
  const today = beijing(useNow()).day;
  const unit = search.get('unit') ?? undefined;
  const list = (search.get('list') ?? undefined) as 'general' | undefined;
  const answer = useRead(
    counters,
    { query: { year, ...(unit ? { unit } : {}), ...(list ? { list } : {}) } },
    { keep: true },
  );
  const ids = { year: useId(), list: useId(), count: useId() };
  const counted = countOf(search.get('count'));
  const mayOpen = useMayOpen();
  const [closing, setClosing] = useState(false);
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const to = (facts: { readonly use?: Use; readonly unit?: string; readonly state?: string }) => {
    const query = new URLSearchParams({ year: String(year) });
    if (list) query.set('list', list);
    const under = facts.unit ?? unit;
    if (under) query.set('unit', under);
    if (facts.use) query.set('use', facts.use);
    if (facts.state) query.set('state', facts.state);
    return `${planLinesPath}?${query}`;
  };
  return (
    <Page
      title={{ zh: `${year} 年计划执行`, en: `Annual plan ${year}` }}
      trail={[{ label: { zh: '因公出国（境）', en: 'Official travel' }, to: paths.list }]}
      acts={
        <span className="row">
          {mayOpen(closeYear.permission) && answer.data && !answer.data.closed && (
            <Button onClick={() => setClosing(true)}>{t({ zh: '关闭年度…', en: 'Close the year…' })}</Button>
          )}
          <Link className="link-button" to={`${planVersionsPath}?year=${year}`}>
            {t({ zh: '季度版本', en: 'Versions' })}
          </Link>
          <Link className="link-button main" to={`${planWorkPath}?year=${year}`}>
            {t({ zh: '编制和办理', en: 'Drafts and submissions' })}
          </Link>
          <Link className="link-button" to={`${planAdjustmentsPath}?year=${year}`}>
            {t({ zh: `调整 ${answer.data?.adjustments ?? ''}`, en: `Adjustments ${answer.data?.adjustments ?? ''}` })}
          </Link>
          <Link className="link-button" to={to({})}>
            {t({ zh: '看清单', en: 'All lines' })}
          </Link>
        </span>
      }
    >
      <div className="filters-fields screen-only">
        <div className="filter-field">
          <label htmlFor={ids.year}>{t({ zh: '年度', en: 'Year' })}</label>
          <Select<string>
            id={ids.year}
            value={String(year)}
            options={[2, 1, 0, -1, -2].map((by) => {
              const one = String(Number(today.slice(0, 4)) + by - 1);
              return { value: one, label: one };
            })}
            onChange={(next) => change('year', next)}
          />
        </div>
        <div className="filter-field">
          <label htmlFor={ids.list}>{t({ zh: '类别', en: 'List' })}</label>
          <Select<string>
            id={ids.list}
            allowClear={clearing}
            value={list ?? null}
            placeholder={t({ zh: '全部（各类分列）', en: 'All' })}
            popupMatchSelectWidth={false}
            options={Object.entries(words.planLists).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(next) => change('list', next ?? null)}
          />
        </div>
        <div className="filter-field">
          <label htmlFor={ids.count}>{t({ zh: '口径', en: 'Counted in' })}</label>
          <Select<Count>
            id={ids.count}
            value={counted}
            popupMatchSelectWidth={false}
            options={counts.map((value) => ({ value, label: t(countUnits[value]) }))}
            onChange={(next) => change('count', next === 'missions' ? null : next)}
          />
        </div>
        {unit && (
          <button type="button" className="link" onClick={() => change('unit', null)}>
            {t({ zh: '去掉单位条件，看全部', en: 'All units' })}
          </button>
        )}
      </div>
      <Answered of={answer} part={{ zh: '计划执行', en: 'The plan' }}>
        {(data) => (
          <div className="stack">
            {data.closed && (
              <p role="status" className="tone-text-soon">
                {t({
                  zh: `${year} 年计划已由 ${data.closed.by.name} 于 ${data.closed.on.slice(0, 10)} 关闭：${data.closed.reason}`,
                  en: `The plan of ${year} was closed by ${data.closed.by.name} on ${data.closed.on.slice(0, 10)}: ${data.closed.reason}`,
                })}
              </p>
            )}
            <PlanCounters
              figures={figuresIn(data.total, counted)}
              unit={countUnits[counted]}
              {...(counted === 'money' ? { write: writeMoney } : {})}
              asOf={today}
              to={{
                given: to({ state: 'given' }),
                granted: to({ use: 'granted' }),
                held: to({ use: 'held' }),
                free: to({ use: 'free' }),
              }}
            />
            <p className="row">
              <Link to={`${planOutsidePath}?year=${year}${unit ? `&unit=${unit}` : ''}`}>
                {t({ zh: '计划外', en: 'Outside the plan' })} <span className="figures">{data.outside}</span>
              </Link>
              {(['draft', 'submitted', 'consolidated'] as const).map((state) => (
                <Link key={state} to={to({ state })}>
                  {t(onTheWay[state])} <span className="figures">{data[state]}</span>
                </Link>
              ))}
            </p>
            <Units data={data} counted={counted} to={to} />
          </div>
        )}
      </Answered>
      {closing && <CloseYear year={year} onClose={() => setClosing(false)} />}
    </Page>
  );
}

const onTheWay = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '已上报', en: 'Submitted' },
  consolidated: { zh: '已汇总', en: 'Consolidated' },
} as const;

function Units({
  data,
  counted,
  to,
}: {
  readonly data: Counters;
  readonly counted: Count;
  readonly to: (facts: { readonly use?: Use; readonly unit?: string; readonly state?: string }) => string;
}) {
  const t = useText();
  if (data.units.length === 0)
    return (
      <Empty
        why={{
          zh: `${data.year} 年还没有下达计划。各单位的计划项审签上报后，由市外办下达。`,
          en: `No plan was given for ${data.year} yet. Units submit their lines, then the office gives them.`,
        }}
      />
    );
  const write = counted === 'money' ? writeMoney : String;
  const total = figuresIn(data.total, counted);
  return (
    <ScrollFrame className="table-frame">
      <table className="list-table">
        <caption className="for-readers">{t({ zh: '各单位计划执行', en: 'The plan by unit' })}</caption>
        <thead>
          <tr>
            <th scope="col">{t({ zh: '单位', en: 'Unit' })}</th>
            {[
              { zh: '下达', en: 'Given' },
              { zh: '已批准', en: 'Granted' },
              { zh: '占用', en: 'Held' },
              { zh: '可用', en: 'Left' },
            ].map((title) => (
              <th key={title.en} scope="col" className="right">
                {t(title)}
              </th>
            ))}
            <th scope="col">
              <span className="for-readers">{t({ zh: '提示', en: 'Note' })}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.units.map((row) => (
            <tr key={row.unit.id}>
              <th scope="row">
                <Link to={`${planPath}?year=${data.year}&unit=${row.unit.id}`}>{row.unit.name}</Link>
              </th>
              <td className="right figures">
                <Link to={to({ unit: row.unit.id, state: 'given' })}>{write(figuresIn(row, counted).given)}</Link>
              </td>
              {(['granted', 'held', 'free'] as const).map((use) => (
                <td key={use} className="right figures">
                  <Link to={to({ unit: row.unit.id, use })}>{write(figuresIn(row, counted)[use])}</Link>
                </td>
              ))}
              <td>
                <Left row={row} year={data.year} warnAt={data.warnAtPercent} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t({ zh: '合计', en: 'Total' })}</th>
            {(['given', 'granted', 'held', 'free'] as const).map((name) => (
              <td key={name} className="right figures">
                {write(total[name])}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </ScrollFrame>
  );
}

/** Nothing left is no red wall but two ways on. */
function Left({ row, year, warnAt }: { readonly row: UnitRow; readonly year: number; readonly warnAt: number }) {
  const t = useText();
  if (row.free === 0)
    return (
      <Link to={`${planAdjustPath}?year=${year}&unit=${row.unit.id}`}>
        {t({
          zh: '已用完：申请调整，或按计划外说明理由',
          en: 'Used up: ask for an adjustment, or file outside the plan',
        })}
      </Link>
    );
  if (!row.warns && !row.moneyWarns) return null;
  return (
    <span className="tone-text-soon">
      {row.warns && t({ zh: `团组已用 ${warnAt}% 以上`, en: `${warnAt}% of the missions used or more` })}
      {row.warns && row.moneyWarns && t({ zh: '，', en: '; ' })}
      {row.moneyWarns && t({ zh: `经费已用 ${warnAt}% 以上`, en: `${warnAt}% of the money used or more` })}
    </span>
  );
}
