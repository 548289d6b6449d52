import { sql } from 'kysely';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Process, Route } from './definition.ts';
import { validateRoute } from './routes.ts';

export interface StoredRoute {
  readonly route: Route;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** Every route of the process, past and future ones too, in the order in which they are tried. */
export async function listRoutes(
  queries: Queries,
  officeId: string,
  process: Process,
): Promise<readonly StoredRoute[]> {
  const rows = await queries
    .selectFrom('kernel.routes')
    .select(['body', 'version', 'changed_by', 'changed_at'])
    .where('office_id', '=', officeId)
    .where('service', '=', process.service)
    .where('kind', '=', process.kind)
    .orderBy('id')
    .orderBy('valid_from')
    .execute();
  return rows.map((row) => ({
    // Only `saveRoute` writes here, and it validates.
    route: row.body as unknown as Route,
    version: row.version,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  }));
}

export async function routesFor(queries: Queries, officeId: string, process: Process): Promise<readonly Route[]> {
  return (await listRoutes(queries, officeId, process)).map((one) => one.route);
}

/**
 * Puts a route in force from its day on, or changes the one of the same id and day. Running cases keep what they began with.
 * @param expectedVersion version seen; 0 for a new one
 * @throws Problem 422 `route-faulty` with every fault, 409 `stale-version`
 */
export async function saveRoute(work: Work, process: Process, route: Route, expectedVersion: number): Promise<number> {
  const faults = validateRoute(process, route);
  if (faults.length > 0) {
    const text = {
      zh: `路线有${faults.length}处问题，没有保存。请按列出的位置改正。`,
      en: `The route has ${faults.length} fault(s) and was not saved. Mend them where they are listed.`,
    };
    throw new Problem(422, 'route-faulty', text, { faults });
  }
  const { queries, actor, now } = work;
  const values = {
    office_id: actor.officeId,
    service: process.service,
    kind: process.kind,
    id: route.id,
    valid_from: route.validFrom,
    valid_to: route.validTo ?? null,
    body: JSON.stringify(route),
    changed_by: actor.personId,
    changed_at: now,
  };
  const written =
    expectedVersion === 0
      ? await queries
          .insertInto('kernel.routes')
          .values(values)
          .onConflict((conflict) => conflict.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await queries
          .updateTable('kernel.routes')
          .set({
            valid_to: values.valid_to,
            body: values.body,
            changed_by: values.changed_by,
            changed_at: now,
            version: sql`version + 1`,
          })
          .where('office_id', '=', actor.officeId)
          .where('service', '=', process.service)
          .where('kind', '=', process.kind)
          .where('id', '=', route.id)
          .where('valid_from', '=', route.validFrom)
          .where('version', '=', expectedVersion)
          .returning('version')
          .executeTakeFirst();
  if (!written) {
    throw new Problem(409, 'stale-version', {
      zh: '这条路线已由他人修改或新建，您的内容没有保存。请查看最新内容后再保存。',
      en: 'Somebody else has changed or made this route; yours was not saved. Look at the latest, then save again.',
    });
  }
  work.audit({
    event: 'cases.route-saved',
    object: `route:${process.service}/${process.kind}/${route.id}`,
    result: 'done',
    details: { validFrom: route.validFrom, version: written.version },
  });
  return written.version;
}
