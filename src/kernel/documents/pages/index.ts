import { anyOf } from '#kernel/identity/permission.ts';
import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { createIssuer, createSeal } from '../endpoints.ts';

const path = '/desk/issuers';

/** Who issues documents, with which code word and seal. */
const pages: ServicePages = {
  service: 'documents',
  menu: [
    {
      group: 'settings',
      label: { zh: '发文机关', en: 'Issuers' },
      path,
      order: 35,
      needs: anyOf(createIssuer.permission, createSeal.permission),
    },
  ],
  routes: [{ path, load: () => import('./issuers.tsx') }],
};

export default pages;
