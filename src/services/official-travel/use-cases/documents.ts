import type { CaseRow } from '#kernel/cases/storage.ts';
import type { Queries } from '#kernel/database/database.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import type { MissionDocument } from '../answers.ts';

/** The documents of a mission with the acts that are open to this reader. */
export async function missionDocuments(_queries: Queries, _actor: Actor, _row: CaseRow): Promise<MissionDocument[]> {
  return [];
}
