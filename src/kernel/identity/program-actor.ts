import type { Actor } from './actor.ts';
import type { Role } from './roles.ts';

/** The program itself (set-up, jobs, demonstration data): no person, no account, never behind a request. */
const nobody = '00000000-0000-8000-8000-000000000000';

export function programActor(officeId: string, ...roles: readonly Role[]): Actor {
  return {
    officeId,
    accountId: nobody,
    personId: nobody,
    name: '系统',
    posts: [{ id: nobody, title: '系统', unitId: nobody, roles, subtree: true }],
    actsFor: [],
    sessionDigest: '',
    factorAt: null,
    address: '',
  };
}
