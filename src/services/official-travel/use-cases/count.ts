import type { z } from 'zod';
import { listCases } from '#kernel/cases/lists.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { knowsMission, type missionQuery } from '../endpoints.ts';
import { filterOf } from './list.ts';

/** The exact number behind "1,000+", asked for by the reader because it reads every row of the answer. */
export async function countMissions(queries: Queries, actor: Actor, asked: z.infer<typeof missionQuery>, now: Date) {
  const { total } = await listCases(queries, actor, knowsMission, {
    filter: filterOf(asked, actor, now),
    limit: 1,
    exactTotal: true,
  });
  return { count: total.count };
}
