import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { brokenConstraint, demand } from '../../units/scope.ts';
import { givesPlan } from '../endpoints.ts';
import { rootUnit } from '../years/storage.ts';
import { compareVersions } from './compare.ts';
import type { PlanVersion } from './endpoints.ts';
import { findVersionLines, findVersions, insertVersion } from './storage.ts';

/** 形成季度版本, over the whole city. @throws Problem 403, 409 `plan-version-there` */
export async function fixVersion(
  work: Work,
  input: { readonly year: number; readonly quarter: number; readonly note: string },
): Promise<{ id: string; lines: number }> {
  demand(work.actor, givesPlan, [await rootUnit(work)]);
  try {
    const fixed = await insertVersion(work, input);
    work.audit({
      event: 'official-travel.plan-version-fixed',
      object: `plan-version:${fixed.id}`,
      result: 'done',
      details: { year: input.year, quarter: input.quarter, lines: fixed.lines },
    });
    return fixed;
  } catch (cause) {
    if (brokenConstraint(cause) !== 'plan_versions_office_id_year_quarter_key') throw cause;
    throw new Problem(409, 'plan-version-there', {
      zh: `${input.year} 年第 ${input.quarter} 季度的版本已经形成，不能重做。之后的变化记入下一季度。`,
      en: `The version of quarter ${input.quarter} of ${input.year} is fixed already. What changes later belongs to the next one.`,
    });
  }
}

/** Every version of the year with what changed since the one before, of the lines that the reader may see. */
export async function listVersions(queries: Queries, actor: Actor, year: number): Promise<PlanVersion[]> {
  const versions = await findVersions(queries, actor.officeId, year);
  const lines = await findVersionLines(
    queries,
    actor,
    versions.map(({ id }) => id),
  );
  const of = (id: string | undefined) =>
    lines.filter(({ version }) => version === id).map(({ version: _, ...line }) => line);
  return versions.map(({ at, ...version }, index) => {
    const own = of(version.id);
    const changes = compareVersions(of(versions[index - 1]?.id), own);
    return {
      ...version,
      at: at.toISOString(),
      lines: own.map((line) => ({ ...line, regions: [...line.regions] })),
      added: index === 0 ? [] : changes.added.map(({ id }) => id),
      gone: changes.gone.map((line) => ({ ...line, regions: [...line.regions] })),
      used: changes.used.map(({ line, before }) => ({ id: line.id, before })),
    };
  });
}
