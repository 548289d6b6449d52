import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from './actor.ts';
import { hasRole, personsFor, postsInForce } from './may.ts';
import type { Permission, Relation } from './permission.ts';
import type { Role } from './roles.ts';

const everything = sql<SqlBool>`true`;
const nothing = sql<SqlBool>`false`;

function joined(parts: readonly RawBuilder<SqlBool>[], by: 'and' | 'or'): RawBuilder<SqlBool> {
  if (parts.length === 0) return by === 'and' ? everything : nothing;
  return sql<SqlBool>`(${sql.join(parts, by === 'and' ? sql` and ` : sql` or `)})`;
}

function overUnit(actor: Actor, roles: readonly Role[]): RawBuilder<SqlBool> {
  const holding = postsInForce(actor).filter((post) => post.roles.some((role) => roles.includes(role)));
  const exact = [...new Set(holding.map((post) => post.unitId))];
  const above = [...new Set(holding.filter((post) => post.subtree).map((post) => post.unitId))];
  const parts: RawBuilder<SqlBool>[] = [];
  if (exact.length > 0) parts.push(sql<SqlBool>`c.unit_path[cardinality(c.unit_path)] = any (${exact}::uuid[])`);
  if (above.length > 0) parts.push(sql<SqlBool>`c.unit_path && ${above}::uuid[]`);
  return joined(parts, 'or');
}

function relatedAs(actor: Actor, relations: readonly Relation[]): RawBuilder<SqlBool> {
  return joined(
    relations.map(
      (relation) => sql<SqlBool>`c.id in (
        select p.case_id from kernel.case_people p
         where p.office_id = ${actor.officeId}::uuid
           and p.person_id = any (${[...personsFor(actor, relation)]}::uuid[]) and p.relation = ${relation})`,
    ),
    'or',
  );
}

function rows(actor: Actor, permission: Permission): RawBuilder<SqlBool> {
  switch (permission.kind) {
    case 'public':
    case 'signed-in':
      return everything;
    case 'role':
      return hasRole(actor, ...permission.roles) ? everything : nothing;
    case 'role-over-unit':
      return overUnit(actor, permission.roles);
    case 'related':
      return relatedAs(actor, permission.as);
    case 'any':
    case 'all':
      return joined(
        permission.of.map((one) => rows(actor, one)),
        permission.kind === 'any' ? 'or' : 'and',
      );
  }
}

/**
 * The same answer as `may`, for the rows of a list: `where(permissionFilter(actor, permission))` on `kernel.cases as c`,
 * or on any table with the alias `c` and the columns office_id, id (the case's id) and unit_path (uuid[], root first).
 */
export function permissionFilter(actor: Actor, permission: Permission): RawBuilder<SqlBool> {
  return sql<SqlBool>`(c.office_id = ${actor.officeId}::uuid and ${rows(actor, permission)})`;
}
