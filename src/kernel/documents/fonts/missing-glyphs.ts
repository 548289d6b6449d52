export interface MissingGlyph {
  readonly character: string;
  /** `U+2B36F` */
  readonly codePoint: string;
  /** JSON pointer of the text that holds it. */
  readonly at: string;
}

/** Controls that would print as nothing, or turn the direction of what follows: a paper must say what its data says. */
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const spaces = new Set(['\n', '\t', ' ', '\u00a0', '\u3000']);

/** Every character of every text that no font can draw, each once per text. */
export function findMissingGlyphs(data: unknown, has: (codePoint: number) => boolean): MissingGlyph[] {
  const missing: MissingGlyph[] = [];
  const walk = (value: unknown, at: string): void => {
    if (typeof value === 'string') {
      for (const character of new Set(value)) {
        if (spaces.has(character)) continue;
        const codePoint = character.codePointAt(0)!;
        if (!unprintable.test(character) && has(codePoint)) continue;
        missing.push({ character, codePoint: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`, at });
      }
    } else if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) walk(each, `${at}/${index}`);
    } else if (value !== null && typeof value === 'object') {
      for (const [key, each] of Object.entries(value)) {
        walk(each, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      }
    }
  };
  walk(data, '');
  return missing;
}
