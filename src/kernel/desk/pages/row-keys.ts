import { type RefObject, useEffect } from 'react';
import { usePreferences } from '#kernel/ui/look/preferences.ts';

const typing = 'input, textarea, select, [contenteditable]';

/** Where J and K lead from the row at `at` (-1: none) among so many rows; null: the key means nothing here. */
export function nextRow(key: string, at: number, rows: number): number | null {
  const step = key === 'j' ? 1 : key === 'k' ? -1 : 0;
  if (step === 0 || rows === 0) return null;
  return Math.max(0, Math.min(rows - 1, at + step));
}

/** J and K go from row to row, Enter opens as on any link; only when single keys are switched on, never while typing. */
export function useRowKeys(frame: RefObject<HTMLElement | null>): void {
  const { singleKeys } = usePreferences();
  useEffect(() => {
    if (!singleKeys) return;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target;
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (target instanceof Element && target.closest(typing)) return;
      const links = [...(frame.current?.querySelectorAll<HTMLElement>('.row-link') ?? [])];
      const at = links.indexOf(document.activeElement as HTMLElement);
      const next = nextRow(event.key, at, links.length);
      if (next !== null) links[next]?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [singleKeys, frame]);
}
