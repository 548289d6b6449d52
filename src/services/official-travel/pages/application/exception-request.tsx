import { useState } from 'react';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { ReasonPicker, type ReasonValue } from '#kernel/ui/parts/reason-picker.tsx';
import type { MissionFinding } from '../../answers.ts';
import { missionProcess } from '../../process.ts';
import { leastReason, titleOf } from './check-views.ts';

interface ExceptionRequestProps {
  readonly finding: MissionFinding;
  readonly onAsk: (request: { readonly code: string; readonly text: string }) => void;
  readonly onClose: () => void;
}

const reasons = Object.entries(missionProcess.exceptionReasons).map(([code, label]) => ({ code, label }));

/** 申请例外: coded reason and words; goes up with the application. */
export function ExceptionRequest({ finding, onAsk, onClose }: ExceptionRequestProps) {
  const [value, setValue] = useState<ReasonValue>({ code: null, text: '' });
  const text = value.text.trim();
  const title = titleOf(finding);
  const missing =
    value.code === null
      ? { zh: '请选择原因。', en: 'Choose a reason.' }
      : text.length < leastReason
        ? { zh: `请写明情况，不少于 ${leastReason} 个字。`, en: `Explain in at least ${leastReason} characters.` }
        : null;
  return (
    <ConfirmSheet
      open
      title={{ zh: `申请例外：${title.zh}`, en: `Ask for an exception: ${title.en}` }}
      sentence={{
        zh: `${finding.message.zh}申请随本件提交，由市外办负责人决定；批准前不视为同意。`,
        en: `${finding.message.en} The request goes up with the application; the head of the office decides. Until then nothing is granted.`,
      }}
      takeBack={{ zh: '提交前可撤回申请。', en: 'It can be withdrawn until the application is submitted.' }}
      act={{ zh: '写入申请', en: 'Put into the application' }}
      other={{ zh: '不申请', en: 'Do not ask' }}
      missing={missing}
      onAct={() => value.code !== null && onAsk({ code: value.code, text })}
      onClose={onClose}
    >
      <ReasonPicker label={{ zh: '原因', en: 'Reason' }} reasons={reasons} value={value} onChange={setValue} />
    </ConfirmSheet>
  );
}
