import { Button } from 'antd';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { useText } from '#kernel/ui/look/language.ts';
import { usePageTitle } from '#kernel/ui/parts/page.tsx';
import { NotFound } from '#kernel/ui/parts/page-states.tsx';

/** A page that failed to load or to draw: what was saved stays saved, and loading again mostly helps. */
export function Crash() {
  const t = useText();
  const error = useRouteError();
  usePageTitle({ zh: '页面出错', en: 'Page failed' }, undefined, true);
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <main className="entry">
      <h1>{t({ zh: '本页没有打开', en: 'This page did not open' })}</h1>
      <p>
        {t({
          zh: '可能是网络中断，或系统刚更新。已保存的内容不受影响，请重新载入。',
          en: 'The connection may be down, or the system was just updated. What is saved is safe; load the page again.',
        })}
      </p>
      <p>
        <Button type="primary" onClick={() => window.location.reload()}>
          {t({ zh: '重新载入', en: 'Load again' })}
        </Button>
      </p>
      {error instanceof Error && <p className="quiet">{error.message}</p>}
    </main>
  );
}
