import { z } from 'zod';
import type { Text } from '../text.ts';

const sentence = z.string().trim().min(2).max(2_000);

/** What must be said before anything is collected (个人信息保护法第十七条、第三十条). */
export const noticeWords = z.strictObject({
  who: sentence,
  why: sentence,
  what: sentence,
  howLong: sentence,
  rights: sentence,
  contact: sentence,
});
export type NoticeWords = z.infer<typeof noticeWords>;

/** Chinese and English always; Japanese and Korean where the public portal collects. */
export const noticeText = z.strictObject({
  zh: noticeWords,
  en: noticeWords,
  ja: noticeWords.optional(),
  ko: noticeWords.optional(),
});
export type NoticeText = z.infer<typeof noticeText>;

export const noticeLanguages = ['zh', 'en', 'ja', 'ko'] as const;
export type NoticeLanguage = (typeof noticeLanguages)[number];

export const noticeHeads: Readonly<Record<keyof NoticeWords, Text>> = {
  who: { zh: '谁在处理', en: 'Who processes the data' },
  why: { zh: '为什么', en: 'Why' },
  what: { zh: '处理哪些信息', en: 'Which data' },
  howLong: { zh: '保存多久', en: 'For how long' },
  rights: { zh: '您的权利', en: 'Your rights' },
  contact: { zh: '联系方式', en: 'Contact' },
};

export interface PrivacyNotice {
  readonly about: string;
  readonly label: Text;
  /** Holds until the office publishes a text of its own. */
  readonly standard: NoticeText;
}

const notices = new Map<string, PrivacyNotice>();

/** Defined once, in the service that collects. @throws TypeError if there is one about the same */
export function privacyNotice(definition: PrivacyNotice): PrivacyNotice {
  if (notices.has(definition.about)) throw new TypeError(`two notices about ${definition.about}`);
  noticeText.parse(definition.standard);
  notices.set(definition.about, definition);
  return definition;
}

export const noticeAbout = (about: string): PrivacyNotice | undefined => notices.get(about);

/** Of the services loaded. */
export const allNotices = (): readonly PrivacyNotice[] =>
  [...notices.values()].sort((a, b) => (a.about < b.about ? -1 : 1));
