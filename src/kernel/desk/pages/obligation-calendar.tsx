import './desk.css';
import { Link, useSearchParams } from 'react-router';
import { obligationMonth } from '#kernel/obligations/endpoints.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { beijing, dayWords } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { useNow } from '#kernel/ui/look/now.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { monthAfter, weeksOf } from './month.ts';
import { deskPaths } from './paths.ts';

const weekdays = {
  zh: ['一', '二', '三', '四', '五', '六', '日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
/** Kinds of duty named in one day; the rest is a number. */
const atMost = 4;

/** Orientation: clashes, days off, what comes. Nothing is dragged; a date changes because a fact changes. */
export default function ObligationCalendar() {
  const t = useText();
  const language = useLanguage();
  const { narrow } = useLooks();
  const [search] = useSearchParams();
  const today = beijing(useNow()).day;
  const asked = search.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const scope = search.get('scope') === 'all' ? 'all' : 'mine';
  const answer = useRead(obligationMonth, { params: { month }, query: { scope } }, { keep: true });
  const to = (next: string) => `${deskPaths.calendar}?month=${next}${scope === 'all' ? '&scope=all' : ''}`;
  const whose = scope === 'all' ? 'view=all&' : '';
  const dayTo = (day: string) => `${deskPaths.obligations}?${whose}from=${day}&to=${day}`;
  return (
    <Page
      title={{ zh: `期限 ${month.replace('-', '年')}月`, en: `Due dates ${month}` }}
      trail={[{ label: { zh: '期限', en: 'Due dates' }, to: deskPaths.obligations }]}
      acts={
        <>
          <Link className="link-button" to={to(monthAfter(month, -1))}>
            {t({ zh: '上月', en: 'Month before' })}
          </Link>
          <Link className="link-button" to={to(monthAfter(month, 1))}>
            {t({ zh: '下月', en: 'Month after' })}
          </Link>
          <Link
            className="link-button"
            to={`${deskPaths.calendar}?month=${month}${scope === 'all' ? '' : '&scope=all'}`}
          >
            {scope === 'all' ? t({ zh: '只看我的', en: 'Mine only' }) : t({ zh: '看全部', en: 'All that I may see' })}
          </Link>
        </>
      }
    >
      <Answered of={answer} part={{ zh: '期限日历', en: 'The calendar' }}>
        {({ days, paused }) => (
          <div className="stack">
            {days.every((day) => day.kinds.length === 0) && (
              <Empty why={{ zh: '本月没有到期的事项。', en: 'Nothing falls due this month.' }} />
            )}
            {narrow ? (
              <ul className="messages">
                {days
                  .filter((day) => day.kinds.length > 0)
                  .map((day) => (
                    <li key={day.day}>
                      <Link to={dayTo(day.day)}>{t(dayWords(day.day as typeof today))}</Link>
                      <span>
                        {day.kinds.map((kind) => `${t(kind.label)} ${kind.count}`).join(t({ zh: '、', en: ', ' }))}
                      </span>
                    </li>
                  ))}
              </ul>
            ) : (
              <table className="month">
                <caption className="for-readers">{t({ zh: '期限日历', en: 'Calendar of duties' })}</caption>
                <thead>
                  <tr>
                    {weekdays[language].map((name) => (
                      <th key={name} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {weeksOf(days.map((day) => day.day)).map((week) => (
                    <tr key={week.find((one) => one !== null)}>
                      {week.map((name, at) => {
                        const day = days.find((one) => one.day === name);
                        // biome-ignore lint/suspicious/noArrayIndexKey: places before and after the month have no day
                        if (!day) return <td key={at} />;
                        return (
                          <td
                            key={day.day}
                            className={[
                              day.working ? '' : 'month-off',
                              day.provisional ? 'month-unknown' : '',
                              day.day === today ? 'month-today' : '',
                            ].join(' ')}
                          >
                            <span className="figures">{Number(day.day.slice(8))}</span>{' '}
                            <span className="quiet">
                              {day.day === today && t({ zh: '今天 ', en: 'today ' })}
                              {day.name ?? (day.working ? '' : t({ zh: '休', en: 'off' }))}
                            </span>
                            <ul>
                              {day.kinds.slice(0, atMost).map((kind) => (
                                <li key={kind.kind}>
                                  <Link to={`${dayTo(day.day)}&kind=${kind.kind}`}>
                                    {t(kind.label)} <span className="figures">{kind.count}</span>
                                  </Link>
                                  {kind.overdue > 0 && (
                                    <span className="tone-text-stop">
                                      {' '}
                                      {t({ zh: `逾期 ${kind.overdue}`, en: `${kind.overdue} overdue` })}
                                    </span>
                                  )}
                                </li>
                              ))}
                              {day.kinds.length > atMost && (
                                <li>
                                  <Link to={dayTo(day.day)}>+{day.kinds.length - atMost}</Link>
                                </li>
                              )}
                            </ul>
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {days.some((day) => day.provisional) && (
              <p className="quiet">
                {t({
                  zh: '斜纹的日子：当年放假安排尚未公布，期限为暂定，公布后自动重算。',
                  en: 'Hatched days: the holiday notice of that year is not out; dates are provisional and will be recomputed.',
                })}
              </p>
            )}
            {paused > 0 && (
              <p>
                <Link to={`${deskPaths.obligations}?${whose}state=paused`}>
                  {t({ zh: `暂停中 ${paused} 项`, en: `${paused} suspended` })}
                </Link>
              </p>
            )}
          </div>
        )}
      </Answered>
    </Page>
  );
}
