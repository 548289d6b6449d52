import './desk.css';
import { useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { listObligations } from '#kernel/obligations/endpoints.ts';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { address } from '#kernel/ui/api/request.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { usePreferences } from '#kernel/ui/look/preferences.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { counts, type ToDoRow, toDo, weekSheet } from '../endpoints.ts';
import { deskPaths, obligationPath } from './paths.ts';
import { useRowKeys } from './row-keys.ts';
import { TaskMarks } from './task-marks.tsx';
import { countWords, dueOfRow, emptyWords, rowsOf, type ToDoView } from './to-do-words.ts';

/** What I owe, in the order it hurts: due, verb, what, whose. */
export default function ToDo() {
  const t = useText();
  const [search] = useSearchParams();
  const view: ToDoView = search.get('view') === 'acting' ? 'acting' : 'all';
  const answer = useRead(toDo, {}, { every: 60_000 });
  const { singleKeys } = usePreferences();
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  return (
    <Page
      title={{ zh: '待办', en: 'To do' }}
      head={<Tabs view={view} total={answer.data?.total} />}
      acts={
        <a className="link-button screen-only" href={address(weekSheet.path, {})} download>
          {t({ zh: '本周工作安排（DOCX）', en: 'Plan of the week (DOCX)' })}
        </a>
      }
    >
      <Answered of={answer} part={{ zh: '待办', en: 'The to-do list' }}>
        {({ groups, lastDoneAt }) => {
          const shown = groups
            .map((group) => ({ ...group, rows: rowsOf(group.rows, view) }))
            .filter((group) => group.rows.length > 0);
          return (
            <div className="stack" ref={frame}>
              {shown.length === 0 ? (
                <Nothing lastDoneAt={lastDoneAt} />
              ) : (
                shown.map((group) => <Group key={group.key} title={group.label} rows={group.rows} />)
              )}
              {singleKeys && shown.length > 0 && (
                <p className="quiet screen-only">
                  <kbd>J</kbd> <kbd>K</kbd> {t({ zh: '上下', en: 'down and up' })}　<kbd>Enter</kbd>{' '}
                  {t({ zh: '打开', en: 'open' })}
                </p>
              )}
            </div>
          );
        }}
      </Answered>
    </Page>
  );
}

/** The to-do number is that of the rows, of the menu and of the daily message; copies stand apart and never count into it. */
function Tabs({
  view,
  total,
}: {
  readonly view: ToDoView;
  readonly total: { readonly count: number; readonly exact: boolean } | undefined;
}) {
  const t = useText();
  const { data } = useRead(counts, {}, { every: 60_000 });
  const tabs: readonly { key: string; label: Text; to: string; number: string | undefined; current: boolean }[] = [
    {
      key: 'all',
      label: { zh: '待办', en: 'To do' },
      to: deskPaths.toDo,
      number: total && countWords(total),
      current: view === 'all',
    },
    {
      key: 'acting',
      label: { zh: '代理', en: 'Acting for others' },
      to: `${deskPaths.toDo}?view=acting`,
      number: data && String(data.actingFor),
      current: view === 'acting',
    },
    {
      key: 'read',
      label: { zh: '待阅', en: 'Copies to read' },
      to: deskPaths.messages,
      number: data && String(data.copies),
      current: false,
    },
    {
      key: 'due',
      label: { zh: '期限逾期', en: 'Duties overdue' },
      to: `${deskPaths.obligations}?state=overdue`,
      number: data && String(data.obligationsOverdue),
      current: false,
    },
  ];
  return (
    <nav className="views" aria-label={t({ zh: '分类', en: 'Kinds' })}>
      {tabs.map((tab) => (
        <Link key={tab.key} to={tab.to} {...(tab.current ? { 'aria-current': 'page' as const } : {})}>
          {t(tab.label)} {tab.number !== undefined && <span className="figures">{tab.number}</span>}
        </Link>
      ))}
    </nav>
  );
}

function Group({ title, rows }: { readonly title: Text; readonly rows: readonly ToDoRow[] }) {
  const t = useText();
  return (
    <section className="to-do-group">
      <h2>
        {t(title)} <span className="quiet figures">{rows.length}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <Row key={row.taskId} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { readonly row: ToDoRow }) {
  const t = useText();
  const due = dueOfRow(row);
  const came = beijing(row.openedAt);
  return (
    <li className="to-do-row">
      <span className="to-do-due">
        {due ? <DueLabel due={due} /> : <span className="quiet">{t({ zh: '无期限', en: 'No term' })}</span>}
      </span>
      <strong className="to-do-verb">{t(row.verb)}</strong>
      <span className="to-do-what">
        <Link className="row-link" to={row.link}>
          {row.title}
        </Link>
        <span className="quiet figures">{row.number ?? t({ zh: '未编号', en: 'no number yet' })}</span>
        {row.actingFor && (
          <span className="tag tone-pause">
            <Icon name="person" />
            {t({ zh: `代 ${row.actingFor.name} 办`, en: `For ${row.actingFor.name}` })}
          </span>
        )}
        <TaskMarks row={row} />
      </span>
      <span className="to-do-whose">
        {row.unit.name}
        <span className="quiet">{t({ zh: `${came.day} ${came.time} 到`, en: `came ${came.day} ${came.time}` })}</span>
      </span>
      <Link className="link-button" to={row.link} tabIndex={-1}>
        {t({ zh: '打开', en: 'Open' })}
        <span className="for-readers"> {row.title}</span>
      </Link>
    </li>
  );
}

/** Why it is empty, and what comes due next. */
function Nothing({ lastDoneAt }: { readonly lastDoneAt: string | null }) {
  const t = useText();
  const now = useNow();
  const coming = useRead(listObligations, { query: { scope: 'mine', state: 'standing', limit: 3 } });
  return (
    <Empty why={emptyWords(lastDoneAt, now)}>
      {coming.data && coming.data.rows.length > 0 && (
        <>
          <p>{t({ zh: '接下来到期：', en: 'Due next:' })}</p>
          <ul>
            {coming.data.rows.map((row) => (
              <li key={row.id} className="row">
                <Link to={obligationPath(row.id)}>{t(row.label)}</Link>
                {row.title && <span>{row.title}</span>}
                <DueLabel due={row.due} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Empty>
  );
}
