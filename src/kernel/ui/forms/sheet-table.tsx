import { Button } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { z } from 'zod';
import { core, type FieldOf, fieldsOf } from '#kernel/ui/field.ts';
import { beijing } from '#kernel/ui/look/dates.ts';
import { Icon } from '#kernel/ui/look/icon.tsx';
import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { useNow } from '#kernel/ui/look/now.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import { type PastedRow, readPasted, writeCell } from './cell-text.ts';
import { useClosedPurposes } from './closed-purposes.tsx';
import type { ControlTies, DraftRecord } from './draft.ts';
import { PastePreview } from './paste-preview.tsx';
import { SheetCell } from './sheet-cell.tsx';

export interface SheetTableProps {
  /** A field whose schema is a list of records. */
  readonly field: Pick<FieldOf, 'schema' | 'meta'>;
  readonly at: string;
  readonly rows: readonly DraftRecord[];
  readonly onChange: (rows: readonly DraftRecord[]) => void;
  readonly onBlur?: () => void;
  readonly readOnly?: boolean;
  readonly ties?: ControlTies;
  /** What a new row begins with. */
  readonly blank?: DraftRecord;
  /** Columns shown; default all. The rest is reached by opening the row. */
  readonly columns?: readonly string[];
  /** Something said below a row: a finding, a note. */
  readonly note?: (row: DraftRecord, index: number) => React.ReactNode;
}

export function columnsOf(field: Pick<FieldOf, 'schema' | 'meta'>): readonly FieldOf[] {
  const list = field.schema;
  if (!(list instanceof z.ZodArray)) throw new TypeError('a sheet wants a list of records');
  return fieldsOf(core(list.element).schema);
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Rows edited like a spreadsheet: arrows move, Enter or F2 opens, Enter goes on, Esc leaves, Ctrl+D takes the cell above, Delete empties,
 * paste shows a preview. Every key has a button or a press of the pointer that does the same.
 */
export function SheetTable({
  field,
  at,
  rows,
  onChange,
  onBlur,
  readOnly = false,
  ties,
  blank = {},
  columns,
  note,
}: SheetTableProps) {
  const t = useText();
  const language = useLanguage();
  const today = beijing(useNow()).day;
  const closed = useClosedPurposes();
  const all = columnsOf(field).filter((column) => !closed.has(column.meta.purpose));
  const shown = columns
    ? all.filter((one) => columns.includes(one.name))
    : all.filter((one) => one.widget !== 'hidden');
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<string | null>(null);
  const [pasted, setPasted] = useState<readonly PastedRow[] | null>(null);
  const grid = useRef<HTMLTableElement>(null);

  const focusCell = (cell: Cell) => {
    const next = {
      row: Math.max(0, Math.min(cell.row, rows.length - 1)),
      column: Math.max(0, Math.min(cell.column, shown.length - 1)),
    };
    setActive(next);
    // After the drawing: the cell may just have changed from control to text.
    requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus(),
    );
  };
  const set = (cell: Cell, value: unknown) => {
    const name = shown[cell.column]?.name;
    if (name === undefined) return;
    onChange(rows.map((row, index) => (index === cell.row ? { ...row, [name]: value } : row)));
  };
  const goOn = (cell: Cell, back = false) => {
    const index = cell.row * shown.length + cell.column + (back ? -1 : 1);
    if (index >= 0 && index < rows.length * shown.length)
      focusCell({ row: Math.floor(index / shown.length), column: index % shown.length });
    else focusCell(cell);
  };

  const onKey = (event: KeyboardEvent, cell: Cell) => {
    if (event.nativeEvent.isComposing || editing !== null) return;
    const moves: Readonly<Record<string, Cell>> = {
      ArrowUp: { row: cell.row - 1, column: cell.column },
      ArrowDown: { row: cell.row + 1, column: cell.column },
      ArrowLeft: { row: cell.row, column: cell.column - 1 },
      ArrowRight: { row: cell.row, column: cell.column + 1 },
      Home: { row: event.ctrlKey ? 0 : cell.row, column: 0 },
      End: { row: event.ctrlKey ? rows.length - 1 : cell.row, column: shown.length - 1 },
    };
    const move = event.altKey ? undefined : moves[event.key];
    if (move) {
      event.preventDefault();
      focusCell(move);
    } else if (readOnly) {
      return;
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      setEditing('');
    } else if (event.key === 'd' && event.ctrlKey) {
      event.preventDefault();
      const name = shown[cell.column]?.name ?? '';
      if (cell.row > 0) set(cell, rows[cell.row - 1]?.[name]);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      set(cell, null);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // The typed sign opens the cell and stands in it; an input method writes into the opened control itself.
      event.preventDefault();
      setEditing(event.key);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (readOnly || editing !== null) return;
    const text = event.clipboardData.getData('text/plain');
    if (text === '') return;
    event.preventDefault();
    setPasted(readPasted(text, shown, active.column, today));
  };
  const keepPasted = (kept: readonly PastedRow[]) => {
    const added = kept.map((row) => ({ ...blank, ...row.value }));
    onChange([...rows, ...added]);
    setPasted(null);
    onBlur?.();
  };
  const copyRow = (index: number) =>
    onChange([...rows.slice(0, index + 1), { ...rows[index] }, ...rows.slice(index + 1)]);
  const add = () => {
    onChange([...rows, blank]);
    focusCell({ row: rows.length, column: 0 });
  };

  return (
    <div className="sheet">
      <ScrollFrame className="sheet-frame">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an editable table with the keys of a data grid is a grid (APG)
          role="grid"
          id={ties?.id}
          aria-describedby={ties?.['aria-describedby']}
          aria-rowcount={rows.length + 1}
          aria-readonly={readOnly}
          onPaste={onPaste}
        >
          <caption className="for-readers">
            {t(field.meta.label)}
            {t({
              zh: '，方向键移动，回车或 F2 编辑，Ctrl+D 同上一行',
              en: ', arrows move, Enter or F2 edits, Ctrl+D copies from above',
            })}
          </caption>
          <thead>
            <tr>
              {shown.map((one) => (
                <th
                  key={one.name}
                  scope="col"
                  className={one.widget === 'money' || one.widget === 'number' ? 'right' : ''}
                >
                  {t(one.meta.label)}
                  {one.meta.unit && <span className="quiet"> {t(one.meta.unit)}</span>}
                </th>
              ))}
              {!readOnly && (
                <th scope="col">
                  <span className="for-readers">{t({ zh: '本行', en: 'Row' })}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, rowIndex) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a draft have no identity but their place
              <tr key={`${at}-${rowIndex}`}>
                {shown.map((one, columnIndex) => {
                  const cell = { row: rowIndex, column: columnIndex };
                  const here = active.row === rowIndex && active.column === columnIndex;
                  return (
                    <SheetCell
                      key={one.name}
                      field={one}
                      at={`${at}/${rowIndex}/${one.name}`}
                      place={`${rowIndex}-${columnIndex}`}
                      value={row[one.name]}
                      text={writeCell(one, row[one.name], language)}
                      today={today}
                      reachable={here}
                      begins={here && !readOnly ? editing : null}
                      onKey={(event) => onKey(event, cell)}
                      onFocus={() => setActive(cell)}
                      onOpen={() => {
                        setActive(cell);
                        if (!readOnly) setEditing('');
                      }}
                      onDone={(value, then) => {
                        setEditing(null);
                        if (value !== undefined) set(cell, value);
                        onBlur?.();
                        if (then === 'stay') focusCell(cell);
                        else if (then !== 'leave') goOn(cell, then === 'back');
                      }}
                    />
                  );
                })}
                {!readOnly && (
                  <td className="sheet-row-acts">
                    <button
                      type="button"
                      className="icon-button"
                      title={t({ zh: '复制本行', en: 'Copy the row' })}
                      aria-label={t({ zh: `复制第 ${rowIndex + 1} 行`, en: `Copy row ${rowIndex + 1}` })}
                      onClick={() => copyRow(rowIndex)}
                    >
                      <Icon name="copy" />
                    </button>
                    <button
                      type="button"
                      className="icon-button"
                      title={t({ zh: '删去本行', en: 'Remove the row' })}
                      aria-label={t({ zh: `删去第 ${rowIndex + 1} 行`, en: `Remove row ${rowIndex + 1}` })}
                      onClick={() => onChange(rows.filter((_row, index) => index !== rowIndex))}
                    >
                      <Icon name="close" />
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      {note && rows.map((row, index) => note(row, index))}
      {rows.length === 0 && (
        <p className="quiet">
          {t({
            zh: '还没有内容。可逐行添加，或从表格软件复制后在此粘贴。',
            en: 'Nothing yet. Add rows, or copy them from a spreadsheet and paste here.',
          })}
        </p>
      )}
      {!readOnly && (
        <div className="row">
          <Button size="small" onClick={add}>
            {t({ zh: '加一行', en: 'Add a row' })}
          </Button>
          <PasteButton onText={(text) => setPasted(readPasted(text, shown, 0, today))} />
        </div>
      )}
      {pasted && <PastePreview rows={pasted} fields={shown} onKeep={keepPasted} onClose={() => setPasted(null)} />}
    </div>
  );
}

/** The button way of pasting, for who does not use the keys. */
function PasteButton({ onText }: { readonly onText: (text: string) => void }) {
  const t = useText();
  if (typeof navigator === 'undefined' || !navigator.clipboard?.readText) return null;
  return (
    <Button size="small" onClick={() => void navigator.clipboard.readText().then((text) => text && onText(text))}>
      {t({ zh: '粘贴表格', en: 'Paste a table' })}
    </Button>
  );
}
