import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { readsProcessing } from '../processing-endpoints.ts';
import { answersRequests } from '../request-endpoints.ts';

const path = '/desk/privacy';

/** What is held on persons, why, and what they asked about it. */
const pages: ServicePages = {
  service: 'privacy',
  menu: [
    { group: 'mine', label: { zh: '我的个人信息', en: 'Data on me' }, path: `${path}/own`, order: 90 },
    {
      group: 'registers',
      label: { zh: '个人信息申请', en: 'Requests about data' },
      path: `${path}/requests`,
      order: 90,
      needs: answersRequests,
    },
    {
      group: 'settings',
      label: { zh: '个人信息处理', en: 'Processing of data' },
      path: `${path}/processing`,
      order: 50,
      needs: readsProcessing,
    },
  ],
  routes: [
    { path: `${path}/processing`, load: () => import('./processing.tsx') },
    { path: `${path}/requests`, load: () => import('./requests.tsx') },
    { path: `${path}/own`, load: () => import('./own.tsx') },
  ],
};

export default pages;
