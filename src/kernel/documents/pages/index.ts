import { anyOf } from '#kernel/identity/permission.ts';
import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { createIssuer, createSeal } from '../endpoints.ts';
import { seesTemplates } from '../template-endpoints.ts';

const path = '/desk/issuers';
const templates = '/desk/document-templates';

/** Who issues documents, with which code word and seal, in which words and under which numbers. */
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
    {
      group: 'settings',
      label: { zh: '文书模板', en: 'Templates' },
      path: templates,
      order: 36,
      needs: seesTemplates,
    },
  ],
  routes: [
    { path, load: () => import('./issuers.tsx') },
    { path: templates, load: () => import('./templates.tsx'), needs: seesTemplates },
  ],
};

export default pages;
