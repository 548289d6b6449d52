import { dayInBeijing } from '#kernel/calendar/day.ts';
import { readCase } from '#kernel/cases/read.ts';
import type { Database } from '#kernel/database/database.ts';
import type { DocumentParts } from '#kernel/documents/issue.ts';
import { issuersOn } from '#kernel/documents/registers.ts';
import { isDemonstration } from '#kernel/documents/storage.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import * as sheets from '../documents/sheets.ts';
import { knowsMission } from '../endpoints.ts';
import { missionProcess } from '../process.ts';
import { missionContentOf } from './documents.ts';
import type { MissionParts } from './load.ts';
import { readMissionPage } from './read-page.ts';

const compose = {
  'paper-decision': sheets.paperDecisionOf,
  'opinion-sheet': sheets.opinionSheetOf,
  members: sheets.membersPaperOf,
  programme: sheets.programmePaperOf,
  publicity: sheets.publicityPaperOf,
} as const satisfies Record<sheets.SheetName, (sources: sheets.SheetSources) => unknown>;

/** A sheet as it stands now, typeset on request outside any transaction. @throws Problem 404, 409 `not-submitted` */
export async function printMissionSheet(
  database: Database,
  parts: MissionParts & { readonly documents: DocumentParts },
  actor: Actor,
  input: { readonly caseId: string; readonly sheet: sheets.SheetName },
  now: Date,
): Promise<Buffer> {
  const sources = await database.read(actor.officeId, async (queries): Promise<sheets.SheetSources> => {
    const stored = await readCase(queries, actor, knowsMission, missionProcess, input.caseId);
    if (input.sheet === 'paper-decision' && stored.row.number === null) {
      throw new Problem(409, 'not-submitted', {
        zh: '本件尚未提交，没有编号，不能打印呈批单。提交后再打印。',
        en: 'The case has not been submitted and has no number, so no sheet for a decision can be printed. Print it after the submission.',
      });
    }
    const today = dayInBeijing(now);
    const issuers = await issuersOn(queries, actor.officeId, today);
    return {
      content: await missionContentOf(queries, parts, stored, now),
      page: await readMissionPage(queries, parts, actor, input.caseId, now),
      issuer: issuers[0]?.name ?? '市人民政府外事办公室',
      today,
      sample: await isDemonstration(queries, actor.officeId),
    };
  });
  const { pdf } = await parts.documents.renderer.render({
    template: sheets.sheetTemplate(input.sheet),
    data: compose[input.sheet](sources),
    date: sources.today,
  });
  return pdf;
}
