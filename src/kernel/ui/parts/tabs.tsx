import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';

export interface TabItem {
  readonly key: string;
  readonly label: Text;
  /** Only if it is work: 核对 1. */
  readonly count?: number;
  /** Findings that want an answer, marked so: 核对 ! 1. */
  readonly issues?: number;
  readonly children: ReactNode;
}

export interface TabsProps {
  readonly label: Text;
  readonly items: readonly TabItem[];
  /** Held by the caller, e.g. in the address; left out, the tabs hold it themselves. */
  readonly current?: string;
  readonly onChange?: (key: string) => void;
}

/** Parts of one thing. ← and → go from tab to tab; Tab goes into the part. */
export function Tabs({ label, items, current, onChange }: TabsProps) {
  const t = useText();
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(items[0]?.key ?? '');
  const shown = items.find((item) => item.key === (current ?? own)) ?? items[0];
  const show = (key: string) => {
    setOwn(key);
    onChange?.(key);
  };
  const onKey = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => item.key === shown?.key);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: items.length - 1 }[event.key];
    const next = to === undefined ? undefined : items[(to + items.length) % items.length];
    if (!next || event.altKey) return;
    event.preventDefault();
    show(next.key);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tab-row" role="tablist" aria-label={t(label)} ref={row} onKeyDown={onKey}>
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            data-tab={item.key}
            id={`${id}-${item.key}`}
            aria-selected={item === shown}
            aria-controls={`${id}-panel`}
            tabIndex={item === shown ? 0 : -1}
            onClick={() => show(item.key)}
          >
            {t(item.label)}
            {item.count !== undefined && item.count > 0 && <span className="figures"> {item.count}</span>}
            {item.issues !== undefined && item.issues > 0 && (
              <span className="figures tone-text-soon"> ! {item.issues}</span>
            )}
          </button>
        ))}
      </div>
      {shown && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown.key}`} className="tab-panel">
          {shown.children}
        </div>
      )}
    </div>
  );
}
