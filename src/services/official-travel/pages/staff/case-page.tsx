import './staff.css';
import { useEffect, useState } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { useLooks } from '#kernel/ui/look/look.tsx';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { countFindings } from '#kernel/ui/parts/finding.ts';
import { OpenActs } from '#kernel/ui/parts/open-acts.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { ReadOnly } from '#kernel/ui/parts/page-states.tsx';
import { type TabItem, Tabs } from '#kernel/ui/parts/tabs.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import type { MissionFinding, MissionPage } from '../../answers.ts';
import { read } from '../../endpoints.ts';
import { paths, reviewPath } from '../paths.ts';
import { ActSheet } from './acts/act-sheet.tsx';
import { doneWords } from './acts/done-words.ts';
import { Correction, DoneBar, NewsBar, ToFillIn } from './case/case-bars.tsx';
import { CaseHead, PageActs } from './case/case-head.tsx';
import { CheckTab } from './case/check-tab.tsx';
import { ClaimsBar } from './case/claims-bar.tsx';
import { DocumentsTab } from './case/documents-tab.tsx';
import { FactsTab } from './case/facts-tab.tsx';
import { HistoryTab } from './case/history-tab.tsx';
import { missionOf } from './case/mission-facts.ts';
import { actsToShow, decisionOf, isMain, type KnownAct, submitsHere } from './case/open-acts-of.ts';
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
      head={<CaseHead page={page} />}
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
      <ClaimsBar id={page.id} />
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
          onDone={(draft) => {
            news.own();
            setDone(doneWords(act.command, act, page, draft));
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

function CaseTabs({
  page,
  onAct,
  again,
}: {
  readonly page: MissionPage;
  readonly onAct: (act: KnownAct) => void;
  readonly again: () => void;
}) {
  const { narrow } = useLooks();
  const [search, setSearch] = useSearchParams();
  const { seen, see } = useSeenPapers(page.id);
  const counts = countFindings(page.check.findings.filter(({ exception }) => exception?.state !== 'granted'));
  const issues = counts.blocks + counts.warns;
  const files = missionOf(page).attachments?.files?.length ?? 0;
  const grantOf = (finding: MissionFinding) =>
    page.actions.find((act) => act.command === 'grantException' && act.finding === finding.rule);
  const grant = (finding: MissionFinding) => {
    const act = grantOf(finding);
    if (act) onAct({ ...act, command: 'grantException' });
  };
  const items: readonly TabItem[] = [
    { key: 'facts', label: { zh: '事实', en: 'Facts' }, children: <FactsTab page={page} /> },
    {
      key: 'check',
      label: { zh: '核对', en: 'Check' },
      issues,
      children: <CheckTab page={page} mayGrant={(finding) => grantOf(finding) !== undefined} onGrant={grant} />,
    },
    {
      key: 'papers',
      label: { zh: '附件', en: 'Papers' },
      count: files,
      children: <PapersTab page={page} seen={seen} onSeen={see} />,
    },
    {
      key: 'documents',
      label: { zh: '文书', en: 'Documents' },
      count: page.documents.length,
      children: <DocumentsTab page={page} onStale={again} />,
    },
    {
      key: 'history',
      label: { zh: '过程', en: 'History' },
      count: page.history.length,
      children: <HistoryTab page={page} />,
    },
    { key: 'related', label: { zh: '相关', en: 'Related' }, children: <RelatedTab page={page} /> },
  ];
  const chosen = search.get('tab') ?? 'facts';
  return (
    <div className="case-tabs">
      {!narrow && <PageActs page={page} />}
      <Tabs
        label={{ zh: '办件各部分', en: 'Parts of the case' }}
        current={items.some((item) => item.key === chosen) ? chosen : 'facts'}
        items={items}
        onChange={(tab) => {
          const next = new URLSearchParams(search);
          if (tab === 'facts') next.delete('tab');
          else next.set('tab', tab);
          setSearch(next, { replace: true, preventScrollReset: true });
        }}
      />
    </div>
  );
}
