import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import { reachOf } from './row.ts';

function namesHolders(permission: Permission): boolean {
  if (permission.kind === 'any' || permission.kind === 'all') return permission.of.some(namesHolders);
  return permission.kind === 'related' && permission.as.includes('holder');
}

/**
 * Whether the actor may know of the case `c` (alias of `kernel.cases`). Where holders may, so may whoever fills an open task by a
 * duty in its unit, in person or standing in: a route can name a member unit that stands over nothing, such as the finance bureau.
 * And so may who is asked for a co-signature (会签), from checking until the document is signed.
 */
export function mayKnowCase(actor: Actor, permission: Permission): RawBuilder<SqlBool> {
  const filter = permissionFilter(actor, permission);
  if (!namesHolders(permission)) return filter;
  const keys = [...new Set([actor, ...actor.actsFor].flatMap(reachOf))];
  return sql<SqlBool>`(${filter} or (c.office_id = ${actor.officeId}::uuid and (
    exists (select from kernel.tasks t where t.office_id = c.office_id and t.case_id = c.id and t.closed_at is null
      and t.reach && ${keys}::text[])
    or exists (select from kernel.documents d join kernel.document_cosigners s on s.office_id = d.office_id and s.document_id = d.id
      where d.office_id = c.office_id and d.case_id = c.id and d.state in ('checking', 'countersigning', 'signing')
        and s.person_id = ${actor.personId}::uuid))))`;
}
