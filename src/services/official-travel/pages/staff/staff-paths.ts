/** Addresses of the staff's pages beside list and case; not below the list's own, so that the menu marks one entry only. */
const plan = '/desk/official-travel-plan';
export const planPath = plan;
export const planLinesPath = `${plan}/lines`;
export const planAdjustmentsPath = `${plan}/adjustments`;
/** 编制和办理: drafts, submissions, what waits for the reader. */
export const planWorkPath = `${plan}/work`;
/** 计划外团组. */
export const planOutsidePath = `${plan}/outside`;
export const planVersionsPath = `${plan}/versions`;
export const planAdjustPath = `${plan}/adjust`;
export const planNewLinePath = `${plan}/new`;
export const planLinePath = (id: string): string => `${plan}/line/${id}`;
export const routesPath = '/desk/official-travel-routes';
export const routePath = (id: string, validFrom: string): string => `${routesPath}/${id}/${validFrom}`;
export const rulesPath = '/desk/official-travel-rules';
/** One-handed: without menu, for who decides on the phone. */
export const approvalPattern = '/m/missions/:id';
export const approvalPath = (id: string): string => `/m/missions/${id}`;
