import { role } from '#kernel/identity/permission.ts';
import type { ServicePages } from '#kernel/ui/shell/pages.ts';

const path = '/desk/settings';
const reads = role('system-administrator', 'office-head', 'reviewer', 'supervisor', 'inspector', 'audit-administrator');

/** Dated values that the office sets, each with its history. */
const pages: ServicePages = {
  service: 'settings',
  menu: [{ group: 'settings', label: { zh: '参数', en: 'Values' }, path, order: 20, needs: reads }],
  routes: [{ path, load: () => import('./settings.tsx') }],
};

export default pages;
