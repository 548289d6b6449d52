import { useCallback } from 'react';
import type { Language, Text } from '#kernel/text.ts';
import { usePreferences } from './preferences.ts';

export type Values = Readonly<Record<string, string | number>>;

/** Puts values into `{name}` places of a text. A place without a value stays visible, so that a test and a reader notice it. */
export function fill(text: string, values?: Values): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

/** Writes a text in one language. Texts stand beside their definition; no catalogue and no key lies between. */
export function say(language: Language, text: Text, values?: Values): string {
  return fill(text[language], values);
}

export type Say = (text: Text, values?: Values) => string;

/** The reader's language as a function: `t({ zh: '保存', en: 'Save' })`. */
export function useText(): Say {
  const { language } = usePreferences();
  return useCallback<Say>((text, values) => say(language, text, values), [language]);
}

export function useLanguage(): Language {
  return usePreferences().language;
}

/** The `lang` attribute: the shapes of Han characters depend on it. */
export const htmlLang: Readonly<Record<Language | 'ja' | 'ko', string>> = { zh: 'zh-CN', en: 'en', ja: 'ja', ko: 'ko' };
