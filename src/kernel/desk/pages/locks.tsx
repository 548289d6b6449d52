import './desk.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answerAppeal, decideLock, listLocks, releaseLock } from '#kernel/obligations/endpoints.ts';
import { lockStates } from '#kernel/obligations/model.ts';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { Empty } from '#kernel/ui/parts/page-states.tsx';
import { LockCard } from '#kernel/ui/patterns/lock-card.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';
import { appealFacts } from './lock-appeal.tsx';
import { deskPaths, obligationPath } from './paths.ts';

type Lock = Answer<typeof listLocks>['locks'][number];

const states: Readonly<Record<Lock['state'], Text>> = lockStates;

/** Locks of persons, missions and units: the program proposes, a leader decides in writing, mending lifts. */
export default function Locks() {
  const t = useText();
  const [search] = useSearchParams();
  const state = (Object.keys(states) as Lock['state'][]).find((one) => one === search.get('state'));
  const answer = useRead(listLocks, { query: state ? { state } : {} });
  const [sheet, setSheet] = useState<{ readonly lock: Lock; readonly act: 'decide' | 'release' | 'answer' } | null>(
    null,
  );
  const mayOpen = useMayOpen();
  return (
    <Page
      title={{ zh: '停办与停办建议', en: 'Locks and proposals' }}
      trail={[{ label: { zh: '期限', en: 'Due dates' }, to: deskPaths.obligations }]}
      head={
        <nav className="views" aria-label={t({ zh: '状态', en: 'State' })}>
          {([null, ...Object.keys(states)] as (Lock['state'] | null)[]).map((one) => (
            <Link
              key={one ?? 'all'}
              to={one ? `${deskPaths.locks}?state=${one}` : deskPaths.locks}
              {...((state ?? null) === one ? { 'aria-current': 'page' as const } : {})}
            >
              {one ? t(states[one]) : t({ zh: '全部', en: 'All' })}
            </Link>
          ))}
        </nav>
      }
    >
      <Answered of={answer} part={{ zh: '停办', en: 'Locks' }}>
        {({ locks }) =>
          locks.length === 0 ? (
            <Empty why={{ zh: '没有停办，也没有停办建议。', en: 'Nobody is locked and nothing is proposed.' }} />
          ) : (
            <div className="stack">
              {locks.map((lock) => (
                <One
                  key={lock.id}
                  lock={lock}
                  acts={
                    <>
                      {lock.state === 'proposed' && mayOpen(decideLock.permission) && (
                        <Button onClick={() => setSheet({ lock, act: 'decide' })}>
                          {t({ zh: '登记决定…', en: 'Record the decision…' })}
                        </Button>
                      )}
                      {lock.state === 'in-force' && mayOpen(releaseLock.permission) && (
                        <Button onClick={() => setSheet({ lock, act: 'release' })}>
                          {t({ zh: '临时放行…', en: 'Release for a while…' })}
                        </Button>
                      )}
                      {lock.state === 'in-force' &&
                        lock.appeals.some(({ answer }) => answer === null) &&
                        mayOpen(answerAppeal.permission) && (
                          <Button type="primary" onClick={() => setSheet({ lock, act: 'answer' })}>
                            {t({ zh: '答复申诉…', en: 'Answer the appeal…' })}
                          </Button>
                        )}
                    </>
                  }
                />
              ))}
            </div>
          )
        }
      </Answered>
      {sheet?.act === 'decide' && <DecideSheet lock={sheet.lock} onClose={() => setSheet(null)} />}
      {sheet?.act === 'answer' && <AnswerSheet lock={sheet.lock} onClose={() => setSheet(null)} />}
      {sheet?.act === 'release' && <ReleaseSheet lock={sheet.lock} onClose={() => setSheet(null)} />}
    </Page>
  );
}

const notAffected: Readonly<Record<Lock['target'], Text>> = {
  person: { zh: '本单位其他人；在办的团组照常', en: 'Others of the unit; running cases' },
  mission: { zh: '本单位其他团组', en: 'Other missions of the unit' },
  unit: { zh: '在办的团组照常', en: 'Running cases go on' },
};

function One({ lock, acts }: { readonly lock: Lock; readonly acts: React.ReactNode }) {
  const t = useText();
  const { obligation, release, decision } = lock;
  const name = lock.targetName ?? obligation.unit.name;
  const facts: Text[] = [
    {
      zh: `${obligation.label.zh}：${obligation.title ?? ''}`,
      en: `${obligation.label.en}: ${obligation.title ?? ''}`,
    },
  ];
  if (decision) {
    facts.push({
      zh: `书面决定 ${decision.reference}，${decision.by ?? ''}`,
      en: `Written decision ${decision.reference}, ${decision.by ?? ''}`,
    });
  }
  facts.push(...appealFacts(lock));
  return (
    <LockCard
      what={{
        zh: `${lock.targetLabel.zh} ${name}：${states[lock.state].zh}`,
        en: `${lock.targetLabel.en} ${name}: ${states[lock.state].en}`,
      }}
      not={notAffected[lock.target]}
      since={tableInstant(lock.since)}
      facts={facts}
      lifts={{ zh: '这项期限了结后自动解除', en: 'Lifted by itself when the duty is done' }}
      ask={{ zh: '市外办出国管理', en: 'The office, official travel' }}
      {...(release
        ? {
            release: {
              zh: `已临时放行至 ${release.until}，批准人 ${release.by ?? ''}，理由：${release.reason}`,
              en: `Released until ${release.until} by ${release.by ?? ''}: ${release.reason}`,
            },
          }
        : {})}
      acts={
        <>
          <Link to={obligationPath(obligation.id)}>{t({ zh: '看这项期限', en: 'See the duty' })}</Link>
          {acts}
        </>
      }
    />
  );
}

interface SheetProps {
  readonly lock: Lock;
  readonly onClose: () => void;
}

function DecideSheet({ lock, onClose }: SheetProps) {
  return (
    <FormSheet
      endpoint={decideLock}
      params={{ id: lock.id }}
      refresh={['obligations', 'desk']}
      title={{ zh: '登记停办决定', en: 'Record the decision' }}
      sentence={{
        zh: `按领导书面决定处理对${lock.targetName ?? ''}的停办建议；系统只登记，不代替决定。`,
        en: `Records the written decision of a leader on the proposal about ${lock.targetName ?? ''}; the system does not decide.`,
      }}
      act={{ zh: '登记决定', en: 'Record' }}
      onClose={onClose}
    />
  );
}

function ReleaseSheet({ lock, onClose }: SheetProps) {
  return (
    <FormSheet
      endpoint={releaseLock}
      params={{ id: lock.id }}
      refresh={['obligations', 'desk']}
      title={{ zh: `临时放行 ${lock.targetName ?? ''}`, en: `Release for a while: ${lock.targetName ?? ''}` }}
      sentence={{
        zh: '到期恢复停办；您的姓名和理由记入过程，有关各方都看得到。',
        en: 'The lock returns after that day; your name and reason go on record and are seen by all concerned.',
      }}
      act={{ zh: '临时放行', en: 'Release' }}
      onClose={onClose}
    />
  );
}

function AnswerSheet({ lock, onClose }: SheetProps) {
  const appeal = lock.appeals.at(-1);
  return (
    <FormSheet
      endpoint={answerAppeal}
      params={{ id: lock.id }}
      refresh={['obligations', 'desk']}
      title={{ zh: `答复申诉：${lock.targetName ?? ''}`, en: `Answer the appeal: ${lock.targetName ?? ''}` }}
      sentence={{
        zh: `${appeal?.by ?? ''}申诉：${appeal?.words ?? ''}。您的姓名、结论和理由记入过程，申诉人看得到。`,
        en: `${appeal?.by ?? ''} appeals: ${appeal?.words ?? ''}. Your name, answer and reason go on record and are seen by the appellant.`,
      }}
      act={{ zh: '答复申诉', en: 'Answer' }}
      onClose={onClose}
    />
  );
}
