import { NotFound } from '#kernel/ui/parts/page-states.tsx';

export function UnknownPage() {
  return <NotFound />;
}
