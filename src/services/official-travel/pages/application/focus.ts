import { useEffect } from 'react';
import { fieldId } from '#kernel/ui/forms/field-id.ts';

/** The control of a pointer, or of what it lies in: `/route/stops/0/city`, then `/route/stops/0`, `/route/stops`. */
export function controlAt(pointer: string): HTMLElement | null {
  const parts = pointer.split('/');
  for (let length = parts.length; length > 2; length -= 1) {
    const found = document.getElementById(fieldId(parts.slice(0, length).join('/')));
    if (found) return found;
  }
  return null;
}

/** Waits for the section to be drawn, then puts the focus there; without a control, on the heading. */
export function focusPointer(pointer: string): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      const target = controlAt(pointer) ?? document.querySelector<HTMLElement>('.task-form-body h2');
      target?.focus();
      target?.scrollIntoView({ block: 'center' });
    }, 30),
  );
}

interface LastPlace {
  readonly section: string;
  readonly element: string;
}

const storageKey = (caseId: string) => `honglu.application.${caseId}`;

export function lastPlace(caseId: string): LastPlace | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(caseId)) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('section' in kept) || !('element' in kept)) return null;
    return { section: String(kept.section), element: String(kept.element) };
  } catch {
    return null;
  }
}

/** Names of controls only, never what stands in them. */
export function keepPlace(caseId: string, place: LastPlace): void {
  try {
    localStorage.setItem(storageKey(caseId), JSON.stringify(place));
  } catch {
    // Without storage the form opens on its list.
  }
}

/** The page opens at the field that the address names, or at the one that was left last in this section. */
export function useFieldFocus(caseId: string, section: string | undefined, hash: string): void {
  useEffect(() => {
    if (!section) return;
    if (hash.length > 1) {
      focusPointer(decodeURIComponent(hash.slice(1)));
      return;
    }
    const kept = lastPlace(caseId);
    if (kept?.section !== section) return;
    const timer = setTimeout(() => document.getElementById(kept.element)?.focus({ preventScroll: false }), 60);
    return () => clearTimeout(timer);
  }, [caseId, section, hash]);
}
