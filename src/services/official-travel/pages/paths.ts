import type { ApplicationSection } from '../model.ts';

const base = '/desk/official-travel';

/** Addresses of the pages; `:id` is the case. The page of a case itself is `paths.case`. */
export const paths = {
  list: base,
  case: `${base}/:id`,
  serviceDesk: `${base}/service-desk`,
  newApplication: `${base}/new`,
  guide: `${base}/guide`,
  application: `${base}/:id/application`,
  review: `${base}/:id/review`,
  submitted: `${base}/:id/submitted`,
} as const;

export const casePath = (id: string): string => `${base}/${id}`;
export const reviewPath = (id: string): string => `${base}/${id}/review`;
export const submittedPath = (id: string): string => `${base}/${id}/submitted`;

/** The form on its list of tasks, in a section, or at a field of it (`/route/return`). */
export function applicationPath(id: string, section?: ApplicationSection | string, field?: string): string {
  const form = `${base}/${id}/application`;
  if (!section) return form;
  return field ? `${form}/${section}#${encodeURIComponent(field)}` : `${form}/${section}`;
}
