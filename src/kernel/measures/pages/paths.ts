import type { Scope } from './scope.ts';
import { scopeQuery } from './scope.ts';

const base = '/desk/figures';

export const figurePaths = {
  all: base,
  one: `${base}/:id`,
  records: `${base}/:id/records`,
  brief: `${base}/:id/brief`,
} as const;

const withQuery = (path: string, query: URLSearchParams): string => {
  const search = query.toString();
  return search ? `${path}?${search}` : path;
};

export const figurePath = (id: string, scope: Scope): string => withQuery(`${base}/${id}`, scopeQuery(scope));
export const recordsPath = (id: string, scope: Scope, part?: string): string => {
  const query = scopeQuery(scope);
  if (part !== undefined) query.set('part', part);
  return withQuery(`${base}/${id}/records`, query);
};
export const briefPath = (id: string, scope: Scope, part?: string): string => {
  const query = scopeQuery(scope);
  if (part !== undefined) query.set('part', part);
  return withQuery(`${base}/${id}/brief`, query);
};
