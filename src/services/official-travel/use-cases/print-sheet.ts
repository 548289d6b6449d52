import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { readCase, type StoredCase } from '#kernel/cases/read.ts';
import { liveRound } from '#kernel/cases/state-parts.ts';
import type { Database, Queries } from '#kernel/database/database.ts';
import type { DocumentParts } from '#kernel/documents/issue.ts';
import { issuersOn } from '#kernel/documents/registers.ts';
import { isDemonstration } from '#kernel/documents/storage.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import * as sheets from '../documents/sheets.ts';
import { leadersOnPaper } from '../documents/storage.ts';
import { knowsMission } from '../endpoints.ts';
import { holderPeople, holderUnits } from '../holding.ts';
import { filesOf } from '../people/storage.ts';
import { sexes } from '../people/words.ts';
import { missionProcess } from '../process.ts';
import { officePhone } from '../settings.ts';
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

/** What a sheet says beside the case: who is asked, who handles it, and from the files of persons their sex. */
async function onPaper(
  queries: Queries,
  parts: MissionParts,
  stored: StoredCase,
  today: Day,
): Promise<Pick<sheets.SheetSources, 'leaders' | 'handler' | 'sexes'>> {
  const { row, people, events, state, definition } = stored;
  const nodes = definition.definition.route.nodes.filter(({ step }) => step === 'city-leader').map(({ key }) => key);
  const seats = nodes.flatMap((key) => liveRound(state)?.nodes[key]?.seats ?? []);
  const named = seats.filter(({ status }) => status !== 'removed').flatMap(({ holders }) => holderPeople(holders));
  const byDuty = seats.length === 0 || seats.some(({ holders }) => holderUnits(holders).length > 0);
  const leaders = await leadersOnPaper(queries, row.office_id, row.unit_path, byDuty ? null : named, today);
  const step = new Map(definition.definition.route.nodes.map((node) => [node.key, node.step]));
  const reviewed = events.findLast(
    (event) =>
      event.type === 'decided' && ['review', 'intake'].includes(step.get(event.node) ?? '') && event.by !== 'system',
  );
  const files = await filesOf(queries, parts.crypto, row.office_id, people.members);
  const by = reviewed && reviewed.by !== 'system' ? reviewed.by : null;
  return {
    leaders,
    handler: {
      name: by ? ((await namesOf(queries, row.office_id, [by])).get(by) ?? '') : '',
      phone: await readSetting(queries, row.office_id, officePhone, today),
    },
    sexes: new Map([...files].map(([id, { file }]) => [id, sexes[file.sex].zh])),
  };
}

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
      ...(await onPaper(queries, parts, stored, today)),
    };
  });
  const { pdf } = await parts.documents.renderer.render({
    template: sheets.sheetTemplate(input.sheet),
    data: compose[input.sheet](sources),
    date: sources.today,
  });
  return pdf;
}
