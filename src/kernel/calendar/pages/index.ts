import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { changeCalendar } from '../endpoints.ts';

const path = '/desk/calendar';

/** The table of working days from which every term in working days is computed. */
const pages: ServicePages = {
  service: 'calendar',
  menu: [
    {
      group: 'settings',
      label: { zh: '工作日历', en: 'Working days' },
      path,
      order: 40,
      needs: changeCalendar.permission,
    },
  ],
  routes: [{ path, load: () => import('./working-days.tsx') }],
};

export default pages;
