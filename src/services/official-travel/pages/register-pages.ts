import type { MenuEntry, PageRoute } from '#kernel/ui/shell/pages.ts';
import { seesConsents } from '../consents/endpoints.ts';
import { readsPeople } from '../people/endpoints.ts';
import { readsUnits } from '../units/endpoints.ts';
import { consentsPath, peoplePath, unitFilesPath } from './paths.ts';

/** Travellers and files of units, for the units themselves and for the offices that work with them. */
export const registerMenu: readonly MenuEntry[] = [
  {
    group: 'work',
    label: { zh: '派员征求意见', en: 'Consultations' },
    path: consentsPath,
    order: 15,
    needs: seesConsents,
  },
  { group: 'registers', label: { zh: '人员库', en: 'Travellers' }, path: peoplePath, order: 20, needs: readsPeople },
  {
    group: 'registers',
    label: { zh: '单位档案', en: 'Files of units' },
    path: unitFilesPath,
    order: 21,
    needs: readsUnits,
  },
];

export const registerRoutes: readonly PageRoute[] = [
  { path: consentsPath, load: () => import('./consents/consents-asked.tsx'), needs: seesConsents },
  { path: peoplePath, load: () => import('./people/people-list.tsx'), needs: readsPeople },
  { path: `${peoplePath}/:id`, load: () => import('./people/person-page.tsx'), needs: readsPeople },
  { path: unitFilesPath, load: () => import('./units/unit-list.tsx'), needs: readsUnits },
  { path: `${unitFilesPath}/:id`, load: () => import('./units/unit-page.tsx'), needs: readsUnits },
];
