import type { Permission } from '#kernel/identity/permission.ts';
import type { Role } from '#kernel/identity/roles.ts';

/**
 * Whether a page is worth showing in the menu: a hint from the roles held now. What hangs on a subject (one's own case, a unit) counts
 * as open; the server decides. Throws nothing, knows nothing of units.
 */
export function mayOpen(needs: Permission | undefined, roles: readonly Role[]): boolean {
  if (!needs) return true;
  switch (needs.kind) {
    case 'public':
    case 'signed-in':
    case 'related':
      return true;
    case 'role':
    case 'role-over-unit':
      return needs.roles.some((role) => roles.includes(role));
    case 'any':
      return needs.of.some((one) => mayOpen(one, roles));
    case 'all':
      return needs.of.every((one) => mayOpen(one, roles));
  }
}
