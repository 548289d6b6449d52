import type { Endpoint } from '#kernel/http/endpoint.ts';
import { mayAtAll } from '#kernel/identity/may.ts';
import { type CastName, castRoles } from '#services/official-travel/testing.ts';

/** Everybody of the invented office. */
export const everybody = Object.keys(castRoles) as readonly CastName[];

/** Persons whose post lets them ask at all. */
export function entitled(officeId: string, { permission }: Endpoint): readonly CastName[] {
  return everybody.filter((name) => {
    const posts = [{ id: '', title: '', unitId: '', roles: castRoles[name], subtree: true }];
    const nobody = { officeId, accountId: '', personId: '', name: '', sessionDigest: '', factorAt: null, address: '' };
    return mayAtAll({ ...nobody, posts, actsFor: [] }, permission).allowed;
  });
}
