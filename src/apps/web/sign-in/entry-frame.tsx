import type { ReactNode } from 'react';
import { useText } from '#kernel/ui/look/language.ts';
import { LanguageSwitch, TextSizeButton } from '#kernel/ui/shell/look-switches.tsx';

/** The pages before the desk: name of the product, one column, the switches for language and size. */
export function EntryFrame({ wide, children }: { readonly wide?: boolean; readonly children: ReactNode }) {
  const t = useText();
  return (
    <div className="entry-page">
      <header className="entry-top">
        <span className="brand" lang="zh-CN">
          鸿胪
        </span>
        <span className="quiet">{t({ zh: '外事办公系统', en: 'Foreign affairs office' })}</span>
        <span className="entry-switches">
          <TextSizeButton />
          <LanguageSwitch />
        </span>
      </header>
      <main id="main" className={wide ? 'entry entry-wide' : 'entry'}>
        {children}
      </main>
      <footer className="shell-foot">
        <span>{t({ zh: '本系统不处理国家秘密', en: 'No state secrets in this system' })}</span>
        <span>{t({ zh: `版本 ${__VERSION__}`, en: `Version ${__VERSION__}` })}</span>
      </footer>
    </div>
  );
}
