import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { permissionFilter } from '#kernel/identity/filter.ts';
import type { Permission } from '#kernel/identity/permission.ts';
import type { Process } from './definition.ts';
import type { CaseEvent } from './events.ts';
import { draftDefinition } from './execute.ts';
import { emptyState, fold } from './fold.ts';
import { unknownCase } from './problems.ts';
import type { CaseDefinitionInForce } from './reducer.ts';
import type { RowPeople } from './row.ts';
import type { CaseState } from './state.ts';
import { type CaseRow, loadDefinition, loadEvents, loadPeople } from './storage.ts';

export interface StoredCase {
  readonly row: CaseRow;
  /** Definition that the case keeps; of a draft the process with an empty route. */
  readonly definition: CaseDefinitionInForce;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly people: RowPeople;
}

/**
 * The whole case, if the actor may know of it. Put the state through `actionsFor` and `pathOf` for the page.
 * @throws Problem 404
 */
export async function readCase(
  queries: Queries,
  actor: Actor,
  permission: Permission,
  process: Process,
  caseId: string,
): Promise<StoredCase> {
  const row = await queries
    .selectFrom('kernel.cases as c')
    .selectAll('c')
    .where('c.id', '=', caseId)
    .where('c.service', '=', process.service)
    .where('c.kind', '=', process.kind)
    .where(permissionFilter(actor, permission))
    .executeTakeFirst();
  if (!row) throw unknownCase();
  return storedCase(queries, row, process);
}

export async function storedCase(queries: Queries, row: CaseRow, process: Process): Promise<StoredCase> {
  const id = { officeId: row.office_id, caseId: row.id };
  const people = await loadPeople(queries, row);
  if (!row.definition) {
    const definition = draftDefinition(process);
    return { row, definition, state: emptyState(definition.definition), events: [], people };
  }
  const definition = await loadDefinition(queries, id.officeId, row.definition);
  const events = await loadEvents(queries, id);
  return { row, definition, state: fold(definition.definition, events), events, people };
}
