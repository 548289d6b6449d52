import '../staff.css';
import { Select } from 'antd';
import { useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { PlanCounters } from '#kernel/ui/charts/plan-counters.tsx';
import { beijing, moneyWords, writeNumber } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { type PlanCounters as Counters, counters } from '../../../plan/endpoints.ts';
import { words } from '../../../words.ts';
import { paths } from '../../paths.ts';
import { planAdjustmentsPath, planLinesPath, planPath } from '../staff-paths.ts';
import { usePlanYear } from './plan-year.ts';

type UnitRow = Counters['units'][number];
type Use = 'granted' | 'held' | 'free';

/** 计划执行: four numbers together, the formula below, each opening its list; rows and total come from one query. */
export default function PlanPage() {
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
  const ids = { year: useId(), list: useId() };
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
            allowClear
            value={list ?? null}
            placeholder={t({ zh: '全部（各类分列）', en: 'All' })}
            popupMatchSelectWidth={false}
            options={Object.entries(words.planLists).map(([value, label]) => ({ value, label: t(label) }))}
            onChange={(next) => change('list', next ?? null)}
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
            <PlanCounters
              figures={data.total}
              unit={{ zh: '团组（个）', en: 'missions' }}
              asOf={today}
              to={{
                given: to({ state: 'given' }),
                granted: to({ use: 'granted' }),
                held: to({ use: 'held' }),
                free: to({ use: 'free' }),
              }}
            />
            <p className="row">
              <span>
                {t({
                  zh: `下达计划 ${writeNumber(data.total.people)} 人次，${moneyWords(data.total.amountCny).zh}`,
                  en: `The lines given hold ${writeNumber(data.total.people)} person-trips and ${moneyWords(data.total.amountCny).en}`,
                })}
              </span>
              {(['draft', 'submitted', 'consolidated'] as const).map((state) => (
                <Link key={state} to={to({ state })}>
                  {t(onTheWay[state])} <span className="figures">{data[state]}</span>
                </Link>
              ))}
            </p>
            <Units data={data} to={to} />
          </div>
        )}
      </Answered>
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
  to,
}: {
  readonly data: Counters;
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
  const sums = (['given', 'granted', 'held', 'free'] as const).map((name) =>
    data.units.reduce((sum, unit) => sum + unit[name], 0),
  );
  return (
    <div className="table-frame">
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
                <Link to={to({ unit: row.unit.id, state: 'given' })}>{row.given}</Link>
              </td>
              {(['granted', 'held', 'free'] as const).map((use) => (
                <td key={use} className="right figures">
                  <Link to={to({ unit: row.unit.id, use })}>{row[use]}</Link>
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
            {sums.map((sum, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the four sums have no name but their place
              <td key={index} className="right figures">
                {sum}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Nothing left is no red wall but two ways on. */
function Left({ row, year, warnAt }: { readonly row: UnitRow; readonly year: number; readonly warnAt: number }) {
  const t = useText();
  if (row.free === 0)
    return (
      <Link to={`${planAdjustmentsPath}?year=${year}&unit=${row.unit.id}`}>
        {t({
          zh: '已用完：申请调整，或按计划外说明理由',
          en: 'Used up: ask for an adjustment, or file outside the plan',
        })}
      </Link>
    );
  if (!row.warns) return null;
  return <span className="tone-text-soon">{t({ zh: `已用 ${warnAt}% 以上`, en: `over ${warnAt}% used` })}</span>;
}
