import { useState } from 'react';
import { useText } from '#kernel/ui/look/language.ts';
import { ReadOnly } from '#kernel/ui/parts/page-states.tsx';

/** The form is made for the desk; the phone reads and mends. */
export function PhoneNote() {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const send = async () => {
    const link = { url: window.location.href, title: document.title };
    try {
      if (navigator.share) await navigator.share(link);
      else {
        await navigator.clipboard.writeText(link.url);
        setCopied(true);
      }
    } catch {
      // The person closed the sheet.
    }
  };
  return (
    <ReadOnly
      icon="info"
      why={{
        zh: '手机上适合查看和小改；成员、日程、预算请在电脑上填。',
        en: 'The phone is for reading and small corrections; fill members, programme and budget at a desk.',
      }}
    >
      <button type="button" className="link" onClick={() => void send()}>
        {copied
          ? t({ zh: '链接已复制', en: 'Link copied' })
          : t({ zh: '把链接发到电脑', en: 'Send the link to the desk' })}
      </button>
    </ReadOnly>
  );
}
