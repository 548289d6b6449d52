import { type KeyboardEvent, useId } from 'react';
import type { Day } from '#kernel/calendar/day.ts';
import { fieldId } from '#kernel/ui/forms/field-id.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { words } from '../../words.ts';
import type { Half, HalfDay } from './programme-days.ts';

interface ProgrammeHalfProps {
  readonly day: Day;
  readonly half: Half;
  /** Place of the half-day in the list; -1 if it is not there yet. */
  readonly index: number;
  readonly value: HalfDay | null;
  /** The members who may take part. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<HalfDay>) => void;
  readonly onBlur: () => void;
  /** Ctrl+D: the same as the half-day above. */
  readonly onSame: () => void;
}

const kinds = Object.entries(words.activities);

/** Half a day: its type, what is done, with whom. */
export function ProgrammeHalf(props: ProgrammeHalfProps) {
  const { day, half, index, value, people, readOnly, onChange, onBlur, onSame } = props;
  const t = useText();
  const own = useId();
  const id = (name: string) => (index >= 0 ? fieldId(`/programme/halfDays/${index}/${name}`) : `${own}-${name}`);
  const place = `${day} ${t(words.halves[half])}`;
  const chosen = people.filter((person) => value?.participants?.includes(person.id));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'd' && event.ctrlKey && !readOnly) {
      event.preventDefault();
      onSame();
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.target instanceof HTMLElement) {
      event.preventDefault();
      const fields = [...(event.target.closest('table')?.querySelectorAll<HTMLElement>('input, select') ?? [])];
      fields[fields.indexOf(event.target) + (event.shiftKey ? -1 : 1)]?.focus();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside; each has its own button
    <div
      className={value?.activity ? 'half' : 'half open'}
      id={index >= 0 ? fieldId(`/programme/halfDays/${index}`) : undefined}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <select
        id={id('activity')}
        aria-label={t({ zh: `${place}，类型`, en: `${place}, type` })}
        value={value?.activity ?? ''}
        disabled={readOnly}
        onChange={(event) => onChange({ activity: (event.target.value || null) as HalfDay['activity'] })}
        onBlur={onBlur}
      >
        <option value="">{t({ zh: '类型', en: 'Type' })}</option>
        {kinds.map(([kind, label]) => (
          <option key={kind} value={kind}>
            {t(label)}
          </option>
        ))}
      </select>
      <input
        id={id('content')}
        aria-label={t({ zh: `${place}，内容`, en: `${place}, content` })}
        placeholder={t({ zh: '内容', en: 'Content' })}
        value={value?.content ?? ''}
        readOnly={readOnly}
        onChange={(event) => onChange({ content: event.target.value })}
        onBlur={onBlur}
      />
      <input
        id={id('host')}
        aria-label={t({ zh: `${place}，接待单位`, en: `${place}, host` })}
        placeholder={t({ zh: '接待单位', en: 'Host' })}
        value={value?.host ?? ''}
        readOnly={readOnly}
        onChange={(event) => onChange({ host: event.target.value })}
        onBlur={onBlur}
      />
      <input
        id={id('place')}
        aria-label={t({ zh: `${place}，地点`, en: `${place}, where` })}
        placeholder={t({ zh: '地点', en: 'Place' })}
        value={value?.place ?? ''}
        readOnly={readOnly}
        onChange={(event) => onChange({ place: event.target.value })}
        onBlur={onBlur}
      />
      {people.length > 1 && (
        <details id={id('participants')}>
          <summary>
            {t({ zh: '参加：', en: 'Taking part: ' })}
            {chosen.length > 0
              ? chosen.map(({ name }) => name).join(t({ zh: '、', en: ', ' }))
              : t({ zh: '全体', en: 'all' })}
          </summary>
          {people.map((person) => (
            <label key={person.id} className="row">
              <input
                type="checkbox"
                checked={chosen.includes(person)}
                disabled={readOnly}
                onChange={({ target }) =>
                  onChange({
                    participants: people
                      .filter((one) => (one === person ? target.checked : chosen.includes(one)))
                      .map((one) => one.id),
                  })
                }
                onBlur={onBlur}
              />
              {person.name}
            </label>
          ))}
        </details>
      )}
    </div>
  );
}
