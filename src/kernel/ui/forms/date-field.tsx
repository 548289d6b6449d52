import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type Day, isDay } from '#kernel/calendar/day.ts';
import { beijing, dayWords } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { parseDayText, type YearGuess } from './day-text.ts';
import type { ControlTies } from './draft.ts';

export interface DateFieldProps extends Partial<ControlTies> {
  readonly value: string | null;
  readonly onChange: (value: Day | null) => void;
  readonly onBlur?: () => void;
  /** A day typed without its year: the nearest (default), or the last one, for births and dates of issue. */
  readonly guess?: YearGuess;
  readonly min?: string;
  readonly max?: string;
  readonly readOnly?: boolean;
}

/** A day is typed first (2027-3-9, 20270309, 3.9) and echoed with its weekday; the browser's calendar is a help beside it. */
export function DateField({ value, onChange, onBlur, guess = 'nearest', min, max, readOnly, ...ties }: DateFieldProps) {
  const t = useText();
  const today = beijing(useNow()).day;
  const [typed, setTyped] = useState(value ?? '');
  const calendar = useRef<HTMLInputElement>(null);
  // A value set from outside (a remedy, another editor) replaces the words, unless they already mean it.
  useEffect(() => {
    setTyped((words) => (parseDayText(words, today, guess) === value ? words : (value ?? '')));
  }, [value, today, guess]);

  const take = (words: string) => {
    setTyped(words);
    const day = parseDayText(words, today, guess);
    if (day !== value) onChange(day);
  };
  const understood = parseDayText(typed, today, guess);
  const unclear = typed.trim() !== '' && understood === null;
  const echo = understood
    ? t(dayWords(understood))
    : unclear
      ? t({ zh: '没有看懂这个日期，如 2027-3-9', en: 'Not understood; e.g. 2027-3-9' })
      : '';
  return (
    <span className="date-field">
      <Input
        {...ties}
        value={typed}
        readOnly={readOnly ?? false}
        inputMode="numeric"
        autoComplete="off"
        placeholder={t({ zh: '如 2027-3-9', en: 'e.g. 2027-3-9' })}
        status={unclear || ties['aria-invalid'] ? 'error' : ''}
        onChange={(event) => take(event.target.value)}
        onBlur={() => {
          if (understood) setTyped(understood);
          onBlur?.();
        }}
        suffix={
          !readOnly && (
            <button
              type="button"
              className="icon-button"
              aria-label={t({ zh: '打开日历', en: 'Open the calendar' })}
              title={t({ zh: '打开日历', en: 'Open the calendar' })}
              onClick={() => calendar.current?.showPicker?.()}
            >
              <Icon name="calendar" />
            </button>
          )
        }
      />
      <input
        ref={calendar}
        type="date"
        className="date-field-calendar"
        tabIndex={-1}
        aria-hidden="true"
        value={understood ?? ''}
        {...(min ? { min } : {})}
        {...(max ? { max } : {})}
        onChange={(event) => isDay(event.target.value) && take(event.target.value)}
      />
      <output className={unclear ? 'date-field-echo tone-text-stop' : 'date-field-echo'} aria-live="polite">
        {echo}
      </output>
    </span>
  );
}
