import { pinyin } from 'pinyin-pro';

/** Passports of the People's Republic write ü as YU (吕 LYU, 女 NYU); 公安部出入境管理局, 2012. */
function inPassport(syllables: readonly string[]): string {
  return syllables
    .join('')
    .toUpperCase()
    .replaceAll(/[VÜ]/g, 'YU')
    .replaceAll(/[^A-Z]/g, '');
}

const syllablesOf = (name: string, surname: boolean): readonly string[] =>
  pinyin(name.replaceAll('·', ''), { toneType: 'none', type: 'array', v: true, mode: surname ? 'surname' : 'normal' });

/** The standard spelling: surnames by their own readings (单 SHAN, 仇 QIU, 解 XIE). */
export function spell(surname: string, givenName: string): { surnameLatin: string; givenNameLatin: string } {
  return {
    surnameLatin: inPassport(syllablesOf(surname, true)),
    givenNameLatin: inPassport(syllablesOf(givenName, false)),
  };
}

/** First letters of all syllables, for finding a name by `csy`. */
export function initialsOf(surname: string, givenName: string): string {
  const first = (name: string, isSurname: boolean) =>
    syllablesOf(name, isSurname)
      .map((syllable) => (syllable[0] === 'ü' ? 'y' : (syllable[0] ?? '')))
      .join('');
  return `${first(surname, true)}${first(givenName, false)}`
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 40);
}
