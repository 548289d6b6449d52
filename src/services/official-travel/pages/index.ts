import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { applicantMenu, applicantRoutes } from './applicant-pages.ts';
import { staffMenu, staffRoutes } from './staff/staff-pages.ts';

/** Screens of the service: those of the applying unit, then those of the offices that handle its cases. */
const pages: ServicePages = {
  service: 'official-travel',
  menu: [...staffMenu, ...applicantMenu],
  routes: [...staffRoutes, ...applicantRoutes],
};

export default pages;
