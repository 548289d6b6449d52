import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Day } from '#kernel/calendar/day.ts';
import { regions } from '#kernel/places/regions.ts';
import type { Text } from '#kernel/text.ts';
import { type FieldOf, mayBeEmpty, optionsOf } from '#kernel/ui/field.ts';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { readCell } from './cell-text.ts';
import { fieldId } from './field-id.ts';
import { regionListName } from './region-names.ts';

/** Where the focus goes when a cell is left: on (Enter, Tab), back (Shift+Tab), stays (Esc), or wherever the pointer went. */
export type Leaving = 'on' | 'back' | 'stay' | 'leave';

export interface SheetCellProps {
  readonly field: FieldOf;
  readonly at: string;
  /** `row-column`, by which the grid finds the cell again. */
  readonly place: string;
  readonly value: unknown;
  readonly text: string;
  readonly today: Day;
  /** The one cell of the grid that Tab reaches. */
  readonly reachable: boolean;
  /** Null: shown. A text: in editing, begun with this sign (`''`: with what stands there). */
  readonly begins: string | null;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  /** `undefined`: leave as it was. */
  readonly onDone: (value: unknown, then: Leaving) => void;
}

const rightAligned: ReadonlySet<string> = new Set(['number', 'money']);

export function SheetCell(props: SheetCellProps) {
  const { field, at, place, text, reachable, begins } = props;
  // The first press chooses the cell, a press on the chosen one opens it.
  const chosenBefore = useRef(false);
  const className = rightAligned.has(field.widget) ? 'sheet-cell figures right' : 'sheet-cell';
  if (begins !== null) {
    return (
      <td className="sheet-cell sheet-open">
        <CellEditor {...props} begins={begins} />
      </td>
    );
  }
  return (
    <td
      id={fieldId(at)}
      data-cell={place}
      className={text === '' && !mayBeEmpty(field) ? `${className} sheet-missing` : className}
      tabIndex={reachable ? 0 : -1}
      onKeyDown={props.onKey}
      onFocus={props.onFocus}
      onDoubleClick={props.onOpen}
      onMouseDown={(event) => {
        chosenBefore.current = reachable && document.activeElement === event.currentTarget;
      }}
      onClick={() => chosenBefore.current && props.onOpen()}
    >
      {text}
    </td>
  );
}

function CellEditor({ field, value, text, today, begins, onDone }: SheetCellProps & { readonly begins: string }) {
  const t = useText();
  const language = useLanguage();
  const list = useId();
  const [typed, setTyped] = useState(begins === '' ? text : begins);
  const [fault, setFault] = useState<Text | null>(null);
  const control = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const settled = useRef(false);
  useEffect(() => {
    control.current?.focus();
    if (begins === '') control.current?.select?.();
  }, [begins]);

  const finish = (next: unknown, then: Leaving) => {
    if (settled.current) return;
    settled.current = true;
    onDone(next, then);
  };
  const commit = (words: string, then: Leaving) => {
    const reading = readCell(field, words, today);
    if (reading.ok) finish(reading.value, then);
    else setFault(reading.fault);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      finish(undefined, 'stay');
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      commit(typed, event.shiftKey ? 'back' : 'on');
    }
  };
  const ties = { 'aria-label': t(field.meta.label), 'aria-invalid': fault !== null, onKeyDown } as const;

  if (field.widget === 'choice' || field.widget === 'yes-no') {
    const options =
      field.widget === 'choice'
        ? optionsOf(field).map((option) => ({ value: option.value, words: option.label[language] }))
        : [
            { value: 'yes', words: t({ zh: '是', en: 'Yes' }) },
            { value: 'no', words: t({ zh: '否', en: 'No' }) },
          ];
    const current =
      field.widget === 'choice' ? String(value ?? '') : value === true ? 'yes' : value === false ? 'no' : '';
    return (
      <select
        {...ties}
        ref={control}
        value={typed === text || typed === begins ? current : typed}
        onChange={(event) => {
          setTyped(event.target.value);
          commit(event.target.value, 'stay');
        }}
        onBlur={() => finish(undefined, 'leave')}
      >
        <option value="">—</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        {...ties}
        ref={control}
        value={typed}
        {...(field.widget === 'region' ? { list } : {})}
        inputMode={rightAligned.has(field.widget) ? 'decimal' : 'text'}
        onChange={(event) => {
          setTyped(event.target.value);
          setFault(null);
        }}
        onBlur={() => {
          const reading = readCell(field, typed, today);
          finish(reading.ok ? reading.value : undefined, 'leave');
        }}
      />
      {field.widget === 'region' && (
        <datalist id={list}>
          {regions.map((region) => (
            <option key={region.code} value={regionListName(region.code)[language]} />
          ))}
        </datalist>
      )}
      {fault && (
        <span className="sheet-fault" role="alert">
          {t(fault)}
        </span>
      )}
    </>
  );
}
