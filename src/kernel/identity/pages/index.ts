import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { role } from '../permission.ts';
import { listRecoveries } from '../recovery-endpoints.ts';
import { listAccounts, listAllDelegations } from '../registry-endpoints.ts';

const seesUnits = role('system-administrator', 'security-administrator', 'office-head', 'inspector');

/** Who works here: units, accounts with their posts, stand-ins. */
const pages: ServicePages = {
  service: 'identity',
  menu: [
    { group: 'settings', label: { zh: '单位', en: 'Units' }, path: '/desk/units', order: 25, needs: seesUnits },
    {
      group: 'settings',
      label: { zh: '账号与岗位', en: 'Accounts and posts' },
      path: '/desk/accounts',
      order: 30,
      needs: listAccounts.permission,
    },
    {
      group: 'settings',
      label: { zh: '代理', en: 'Stand-ins' },
      path: '/desk/delegations',
      order: 32,
      needs: listAllDelegations.permission,
    },
    {
      group: 'settings',
      label: { zh: '找回申请', en: 'Accounts to recover' },
      path: '/desk/recoveries',
      order: 31,
      needs: listRecoveries.permission,
    },
  ],
  routes: [
    { path: '/desk/units', load: () => import('./units.tsx') },
    { path: '/desk/accounts', load: () => import('./accounts.tsx'), needs: listAccounts.permission },
    { path: '/desk/delegations', load: () => import('./delegations.tsx'), needs: listAllDelegations.permission },
    { path: '/desk/recoveries', load: () => import('./recoveries.tsx'), needs: listRecoveries.permission },
  ],
};

export default pages;
