import { unreadCount } from '#kernel/notifications/endpoints.ts';
import { listLocks } from '#kernel/obligations/endpoints.ts';
import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { toDoCount } from '../endpoints.ts';
import { deskPaths } from './paths.ts';

/** What is the reader's own: what to do, what is due when, what to read. */
const pages: ServicePages = {
  service: 'desk',
  menu: [
    { group: 'mine', label: { zh: '待办', en: 'To do' }, path: deskPaths.toDo, order: 10, count: toDoCount },
    { group: 'mine', label: { zh: '期限', en: 'Due dates' }, path: deskPaths.obligations, order: 20 },
    {
      group: 'mine',
      label: { zh: '待阅和消息', en: 'To read' },
      path: deskPaths.messages,
      order: 30,
      count: unreadCount,
    },
  ],
  routes: [
    { path: deskPaths.toDo, load: () => import('./to-do.tsx') },
    { path: deskPaths.obligations, load: () => import('./obligations.tsx') },
    { path: deskPaths.calendar, load: () => import('./obligation-calendar.tsx') },
    { path: deskPaths.locks, load: () => import('./locks.tsx'), needs: listLocks.permission },
    { path: deskPaths.obligation, load: () => import('./obligation.tsx') },
    { path: deskPaths.messages, load: () => import('./messages.tsx') },
  ],
};

export default pages;
