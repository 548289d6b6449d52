import { usePageTitle } from '#kernel/ui/parts/page.tsx';
import { NotFound } from '#kernel/ui/parts/page-states.tsx';

export function UnknownPage() {
  usePageTitle({ zh: '没有找到', en: 'Not found' }, undefined, true);
  return <NotFound />;
}
