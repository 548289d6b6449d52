import { Button } from 'antd';
import { useId, useState } from 'react';
import { addDays, type Day } from '#kernel/calendar/day.ts';
import { useAct } from '#kernel/ui/api/hooks.ts';
import { DateField } from '#kernel/ui/forms/date-field.tsx';
import { beijing } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { ConfirmSheet } from '#kernel/ui/parts/confirm-sheet.tsx';
import { ProblemNotice } from '#kernel/ui/parts/problem-notice.tsx';
import { useMe } from '#kernel/ui/shell/session.tsx';
import { claim, release, snooze, type ToDoRow } from '../endpoints.ts';

/** 认领 and 稍后 of one row: who has it, and until when it is out of the way. */
export function TaskMarks({ row }: { readonly row: ToDoRow }) {
  const t = useText();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const refresh = { refresh: ['desk'] };
  const take = useAct(claim, refresh);
  const giveBack = useAct(release, refresh);
  const later = useAct(snooze, refresh);
  const params = { id: row.taskId };
  const mine = row.claimedBy?.id === me.personId;
  const today = beijing(useNow()).day;
  const name = <span className="for-readers"> {row.title}</span>;
  return (
    <span className="row to-do-marks">
      {row.claimedBy && (
        <span className="quiet">
          {mine
            ? t({ zh: '我已认领', en: 'Taken up by me' })
            : t({ zh: `${row.claimedBy.name}已认领`, en: `Taken up by ${row.claimedBy.name}` })}
        </span>
      )}
      {row.snoozedUntil && (
        <span className="quiet">{t({ zh: `稍后：${row.snoozedUntil}`, en: `Later: ${row.snoozedUntil}` })}</span>
      )}
      {row.shared && !row.claimedBy && (
        <Button size="small" loading={take.isPending} onClick={() => take.mutate({ params })}>
          {t({ zh: '认领', en: 'Take up' })}
          {name}
        </Button>
      )}
      {mine && (
        <Button size="small" loading={giveBack.isPending} onClick={() => giveBack.mutate({ params })}>
          {t({ zh: '退回认领', en: 'Give back' })}
          {name}
        </Button>
      )}
      {row.snoozedUntil ? (
        <Button size="small" loading={later.isPending} onClick={() => later.mutate({ params, body: { until: null } })}>
          {t({ zh: '现在就办', en: 'Bring back' })}
          {name}
        </Button>
      ) : (
        (row.dueOn === null || row.dueOn > today) && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t({ zh: '稍后…', en: 'Later…' })}
            {name}
          </Button>
        )
      )}
      <ProblemNotice problem={take.error ?? giveBack.error ?? (asking ? null : later.error)} />
      {asking && <SnoozeSheet row={row} today={today} onClose={() => setAsking(false)} />}
    </span>
  );
}

function SnoozeSheet({
  row,
  today,
  onClose,
}: {
  readonly row: ToDoRow;
  readonly today: Day;
  readonly onClose: () => void;
}) {
  const t = useText();
  const id = useId();
  const tomorrow = addDays(today, 1);
  const [until, setUntil] = useState<string | null>(tomorrow);
  const act = useAct(snooze, { refresh: ['desk'], onDone: onClose });
  return (
    <ConfirmSheet
      open
      title={{ zh: `稍后 ${row.title}`, en: `Later: ${row.title}` }}
      sentence={{
        zh: `到那天前排在「以后」，只对您自己；期限不变，也仍计入待办。${row.dueOn ? `最迟到 ${row.dueOn}。` : ''}`,
        en: `Stands under Later until that day, for you only; its term and the count stay.${row.dueOn ? ` At the latest ${row.dueOn}.` : ''}`,
      }}
      act={{ zh: '放到那天', en: 'Put off' }}
      busy={act.isPending}
      problem={act.error}
      missing={until === null ? { zh: '请选择日期。', en: 'Choose a day.' } : null}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: row.taskId }, body: { until } })}
    >
      <div className="field">
        <label htmlFor={id}>{t({ zh: '到哪天', en: 'Until' })}</label>
        <DateField id={id} value={until} onChange={setUntil} />
      </div>
    </ConfirmSheet>
  );
}
