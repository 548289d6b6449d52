/** A value of a setting: anything that JSON holds. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Editor = 'yes-no' | 'number' | 'text' | 'json';

/** The control that fits a value: its kind is that of the default. */
export function editorOf(value: Json): Editor {
  if (typeof value === 'boolean') return 'yes-no';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'text' : 'json';
}

/** How a value is written in a table. */
export function writeValue(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What was typed, read back in the kind of the default; undefined: it does not read so. */
export function readValue(typed: string, editor: Editor): Json | undefined {
  const text = typed.trim();
  if (editor === 'text') return text === '' ? undefined : text;
  if (editor === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  try {
    const value = JSON.parse(text) as Json;
    if (editor === 'yes-no') return typeof value === 'boolean' ? value : undefined;
    return value;
  } catch {
    return undefined;
  }
}
