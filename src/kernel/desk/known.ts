import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { CaseKinds } from './case-kinds.ts';

/**
 * Whether the actor may know of the case `c` (alias of `kernel.cases`), by the permission of its own kind. A case whose service
 * the program no longer has is known to nobody.
 */
export function knownCase(actor: Actor, kinds: CaseKinds): RawBuilder<SqlBool> {
  const parts = kinds.all.map(
    ({ process, knownTo }) => sql<SqlBool>`(c.service = ${process.service} and c.kind = ${process.kind}
      and ${permissionFilter(actor, knownTo)})`,
  );
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}
