import '../staff.css';
import { Link, useSearchParams } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { moneyWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { outsidePlan } from '../../../plan/endpoints.ts';
import { words } from '../../../words.ts';
import { casePath } from '../../paths.ts';
import { planTrail } from './plan-trail.ts';
import { usePlanYear } from './plan-year.ts';

/** 计划外: the missions behind the number. */
export default function PlanOutside() {
  const t = useText();
  const year = usePlanYear();
  const [search] = useSearchParams();
  const unit = search.get('unit');
  const answer = useRead(outsidePlan, { query: { year, ...(unit ? { unit } : {}) } });
  return (
    <Page title={{ zh: `${year} 年计划外团组`, en: `Missions outside the plan ${year}` }} trail={planTrail(year)}>
      <Answered of={answer} part={{ zh: '计划外团组', en: 'Missions outside the plan' }}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              why={{
                zh: `${year} 年没有计划外团组：在办和已批准的都占用了计划项。`,
                en: `No mission of ${year} stands outside the plan: each has its line.`,
              }}
            />
          ) : (
            <ScrollFrame className="table-frame">
              <table className="list-table">
                <caption className="for-readers">
                  {t({ zh: `${rows.length} 个计划外团组`, en: `${rows.length} missions outside the plan` })}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">{t({ zh: '团组', en: 'Mission' })}</th>
                    <th scope="col">{t({ zh: '单位', en: 'Unit' })}</th>
                    <th scope="col">{t({ zh: '离境', en: 'Departure' })}</th>
                    <th scope="col">{t({ zh: '状态', en: 'Status' })}</th>
                    <th scope="col" className="right">
                      {t({ zh: '预算', en: 'Budget' })}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row">
                        <Link to={casePath(row.id)}>
                          <span className="figures">{row.number}</span> {row.title}
                        </Link>
                      </th>
                      <td>{row.unit.name}</td>
                      <td className="figures nowrap">{row.departure}</td>
                      <td>{t(words.otherMissionStatuses[row.status])}</td>
                      <td className="right figures">{row.budgetCny === null ? '—' : t(moneyWords(row.budgetCny))}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollFrame>
          )
        }
      </Answered>
    </Page>
  );
}
