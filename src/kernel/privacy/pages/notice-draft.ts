import type { Text } from '#kernel/text.ts';
import { type NoticeLanguage, type NoticeText, type NoticeWords, noticeHeads, noticeLanguages } from '../notice.ts';

export const languageNames: Readonly<Record<NoticeLanguage, Text>> = {
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  ja: { zh: '日文', en: 'Japanese' },
  ko: { zh: '韩文', en: 'Korean' },
};

export const heads = Object.keys(noticeHeads) as (keyof NoticeWords)[];

/** Those in which the notice is kept: Chinese and English, and the portal's where there are words. */
export const languagesOf = (words: NoticeText): readonly NoticeLanguage[] =>
  noticeLanguages.filter((language) => words[language] !== undefined);

/** What keeps the draft from being published; null: nothing. The published words are the draft's, without blanks around them. */
export function missingOf(draft: NoticeText, current: NoticeText): Text | null {
  for (const language of languagesOf(draft)) {
    const empty = heads.find((head) => (draft[language]?.[head] ?? '').trim().length < 2);
    if (!empty) continue;
    const { zh, en } = noticeHeads[empty];
    return {
      zh: `请填写${languageNames[language].zh}的“${zh}”。`,
      en: `Write “${en}” in ${languageNames[language].en}.`,
    };
  }
  const changed = languagesOf(draft).some((language) =>
    heads.some((head) => draft[language]?.[head].trim() !== current[language]?.[head]),
  );
  return changed
    ? null
    : { zh: '与现行版本相同，没有可发布的修改。', en: 'The same words as now in force; nothing to publish.' };
}

/** Languages whose words stand as they were while another's changed: easily forgotten, and then the versions say different things. */
export function untouchedOf(draft: NoticeText, current: NoticeText): readonly NoticeLanguage[] {
  const languages = languagesOf(draft);
  const same = languages.filter((language) =>
    heads.every((head) => draft[language]?.[head].trim() === current[language]?.[head]),
  );
  return same.length === languages.length ? [] : same;
}
