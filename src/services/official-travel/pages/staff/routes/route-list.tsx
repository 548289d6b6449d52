import '../staff.css';
import './routes.css';
import { Link } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { beijing, tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { missionRoutes } from '../../../routes.ts';
import { routePath } from '../staff-paths.ts';
import { RouteTrial } from './route-trial.tsx';

type Period = 'future' | 'in-force' | 'past';

const periods = {
  future: { zh: '未生效', en: 'Not yet in force' },
  'in-force': { zh: '执行中', en: 'In force' },
  past: { zh: '已失效', en: 'No longer in force' },
} as const;
const tones = { future: 'info', 'in-force': 'done', past: 'neutral' } as const;

function periodOf(route: { readonly validFrom: string; readonly validTo?: string | undefined }, today: string): Period {
  if (today < route.validFrom) return 'future';
  return route.validTo !== undefined && today > route.validTo ? 'past' : 'in-force';
}

/** Which steps a mission takes, in which order, from which day: dated, tried out on samples, never on running cases. */
export default function RouteList() {
  const t = useText();
  const today = beijing(useNow()).day;
  const answer = useRead(missionRoutes.listRoutes);
  return (
    <Page title={{ zh: '审批路线', en: 'Routes' }}>
      <Answered of={answer} part={{ zh: '审批路线', en: 'Routes' }}>
        {({ routes, mayChange }) => (
          <div className="stack">
            <p className="quiet">
              {t({
                zh: '新申报按提交当日有效、条件成立且顺序最小的路线办理。在办的仍走开始时的路线。',
                en: 'A new application takes the route in force on its day whose condition holds and whose order is lowest. Running cases keep theirs.',
              })}
            </p>
            {routes.every(({ version }) => version === 0) && (
              <p className="bar bar-neutral">
                {t({
                  zh: '本办还没有自己的路线，现按系统自带的标准路线办理。修改并启用后，以本办路线为准。',
                  en: 'The office has laid down no route of its own; the standard route of the program holds until it does.',
                })}
              </p>
            )}
            <ScrollFrame className="table-frame">
              <table className="list-table">
                <caption className="for-readers">{t({ zh: '审批路线', en: 'Routes' })}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t({ zh: '路线', en: 'Route' })}</th>
                    <th scope="col">{t({ zh: '有效期', en: 'In force' })}</th>
                    <th scope="col">{t({ zh: '适用条件', en: 'Condition' })}</th>
                    <th scope="col" className="right">
                      {t({ zh: '顺序', en: 'Order' })}
                    </th>
                    <th scope="col" className="right">
                      {t({ zh: '环节', en: 'Steps' })}
                    </th>
                    <th scope="col">{t({ zh: '最后修改', en: 'Last changed' })}</th>
                  </tr>
                </thead>
                <tbody>
                  {routes.map(({ route, version, changedBy, changedAt }) => {
                    const period = periodOf(route, today);
                    return (
                      <tr key={route.id + route.validFrom}>
                        <th scope="row">
                          <Link className="row-link" to={routePath(route.id, route.validFrom)}>
                            {t(route.title)}
                          </Link>
                        </th>
                        <td>
                          <span className="row">
                            <StatusTag label={periods[period]} tone={tones[period]} />
                            <span className="figures">
                              {route.validFrom} {t({ zh: '起', en: 'on' })}
                              {route.validTo && t({ zh: `，至 ${route.validTo}`, en: `, until ${route.validTo}` })}
                            </span>
                          </span>
                        </td>
                        <td>
                          {route.when === 'true' ? (
                            t({ zh: '所有申报', en: 'every application' })
                          ) : (
                            <code>{route.when}</code>
                          )}
                        </td>
                        <td className="right figures">{route.order}</td>
                        <td className="right figures">{route.nodes.length}</td>
                        <td>
                          {version === 0
                            ? t({ zh: '系统自带', en: 'Of the program' })
                            : `${changedBy ?? ''} ${changedAt ? tableInstant(changedAt) : ''}`}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </ScrollFrame>
            {mayChange && (
              <p className="screen-only">
                <Link className="link-button" to={routePath('new', today)}>
                  {t({ zh: '另建一条路线', en: 'Make another route' })}
                </Link>
              </p>
            )}
            <RouteTrial />
          </div>
        )}
      </Answered>
    </Page>
  );
}
