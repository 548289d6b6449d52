import { isDay } from '#kernel/calendar/day.ts';
import type { Text } from '#kernel/text.ts';
import { beijing, shortDayWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { type Due, dueEnd } from './due.ts';
import { DueLabel } from './due-label.tsx';

export interface HolderLineProps {
  /** The step or duty that is open: 市外办审核. */
  readonly stage: Text;
  /** Persons, or the role and unit where nobody has claimed it yet. Several may hold it at once. */
  readonly holders: readonly (string | Text)[];
  /** Day or instant since when. */
  readonly since?: string;
  readonly due?: Due;
  /** Who had it before, already worded: 市农业农村局 孙* 11月19日. */
  readonly previous?: string;
  readonly now?: Date;
}

/** Who holds it, since when, until when: the same line on list, case, phone and portal. */
export function HolderLine({ stage, holders, since, due, previous, now }: HolderLineProps) {
  const t = useText();
  const sinceDay = since === undefined ? undefined : isDay(since) ? since : beijing(since).day;
  const start = sinceDay && shortDayWords(sinceDay);
  const end = due && dueEnd(due.dueAt);
  const nobody = t({ zh: '尚无人认领', en: 'not claimed yet' });
  return (
    <p className="holder-line">
      <span>{t(stage)}</span>
      <span className="holder-line-names">
        {holders.length > 0
          ? holders.map((one) => (typeof one === 'string' ? one : t(one))).join(t({ zh: '、', en: ', ' }))
          : nobody}
      </span>
      {start && <span>{t({ zh: `${start.zh}起`, en: `since ${start.en}` })}</span>}
      {end && !due?.paused && !due?.doneAt && (
        <span>
          {t({
            zh: `${shortDayWords(end.day).zh} ${end.time} 到期`,
            en: `due ${shortDayWords(end.day).en}, ${end.time}`,
          })}
        </span>
      )}
      {due && <DueLabel due={due} {...(now ? { now } : {})} />}
      {previous && (
        <span className="quiet">
          {t({ zh: '上一环节', en: 'Before' })} {previous}
        </span>
      )}
    </p>
  );
}
