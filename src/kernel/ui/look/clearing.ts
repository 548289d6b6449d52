import { useText } from './language.ts';

/** `allowClear` of a field, its button named in the reader's language: the library says "Clear" in every one. */
export function useClearing(): { readonly label: string } {
  const t = useText();
  return { label: t({ zh: '清除', en: 'Clear' }) };
}
