import { dayInBeijing } from '#kernel/calendar/day.ts';
import { readCase, type StoredCase } from '#kernel/cases/read.ts';
import { liveRound } from '#kernel/cases/state-parts.ts';
import type { CaseRow } from '#kernel/cases/storage.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { actOnDocument, type DocumentParts, draftDocument, inForce, rolesOver } from '#kernel/documents/issue.ts';
import { issuersOn } from '#kernel/documents/registers.ts';
import { type DocumentCommand, documentCommands, documentStates, refusalOf } from '#kernel/documents/states.ts';
import { documentsOfCase, findDocument, type StoredDocument } from '#kernel/documents/storage.ts';
import type { FileStore } from '#kernel/files/store.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { may } from '#kernel/identity/may.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import type { MissionDocument } from '../answers.ts';
import { taskNoticeOf } from '../consents/documents.ts';
import { contentOf } from '../documents/content.ts';
import { missionDocumentKinds } from '../documents/kinds.ts';
import { stepOfKind } from '../documents/steps.ts';
import { draftDocument as draftDocumentEndpoint, knowsMission } from '../endpoints.ts';
import { planLineNames } from '../plan/storage.ts';
import { missionProcess } from '../process.ts';
import { actOnMission } from './act.ts';
import { loadMission, type MissionParts } from './load.ts';

/** The documents of a mission with the acts that are open to this reader. */
export async function missionDocuments(queries: Queries, actor: Actor, row: CaseRow): Promise<MissionDocument[]> {
  const documents = await documentsOfCase(queries, actor.officeId, row.id);
  const roles = rolesOver(actor, row.unit_path);
  const names = await namesOf(queries, actor.officeId, [
    ...new Set(documents.flatMap(({ cosigners }) => cosigners.map(({ personId }) => personId))),
  ]);
  const numberOf = (id: string | null) => documents.find((one) => one.id === id)?.number ?? null;
  return documents.map((document) => ({
    id: document.id,
    kind: document.kind,
    title: missionDocumentKinds.find(({ key }) => key === document.kind)!.title,
    state: document.state,
    stateLabel: documentStates[document.state],
    number: document.number,
    code: document.code,
    pages: document.pages,
    issuedOn: document.issuedOn,
    pdf: document.pdfFileId !== null,
    docx: document.docxFileId !== null,
    cosigners: document.cosigners.map(({ personId, signed }) => ({ name: names.get(personId) ?? '', signed })),
    replaces: numberOf(document.replaces),
    replacedBy: numberOf(document.replacedBy),
    replaceable: inForce.has(document.state),
    actions: (Object.keys(documentCommands) as DocumentCommand[])
      .filter(
        (command) =>
          refusalOf({ ...document, rendered: document.pdfFileId !== null }, command, {
            personId: actor.personId,
            roles,
          }) === null,
      )
      .map((command) => ({ command, label: documentCommands[command] })),
  }));
}

const subjectOf = ({ row }: StoredCase) => ({ officeId: row.office_id, unitPath: row.unit_path, people: {} });

/** The node of the route that waits for this kind of document; null if the case is not there. */
function openNode(stored: StoredCase, kind: string): string | null {
  const open = Object.values(liveRound(stored.state)?.nodes ?? {});
  return open.find(({ status, step }) => status === 'open' && step === stepOfKind[kind])?.node ?? null;
}

/**
 * 拟稿: the document says what was decided, in the words of the frozen content.
 * @throws Problem 404, 409 `not-at-issue` before the case has come to that step, 422 `issuer-unknown` | `replaces-another`, and as
 *   `draftDocument`
 */
export async function draftMissionDocument(
  work: Work,
  parts: MissionParts & { readonly documents: DocumentParts },
  input: {
    readonly caseId: string;
    readonly kind: string;
    readonly issuer: string;
    readonly cosigners?: readonly string[] | undefined;
    readonly replaces?: string | undefined;
  },
): Promise<{ id: string }> {
  const { queries, actor, now } = work;
  const stored = await readCase(queries, actor, knowsMission, missionProcess, input.caseId);
  const drafts = may(actor, draftDocumentEndpoint.permission, subjectOf(stored));
  if (!drafts.allowed) throw refusal(drafts.reason);
  if (openNode(stored, input.kind) === null) {
    throw new Problem(409, 'not-at-issue', {
      zh: '本件还没有到出件环节，不能拟这种文书。审批办完后再拟。',
      en: 'The case has not come to the step where this document is issued. Draft it after the decisions.',
    });
  }
  const issuers = await issuersOn(queries, actor.officeId, dayInBeijing(now));
  if (!issuers.some(({ id }) => id === input.issuer)) {
    throw new Problem(422, 'issuer-unknown', {
      zh: '没有这个发文机关，请重新选择。',
      en: 'There is no such issuer in force. Choose again.',
    });
  }
  if (input.replaces !== undefined)
    await refuseReplacing(queries, actor.officeId, { ...input, replaces: input.replaces });
  const content = await missionContentOf(queries, parts, stored, now);
  if (input.kind === 'mission-confirmation' && content.lead === null) {
    throw new Problem(409, 'no-task-notice', {
      zh: '本件没有登记任务通知书，不能拟任务确认件。请先在「派员意见」中登记任务通知书的发文单位和文号。',
      en: 'No task notice is registered for this case, so no confirmation can be drafted. Register its sender and number among the consents first.',
    });
  }
  const id = await draftDocument(work, parts.documents, {
    caseId: input.caseId,
    kind: input.kind,
    issuerId: input.issuer,
    content,
    ...(input.replaces ? { replaces: input.replaces } : {}),
    cosigners: input.cosigners ?? [],
  });
  return { id };
}

/** A changed document takes the place of one of its own case and kind. */
async function refuseReplacing(
  queries: Queries,
  officeId: string,
  input: { readonly caseId: string; readonly kind: string; readonly replaces: string },
): Promise<void> {
  const old = await findDocument(queries, officeId, input.replaces);
  if (old?.caseId === input.caseId && old.kind === input.kind) return;
  const message = {
    zh: '被替代的文书不是本件的同种文书，没有拟稿。请在本件已分发的同种文书中选择。',
    en: 'The document to be replaced is not of this case and kind; nothing was drafted. Choose one of this case.',
  };
  throw new Problem(422, 'replaces-another', message, {
    faults: [{ at: '/replaces', code: 'replaces-another', message }],
  });
}

export async function missionContentOf(queries: Queries, parts: MissionParts, stored: StoredCase, now: Date) {
  const { row } = stored;
  const loaded = await loadMission(queries, parts, stored, { now, latest: [] });
  const line = loaded.mission.plan?.lineId;
  const lines = await planLineNames(queries, row.office_id, line ? [line] : []);
  return contentOf(loaded.mission, loaded.check, {
    number: row.number ?? '',
    unit: loaded.units.find(({ id }) => id === row.unit_id)?.name ?? '',
    planLine: line ? (lines[line] ?? null) : null,
    lead: await taskNoticeOf(queries, row.office_id, row.id),
  });
}

/**
 * One step of the document's own order; handing it out finishes the step of the route that waited for it.
 * @throws Problem as `actOnDocument`, 404 for a document of another case
 */
export async function actOnMissionDocument(
  work: Work,
  parts: MissionParts & { readonly documents: DocumentParts },
  input: {
    readonly caseId: string;
    readonly documentId: string;
    readonly command: DocumentCommand;
    readonly words?: string | undefined;
    readonly key: string;
  },
): Promise<{ state: string; number: string | null }> {
  const { queries, actor } = work;
  const stored = await readCase(queries, actor, knowsMission, missionProcess, input.caseId);
  const found = await findDocument(queries, actor.officeId, input.documentId);
  if (found?.caseId !== input.caseId) throw notFound();
  const document = await actOnDocument(work, parts.documents, {
    documentId: input.documentId,
    command: input.command,
    roles: rolesOver(actor, stored.row.unit_path),
    words: input.words,
  });
  const node = input.command === 'distribute' ? openNode(stored, document.kind) : null;
  if (node !== null) {
    await actOnMission(work, parts, {
      type: 'completeIssue',
      caseId: input.caseId,
      expectedVersion: stored.state.version,
      key: input.key,
      body: { node, document: document.id },
      as: 'system',
    });
  }
  return { state: document.state, number: document.number };
}

/** @throws Problem 404, 409 `still-rendering`: no download before the digest is on record */
export async function openMissionDocument(
  queries: Queries,
  files: FileStore,
  actor: Actor,
  input: { readonly caseId: string; readonly documentId: string; readonly format: 'pdf' | 'docx' },
): Promise<{ readonly fileId: string; readonly document: StoredDocument; readonly files: FileStore }> {
  await readCase(queries, actor, knowsMission, missionProcess, input.caseId);
  const document = await findDocument(queries, actor.officeId, input.documentId);
  if (document?.caseId !== input.caseId || document.number === null) throw notFound();
  const fileId = input.format === 'pdf' ? document.pdfFileId : document.docxFileId;
  if (fileId === null) {
    throw new Problem(
      409,
      'still-rendering',
      { zh: '文书正在排版，请稍候再下载。', en: 'The document is still being typeset. Download it in a moment.' },
      { retryAfter: 2 },
    );
  }
  return { fileId, document, files };
}
