import { storedCase } from '#kernel/cases/read.ts';
import type { CaseRow } from '#kernel/cases/storage.ts';
import type { Queries } from '#kernel/database/database.ts';
import { Problem } from '#kernel/http/problem.ts';
import { missionProcess } from '../process.ts';
import { type LoadedMission, loadMission, type MissionParts } from './load.ts';

/** What of the rules on publicity (term, contents, objections) is still against the end of the notice. */
const againstTheEnd = ({ check }: LoadedMission) =>
  check.findings.filter(({ rule, blocks }) => rule.startsWith('PUB-') && rule !== 'PUB-03' && blocks !== 'nothing');

/** @throws Problem 409 `publicity-not-over` */
export function refuseEarly(loaded: LoadedMission): void {
  const { from, to, exemption } = loaded.mission.publicity ?? {};
  const standing = againstTheEnd(loaded);
  const open = !exemption && (!from || !to || to >= loaded.context.asOf);
  if (standing.length === 0 && !open) return;
  throw new Problem(
    409,
    'publicity-not-over',
    {
      zh: '公示还没有满期，或者内容、异议处理还不符合要求，暂不能进入下一环节。',
      en: 'The notice has not run its term, or its contents or objections are not in order, so the case cannot go on yet.',
    },
    { faults: standing.map(({ section, at, rule, message }) => ({ at: `/${section}${at}`, code: rule, message })) },
  );
}

/** Whether the notice of this mission may end now, without anybody's judgement. */
export async function noticeIsOver(queries: Queries, parts: MissionParts, row: CaseRow, now: Date): Promise<boolean> {
  const stored = await storedCase(queries, row, missionProcess);
  const loaded = await loadMission(queries, parts, stored, { now, latest: ['publicity'] });
  try {
    refuseEarly(loaded);
    return true;
  } catch (cause) {
    if (cause instanceof Problem) return false;
    throw cause;
  }
}
