import { Button } from 'antd';
import { useState } from 'react';
import { useAct, useRead } from '#kernel/ui/api/hooks.ts';
import { tableInstant } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { confirmHandOver, type HandOver, listHandOvers } from '../../units/endpoints.ts';

const parts = {
  giver: { zh: '移交人', en: 'Giver' },
  receiver: { zh: '接收人', en: 'Receiver' },
  administrator: { zh: '管理员', en: 'Administrator' },
} as const;

/** Hand-overs under way that the reader may see: who has confirmed, who has not, and the reader's own confirmation. */
export function HandOvers({ unit }: { readonly unit?: string }) {
  const t = useText();
  const answer = useRead(listHandOvers, { query: { state: 'open' } });
  const [confirming, setConfirming] = useState<HandOver | null>(null);
  const rows = (answer.data?.rows ?? []).filter((row) => unit === undefined || row.unit.id === unit);
  if (rows.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t({ zh: '交接中', en: 'Hand-overs under way' })}</h2>
      <ul className="small-rows">
        {rows.map((row) => {
          const confirmed = [
            [parts.giver, row.giverConfirmedAt],
            [parts.receiver, row.receiverConfirmedAt],
            [parts.administrator, row.administratorConfirmedAt],
          ] as const;
          return (
            <li key={row.id}>
              {row.unit.name} {row.from.name} → <strong>{row.to.name}</strong>{' '}
              <span className="quiet">
                {t({
                  zh: `草稿 ${row.counts.drafts}，办件 ${row.counts.cases}，待办 ${row.counts.tasks}`,
                  en: `${row.counts.drafts} drafts, ${row.counts.cases} cases, ${row.counts.tasks} tasks`,
                })}
              </span>{' '}
              {confirmed.map(([who, at]) => (
                <span key={who.en} className={at ? 'tone-text-done' : 'quiet'}>
                  {t(who)} {at ? tableInstant(at) : t({ zh: '未确认', en: 'not yet' })}{' '}
                </span>
              ))}
              {row.mayConfirmAs && (
                <Button size="small" onClick={() => setConfirming(row)}>
                  {t({ zh: `以${parts[row.mayConfirmAs].zh}确认…`, en: `Confirm as ${parts[row.mayConfirmAs].en}…` })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {confirming?.mayConfirmAs && (
        <Confirm row={confirming} as={confirming.mayConfirmAs} onClose={() => setConfirming(null)} />
      )}
    </section>
  );
}

function Confirm({
  row,
  as,
  onClose,
}: {
  readonly row: HandOver;
  readonly as: keyof typeof parts;
  readonly onClose: () => void;
}) {
  const act = useAct(confirmHandOver, { onDone: onClose });
  return (
    <ConfirmSheet
      open
      title={{ zh: `确认交接 ${row.from.name} → ${row.to.name}`, en: `Confirm ${row.from.name} → ${row.to.name}` }}
      sentence={{
        zh: `草稿 ${row.counts.drafts}、办件 ${row.counts.cases}、待办 ${row.counts.tasks} 转给${row.to.name}；三方都确认后立即生效。`,
        en: `${row.counts.drafts} drafts, ${row.counts.cases} cases, ${row.counts.tasks} tasks go to ${row.to.name} once all three have confirmed.`,
      }}
      takeBack={{
        zh: '三方确认后不能撤回，可再办一次反向交接。',
        en: 'Cannot be taken back after the third; another hand-over can go the other way.',
      }}
      act={{ zh: '确认交接', en: 'Confirm' }}
      busy={act.isPending}
      problem={act.error}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: row.id }, body: { as } })}
    />
  );
}
