import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/calendar/day.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { Permission } from '#kernel/identity/permission.ts';

export interface CaseFilter {
  readonly services?: readonly string[];
  readonly kind?: string;
  readonly states?: readonly string[];
  readonly phases?: readonly ('draft' | 'open' | 'ended')[];
  /** This unit and all below it. */
  readonly unitId?: string;
  readonly applicantId?: string;
  /** Beginning of the number, or part of the title. */
  readonly text?: string;
  /** Due on that day or before. */
  readonly dueBy?: Day;
  /** Search facts that must be equal, e.g. `{ year: 2026 }`. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  /** The day of the matter itself within these bounds; both count. */
  readonly day?: { readonly from?: Day; readonly to?: Day };
  /** Only what waits for the actor, by name, post or delegation. */
  readonly toDo?: boolean;
}

/** What the text of the filter looks for; null if there is none. */
export const soughtText = ({ text }: CaseFilter): string | null => text?.trim() || null;

/** Letters that `like` would read as signs. */
const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** A single value is compared with `=`: an index can then give the rows in the order of its next column. */
const oneOf = (column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<SqlBool> =>
  values.length === 1 ? sql<SqlBool>`${column} = ${values[0]}` : sql<SqlBool>`${column} = any (${[...values]}::text[])`;

/** Whether a row of `kernel.cases as c` belongs in the list, except for `toDo`, which says where rows come from (`sourceOf`). */
export function conditions(actor: Actor, permission: Permission, filter: CaseFilter): RawBuilder<SqlBool> {
  const { services, kind, states, phases, unitId, applicantId, dueBy, facts, day } = filter;
  const parts: RawBuilder<SqlBool>[] = [permissionFilter(actor, permission)];
  if (services) parts.push(oneOf(sql`c.service`, services));
  if (kind !== undefined) parts.push(sql`c.kind = ${kind}`);
  if (states) parts.push(oneOf(sql`c.state`, states));
  if (phases) parts.push(oneOf(sql`c.phase`, phases));
  if (unitId !== undefined) parts.push(sql`c.unit_path @> array[${unitId}::uuid]`);
  if (applicantId !== undefined) parts.push(sql`c.applicant_id = ${applicantId}::uuid`);
  // A row without a day has the last of all days there: the same rows, and the end of the way along the index.
  if (dueBy !== undefined) parts.push(sql`c.due_on is not null and c.due_sort <= ${dueBy}::date`);
  if (facts) parts.push(sql`c.facts @> ${JSON.stringify(facts)}::jsonb`);
  if (day?.from !== undefined) parts.push(sql`c.day_sort >= ${day.from} and c.day_sort <= '9999-12-31'`);
  if (day?.to !== undefined) parts.push(sql`c.day_sort <= ${day.to}`);
  const text = soughtText(filter);
  if (text !== null) {
    const sought = literal(text);
    parts.push(sql`(c.number like ${`${sought}%`} or c.title ilike ${`%${sought}%`})`);
  }
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}
