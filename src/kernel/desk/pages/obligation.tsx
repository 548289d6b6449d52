import './desk.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { pause, readObligation, resume } from '#kernel/obligations/endpoints.ts';
import type { Text } from '#kernel/text.ts';
import { useRead } from '#kernel/ui/api/hooks.ts';
import type { Answer } from '#kernel/ui/api/request.ts';
import { FormSheet } from '#kernel/ui/forms/form-sheet.tsx';
import { tableInstant, writeWhen } from '#kernel/ui/look/dates.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { Answered } from '#kernel/ui/parts/answered.tsx';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import { Page } from '#kernel/ui/parts/page.tsx';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import { Facts } from '#kernel/ui/patterns/facts.tsx';
import { LocksOfDuty } from './lock-appeal.tsx';
import { deskPaths } from './paths.ts';

type Obligation = Answer<typeof readObligation>;

const tones = { open: 'info', overdue: 'stop', paused: 'pause', met: 'done', cancelled: 'neutral' } as const;

/** One duty: its clock in one line of arithmetic, its source, its ladder, what has happened to it. */
export default function ObligationPage() {
  const { id = '' } = useParams();
  const answer = useRead(readObligation, { params: { id } });
  return (
    <Answered of={answer} part={{ zh: '期限', en: 'The duty' }}>
      {(duty) => <One duty={duty} />}
    </Answered>
  );
}

function One({ duty }: { readonly duty: Obligation }) {
  const t = useText();
  const language = useLanguage();
  const [sheet, setSheet] = useState<'pause' | 'resume' | null>(null);
  return (
    <Page
      title={duty.label}
      trail={[{ label: { zh: '期限', en: 'Due dates' }, to: deskPaths.obligations }]}
      width="reading"
      head={
        <p className="row">
          <StatusTag label={duty.stateLabel} tone={tones[duty.state]} />
          <DueLabel due={duty.due} />
        </p>
      }
      acts={
        <>
          {duty.may.pause && (
            <Button onClick={() => setSheet('pause')}>{t({ zh: '暂停计时…', en: 'Stop the clock…' })}</Button>
          )}
          {duty.may.resume && (
            <Button onClick={() => setSheet('resume')}>{t({ zh: '恢复计时…', en: 'Restart the clock…' })}</Button>
          )}
        </>
      }
    >
      <Facts
        items={[
          {
            label: { zh: '办件', en: 'Case' },
            value: duty.link ? (
              <Link to={duty.link}>{`${duty.number ?? ''} ${duty.title ?? ''}`}</Link>
            ) : (
              (duty.title ?? '—')
            ),
          },
          { label: { zh: '单位', en: 'Unit' }, value: duty.unit.name },
          { label: { zh: '责任人', en: 'Owed by' }, value: duty.person?.name ?? t({ zh: '本单位', en: 'The unit' }) },
          { label: { zh: '怎么算', en: 'Arithmetic' }, value: t(duty.arithmetic) },
          { label: { zh: '时钟', en: 'Clock' }, value: t(duty.clockLabel) },
          { label: { zh: '依据', en: 'Source' }, value: t(duty.source) },
          { label: { zh: '起算', en: 'Started on' }, value: writeWhen(duty.startedOn, language) },
          { label: { zh: '何时变动', en: 'What moves it' }, value: t(duty.moves) },
        ]}
      />
      <LocksOfDuty duty={duty} />
      <section className="stack">
        <h2>{t({ zh: '提醒与催办', en: 'Ladder' })}</h2>
        <ol className="timeline">
          {duty.ladder.map((rung) => (
            <li key={rung.act}>
              <time dateTime={rung.at}>{tableInstant(rung.at)}</time>
              <span>{t(rung.label)}</span>
              <span className="quiet">
                {rung.doneAt
                  ? t({ zh: `已于 ${tableInstant(rung.doneAt)} 办`, en: `done ${tableInstant(rung.doneAt)}` })
                  : t({ zh: '未到', en: 'not yet' })}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className="stack">
        <h2>{t({ zh: '变动', en: 'Changes' })}</h2>
        {duty.changes.length === 0 && <p className="quiet">{t({ zh: '没有变动。', en: 'None.' })}</p>}
        <ol className="timeline">
          {duty.changes.map((change) => (
            <li key={change.at + change.what.en}>
              <time dateTime={change.at}>{tableInstant(change.at)}</time>
              <span>{t(change.what)}</span>
              <span>{change.by ?? t({ zh: '系统', en: 'System' })}</span>
              <span className="timeline-words">
                {change.reason}
                {change.dueBefore && change.dueAfter && (
                  <span className="quiet">
                    {' '}
                    {writeWhen(change.dueBefore, language)} → {writeWhen(change.dueAfter, language)}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {sheet && <ClockSheet duty={duty} act={sheet} onClose={() => setSheet(null)} />}
    </Page>
  );
}

const sentences: Readonly<Record<'pause' | 'resume', { readonly title: Text; readonly words: Text }>> = {
  pause: {
    title: { zh: '暂停计时', en: 'Stop the clock' },
    words: {
      zh: '期限从现在起不再走，理由和您的姓名记入过程。',
      en: 'The clock stands from now on; reason and your name go on record.',
    },
  },
  resume: {
    title: { zh: '恢复计时', en: 'Restart the clock' },
    words: {
      zh: '期限按剩余时间继续走，到期日重算。',
      en: 'The clock goes on with the time that is left; the date is recomputed.',
    },
  },
};

function ClockSheet({
  duty,
  act,
  onClose,
}: {
  readonly duty: Obligation;
  readonly act: 'pause' | 'resume';
  readonly onClose: () => void;
}) {
  const words = sentences[act];
  return (
    <FormSheet
      endpoint={act === 'pause' ? pause : resume}
      params={{ id: duty.id }}
      refresh={['obligations', 'desk']}
      title={{ zh: `${words.title.zh} ${duty.label.zh}`, en: `${words.title.en}: ${duty.label.en}` }}
      sentence={words.words}
      act={words.title}
      onClose={onClose}
    />
  );
}
