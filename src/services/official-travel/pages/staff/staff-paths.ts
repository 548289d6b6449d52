import { paths } from '../paths.ts';

/** Addresses of the staff's pages beside the case itself. */
export const planPath = `${paths.list}/plan`;
export const planLinesPath = `${paths.list}/plan/lines`;
export const planAdjustmentsPath = `${paths.list}/plan/adjustments`;
export const routesPath = `${paths.list}/routes`;
export const routePath = (id: string, validFrom: string): string => `${routesPath}/${id}/${validFrom}`;
/** One-handed: without menu, for who decides on the phone. */
export const approvalPattern = '/m/missions/:id';
export const approvalPath = (id: string): string => `/m/missions/${id}`;
