import type { Queries } from '#kernel/database/database.ts';
import { notFound } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { allowed } from '../units/scope.ts';
import { consolidatesPlan, draftsPlan, givesPlan, type PlanLineRow, signsPlan } from './endpoints.ts';
import { countLines, findLine, findLines, type LineFilter, type LineRow } from './storage.ts';

const asksAdjustment = roleOverUnit('liaison-officer', 'unit-head');

/** What the reader may do with the line now: the same questions that the commands ask. */
export function actsOn(actor: Actor, line: LineRow): PlanLineRow['acts'] {
  const over = (permission: Parameters<typeof allowed>[1], path = line.unitPath) => allowed(actor, permission, path);
  const acts: PlanLineRow['acts'] = [];
  const { state, reviewPath } = line;
  if (state === 'draft') {
    if (over(draftsPlan)) acts.push('change', 'delete');
    if (over(signsPlan)) acts.push('submit');
  }
  const atFirstReview = state === 'submitted' && reviewPath !== null;
  const atOffice = state === 'consolidated' || (state === 'submitted' && reviewPath === null);
  if (atFirstReview && over(consolidatesPlan, reviewPath)) acts.push('return', 'consolidate');
  if (atOffice && over(givesPlan)) acts.push('return', 'give');
  if (state === 'given' && line.use === null) {
    if (over(asksAdjustment)) acts.push('adjust');
    if (over(givesPlan)) acts.push('close');
  }
  return acts;
}

export function rowOf(actor: Actor, row: LineRow): PlanLineRow {
  const { title, list, purposeType, arrangement, leader, leaderRank, regions, transitNote, month, headcount, days } =
    row;
  const { need, inviter, funding, amountCny, priority } = row;
  return {
    id: row.id,
    year: row.year,
    unit: { id: row.unitId, name: row.unitName },
    number: row.number,
    state: row.state,
    use: row.state === 'given' ? (row.use ?? 'free') : null,
    mission: row.caseId ? { id: row.caseId, number: row.caseNumber } : null,
    usedCny: row.usedCny,
    line: {
      title,
      list,
      purposeType,
      arrangement,
      leader,
      leaderRank,
      regions,
      transitNote,
      month,
      headcount,
      days,
      need,
      inviter,
      funding,
      amountCny,
      priority,
    },
    returnedReason: row.returnedReason,
    authorityNumber: row.authorityNumber,
    replacedBy: row.replacedBy,
    version: row.version,
    changedAt: row.changedAt.toISOString(),
    acts: actsOn(actor, row),
  };
}

/** @throws Problem 404 */
export async function readPlanLine(queries: Queries, actor: Actor, id: string): Promise<PlanLineRow> {
  const row = await findLine(queries, actor, id);
  if (!row) throw notFound();
  return rowOf(actor, row);
}

const exactUpTo = 1_000;

export async function listPlanLines(
  queries: Queries,
  actor: Actor,
  asked: LineFilter & { readonly cursor?: string | undefined; readonly limit?: number | undefined },
) {
  const limit = asked.limit ?? 50;
  const found = await findLines(queries, actor, asked, { after: readCursor(asked.cursor), limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const count = await countLines(queries, actor, asked, exactUpTo + 1);
  return {
    rows: shown.map((row) => rowOf(actor, row)),
    next: found.length > limit && last ? Buffer.from(JSON.stringify([last.sort, last.id])).toString('base64url') : null,
    total: { count: Math.min(count, exactUpTo), more: count > exactUpTo },
  };
}

/** Every line, a page at a time, for what flows out. */
export async function* everyLine(
  read: <T>(reading: (queries: Queries) => Promise<T>) => Promise<T>,
  actor: Actor,
  filter: LineFilter,
): AsyncGenerator<LineRow> {
  let after: readonly [string, string] | null = null;
  for (;;) {
    const from: readonly [string, string] | null = after;
    const rows: readonly (LineRow & { readonly sort: string })[] = await read((queries) =>
      findLines(queries, actor, filter, { after: from, limit: 500 }),
    );
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < 500 || !last) return;
    after = [last.sort, last.id];
  }
}

function readCursor(cursor: string | undefined): readonly [string, string] | null {
  if (cursor === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && /^[0-9a-f-]{36}$/.test(String(parsed[1])))
      return [parsed[0], String(parsed[1])];
  } catch {
    // told below
  }
  throw new Problem(400, 'cursor-malformed', {
    zh: '翻页标记无效，请从第一页重新查看。',
    en: 'The page mark is not valid. Start again from the first page.',
  });
}
