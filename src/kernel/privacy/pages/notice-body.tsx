import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { type NoticeLanguage, type NoticeText, noticeHeads } from '../notice.ts';

/** The six things that must be said, in the reader's language if no other is asked for. */
export function NoticeBody({ words, language }: { readonly words: NoticeText; readonly language?: NoticeLanguage }) {
  const t = useText();
  const own = useLanguage();
  const told = words[language ?? own] ?? words.zh;
  return (
    <dl className="facts">
      {(Object.keys(noticeHeads) as (keyof typeof noticeHeads)[]).map((head) => (
        <div key={head}>
          <dt>{t(noticeHeads[head])}</dt>
          <dd>{told[head]}</dd>
        </div>
      ))}
    </dl>
  );
}
