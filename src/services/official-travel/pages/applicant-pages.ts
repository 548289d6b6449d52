import { anyOf, role } from '#kernel/identity/permission.ts';
import type { MenuEntry, PageRoute } from '#kernel/ui/shell/pages.ts';
import { paths } from './paths.ts';

const applies = role('liaison-officer');
const belongsToUnit = anyOf(applies, role('unit-head', 'unit-finance', 'unit-personnel', 'traveller'));

/** Service desk 服务台: what a unit that sends people abroad sees. */
export const applicantMenu: readonly MenuEntry[] = [
  {
    group: 'work',
    label: { zh: '因公出国服务台', en: 'Official travel: service desk' },
    path: paths.serviceDesk,
    order: 10,
    needs: belongsToUnit,
  },
];

export const applicantRoutes: readonly PageRoute[] = [
  { path: paths.serviceDesk, load: () => import('./service-desk-home.tsx'), needs: belongsToUnit },
  { path: paths.newApplication, load: () => import('./new-application.tsx'), needs: applies },
  { path: paths.guide, load: () => import('./guide.tsx') },
  { path: `${paths.application}/:section?`, load: () => import('./application/application.tsx') },
  { path: paths.review, load: () => import('./review.tsx') },
  { path: paths.submitted, load: () => import('./submitted.tsx') },
];
