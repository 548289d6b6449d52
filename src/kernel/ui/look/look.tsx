import './base.css';
import './parts.css';
import './shell.css';
import './tables.css';
import './charts.css';
import './patterns.css';
import './print.css';
import { App, ConfigProvider } from 'antd';
import enGB from 'antd/es/locale/en_GB.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from './icon.tsx';
import { htmlLang } from './language.ts';
import { usePreferences } from './preferences.ts';
import { giveNonceToStyles, styleNonce } from './style-nonce.ts';
import { libraryTheme } from './theme.ts';
import { textSizes, tokenSheet } from './tokens.ts';

/** What the page looks like now: read by parts that differ between desk and phone, and between light and dark. */
export interface Looks {
  readonly mode: 'light' | 'dark';
  /** One column, drawer menu, cards for tables: a phone, or a desk screen at elder size or high zoom. */
  readonly narrow: boolean;
}

const LooksContext = createContext<Looks>({ mode: 'light', narrow: false });
export const useLooks = (): Looks => useContext(LooksContext);

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Width in px at standard text size up to which there is one column; it grows with the text. */
const narrowBelow = 820;

let printing = false;
function usePrinting(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const set = (value: boolean) => () => {
        printing = value;
        // The browser takes the picture as soon as the handler returns.
        flushSync(listener);
      };
      const [before, after] = [set(true), set(false)];
      window.addEventListener('beforeprint', before);
      window.addEventListener('afterprint', after);
      return () => {
        window.removeEventListener('beforeprint', before);
        window.removeEventListener('afterprint', after);
      };
    },
    () => printing,
  );
}

function installTokens(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokenSheet());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
let tokensInstalled = false;

let nonce: string | undefined;
/** Read once; styles made from then on carry it. */
function pageNonce(): string {
  if (nonce === undefined) {
    nonce = styleNonce();
    giveNonceToStyles(nonce);
  }
  return nonce;
}

/** Theme, language of the library, and the attributes of the page that style sheets go by. Once, around everything. */
export function Look({ children }: { readonly children: ReactNode }) {
  const chosen = usePreferences();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const isPrinting = usePrinting();
  const text = textSizes[chosen.textSize];
  const narrow = useMedia(`(max-width: ${Math.round((text / textSizes.standard) * narrowBelow)}px)`);
  const wantsDark = chosen.mode === 'dark' || (chosen.mode === 'system' && systemDark);
  const mode = wantsDark && !isPrinting ? 'dark' : 'light';

  useLayoutEffect(() => {
    if (!tokensInstalled) installTokens();
    tokensInstalled = true;
    const root = document.documentElement;
    root.lang = htmlLang[chosen.language];
    root.dataset.mode = mode;
    root.dataset.layout = narrow ? 'narrow' : 'wide';
    root.dataset.density = chosen.density;
    root.style.setProperty('--text', `${narrow ? Math.max(16, text) : text}px`);
  }, [chosen.language, chosen.density, mode, narrow, text]);

  const themeConfig = useMemo(() => {
    const made = libraryTheme({
      mode,
      language: chosen.language,
      textSize: chosen.textSize,
      density: chosen.density,
      narrow,
    });
    return { ...made, token: { ...made.token, motion: !still } };
  }, [mode, chosen.language, chosen.textSize, chosen.density, narrow, still]);
  const looks = useMemo<Looks>(() => ({ mode, narrow }), [mode, narrow]);
  const csp = useMemo(() => ({ nonce: pageNonce() }), []);

  return (
    <ConfigProvider
      csp={csp}
      locale={chosen.language === 'zh' ? zhCN : enGB}
      theme={themeConfig}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      select={{ suffixIcon: <Icon name="chevronDown" /> }}
      form={{ requiredMark: 'optional', colon: false }}
      modal={{ mask: { blur: false } }}
      drawer={{ mask: { blur: false } }}
      image={{ preview: { mask: { blur: false } } }}
    >
      <LooksContext value={looks}>
        <App component={false}>{children}</App>
      </LooksContext>
    </ConfigProvider>
  );
}
