import { role } from '#kernel/identity/permission.ts';
import type { MenuEntry, PageRoute } from '#kernel/ui/shell/pages.ts';
import { adjust } from '../../plan/adjustments/endpoints.ts';
import { draftsPlan, readsPlan } from '../../plan/endpoints.ts';
import { missionRoutes } from '../../routes.ts';
import { paths } from '../paths.ts';
import {
  approvalPattern,
  planAdjustmentsPath,
  planAdjustPath,
  planLinePath,
  planLinesPath,
  planNewLinePath,
  planOutsidePath,
  planPath,
  planVersionsPath,
  planWorkPath,
  routesPath,
  rulesPath,
} from './staff-paths.ts';

const handles = role(
  'unit-head',
  'unit-finance',
  'unit-personnel',
  'liaison-officer',
  'first-reviewer',
  'first-review-head',
  'intake',
  'reviewer',
  'office-head',
  'city-leader',
  'leader-secretary',
  'document-checker',
  'document-signer',
  'seal-keeper',
  'supervisor',
  'inspector',
);

/** What the offices see that handle missions. */
export const staffMenu: readonly MenuEntry[] = [
  { group: 'work', label: { zh: '因公出国（境）', en: 'Official travel' }, path: paths.list, order: 5, needs: handles },
  { group: 'registers', label: { zh: '年度计划', en: 'Annual plan' }, path: planPath, order: 10, needs: readsPlan },
  {
    group: 'settings',
    label: { zh: '审批路线', en: 'Routes' },
    path: routesPath,
    order: 10,
    needs: missionRoutes.listRoutes.permission,
  },
  { group: 'settings', label: { zh: '规则', en: 'Rules' }, path: rulesPath, order: 11, needs: handles },
];

export const staffRoutes: readonly PageRoute[] = [
  { path: paths.list, load: () => import('./mission-list.tsx') },
  { path: paths.case, load: () => import('./case-page.tsx') },
  { path: approvalPattern, load: () => import('./approval.tsx'), bare: true },
  { path: planPath, load: () => import('./plan/plan-page.tsx'), needs: readsPlan },
  { path: planLinesPath, load: () => import('./plan/plan-lines.tsx'), needs: readsPlan },
  { path: planAdjustmentsPath, load: () => import('./plan/plan-adjustments.tsx'), needs: readsPlan },
  { path: planWorkPath, load: () => import('./plan/plan-work.tsx'), needs: readsPlan },
  { path: planOutsidePath, load: () => import('./plan/plan-outside.tsx'), needs: readsPlan },
  { path: planVersionsPath, load: () => import('./plan/plan-versions.tsx'), needs: readsPlan },
  { path: planNewLinePath, load: () => import('./plan/new-line.tsx'), needs: draftsPlan },
  { path: planAdjustPath, load: () => import('./plan/ask-adjustment.tsx'), needs: adjust.permission },
  { path: planLinePath(':id'), load: () => import('./plan/line-page.tsx'), needs: readsPlan },
  { path: rulesPath, load: () => import('./rules/rule-list.tsx') },
  { path: routesPath, load: () => import('./routes/route-list.tsx'), needs: missionRoutes.listRoutes.permission },
  {
    path: `${routesPath}/:route/:from`,
    load: () => import('./routes/route-page.tsx'),
    needs: missionRoutes.listRoutes.permission,
  },
];
