import { useLanguage, useText } from '#kernel/ui/look/language.ts';
import { type NoticeText, noticeHeads } from '../notice.ts';

/** The six things that must be said, in the reader's language. */
export function NoticeBody({ words }: { readonly words: NoticeText }) {
  const t = useText();
  const told = words[useLanguage()];
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
