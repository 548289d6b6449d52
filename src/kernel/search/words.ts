import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';

const jieba = Jieba.withDict(dict);

/** Characters that are written without spaces between words. */
const han = /\p{Script=Han}/u;
const hanRuns = /\p{Script=Han}+/gu;
const latinWords = /[\p{Script=Latin}\p{Nd}]+/gu;
const otherWords = /(?:(?!\p{Script=Han}|\p{Script=Latin})[\p{L}\p{M}ー])+/gu;
/** PostgreSQL takes no lexeme over 2,046 bytes; nothing that anybody looks for is so long. */
const longest = 60;

/** Full-width letters and digits as their plain forms, and all in small letters. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

function bigrams(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

function words(text: string): string[] {
  const found = plain(text);
  const chinese = [...found.matchAll(hanRuns)].flatMap(([run]) => [...jieba.cutForSearch(run, true), ...bigrams(run)]);
  const rest = [latinWords, otherWords].flatMap((pattern) => [...found.matchAll(pattern)].map(([word]) => word));
  return [...chinese, ...rest];
}

/**
 * Initials from every word on, so that those of the middle of a title are found by their beginning: 日本友城 gives rbyc and yc.
 * Surnames as names are read: 单 S, 仇 Q.
 */
function initials(text: string, isName: boolean): string[] {
  const tails = [...plain(text).matchAll(hanRuns)].flatMap(([run]) => {
    const letters = pinyin(run, {
      pattern: 'first',
      toneType: 'none',
      type: 'array',
      ...(isName ? { surname: 'head' as const } : {}),
    });
    const starts = isName ? [0] : wordStarts(run);
    return starts.map((start) => letters.slice(start).join(''));
  });
  return tails.filter((tail) => tail.length > 1).map((tail) => `@p:${tail}`);
}

function wordStarts(run: string): number[] {
  let at = 0;
  return jieba.cut(run, true).map((word) => {
    const start = at;
    at += [...word].length;
    return start;
  });
}

/** The number as written, and its last four signs. */
function numberWords(number: string): string[] {
  const written = plain(number).replaceAll(/\s/g, '');
  const signs = written.replaceAll(/[^\p{L}\p{Nd}]/gu, '');
  return [`@n:${written}`, ...(signs.length >= 4 ? [`@t:${signs.slice(-4)}`] : [])];
}

export interface Indexed {
  readonly title: string;
  /** A person's name: found by its initials, the surname read as a surname. */
  readonly isName?: boolean;
  /** People that it is about, found by name and initials. */
  readonly names?: readonly string[];
  /** Numbers that may stand in the clear: found whole, by their beginning and by their last four. */
  readonly numbers?: readonly string[];
  /** Other words to be found by, e.g. the unit and the country. */
  readonly body?: string;
}

/**
 * Everything that one record is found by. `@o:` marks the office, so that the index itself keeps offices apart, `@n:` a number,
 * `@t:` its last four, `@p:` initials: no word that is typed begins so.
 */
export function lexemesOf(officeId: string, { title, isName, names, numbers, body }: Indexed): readonly string[] {
  const all = [
    `@o:${officeId}`,
    ...words(title),
    ...words(body ?? ''),
    ...initials(title, isName ?? false),
    ...(names ?? []).flatMap((name) => [...words(name), ...initials(name, true)]),
    ...(numbers ?? []).flatMap((number) => [...numberWords(number), ...words(number)]),
  ];
  return [...new Set(all.map((word) => word.slice(0, longest)).filter((word) => word !== ''))];
}

/** A lexeme in a query. Quotes and backslashes are doubled, so that whatever was typed stays a word. */
const quoted = (word: string): string => `'${word.slice(0, longest).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const beginning = (word: string): string => `${quoted(word)}:*`;
const all = (parts: readonly string[]): string => (parts.length === 1 ? parts[0]! : `(${parts.join(' & ')})`);
const any = (parts: readonly string[]): string => `(${[...new Set(parts)].join(' | ')})`;

function chineseQuery(run: string): string {
  if ([...run].length === 1) return beginning(run);
  // Words and pairs of characters miss different things; either of the two is enough.
  return any([all(jieba.cut(run, true).map(quoted)), all(bigrams(run).map(quoted))]);
}

function termQuery(term: string): string | null {
  const runs = [...term.matchAll(hanRuns)].map(([run]) => chineseQuery(run));
  const rest = [latinWords, otherWords].flatMap((pattern) => [...term.matchAll(pattern)].map(([word]) => word));
  const parts = [...runs, ...rest.map(beginning)];
  if (parts.length === 0) return null;
  const ways = [all(parts)];
  if (!han.test(term)) {
    ways.push(beginning(`@n:${term}`));
    if (/^[\p{L}\p{Nd}]{4}$/u.test(term)) ways.push(quoted(`@t:${term}`));
    if (/^[a-z]{2,}$/.test(term)) ways.push(beginning(`@p:${term}`));
  }
  return any(ways);
}

/** The query for what was typed: every part of it must be found. Null if there is nothing in it to look for. */
export function queryOf(typed: string): string | null {
  const terms = plain(typed)
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, 8)
    .flatMap((term) => termQuery(term) ?? []);
  return terms.length > 0 ? terms.join(' & ') : null;
}
