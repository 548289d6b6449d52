import { Link } from 'react-router';
import { toDo } from '#kernel/desk/endpoints.ts';
import { listObligations } from '#kernel/obligations/endpoints.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { list } from '../endpoints.ts';
import { ownMissions, withTheUnit } from './holder-facts.ts';
import { applicationPath } from './paths.ts';

/** 要您办的: to-dos and duties of this service; each part says for itself if it cannot be read. */
export function Owed() {
  const t = useText();
  const missions = useRead(list, { query: ownMissions });
  const tasks = useRead(toDo, { query: { service: 'official-travel' } });
  /** What the unit has to mend is mended in the form, not on the case page. */
  const withUs = (caseId: string) =>
    missions.data?.rows.some(({ id, state }) => id === caseId && withTheUnit.has(state)) ?? false;
  const duties = useRead(listObligations, { query: { scope: 'mine', state: 'standing', limit: 50 } });
  return (
    <section className="card stack" aria-labelledby="owed">
      <h2 id="owed">{t({ zh: '要您办的', en: 'For you to do' })}</h2>
      <Answered of={tasks} part={{ zh: '待办', en: 'To-do' }} rows={2}>
        {({ groups }) => {
          const all = groups.flatMap(({ rows }) => rows);
          return all.length === 0 ? (
            <p className="quiet">{t({ zh: '没有待办。', en: 'Nothing to do.' })}</p>
          ) : (
            <ul className="small-rows">
              {all.map((row) => (
                <li key={row.taskId}>
                  <Link to={withUs(row.caseId) ? applicationPath(row.caseId) : row.link}>
                    {t(row.verb)}
                    {t({ zh: '：', en: ': ' })}
                    {row.title}
                  </Link>
                  <span className="figures quiet">{row.number}</span>
                  {row.dueOn && (
                    <DueLabel due={{ dueAt: row.dueOn, ...(row.provisional ? { provisional: true } : {}) }} />
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
      <Answered of={duties} part={{ zh: '期限', en: 'Duties' }} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="quiet">
              {t({
                zh: '没有未了的期限（归还证照、出访报告等）。',
                en: 'No duty outstanding (documents to hand in, reports).',
              })}
            </p>
          ) : (
            <ul className="small-rows">
              {rows.map((row) => (
                <li key={row.id}>
                  {row.link ? <Link to={row.link}>{t(row.label)}</Link> : t(row.label)}
                  <span>{row.title}</span>
                  {row.person && <span>{row.person.name}</span>}
                  <DueLabel due={dueOf(row.due)} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

/** 单位状态: what is overdue, whom it holds up, and what lifts it; the lightest lock is on the person, not on the unit. */
export function UnitState() {
  const t = useText();
  const overdue = useRead(listObligations, { query: { scope: 'all', state: 'overdue', limit: 50 } });
  return (
    <section className="card stack" aria-labelledby="unit-state">
      <h2 id="unit-state">{t({ zh: '单位状态', en: 'State of the unit' })}</h2>
      <Answered of={overdue} part={{ zh: '单位状态', en: 'State of the unit' }} rows={1}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>
              <StatusTag label={{ zh: '正常', en: 'In order' }} tone="done" />{' '}
              <span className="quiet">{t({ zh: '没有逾期事项，可以新建申报。', en: 'Nothing is overdue.' })}</span>
            </p>
          ) : (
            <>
              <p className="tone-text-stop">
                {t({
                  zh: `逾期 ${rows.length} 项。逾期证照只影响本人列入新团，长期逾期的可能暂停单位新申报；登记办结后自动解除。`,
                  en: `${rows.length} overdue. A late document holds up its holder only; long delays may stop new applications of the unit. Lifted when it is done.`,
                })}
              </p>
              <ul className="small-rows">
                {rows.map((row) => (
                  <li key={row.id}>
                    {row.link ? <Link to={row.link}>{t(row.label)}</Link> : t(row.label)}
                    {row.person && <span>{row.person.name}</span>}
                    <span className="quiet">{row.title}</span>
                    <DueLabel due={dueOf(row.due)} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </section>
  );
}

/** Left out where the answer has `undefined`: the label tells the two apart. */
function dueOf(due: {
  dueAt: string;
  paused?: { since: string; reason: string } | undefined;
  provisional?: boolean | undefined;
  doneAt?: string | undefined;
}) {
  const { dueAt, paused, provisional, doneAt } = due;
  return {
    dueAt,
    ...(paused ? { paused } : {}),
    ...(provisional ? { provisional } : {}),
    ...(doneAt ? { doneAt } : {}),
  };
}
