import { z } from 'zod';
import { role } from '../identity/permission.ts';
import { type Setting, setting } from '../settings/setting.ts';
import type { Text } from '../text.ts';
import { field, record } from '../ui/field.ts';

/** A piece of a paper's standing words that the office may set. */
export interface Phrase {
  readonly label: Text;
  readonly help?: Text;
  /** Holds until the office sets other words. */
  readonly default: string;
  /** What the program fills in: `团组人员` stands as {团组人员} in the words. */
  readonly fills?: readonly string[];
  /** One entry a line: 抄送, 附件. */
  readonly lines?: boolean;
  /** May be left empty. */
  readonly optional?: boolean;
}

export type Words<Keys extends string = string> = Readonly<Record<Keys, string>>;

/** Standing words of one kind of document, dated like every setting, under one key. */
export interface Wording<Keys extends string = string> {
  readonly phrases: Readonly<Record<Keys, Phrase>>;
  readonly setting: Setting<z.ZodType<Words<Keys>>>;
}

/** Who lays down what the papers of the office say. */
export const laysDownWords = role('office-head', 'system-administrator');

const places = /[{｛]([^{}｛｝]*)[}｝]/g;

/** Word between the issuer's code word and the year: 宿外**批**〔2026〕37号. */
const series: Phrase = {
  label: { zh: '文号用字', en: 'Word in the number' },
  help: {
    zh: '机关代字之后、年份之前的字；改后从 1 号起另编一列，原列不动',
    en: 'Between code word and year; another word begins another series at 1',
  },
  default: '',
};

/** Words whose places are all known, and whose braces are paired. */
function wordsOf({ fills = [], lines, optional }: Phrase): z.ZodType<string> {
  const words = z
    .string()
    .trim()
    .max(lines ? 1_000 : 600);
  return (optional ? words : words.min(1)).superRefine((text, issues) => {
    const unknown = [...text.matchAll(places)].flatMap(([whole, name]) => (fills.includes(name!) ? [] : [whole]));
    if (unknown.length === 0 && !/[{}｛｝]/.test(text.replaceAll(places, ''))) return;
    const known = fills.map((name) => `{${name}}`).join('、');
    const zh = unknown.length > 0 ? `程序不知道${unknown.join('、')}填什么。` : '有一个括号不成对。';
    const en =
      unknown.length > 0 ? `Nothing is known to fill into ${unknown.join(', ')}.` : 'A brace lacks its other half.';
    issues.addIssue({
      code: 'custom',
      params: {
        code: 'place-unknown',
        text: {
          zh: known ? `${zh}这里可用：${known}。` : `${zh}这里没有可填的项，请直接写文字。`,
          en: known ? `${en} Here may stand: ${known}.` : `${en} Write plain words here.`,
        },
      },
    });
  });
}

const seriesWord = z
  .string()
  .trim()
  .refine((word) => /^\p{sc=Han}{1,6}$/u.test(word), {
    params: {
      code: 'series-word',
      text: {
        zh: '「文号用字」为一至六个汉字，如“批”。',
        en: 'The word in the number is one to six Chinese characters.',
      },
    },
  });

/** The form of standing words: the same for validation, storage and screen. */
export function wordingForm(phrases: Readonly<Record<string, Phrase>>) {
  return record(
    Object.fromEntries(
      Object.entries(phrases).map(([key, phrase]) => {
        const { label, help, fills = [], lines } = phrase;
        const known = fills.map((name) => `{${name}}`).join('、');
        const parts = [
          ...(help ? [help] : []),
          ...(lines ? [{ zh: '每行一项', en: 'One entry a line' }] : []),
          ...(known ? [{ zh: `可用：${known}`, en: `May hold: ${known}` }] : []),
        ];
        const words = { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
        const given = {
          label,
          class: 'public',
          widget: key === 'series' ? 'text' : 'textarea',
          ...(parts.length > 0 ? { help: words } : {}),
        } as const;
        return [key, field(key === 'series' ? seriesWord : wordsOf(phrase), given)];
      }),
    ),
  );
}

/**
 * Declares the standing words of a kind of document.
 * @param kind key of the kind
 * @param word the word in its number, until the office sets another
 */
export function wording<Keys extends string>(
  kind: string,
  label: Text,
  word: string,
  phrases: Readonly<Record<Keys, Phrase>>,
): Wording<Keys | 'series'> {
  const all = { series: { ...series, default: word }, ...phrases } as Readonly<Record<Keys | 'series', Phrase>>;
  const words = Object.entries<Phrase>(all).map(([key, phrase]) => [key, phrase.default] as const);
  return {
    phrases: all,
    setting: setting({
      key: `documents.wording.${kind}`,
      label,
      schema: wordingForm(all) as unknown as z.ZodType<Words<Keys | 'series'>>,
      default: Object.fromEntries(words) as Words<Keys | 'series'>,
      changedBy: laysDownWords,
      onOwnScreen: true,
    }),
  };
}

/** The words with everything filled in. @throws Error for a place without its value: the setting let through what it should not have */
export function filledIn(words: string, values: Readonly<Record<string, string>>): string {
  return words.replaceAll(places, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing to fill into ${whole}`);
    return value;
  });
}

/** Entries of a phrase of several lines; empty lines do not count. */
export const linesOf = (words: string): string[] =>
  words
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
