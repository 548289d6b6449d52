import { createContext, type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/text.ts';
import { useText } from '#kernel/ui/look/language.ts';

export interface PageProps {
  /** What this is, or what to do: 核对后提交. Also the title of the window, with the case number and 鸿胪. */
  readonly title: Text;
  /** Number of the case, for head and window title. */
  readonly number?: string;
  /** Where this page lies: 首页 / 因公出国（境）. */
  readonly trail?: readonly { readonly label: Text; readonly to: string }[];
  /** Status, holder line, path. */
  readonly head?: ReactNode;
  /** The acts of the page; one is filled. */
  readonly acts?: ReactNode;
  /** Reading column (≤ 680 px), form (640–720 px) or the whole width. */
  readonly width?: 'reading' | 'form' | 'full';
  /** The page stands for a failure: its window title begins so. */
  readonly faulty?: boolean;
  readonly children: ReactNode;
}

/** True below a page that has its heading; what stands for a whole page brings its own. */
export const InPage = createContext(false);

const product: Text = { zh: '鸿胪', en: 'Honglu' };

/** Title of the window: page + case number + 鸿胪; faulty pages begin 有误：. */
export function usePageTitle(title: Text, number?: string, faulty?: boolean): void {
  const t = useText();
  const words = [number, t(title), t(product)].filter(Boolean).join(' · ');
  const whole = faulty ? t({ zh: `有误：${words}`, en: `Error: ${words}` }) : words;
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}

/** Head and body of every page: one h1, the trail, the acts. */
export function Page({ title, number, trail, head, acts, width = 'full', faulty, children }: PageProps) {
  const t = useText();
  usePageTitle(title, number, faulty);
  return (
    <div className={`page page-${width}`}>
      {trail && trail.length > 0 && (
        <nav className="trail" aria-label={t({ zh: '所在位置', en: 'Where this is' })}>
          <ol>
            {trail.map((step) => (
              <li key={step.to}>
                <Link to={step.to}>{t(step.label)}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-head">
        <div className="page-title">
          <h1 tabIndex={-1}>
            {number && <span className="figures quiet">{number}</span>}
            {t(title)}
          </h1>
          {head}
        </div>
        {acts && <div className="page-acts">{acts}</div>}
      </div>
      <InPage value={true}>{children}</InPage>
    </div>
  );
}
