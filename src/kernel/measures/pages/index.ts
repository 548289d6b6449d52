import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { figurePaths } from './paths.ts';

/** Figures of all services: each opens its records, each has its one-page brief. */
const pages: ServicePages = {
  service: 'measures',
  menu: [{ group: 'figures', label: { zh: '统计', en: 'Figures' }, path: figurePaths.all, order: 5 }],
  routes: [
    { path: figurePaths.all, load: () => import('./measure-list.tsx') },
    { path: figurePaths.one, load: () => import('./measure.tsx') },
    { path: figurePaths.records, load: () => import('./records.tsx') },
    { path: figurePaths.brief, load: () => import('./brief.tsx') },
  ],
};

export default pages;
