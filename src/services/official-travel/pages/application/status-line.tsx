import type { Saving } from '#kernel/ui/forms/autosave.ts';
import { SavedLine } from '#kernel/ui/forms/saved-line.tsx';
import { dayWords } from '#kernel/ui/look/dates.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { DueLabel } from '#kernel/ui/parts/due-label.tsx';
import type { CheckCounts } from './check-views.ts';
import { latestDays } from './countdown.ts';

interface StatusLineProps {
  readonly saving: Saving;
  readonly counts: CheckCounts;
}

export function StatusLine({ saving, counts }: StatusLineProps) {
  const t = useText();
  return (
    <>
      <SavedLine saving={saving} />
      <p className="check-counts" role="status">
        <span className={counts.mend > 0 ? 'tone-text-stop' : 'quiet'}>
          {t({ zh: '须改正', en: 'To correct' })} <strong className="figures">{counts.mend}</strong>
        </span>
        <span className={counts.explain > 0 ? 'tone-text-soon' : 'quiet'}>
          {t({ zh: '须说明', en: 'To explain' })} <strong className="figures">{counts.explain}</strong>
        </span>
        <span className="quiet">
          {t({ zh: '未填', en: 'Not entered' })} <strong className="figures">{counts.open}</strong>
        </span>
      </p>
    </>
  );
}

/** 倒排: the latest day of each next step, counted back from the departure. */
export function Countdown({ departure }: { readonly departure: string | null }) {
  const t = useText();
  const days = latestDays(departure);
  const [first] = days;
  if (!first) return null;
  const words = dayWords(first.day);
  return (
    <details className="countdown">
      <summary>
        {t({ zh: `倒排：最迟 ${words.zh}提交`, en: `Counted back: submit by ${words.en}` })}{' '}
        <DueLabel due={{ dueAt: first.day, ...(first.provisional ? { provisional: true } : {}) }} />
      </summary>
      <ol>
        {days.map(({ step, day }) => (
          <li key={step.en}>
            {t(step)} <span className="figures">{day}</span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        {t({
          zh: '按各环节办理时限从离境日倒推，不含签证和购票时间；签证慢的国家请再提前。',
          en: 'By the terms of the steps, back from the departure; visas and tickets come on top.',
        })}
      </p>
    </details>
  );
}
