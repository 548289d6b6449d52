import { useState } from 'react';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { closeYear } from '../../../plan/years/endpoints.ts';
import { Words } from './work-sheets.tsx';

/** 关闭年度: what nobody used is closed, what was granted stands. */
export function CloseYear({ year, onClose }: { readonly year: number; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = useAct(closeYear, { onDone: onClose });
  return (
    <ConfirmSheet
      open
      danger
      title={{ zh: `关闭 ${year} 年计划`, en: `Close the plan of ${year}` }}
      sentence={{
        zh: `${year} 年未使用的计划项全部关闭，草稿和在办的也不再办理；已批准团组的计划项保留。关闭后不能再开。`,
        en: `Every line of ${year} that nobody used is closed, drafts and submitted ones too; those of granted missions stand. It cannot be opened again.`,
      }}
      act={{ zh: `关闭 ${year} 年计划`, en: `Close the plan of ${year}` }}
      busy={act.isPending}
      problem={act.error}
      missing={reason.trim().length < 2 ? { zh: '请写明理由。', en: 'Write the reason.' } : null}
      onClose={onClose}
      onAct={() => act.mutate({ body: { year, reason: reason.trim() } })}
    >
      <Words label={{ zh: '理由', en: 'Reason' }} value={reason} onChange={setReason} most={500} />
    </ConfirmSheet>
  );
}
