/** Addresses of the staff's pages beside list and case; not below the list's own, so that the menu marks one entry only. */
const plan = '/desk/official-travel-plan';
export const planPath = plan;
export const planLinesPath = `${plan}/lines`;
export const planAdjustmentsPath = `${plan}/adjustments`;
export const routesPath = '/desk/official-travel-routes';
export const routePath = (id: string, validFrom: string): string => `${routesPath}/${id}/${validFrom}`;
/** One-handed: without menu, for who decides on the phone. */
export const approvalPattern = '/m/missions/:id';
export const approvalPath = (id: string): string => `/m/missions/${id}`;
