import type { Piece } from './measure.ts';

/** Han without the signs that both languages use. */
const han = /\p{Script=Han}+/gu;
/** Not the ending of a file, which stands behind its dot. */
const latinWord = /(?<![.\w])[A-Za-z][A-Za-z'’]{2,}/g;
const isCode = (text: string) => /^[a-z][a-z0-9]*([-_.:][a-z0-9]+)+$/.test(text);

/** Names of products, formats and keys, the same in both languages. */
const international = new Set([
  'honglu',
  'english',
  'excel',
  'word',
  'wechat',
  'ctrl',
  'shift',
  'enter',
  'esc',
  'alt',
  'tab',
  'home',
  'end',
]);

/** The desk speaks the first two, the portal all four. */
export type WalkedLanguage = 'zh' | 'en' | 'ja' | 'ko';

/** Words that the office does not write on a screen, by language. An instruction does not begin with please; a reminder may hold it. */
const forbidden: Readonly<Record<WalkedLanguage, readonly RegExp[]>> = {
  zh: [/驳回/, /^确定$/, /暂无数据/, /操作成功/, /请输入/, /点击/, /校验失败/, /！/],
  en: [/^Please\b/, /^OK$/, /\bNo data\b/i, /click here/i],
  ja: [],
  ko: [],
};

/** What no reader may meet: marks of a fault, an unfilled place, a value of the machine. */
const broken: readonly RegExp[] = [
  /\bundefined\b/,
  /\[object \w+\]/,
  /\bNaN\b/,
  /\bInvalid Date\b/,
  /\{\w+\}/,
  /\bnull\b/,
  /\d{4}-\d\d-\d\dT\d\d:\d\d/,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/,
];

/**
 * What the server gave as data: names, titles, numbers. Text that the program itself brings in two languages (`{ zh, en }`) is no data,
 * so a Chinese word on an English page that came that way is found.
 */
export class Given {
  readonly #data = new Set<string>();
  readonly #codes = new Set<string>();
  readonly #english = new Set<string>();
  #joined: string | undefined;

  take(value: unknown, key = ''): void {
    if (typeof value === 'string') {
      // Accounts are named by their sign-in name, which looks like a code and is none.
      if (isCode(value) && key !== 'login') this.#codes.add(value);
      else this.#data.add(value);
      this.#joined = undefined;
    } else if (Array.isArray(value)) for (const one of value) this.take(one, key);
    else if (typeof value === 'object' && value !== null) {
      const both = 'zh' in value && 'en' in value;
      for (const [name, one] of Object.entries(value)) {
        if (!both || (name !== 'zh' && name !== 'en')) this.take(one, name);
        // A sentence around a name: the name is data, in both languages.
        else if (name === 'en' && typeof one === 'string') this.#takeSentence(one);
      }
    }
  }

  #takeSentence(english: string): void {
    for (const word of english.match(/[a-z]+(-[a-z]+)+/g) ?? []) this.#english.add(word);
    if (/[A-Za-z]{3}/.test(english)) for (const [part] of english.matchAll(han)) this.#data.add(part);
    this.#joined = undefined;
  }

  /** A code that is also how the word is written in English, as pre-review and person-days are. */
  isEnglish(code: string): boolean {
    return this.#english.has(code);
  }

  holds(text: string): boolean {
    this.#joined ??= [...this.#data].join('\n').toLowerCase();
    return this.#joined.includes(text.toLowerCase());
  }

  get codes(): ReadonlySet<string> {
    return this.#codes;
  }
}

/** What is wrong with the words of a page in this language. */
export function faultsOfWords(pieces: readonly Piece[], language: WalkedLanguage, given: Given): string[] {
  const faults: string[] = [];
  for (const { text, where, marked } of pieces) {
    const tell = (what: string) => faults.push(`${what}: "${text.slice(0, 60)}" in ${where}`);
    if (marked === 'code') continue;
    for (const sign of broken) if (sign.test(text) && !given.holds(text)) tell(`broken text ${sign}`);
    for (const part of text.match(/[a-z0-9]+([-_.:][a-z0-9]+)+/g) ?? [])
      if (given.codes.has(part) && !(language === 'en' && given.isEnglish(part))) tell(`raw code ${part}`);
    for (const part of text.match(/\b[a-z]+[A-Z][A-Za-z]+\b/g) ?? []) if (!given.holds(part)) tell(`raw name ${part}`);
    if (given.holds(text)) continue;
    for (const sign of forbidden[language]) if (sign.test(text)) tell(`word that is not used here ${sign}`);
    // Korean is written without Han on these pages, as English is.
    if ((language === 'en' || language === 'ko') && !/^(zh|ja)/.test(marked ?? '')) {
      for (const [part] of text.matchAll(han)) if (!given.holds(part)) tell(`untranslated ${part}`);
    }
    if (language === 'zh' && !marked?.startsWith('en')) {
      for (const [part] of text.matchAll(latinWord)) {
        if (/[a-z]{2}/.test(part) && !international.has(part.toLowerCase()) && !given.holds(part))
          tell(`untranslated ${part}`);
      }
    }
  }
  return faults;
}
