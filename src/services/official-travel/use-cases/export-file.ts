import { readCase } from '#kernel/cases/read.ts';
import type { Queries } from '#kernel/database/database.ts';
import { refusal } from '#kernel/http/answers.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { knowsMission } from '../endpoints.ts';
import { missionProcess } from '../process.ts';
import { projectMission } from '../projection.ts';
import { loadMission, type MissionParts } from './load.ts';
import { readsParticulars, writableFor } from './reader.ts';

/**
 * The mission as a file of format `honglu-mission/1`, for the check command and for other systems. It holds what members declared
 * (never ID numbers), so it goes only to who reads particulars.
 * @throws Problem 404, 403
 */
export async function exportMissionFile(
  queries: Queries,
  parts: MissionParts,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<{ readonly name: string; readonly content: string }> {
  const stored = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  if (!readsParticulars(stored, actor)) throw refusal('outside-scope');
  const { mission, context } = await loadMission(queries, parts, stored, {
    now,
    anew: true,
    latest: writableFor(stored, actor),
  });
  const reference = stored.row.number ?? caseId;
  return {
    name: `${stored.row.title}-${reference}.mission.json`,
    content: `${JSON.stringify(projectMission(mission, { ...context, reference }), null, 2)}\n`,
  };
}
