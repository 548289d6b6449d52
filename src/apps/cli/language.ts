import type { Language } from '#kernel/text.ts';

/** As the system's own commands choose: LC_ALL before LC_MESSAGES before LANG; Chinese where none says zh or en. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const named = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return named.toLowerCase().startsWith('en') ? 'en' : 'zh';
}
