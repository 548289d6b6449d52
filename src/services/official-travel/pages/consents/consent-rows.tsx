import { Button } from 'antd';
import { useState } from 'react';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { StatusTag } from '#kernel/ui/parts/status-tag.tsx';
import type { Consent } from '../../consents/endpoints.ts';
import { consentStates } from '../../consents/model.ts';
import { AnswerSheet, RegisterSheet, WithdrawSheet } from './consent-sheets.tsx';

type Act = Consent['acts'][number];

const tones = { asked: 'info', overdue: 'stop', agreed: 'done', refused: 'stop', withdrawn: 'neutral' } as const;
const acts: Readonly<Record<Act, Text>> = {
  answer: { zh: '答复…', en: 'Answer…' },
  'answer-on-paper': { zh: '登记书面答复…', en: 'Enter a written answer…' },
  register: { zh: '登记通知书、确认件…', en: 'Register papers…' },
  withdraw: { zh: '撤回…', en: 'Withdraw…' },
};

/** Consultations with their standing, answer and papers, and the acts open to the reader. */
export function ConsentRows({
  rows,
  named,
}: {
  readonly rows: readonly Consent[];
  readonly named: 'unit' | 'organiser';
}) {
  const t = useText();
  const [sheet, setSheet] = useState<{ readonly consent: Consent; readonly act: Act } | null>(null);
  const close = () => setSheet(null);
  return (
    <>
      <ul className="small-rows">
        {rows.map((consent) => (
          <li key={consent.id}>
            <strong>{named === 'unit' ? consent.unitName : consent.organiser.name}</strong>{' '}
            <StatusTag label={consentStates[consent.state]} tone={tones[consent.state]} />{' '}
            <span className="quiet">
              {consent.task}{' '}
              {t({
                zh: `${consent.departure} 至 ${consent.return}，名额 ${consent.places}，${consent.replyDue} 前答复`,
                en: `${consent.departure} to ${consent.return}, ${consent.places} places, answer by ${consent.replyDue}`,
              })}
            </span>
            {consent.people.length > 0 && (
              <span>
                {' '}
                {t({ zh: '人选：', en: 'People: ' })}
                {consent.people.map(({ name }) => name).join(t({ zh: '、', en: ', ' }))}
              </span>
            )}
            {consent.reason && <span> {consent.reason}</span>}
            {consent.notice && (
              <span className="quiet">
                {' '}
                {t({ zh: '任务通知书', en: 'Task notice' })} {consent.notice.number}
              </span>
            )}
            {consent.confirmation && (
              <span className="quiet">
                {' '}
                {t({ zh: '确认件', en: 'Confirmation' })} {consent.confirmation.number}
              </span>
            )}
            {consent.acts.map((act) => (
              <Button key={act} size="small" onClick={() => setSheet({ consent, act })}>
                {t(acts[act])}
                <span className="for-readers"> {consent.unitName}</span>
              </Button>
            ))}
          </li>
        ))}
      </ul>
      {(sheet?.act === 'answer' || sheet?.act === 'answer-on-paper') && (
        <AnswerSheet consent={sheet.consent} onClose={close} />
      )}
      {sheet?.act === 'register' && <RegisterSheet consent={sheet.consent} onClose={close} />}
      {sheet?.act === 'withdraw' && <WithdrawSheet consent={sheet.consent} onClose={close} />}
    </>
  );
}
