import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Act, CommandType } from '#kernel/cases/commands.ts';
import { saveText } from '#kernel/cases/drafts.ts';
import type { CommandBody } from '#kernel/cases/endpoints.ts';
import { type CaseOutcome, executeCase } from '#kernel/cases/execute.ts';
import type { CaseFacts } from '#kernel/cases/facts.ts';
import { unknownCase } from '#kernel/cases/problems.ts';
import { readCase, storedCase } from '#kernel/cases/read.ts';
import { lockCase } from '#kernel/cases/storage.ts';
import type { Work } from '#kernel/commands/command.ts';
import { Problem } from '#kernel/http/problem.ts';
import { requireNotice } from '#kernel/privacy/notice-storage.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { gapsOfSection } from '../assess.ts';
import { rowFacts } from '../case-facts.ts';
import { knowsMission } from '../endpoints.ts';
import { filingGaps } from '../filing-gaps.ts';
import { applicationSections, type Section } from '../model.ts';
import { travelNotice } from '../privacy.ts';
import { missionProcess } from '../process.ts';
import { divisionCode } from '../settings.ts';
import { standardRoute } from '../standard-route.ts';
import { freezeSections, keepCheck } from '../storage.ts';
import { refuseForeignFiles } from './case-files.ts';
import { followTrip } from './follow-trip.ts';
import { type LoadedMission, loadMission, type MissionParts } from './load.ts';
import { refuseEarly } from './notice.ts';
import { refuseForeignDocument } from './refuse-foreign-document.ts';
import { refuseSecrets } from './refuse-secrets.ts';
import { refuseStoodDown } from './refuse-stood-down.ts';

export interface ActInput<Type extends CommandType> {
  readonly type: Type;
  readonly caseId: string;
  readonly expectedVersion: number;
  readonly key: string;
  readonly body: CommandBody<Type>;
  readonly as?: 'system';
}

/**
 * One command on a mission: submit, approve, return and the rest. Rules are run again inside the transaction, on the content that is
 * about to be frozen; what the screen said before is advice.
 * @throws Problem 404, 403, 409, 422 as the case engine; 422 `application-incomplete` and 409 `findings-stand` with every gap and finding
 */
export async function actOnMission<Type extends CommandType>(
  work: Work,
  parts: MissionParts,
  input: ActInput<Type>,
): Promise<CaseOutcome> {
  const { queries, actor, now } = work;
  const { caseId, type } = input;
  const row = await lockCase(queries, { officeId: actor.officeId, caseId });
  if (!row) throw unknownCase();
  const stored =
    input.as === 'system'
      ? await storedCase(queries, row, missionProcess)
      : await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const node = 'node' in input.body ? (input.body.node as string) : undefined;
  const step = stored.definition.definition.route.nodes.find(({ key }) => key === node)?.step;
  const names: readonly string[] = naming.has(type) ? applicationSections : writesOf(step);
  const loaded = await loadMission(queries, parts, stored, { now, latest: names });

  refuseSecrets(input.body);
  const act = await actOf(work, input, loaded, step);
  const { actingFor } = input.body as { readonly actingFor?: string };
  const outcome = await executeCase(work, {
    process: missionProcess,
    caseId,
    expectedVersion: input.expectedVersion,
    key: input.key,
    act,
    stored,
    ...(actingFor ? { actingFor } : {}),
    as: input.as ?? { permission: knowsMission },
    facts: () => (naming.has(type) ? withoutGate(loaded.facts) : loaded.facts),
    dueDay: loaded.dueDay,
    standardRoutes: [standardRoute],
    numberPrefix: await readSetting(queries, actor.officeId, divisionCode, dayInBeijing(now)),
    row: { title: loaded.mission.basics?.title ?? stored.row.title, facts: rowFacts(loaded.mission, loaded.check) },
  });
  // Who may and when was asked first; what is wrong in content undoes the command and is told in full.
  if (naming.has(type)) refuseIncomplete(loaded);
  if (type === 'submit') await refuseStoodDown(queries, loaded, now);
  if (naming.has(type)) await requireNotice(work, travelNotice, caseId);
  if (step && (type === 'approve' || type === 'completeWait')) refuseUnwritten(loaded, step);
  if (type === 'completeWait') refuseWait(loaded, step);
  if (type === 'registerPaperApproval') {
    await refuseForeignFiles(queries, actor.officeId, caseId, [(input.body as { file: string }).file]);
  }
  if (type === 'completeIssue') {
    const { document } = input.body as { document: string };
    await refuseForeignDocument(queries, actor.officeId, { caseId, step, document });
  }
  if ('versions' in act && act.versions) await freezeSections(work, caseId, act.versions);
  if (decidedNow(loaded, outcome)) await keepCheck(work, parts.crypto, caseId, loaded.check);
  await followTrip(work, loaded, outcome);
  return outcome;
}

/** This act granted the case or a change of it, or ended a case that had not been granted. */
function decidedNow({ stored }: LoadedMission, { events, state }: CaseOutcome): boolean {
  if (events.includes('granted')) return true;
  return missionProcess.states[state]?.final === true && !stored.state.rounds.some(({ granted }) => granted);
}

/** Commands that freeze the application as it stands. */
const naming: ReadonlySet<CommandType> = new Set<CommandType>(['submit', 'resubmit', 'amend']);

/** The engine would only say that something stands in the way; `refuseIncomplete` says what, and where. */
const withoutGate = (facts: CaseFacts): CaseFacts => ({
  ...facts,
  findings: facts.findings.filter(({ blocks }) => blocks !== 'submit'),
});

const writesOf = (step: string | undefined): readonly string[] => missionProcess.steps[step ?? '']?.writes ?? [];

function refuseIncomplete({ check }: LoadedMission): void {
  if (check.gaps.length > 0) {
    throw new Problem(
      422,
      'application-incomplete',
      {
        zh: `还有 ${check.gaps.length} 处没有填好，没有提交。请按下列各处补齐后再提交。`,
        en: `${check.gaps.length === 1 ? '1 place is' : `${check.gaps.length} places are`} not filled in yet; nothing was submitted. Complete and submit again.`,
      },
      { faults: check.gaps.map(({ section, at, code, message }) => ({ at: `/${section}${at}`, code, message })) },
    );
  }
  const standing = check.findings.filter(({ blocks }) => blocks === 'submit');
  if (standing.length === 0) return;
  throw new Problem(
    409,
    'findings-stand',
    {
      zh: `有 ${standing.length} 处不符合规定，没有提交。请改正，或按提示写明理由、申请例外。`,
      en: `${standing.length} rules are broken; nothing was submitted. Mend them, give the reason, or ask for an exception.`,
    },
    { faults: standing.map(({ section, at, rule, message }) => ({ at: `/${section}${at}`, code: rule, message })) },
  );
}

/** A signer who has an opinion sheet to fill fills it first: an approval of money without the sum is none. */
function refuseUnwritten({ mission }: LoadedMission, step: string): void {
  const sections = writesOf(step).filter((section) => section !== 'publicity') as Section[];
  const gaps = sections.flatMap((section) => gapsOfSection(section, mission[section]));
  const missing = step === 'personnel' ? filingGaps(mission) : [];
  if (gaps.length === 0 && missing.length === 0) return;
  throw new Problem(
    422,
    'opinion-incomplete',
    {
      zh: `请先填好「${missionProcess.sections[sections[0] ?? '']?.zh ?? ''}」再办理本环节。`,
      en: `Fill in "${missionProcess.sections[sections[0] ?? '']?.en ?? ''}" before you complete this step.`,
    },
    {
      faults: [
        ...gaps.map(({ section, at, code, message }) => ({ at: `/${section}${at}`, code, message })),
        ...missing,
      ],
    },
  );
}

function refuseWait(loaded: LoadedMission, step: string | undefined): void {
  if (step === 'publicity') refuseEarly(loaded);
  if (step === 'province' && loaded.mission['province-reply']?.granted === false) {
    throw new Problem(409, 'province-refused', {
      zh: '省级批复为不同意，不能转为批准。请由市外办负责人终止本件，原因选「上级要求」。',
      en: 'The province did not grant it, so the case cannot go on to a grant. The head of the office ends it, with the reason "Ordered from above".',
    });
  }
}

const versionsOf = ({ sections }: LoadedMission, wanted: readonly string[]) =>
  Object.fromEntries(
    sections.filter(({ section }) => wanted.includes(section)).map(({ section, version }) => [section, version]),
  );

/** The engine's command: words become ids of texts, and the versions that the command freezes are named. */
async function actOf<Type extends CommandType>(
  work: Work,
  input: ActInput<Type>,
  loaded: LoadedMission,
  step: string | undefined,
): Promise<Act> {
  const { actingFor: _, words, ...rest } = input.body as Record<string, unknown> & { words?: string };
  const text = words === undefined ? undefined : await saveText(work, input.caseId, words);
  const written = versionsOf(loaded, writesOf(step));
  const named = Object.keys(written).length > 0 ? { versions: written } : {};
  switch (input.type) {
    case 'submit':
    case 'resubmit':
      return { type: input.type, versions: versionsOf(loaded, applicationSections) };
    case 'amend':
      return { type: 'amend', versions: versionsOf(loaded, applicationSections), changes: rest.changes as string[] };
    case 'withdraw':
      return { type: 'withdraw', outcome: rest.outcome as 'correct' | 'end' };
    case 'approve': {
      const conditions =
        rest.conditions === undefined ? undefined : await saveText(work, input.caseId, rest.conditions as string);
      return {
        type: 'approve',
        node: rest.node as string,
        seat: rest.seat as string,
        ...(text ? { text } : {}),
        ...(conditions ? { conditions } : {}),
        ...named,
      };
    }
    case 'fulfilPromise':
      return { type: 'fulfilPromise', promise: rest.promise as string, versions: versionsOf(loaded, ['attachments']) };
    case 'refuse':
    case 'completeWait':
      return { ...rest, type: input.type, ...(text ? { text } : {}), ...named } as unknown as Act;
    case 'acceptWithPromise':
      return { ...rest, type: 'acceptWithPromise', due: rest.due as Day, ...(text ? { text } : {}) } as Act;
    default:
      return { ...rest, type: input.type, ...(text ? { text } : {}) } as unknown as Act;
  }
}
