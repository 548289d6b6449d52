import './staff.css';
import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import type { Due } from '#kernel/ui/parts/due.ts';
import { countFindings } from '#kernel/ui/parts/finding.ts';
import { HolderLine } from '#kernel/ui/parts/holder-line.tsx';
import { OpenActs } from '#kernel/ui/parts/open-acts.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ReadOnly } from '#kernel/ui/parts/page-states.tsx';
import { PathSteps } from '#kernel/ui/parts/path-steps.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import type { MissionFinding, MissionPage } from '../../answers.ts';
import { read } from '../../endpoints.ts';
import { missionProcess } from '../../process.ts';
import { applicationPath, paths, reviewPath } from '../paths.ts';
import { ActSheet } from './acts/act-sheet.tsx';
import { doneWords } from './acts/act-words.ts';
import { CheckTab } from './case/check-tab.tsx';
import { DocumentsTab } from './case/documents-tab.tsx';
import { FactsTab } from './case/facts-tab.tsx';
import { HistoryTab } from './case/history-tab.tsx';
import { missionOf } from './case/mission-facts.ts';
import { actsToShow, decisionOf, isMain, type KnownAct, submitsHere } from './case/open-acts-of.ts';
import { opinionsOf } from './case/opinions-of.ts';
import { PapersTab } from './case/papers-tab.tsx';
import { RelatedTab } from './case/related-tab.tsx';
import { useSeenPapers } from './case/seen-papers.ts';
import { type News, useNews } from './case/use-news.ts';
import { approvalPath } from './staff-paths.ts';

/** One case for everybody who touches it: facts, check, papers, documents, history, and what the reader can do. */
export default function CasePage() {
  const { id = '' } = useParams();
  const answer = useRead(read, { params: { id } });
  const news = useNews(answer.data);
  return (
    <Answered of={answer} part={{ zh: '办件', en: 'The case' }} rows={10}>
      {(page) => <Case page={page} news={news} again={() => void answer.refetch()} />}
    </Answered>
  );
}

const listTrail = { label: { zh: '因公出国（境）', en: 'Official travel' }, to: paths.list };

function Case({ page, news, again }: { readonly page: MissionPage; readonly news: News; readonly again: () => void }) {
  const { narrow } = useLooks();
  const [search] = useSearchParams();
  const { name } = useMe();
  const navigate = useNavigate();
  const [act, setAct] = useState<KnownAct | null>(null);
  const [done, setDone] = useState<Text | null>(null);
  const open = actsToShow(page);
  const begin = (chosen: KnownAct) => (submitsHere(chosen) ? navigate(reviewPath(page.id)) : setAct(chosen));
  useMainActKey(open[0], act === null, begin);
  // Who decides with one hand gets the page made for it; the whole case is one press away.
  if (narrow && decisionOf(page) && !search.has('full')) return <Navigate replace to={approvalPath(page.id)} />;
  return (
    <Page
      title={{ zh: page.title, en: page.title }}
      {...(page.number ? { number: page.number } : {})}
      trail={[listTrail]}
      head={<Head page={page} />}
    >
      <DoneBar words={done} />
      <NewsBar page={page} news={news} />
      {page.suspended && (
        <ReadOnly
          icon="pause"
          why={{ zh: '本件已暂停办理，期限不走。', en: 'The case is suspended and its clocks stand.' }}
        />
      )}
      <Correction page={page} />
      <ToFillIn page={page} />
      <div className="case-page">
        <CaseTabs page={page} onAct={setAct} again={again} />
        {narrow && <PageActs page={page} />}
        <OpenActs open={open} closed={page.closed} reader={name} main={isMain} onAct={begin} />
      </div>
      {act && (
        <ActSheet
          page={page}
          act={act}
          onClose={() => setAct(null)}
          onDone={() => {
            news.own();
            setDone(doneWords(act.command, act, page));
            setAct(null);
            window.scrollTo({ top: 0 });
          }}
          onStale={again}
        />
      )}
    </Page>
  );
}

/** Ctrl+Enter opens the sheet of the main act; it never acts at once. */
function useMainActKey(main: KnownAct | undefined, free: boolean, begin: (act: KnownAct) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || !free || !main) return;
      event.preventDefault();
      begin(main);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [main, free, begin]);
}

export function dueOf(page: Pick<MissionPage, 'due' | 'provisional' | 'suspended' | 'since'>): Due | undefined {
  if (page.due === null) return undefined;
  return {
    dueAt: page.due,
    ...(page.provisional ? { provisional: true } : {}),
    ...(page.suspended && page.since ? { paused: { since: page.since } } : {}),
  };
}

function Head({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const due = dueOf(page);
  const current = page.path.filter((item) => item.status === 'current');
  const stage =
    current.length > 0
      ? {
          zh: current.map(({ label }) => label.zh).join('、'),
          en: current.map(({ label }) => label.en).join(', '),
        }
      : page.stateLabel;
  return (
    <>
      <div className="row">
        <StatusTag label={page.stateLabel} tone={page.tone} />
        {page.holder && (
          <HolderLine
            stage={stage}
            holders={[t(page.holder)]}
            {...(page.since ? { since: page.since } : {})}
            {...(due ? { due } : {})}
            {...before(page)}
          />
        )}
        <span className="quiet">{page.unit.name}</span>
      </div>
      {page.path.length > 0 && <PathSteps path={page.path} />}
    </>
  );
}

/** Who acted last, worded for the holder line. */
function before(page: MissionPage): { readonly previous?: string } {
  const last = page.history.findLast((entry) => !entry.system && entry.by !== null);
  return last?.by ? { previous: `${last.by.name} ${tableInstant(last.at).slice(5, 10)}` } : {};
}

function PageActs({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const share = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
  };
  return (
    <span className="row screen-only">
      {page.writable.includes('basics') && (
        <Link className="link-button" to={applicationPath(page.id)}>
          <Icon name="pencil" />
          {t({ zh: '填写申报', en: 'Fill in' })}
        </Link>
      )}
      <Button icon={<Icon name="print" />} onClick={() => window.print()}>
        {t({ zh: '打印', en: 'Print' })}
      </Button>
      <Button icon={<Icon name="link" />} onClick={() => void share()}>
        {copied ? t({ zh: '链接已复制', en: 'Link copied' }) : t({ zh: '复制链接', en: 'Copy the link' })}
      </Button>
    </span>
  );
}

/** What has just been done, said once where the eye is. */
function DoneBar({ words }: { readonly words: Text | null }) {
  const t = useText();
  return (
    <div role="status">
      {words && (
        <p className="bar bar-done">
          <Icon name="check" />
          {t(words)}
        </p>
      )}
    </div>
  );
}

/** What others did meanwhile. The page below is up to date already; the bar says why it looks different. */
function NewsBar({ page, news }: { readonly page: MissionPage; readonly news: News }) {
  const t = useText();
  const [first] = news.entries;
  if (!first) return null;
  const more = news.entries.length - 1;
  const time = tableInstant(first.at).slice(11);
  const by = first.by?.name;
  const what: Text = {
    zh: `${by ?? '系统'} ${time} ${first.label.zh}${first.step ? `（${first.step.zh}）` : ''}${more > 0 ? `，另有 ${more} 处变化` : ''}。本页已是最新，现为「${page.stateLabel.zh}」。`,
    en: `${by ?? 'The system'} ${time}: ${first.label.en}${first.step ? ` (${first.step.en})` : ''}${more > 0 ? `, and ${more} more` : ''}. This page is up to date: ${page.stateLabel.en}.`,
  };
  return (
    <div className="bar bar-soon screen-only" role="status">
      <Icon name="refresh" />
      <span>{t(what)}</span>
      <Link to="?tab=history" replace>
        {t({ zh: '看变化', en: 'See what changed' })}
      </Link>
      <Button size="small" onClick={news.take}>
        {t({ zh: '知道了', en: 'Noted' })}
      </Button>
    </div>
  );
}

/** Why it came back, until when, and how it goes on. */
function Correction({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const { correction } = page;
  if (!correction) return null;
  return (
    <div className="bar bar-soon" role="note">
      <Icon name="arrowBack" />
      <span>
        <strong>{t({ zh: '退回补正', en: 'Returned for correction' })}</strong>{' '}
        {correction.reason && t(correction.reason)} {correction.words}{' '}
        {correction.due && t({ zh: `请于 ${correction.due} 前补正。`, en: `To be mended by ${correction.due}.` })}{' '}
        {correction.from &&
          (correction.way === 'come-back'
            ? t({
                zh: `补好后直接回到「${correction.from.zh}」。`,
                en: `Goes straight back to "${correction.from.en}".`,
              })
            : t({ zh: '补好后按流程重走。', en: 'Runs again from there.' }))}
      </span>
    </div>
  );
}

/** Says that a sheet is to be filled in at this step, and leads there; an approval without it would be refused. */
function ToFillIn({ page }: { readonly page: MissionPage }) {
  const t = useText();
  const [search] = useSearchParams();
  const opinions = opinionsOf(page);
  if (opinions.length === 0) return null;
  const query = new URLSearchParams(search);
  query.delete('tab');
  return (
    <div className="bar bar-neutral screen-only" role="note">
      <Icon name="pencil" />
      <span>{t({ zh: '本环节由您填写：', en: 'At this step you fill in: ' })}</span>
      {opinions.map((section) => (
        <Link key={section} to={{ search: query.toString(), hash: `opinion-${section}` }}>
          {t(missionProcess.sections[section] ?? { zh: section, en: section })}
        </Link>
      ))}
    </div>
  );
}

function CaseTabs({
  page,
  onAct,
  again,
}: {
  readonly page: MissionPage;
  readonly onAct: (act: KnownAct) => void;
  readonly again: () => void;
}) {
  const t = useText();
  const { narrow } = useLooks();
  const [search, setSearch] = useSearchParams();
  const { seen, see } = useSeenPapers(page.id);
  const counts = countFindings(page.check.findings);
  const issues = counts.blocks + counts.warns;
  const files = missionOf(page).attachments?.files?.length ?? 0;
  const grant = (finding: MissionFinding) => {
    const offered = page.actions.find((act) => act.command === 'grantException' && act.finding === finding.rule);
    const act = offered ?? page.actions.find((one) => one.command === 'grantException');
    if (act) onAct({ ...act, command: 'grantException', finding: act.finding ?? finding.rule });
  };
  const count = (number: number) => (number > 0 ? <span className="figures"> {number}</span> : null);
  const items = [
    { key: 'facts', label: t({ zh: '事实', en: 'Facts' }), children: <FactsTab page={page} />, forceRender: true },
    {
      key: 'check',
      label: (
        <span className={issues > 0 ? 'tone-text-soon' : ''}>
          {t({ zh: '核对', en: 'Check' })}
          {issues > 0 && <span className="figures"> ! {issues}</span>}
        </span>
      ),
      children: <CheckTab page={page} onGrant={grant} />,
    },
    {
      key: 'papers',
      label: (
        <>
          {t({ zh: '附件', en: 'Papers' })}
          {count(files)}
        </>
      ),
      children: <PapersTab page={page} seen={seen} onSeen={see} />,
    },
    {
      key: 'documents',
      label: (
        <>
          {t({ zh: '文书', en: 'Documents' })}
          {count(page.documents.length)}
        </>
      ),
      children: <DocumentsTab page={page} onStale={again} />,
    },
    {
      key: 'history',
      label: (
        <>
          {t({ zh: '过程', en: 'History' })}
          {count(page.history.length)}
        </>
      ),
      children: <HistoryTab page={page} />,
    },
    { key: 'related', label: t({ zh: '相关', en: 'Related' }), children: <RelatedTab page={page} /> },
  ];
  const chosen = search.get('tab') ?? 'facts';
  return (
    <Tabs
      activeKey={items.some((item) => item.key === chosen) ? chosen : 'facts'}
      items={items}
      {...(narrow ? {} : { tabBarExtraContent: <PageActs page={page} /> })}
      onChange={(tab) => {
        const next = new URLSearchParams(search);
        if (tab === 'facts') next.delete('tab');
        else next.set('tab', tab);
        setSearch(next, { replace: true, preventScrollReset: true });
      }}
    />
  );
}
