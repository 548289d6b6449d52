import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { readState } from '../endpoints.ts';

const path = '/desk/state';

/** How the installation stands, for who looks after it. */
const pages: ServicePages = {
  service: 'operations',
  menu: [
    { group: 'settings', label: { zh: '系统状态', en: 'System state' }, path, order: 60, needs: readState.permission },
  ],
  routes: [{ path, load: () => import('./state.tsx') }],
};

export default pages;
