import { type SqlBool, sql } from 'kysely';
import { mayKnowCase } from '#kernel/cases/known.ts';
import { unknownCase } from '#kernel/cases/problems.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { Text } from '#kernel/text.ts';
import type { CaseKinds } from './case-kinds.ts';

export interface CaseClaim {
  readonly taskId: string;
  readonly verb: Text;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
}

interface Row {
  service: string;
  case_kind: string;
  id: string | null;
  kind: string;
  node: string | null;
  step: string | null;
  person_id: string;
  name: string;
  claimed_at: Date;
}

/** Who has taken up which open task of the case. @throws Problem 404 for a case of which the actor may not know */
export async function claimsOfCase(
  queries: Queries,
  actor: Actor,
  kinds: CaseKinds,
  caseId: string,
): Promise<CaseClaim[]> {
  const known = kinds.all.map(
    ({ process, knownTo }) => sql<SqlBool>`(c.service = ${process.service} and c.kind = ${process.kind}
      and ${mayKnowCase(actor, knownTo)})`,
  );
  if (known.length === 0) throw unknownCase();
  const { rows } =
    await sql<Row>`select c.service, c.kind as case_kind, t.id, t.kind, t.node, t.step, k.person_id, p.name, k.claimed_at
    from kernel.cases c
    left join (kernel.tasks t join kernel.task_claims k on k.office_id = t.office_id and k.task_id = t.id
        join kernel.persons p on p.office_id = k.office_id and p.id = k.person_id)
      on t.office_id = c.office_id and t.case_id = c.id and t.closed_at is null
    where c.office_id = ${actor.officeId}::uuid and c.id = ${caseId}::uuid and (${sql.join(known, sql` or `)})
    order by k.claimed_at, t.id`.execute(queries);
  if (rows.length === 0) throw unknownCase();
  return rows.flatMap((row) =>
    row.id === null
      ? []
      : [
          {
            taskId: row.id,
            verb: kinds.verb(row.service, row.case_kind, row),
            by: { id: row.person_id, name: row.name },
            at: row.claimed_at.toISOString(),
          },
        ],
  );
}
