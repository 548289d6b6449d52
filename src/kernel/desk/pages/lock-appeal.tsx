import { Button } from 'antd';
import { useState } from 'react';
import { appealLock, type readObligation } from '#kernel/obligations/endpoints.ts';
import { appealVerdicts } from '#kernel/obligations/model.ts';
import type { Text } from '#kernel/text.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { LockCard } from '#kernel/ui/patterns/lock-card.tsx';

type Obligation = Answer<typeof readObligation>;
type Lock = Obligation['locks'][number];

/** What was said against a lock and what was answered, as lines of its card. */
export function appealFacts({ appeals }: Pick<Lock, 'appeals'>): readonly Text[] {
  return appeals.flatMap(({ by, at, words, answer }) => [
    {
      zh: `${by ?? ''} ${tableInstant(at)} 申诉：${words}`,
      en: `${by ?? ''} appealed ${tableInstant(at)}: ${words}`,
    },
    answer
      ? {
          zh: `${answer.by ?? ''} ${tableInstant(answer.at)} 答复：${appealVerdicts[answer.verdict].zh}，${answer.words}`,
          en: `${answer.by ?? ''} answered ${tableInstant(answer.at)}: ${appealVerdicts[answer.verdict].en}, ${answer.words}`,
        }
      : { zh: '申诉待答复', en: 'The appeal waits for its answer' },
  ]);
}

/** The locks of one duty as the locked see them, with 申诉 beside each that stands. */
export function LocksOfDuty({ duty }: { readonly duty: Obligation }) {
  const t = useText();
  const [appealed, setAppealed] = useState<Lock | null>(null);
  const standing = duty.locks.filter(({ state, appeals }) => state === 'in-force' || appeals.length > 0);
  if (standing.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t({ zh: '停办', en: 'Locks' })}</h2>
      {standing.map((lock) => {
        const name = lock.targetName ?? duty.unit.name;
        const inForce = lock.state === 'in-force';
        return (
          <LockCard
            key={lock.id}
            what={{
              zh: `${lock.targetLabel.zh} ${name}：${inForce ? '停办中' : '已解除'}`,
              en: `${lock.targetLabel.en} ${name}: ${inForce ? 'locked' : 'lifted'}`,
            }}
            not={{ zh: '在办的团组照常', en: 'Running cases go on' }}
            since={tableInstant(lock.since)}
            facts={[{ zh: `${duty.label.zh}逾期`, en: `${duty.label.en} is overdue` }, ...appealFacts(lock)]}
            lifts={{
              zh: '这项期限了结后自动解除，或经申诉解除',
              en: 'Lifted by itself when the duty is done, or on appeal',
            }}
            ask={{ zh: '市外办出国管理', en: 'The office, official travel' }}
            {...(lock.release
              ? {
                  release: {
                    zh: `已临时放行至 ${lock.release.until}，批准人 ${lock.release.by ?? ''}，理由：${lock.release.reason}`,
                    en: `Released until ${lock.release.until} by ${lock.release.by ?? ''}: ${lock.release.reason}`,
                  },
                }
              : {})}
            acts={
              duty.may.appeal &&
              inForce &&
              lock.appeals.every(({ answer }) => answer !== null) && (
                <Button onClick={() => setAppealed(lock)}>{t({ zh: '申诉…', en: 'Appeal…' })}</Button>
              )
            }
          />
        );
      })}
      {appealed && <AppealSheet lock={appealed} onClose={() => setAppealed(null)} />}
    </section>
  );
}

function AppealSheet({ lock, onClose }: { readonly lock: Lock; readonly onClose: () => void }) {
  return (
    <FormSheet
      endpoint={appealLock}
      params={{ id: lock.id }}
      refresh={['obligations', 'desk']}
      title={{ zh: `对停办申诉：${lock.targetName ?? ''}`, en: `Appeal against the lock: ${lock.targetName ?? ''}` }}
      sentence={{
        zh: '申诉交市外办负责人答复，答复前停办仍有效；急需办理的，可同时申请临时放行。',
        en: 'A head of the office answers; until then the lock stays. In urgent matters ask for a release as well.',
      }}
      act={{ zh: '提交申诉', en: 'Submit the appeal' }}
      onClose={onClose}
    />
  );
}
