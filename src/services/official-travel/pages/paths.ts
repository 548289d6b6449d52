import type { ApplicationSection } from '../model.ts';

const base = '/desk/official-travel';
/** Apart from the pages of the offices, so that the menu tells the two apart. */
const desk = '/desk/service-desk/official-travel';

/** Addresses of the pages; `:id` is the case. The page of a case itself is `paths.case`. */
export const paths = {
  list: base,
  case: `${base}/:id`,
  serviceDesk: desk,
  newApplication: `${desk}/new`,
  guide: `${desk}/guide`,
  application: `${base}/:id/application`,
  review: `${base}/:id/review`,
  submitted: `${base}/:id/submitted`,
} as const;

/** Registers behind the applications: travellers and the files of units. */
export const peoplePath = '/desk/official-travel-people';
export const personPath = (id: string): string => `${peoplePath}/${id}`;
export const unitFilesPath = '/desk/official-travel-units';
export const unitFilePath = (id: string): string => `${unitFilesPath}/${id}`;
export const consentsPath = '/desk/official-travel-consents';

export const casePath = (id: string): string => `${base}/${id}`;
export const reviewPath = (id: string): string => `${base}/${id}/review`;
export const submittedPath = (id: string): string => `${base}/${id}/submitted`;

/** The form on its list of tasks, in a section, or at a field of it (`/route/return`). */
export function applicationPath(id: string, section?: ApplicationSection | string, field?: string): string {
  const form = `${base}/${id}/application`;
  if (!section) return form;
  return field ? `${form}/${section}#${encodeURIComponent(field)}` : `${form}/${section}`;
}
