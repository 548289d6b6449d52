import type { ComponentType } from 'react';
import type { Permission } from '#kernel/identity/permission.ts';
import { NoPermission } from '#kernel/ui/parts/page-states.tsx';
import { useMayOpen } from '#kernel/ui/shell/session.tsx';

/** The page for whom it is; others are told so in one place, instead of once for each part that the server refuses. */
export function guarded(needs: Permission | undefined, Page: ComponentType): ComponentType {
  if (!needs) return Page;
  return function Guarded() {
    return useMayOpen()(needs) ? <Page /> : <NoPermission />;
  };
}
