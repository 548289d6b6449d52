import './application/application.css';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { HolderLine } from '#kernel/ui/parts/holder-line.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { PathSteps } from '#kernel/ui/parts/path-steps.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import type { MissionRow } from '../answers.ts';
import { list, read } from '../endpoints.ts';
import { missionProcess } from '../process.ts';
import { holderFacts, ownMissions, withTheUnit } from './holder-facts.ts';
import { applicationPath, casePath, paths } from './paths.ts';
import { Owed, UnitState } from './service-desk-owed.tsx';

/** Paths read without being asked for: each is a reading on record. */
const shownAtOnce = 3;
const isOver = (state: string): boolean => missionProcess.states[state]?.final === true;

/** 服务台: what is owed, what runs and who has it, what can be begun. */
export default function ServiceDeskHome() {
  const t = useText();
  const me = useMe();
  const rows = useRead(list, { query: ownMissions });
  const applies = me.roles.includes('liaison-officer');
  const units = [...new Set(me.posts.map(({ unitName }) => unitName))];
  return (
    <Page
      title={{ zh: '因公出国服务台', en: 'Official travel: service desk' }}
      head={
        <p className="quiet">
          {units.join(t({ zh: '、', en: ', ' }))}
          {t({ zh: `　${me.name}`, en: `, ${me.name}` })}
        </p>
      }
      acts={
        <>
          <Link className="link-button" to={paths.guide}>
            {t({ zh: '办事指南', en: 'Guide' })}
          </Link>
          {applies && (
            <Link className="link-button main" to={paths.newApplication}>
              {t({ zh: '新建申报', en: 'New application' })}
            </Link>
          )}
        </>
      }
    >
      <Owed />
      <UnitState />
      <Answered of={rows}>
        {({ rows: all }) => {
          const own = all.filter(({ state }) => withTheUnit.has(state));
          const running = all.filter(({ state }) => !withTheUnit.has(state) && !isOver(state));
          const over = all.filter(({ state }) => isOver(state));
          return (
            <>
              {all.length === 0 && (
                <Empty
                  why={{
                    zh: '还没有申报。有年度计划的，选定计划项后即可新建申报。',
                    en: 'No application yet. With a line of the annual plan you can begin one.',
                  }}
                >
                  {applies && <Link to={paths.newApplication}>{t({ zh: '新建申报', en: 'New application' })}</Link>}
                </Empty>
              )}
              <Group title={{ zh: '草稿和补正', en: 'Drafts and corrections' }} rows={own} />
              <Group title={{ zh: '在办', en: 'Running' }} rows={running} withPath />
              <Group title={{ zh: '已办结', en: 'Closed' }} rows={over} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function Group({
  title,
  rows,
  withPath = false,
}: {
  readonly title: { readonly zh: string; readonly en: string };
  readonly rows: readonly MissionRow[];
  readonly withPath?: boolean;
}) {
  const t = useText();
  if (rows.length === 0) return null;
  return (
    <section className="stack">
      <h2>
        {t(title)} <span className="figures">{rows.length}</span>
      </h2>
      <ul className="service-rows">
        {rows.map((row, index) => (
          <Row key={row.id} row={row} path={withPath ? (index < shownAtOnce ? 'open' : 'folded') : 'none'} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row, path }: { readonly row: MissionRow; readonly path: 'open' | 'folded' | 'none' }) {
  const t = useText();
  const own = withTheUnit.has(row.state);
  const state = missionProcess.states[row.state];
  return (
    <li className="service-row">
      <header>
        <span>
          <Link to={own ? applicationPath(row.id) : casePath(row.id)}>
            <span className="figures">{row.number}</span> {row.title}
          </Link>{' '}
          <span className="quiet">{row.unit.name}</span>
        </span>
        <StatusTag label={state?.label ?? { zh: row.state, en: row.state }} tone={state?.tone ?? 'grey'} />
      </header>
      <p className="row quiet">
        {row.departure && (
          <span className="figures">
            {row.departure} – {row.return ?? ''}
          </span>
        )}
        {row.regions.length > 0 && <span>{row.regions.map((code) => t(regionListName(code))).join('、')}</span>}
        <span>
          {row.members > 0 && t({ zh: `${row.members} 人`, en: `${row.members} members` })}
          {row.days !== null && t({ zh: ` ${row.days} 天`, en: `, ${row.days} days` })}
        </span>
        {row.state === 'draft' && row.issues > 0 && (
          <span className="tone-text-soon">
            {t({ zh: `还有 ${row.issues} 处未填或须改`, en: `${row.issues} open` })}
          </span>
        )}
      </p>
      {row.state === 'draft' ? (
        <p className="quiet">{t({ zh: '尚未提交，可随时接着填。', en: 'Not submitted; go on at any time.' })}</p>
      ) : (
        !isOver(row.state) && <HolderLine {...holderFacts(row)} />
      )}
      {path !== 'none' && <Progress id={row.id} begins={path === 'open'} />}
      <p className="row">
        {!own && (
          <Link to={`${paths.newApplication}?copy=${row.id}`}>
            {t({ zh: '参照新建', en: 'Begin a new one from it' })}
          </Link>
        )}
      </p>
    </li>
  );
}

/** The path of one case, the same as the staff see; read when it is unfolded. */
function Progress({ id, begins }: { readonly id: string; readonly begins: boolean }) {
  const t = useText();
  const [open, setOpen] = useState(begins);
  const page = useRead(read, { params: { id } }, { when: open });
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t({ zh: '办到哪一步', en: 'Where it is' })}</summary>
      {open && (
        <Answered of={page} part={{ zh: '办理路径', en: 'The path' }} rows={1}>
          {({ path, closed, actions }) => {
            const urge = closed.find(({ command }) => command === 'urge');
            return (
              <>
                <PathSteps path={path} />
                <p className="quiet">
                  {actions.some(({ command }) => command === 'urge')
                    ? t({ zh: '现在可以催办（在办件页）。', en: 'A reminder is open now (on the case page).' })
                    : urge && t(urge.text)}
                </p>
              </>
            );
          }}
        </Answered>
      )}
    </details>
  );
}
