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

/** One look-up by case and person for all relations that count for the same persons, so that no row's test depends on history. */
function relatedAs(actor: Actor, relations: readonly Relation[]): RawBuilder<SqlBool> {
  const together = new Map<string, Relation[]>();
  for (const relation of relations) {
    const persons = personsFor(actor, relation).join();
    together.set(persons, [...(together.get(persons) ?? []), relation]);
  }
  return joined(
    [...together].map(
      ([persons, as]) => sql<SqlBool>`exists (
        select from kernel.case_people p
         where p.office_id = ${actor.officeId}::uuid and p.case_id = c.id
           and p.person_id = any (${persons.split(',')}::uuid[]) and p.relation = any (${as}::text[]))`,
    ),
    'or',
  );
}

const costs: Readonly<Record<Permission['kind'], number>> = {
  public: 0,
  'signed-in': 0,
  role: 0,
  'role-over-unit': 1,
  related: 2,
  any: 3,
  all: 3,
};
/** What is told by the row alone is asked before what needs a look-up. */
const cheapestFirst = (permissions: readonly Permission[]): readonly Permission[] =>
  permissions.toSorted((one, other) => costs[one.kind] - costs[other.kind]);

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
    case 'any': {
      const parts = cheapestFirst(permission.of).map((one) => rows(actor, one));
      return parts.includes(everything) ? everything : joined(parts, 'or');
    }
    case 'all':
      return joined(
        cheapestFirst(permission.of).map((one) => rows(actor, one)),
        'and',
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

/** Of what lies outside of these units and persons the actor may know nothing; of what lies inside perhaps. */
export interface Bounds {
  readonly units: readonly string[];
  /** These and all below them. */
  readonly above: readonly string[];
  readonly persons: readonly string[];
}

const union = (all: readonly Bounds[]): Bounds => ({
  units: [...new Set(all.flatMap((one) => one.units))],
  above: [...new Set(all.flatMap((one) => one.above))],
  persons: [...new Set(all.flatMap((one) => one.persons))],
});

/**
 * Where to look for the rows that `permissionFilter` lets through, so that a list of few need not read the rows of all. Null: the
 * permission bounds nothing. The filter is still asked of every row found there.
 */
export function boundsOf(actor: Actor, permission: Permission): Bounds | null {
  switch (permission.kind) {
    case 'public':
    case 'signed-in':
      return null;
    case 'role':
      return hasRole(actor, ...permission.roles) ? null : union([]);
    case 'role-over-unit': {
      const holding = postsInForce(actor).filter((post) => post.roles.some((role) => permission.roles.includes(role)));
      return {
        units: holding.flatMap((post) => (post.subtree ? [] : [post.unitId])),
        above: holding.flatMap((post) => (post.subtree ? [post.unitId] : [])),
        persons: [],
      };
    }
    case 'related':
      return { units: [], above: [], persons: permission.as.flatMap((relation) => personsFor(actor, relation)) };
    case 'any': {
      const all = permission.of.map((one) => boundsOf(actor, one));
      return all.includes(null) ? null : union(all.filter((one) => one !== null));
    }
    case 'all':
      return permission.of.map((one) => boundsOf(actor, one)).find((one) => one !== null) ?? null;
  }
}
