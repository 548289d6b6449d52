import './staff.css';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { toDo } from '#kernel/desk/endpoints.ts';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { CaseTimeline } from '#kernel/ui/parts/case-timeline.tsx';
import { isOpen } from '#kernel/ui/parts/finding.ts';
import { type ApprovalAct, ApprovalPage, type ApprovalPaper } from '#kernel/ui/patterns/approval-page.tsx';
import type { MissionPage } from '../../answers.ts';
import { read } from '../../endpoints.ts';
import { missionProcess } from '../../process.ts';
import { ownWords } from '../../words.ts';
import { casePath } from '../paths.ts';
import { ActSheet } from './acts/act-sheet.tsx';
import { nextSteps } from './acts/act-words.ts';
import { documentAddress, fileAddress, sheetAddress } from './acts/mission-files.ts';
import { ClaimsBar } from './case/claims-bar.tsx';
import { timelineOf } from './case/history-tab.tsx';
import { essentialsOf, missionOf, wordOf } from './case/mission-facts.ts';
import { actsToShow, decisionOf, type KnownAct } from './case/open-acts-of.ts';
import { OpinionForm } from './case/opinion-form.tsx';
import { opinionsOf } from './case/opinions-of.ts';
import { useSeenPapers } from './case/seen-papers.ts';
import { useNews } from './case/use-news.ts';

/** One screen to understand, a second to decide: for heads and leaders, with one hand. */
export default function Approval() {
  const { id = '' } = useParams();
  const answer = useRead(read, { params: { id } });
  const news = useNews(answer.data);
  return (
    <Answered of={answer} part={{ zh: '办件', en: 'The case' }}>
      {(page) => <Decide key={page.id} page={page} onOwn={news.own} again={() => void answer.refetch()} />}
    </Answered>
  );
}

interface Paper extends ApprovalPaper {
  readonly address: string;
}

/** What can be opened here, with the programme and the roll that the system composes. */
function papersOf(page: MissionPage, seen: ReadonlySet<string>): readonly Omit<Paper, 'onOpen'>[] {
  const documents = page.documents
    .filter((document) => document.pdf)
    .map((document) => ({
      id: document.id,
      title: document.title,
      ...(document.pages === null ? {} : { pages: document.pages }),
      address: documentAddress(page.id, document.id, 'pdf'),
    }));
  const sheets = [
    { id: 'programme', title: { zh: '日程', en: 'Programme' }, address: sheetAddress(page.id, 'programme') },
    {
      id: 'opinion-sheet',
      title: { zh: '审批意见表', en: 'Opinion sheet' },
      address: sheetAddress(page.id, 'opinion-sheet'),
    },
  ];
  const files = (missionOf(page).attachments?.files ?? []).flatMap((file) => {
    if (!file.fileId) return [];
    const purpose = wordOf(ownWords.attachmentPurposes, file.purpose) ?? { zh: '附件', en: 'Paper' };
    return [{ id: file.fileId, title: purpose, address: fileAddress(page.id, file.fileId) }];
  });
  return [...documents, ...sheets, ...files].map((paper) => ({ ...paper, read: seen.has(paper.id) }));
}

/** 财务 钱有余：同意列支 11-06, from the history: who signed where, and with which words. */
function opinionLines(page: MissionPage, say: (text: Text) => string): readonly string[] {
  return page.history
    .filter((entry) => entry.type === 'decided' || entry.type === 'answered')
    .map((entry) => {
      const step = entry.step ? `${say(entry.step)} ` : '';
      const words = entry.words ? `：${entry.words}` : '';
      return `${step}${entry.by?.name ?? ''} ${say(entry.label)}${words} ${tableInstant(entry.at).slice(5, 10)}`;
    });
}

/** Said on the first screen, for the sheet itself stands below. */
function fillIn(section: string): Text {
  const label = missionProcess.sections[section] ?? { zh: section, en: section };
  return { zh: `须先在下方填写：${label.zh}`, en: `To fill in below first: ${label.en}` };
}

function sinceReturn(page: MissionPage): Text | undefined {
  const returned = page.history.findLast((entry) => entry.type === 'returned');
  if (!returned) return undefined;
  const words = returned.words ?? '';
  return { zh: `上次退回：${words}`, en: `Returned before: ${words}` };
}

function Decide({
  page,
  onOwn,
  again,
}: {
  readonly page: MissionPage;
  readonly onOwn: () => void;
  readonly again: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const { seen, see } = useSeenPapers(page.id);
  const [act, setAct] = useState<KnownAct | null>(null);
  const queue = useRead(toDo);
  const waiting = (queue.data?.groups ?? []).flatMap((group) => group.rows);
  const at = waiting.findIndex((row) => row.caseId === page.id);
  const acts = actsToShow(page);
  const decision = decisionOf(page);
  const papers = papersOf(page, seen);
  const offer = (command: KnownAct['command'], label?: Text): ApprovalAct | undefined => {
    const found = acts.find((one) => one.command === command);
    return found && { key: command, label: label ?? found.label, onAct: () => setAct(found) };
  };
  const approve = offer('approve');
  const refuse = offer('refuse', { zh: '不同意…', en: 'Do not approve…' });
  const giveBack = offer('return', { zh: '退回…', en: 'Return…' });
  const shown = new Set(['approve', 'refuse', 'return']);
  const closed = page.closed.find(({ command }) => command === 'approve')?.text;
  const opinions = opinionsOf(page);
  const next = waiting.find((row, index) => index !== at && row.caseId !== page.id);
  const since = sinceReturn(page);
  const unread = papers.filter((paper) => !paper.read);
  return (
    <>
      <ClaimsBar id={page.id} />
      <ApprovalPage
        title={page.title}
        status={{ label: page.stateLabel, tone: page.tone }}
        {...(at >= 0 ? { place: { at: at + 1, of: waiting.length } } : {})}
        backTo="/desk"
        essentials={[...essentialsOf(page), ...opinions.map(fillIn)]}
        findings={page.check.findings.filter((finding) => isOpen(finding) || finding.reason !== null)}
        passed={page.check.passed.length}
        {...(since ? { since } : {})}
        opinions={opinionLines(page, t)}
        papers={papers.map((paper) => ({
          ...paper,
          onOpen: () => {
            see(paper.id);
            window.open(paper.address, '_blank', 'noreferrer');
          },
        }))}
        history={{ steps: page.history.length, children: <CaseTimeline entries={timelineOf(page.history)} /> }}
        nextStep={nextSteps(page, decision?.node)}
        {...(approve ? { approve } : {})}
        {...(refuse ? { refuse } : {})}
        {...(giveBack ? { giveBack } : {})}
        more={[
          ...acts
            .filter((one) => !shown.has(one.command))
            .map((one) => ({ key: one.command + (one.node ?? ''), label: one.label, onAct: () => setAct(one) })),
          {
            key: 'whole',
            label: { zh: '看全部', en: 'Whole case' },
            onAct: () => navigate(`${casePath(page.id)}?full`),
          },
        ]}
        {...(!approve && closed ? { closed } : {})}
      />
      {opinions.length > 0 && (
        <div className="approval-opinions">
          {opinions.map((section) => (
            <OpinionForm key={section} page={page} section={section} />
          ))}
        </div>
      )}
      {act && (
        <ActSheet
          page={page}
          act={act}
          onClose={() => setAct(null)}
          onDone={() => {
            onOwn();
            setAct(null);
            // What was decided leaves the hand; the next one comes up.
            navigate(next ? next.link : '/desk', { replace: true });
          }}
          onStale={again}
        >
          {act.command === 'approve' && unread.length > 0 && (
            <p className="tone-text-soon">
              {t({ zh: '尚未打开：', en: 'Not opened yet: ' })}
              {unread.map((paper) => t(paper.title)).join(t({ zh: '、', en: ', ' }))}
            </p>
          )}
        </ActSheet>
      )}
      {!decision && acts.length === 0 && (
        <p className="approval-done">
          <Link to={casePath(page.id)}>{t({ zh: '打开办件', en: 'Open the case' })}</Link>
        </p>
      )}
    </>
  );
}
