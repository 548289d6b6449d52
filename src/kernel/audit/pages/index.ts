import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { readsTrail } from '../trail-endpoints.ts';

const path = '/desk/audit';

/** Who did what to which thing, and when. */
const pages: ServicePages = {
  service: 'audit',
  menu: [{ group: 'settings', label: { zh: '审计记录', en: 'Audit trail' }, path, order: 70, needs: readsTrail }],
  routes: [{ path, load: () => import('./trail.tsx') }],
};

export default pages;
