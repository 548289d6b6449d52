import { useSyncExternalStore } from 'react';
import type { Language } from '#kernel/text.ts';

/** What a person chose for this device. Kept in the browser, so that the sign-in page already speaks the right language. */
export interface Preferences {
  readonly language: Language;
  readonly mode: 'system' | 'light' | 'dark';
  /** 大字: three sizes of the main text, 14, 18 and 30 px on the desk. */
  readonly textSize: 'standard' | 'large' | 'largest';
  readonly density: 'compact' | 'normal' | 'roomy';
  /** Single-key shortcuts are off until somebody switches them on (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

const storageKey = 'honglu.preferences';
const initial: Preferences = {
  language: 'zh',
  mode: 'system',
  textSize: 'standard',
  density: 'normal',
  singleKeys: false,
};

const choices: { readonly [K in keyof Preferences]: readonly Preferences[K][] } = {
  language: ['zh', 'en'],
  mode: ['system', 'light', 'dark'],
  textSize: ['standard', 'large', 'largest'],
  density: ['compact', 'normal', 'roomy'],
  singleKeys: [true, false],
};

/** Reads stored preferences; anything unknown or damaged falls back to the standard, value by value. */
export function parsePreferences(stored: string | null): Preferences {
  let found: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    if (typeof value === 'object' && value !== null) found = value;
  } catch {
    found = {};
  }
  const pick = <K extends keyof Preferences>(key: K): Preferences[K] =>
    choices[key].find((choice) => choice === found[key]) ?? initial[key];
  return {
    language: pick('language'),
    mode: pick('mode'),
    textSize: pick('textSize'),
    density: pick('density'),
    singleKeys: pick('singleKeys'),
  };
}

function readStored(): Preferences {
  try {
    return parsePreferences(localStorage.getItem(storageKey));
  } catch {
    // A browser that forbids storage still shows the page.
    return initial;
  }
}

let current: Preferences | undefined;
const listeners = new Set<() => void>();

export function preferences(): Preferences {
  current ??= readStored();
  return current;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...preferences(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== storageKey) return;
    current = parsePreferences(event.newValue);
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', fromOtherTab);
  };
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
