import type { ServicePages } from '#kernel/ui/shell/pages.ts';
import { applicantMenu, applicantRoutes } from './applicant-pages.ts';
import { registerMenu, registerRoutes } from './register-pages.ts';
import { staffMenu, staffRoutes } from './staff/staff-pages.ts';

/** Screens of the service: those of the applying unit, then those of the offices that handle its cases. */
const pages: ServicePages = {
  service: 'official-travel',
  menu: [...staffMenu, ...registerMenu, ...applicantMenu],
  routes: [...staffRoutes, ...registerRoutes, ...applicantRoutes],
};

export default pages;
