import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import { readCase } from '#kernel/cases/read.ts';
import { type CaseRow, lockCase } from '#kernel/cases/storage.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import { knowsMission } from '../endpoints.ts';
import { missionProcess } from '../process.ts';
import { allowed, brokenConstraint, demand, pathOfUnit, stale } from '../units/scope.ts';
import { unitOfTree, unknownFiles } from '../units/storage.ts';
import { answersConsents, type Consent, seesConsents } from './endpoints.ts';
import type { ConsentAnswerInput, ConsentPaperInput, ConsultationInput } from './model.ts';
import {
  type ConsentRow,
  consentsOfCase,
  consentsOfUnits,
  insertConsent,
  lockConsent,
  writeAnswer,
  writePaper,
  writeWithdrawal,
} from './storage.ts';

const officers = roleOverUnit('liaison-officer');
const registers = roleOverUnit('liaison-officer', 'intake', 'reviewer');

/** The organiser's side: who applies, and the liaison officers of the organiser's unit. */
const isOrganiser = (actor: Actor, applicant: string | null, path: readonly string[]): boolean =>
  actor.personId === applicant || allowed(actor, officers, path);

const asks = (actor: Actor, row: Pick<CaseRow, 'applicant_id' | 'unit_path' | 'phase'>): boolean =>
  row.phase !== 'ended' && isOrganiser(actor, row.applicant_id, row.unit_path);

/** @throws Problem 404, 403, 409 `consent-asked`, 422 */
export async function askSender(work: Work, caseId: string, asked: ConsultationInput): Promise<{ id: string }> {
  const { queries, actor, now } = work;
  await lockCase(queries, { officeId: actor.officeId, caseId });
  const { row } = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  if (!asks(actor, row)) throw refusal('not-related');
  refuse(
    asked.replyDue < dayInBeijing(now),
    'replyDue',
    '答复期限已过，请改定。',
    'The term for the answer lies in the past.',
  );
  refuse(
    asked.replyDue > asked.departure,
    'replyDue',
    '答复期限须早于离境日。',
    'The answer must come before the departure.',
  );
  let path: readonly string[] = [];
  let unitName = asked.unitName;
  if (asked.unitId) {
    path = await pathOfUnit(queries, actor.officeId, asked.unitId);
    unitName = (await unitOfTree(queries, actor.officeId, asked.unitId))?.name ?? unitName;
    refuse(
      asked.unitId === row.unit_id,
      'unitId',
      '这是组团单位自己，不用征求意见。',
      'This is the organiser itself; it is not asked.',
    );
  }
  try {
    const id = await insertConsent(work, caseId, row.unit_id, path, { ...asked, unitName });
    work.audit({
      event: 'official-travel.consent-asked',
      object: `consent:${id}`,
      result: 'done',
      details: { mission: caseId },
    });
    work.send({
      topic: 'official-travel.consent-asked',
      about: `consent:${id}`,
      body: { id, mission: caseId, unit: asked.unitId, due: asked.replyDue },
    });
    return { id };
  } catch (cause) {
    if (brokenConstraint(cause) !== 'consents_one_live') throw cause;
    throw new Problem(409, 'consent-asked', {
      zh: '已向这个单位征求意见，请等答复；须更改内容的，先撤回原函。',
      en: 'This unit has been asked already. Wait for its answer; to change the letter, withdraw it first.',
    });
  }
}

function refuse(wrong: boolean, field: string, zh: string, en: string): void {
  if (!wrong) return;
  throw new Problem(
    422,
    'malformed',
    { zh, en },
    { faults: [{ at: `/${field}`, code: 'refused', message: { zh, en } }] },
  );
}

async function located(work: Work, id: string, expectedVersion: number): Promise<ConsentRow> {
  const row = await lockConsent(work, id);
  if (!row || !(await mayKnow(work, row))) throw notFound();
  if (row.version !== expectedVersion) throw stale(row.version);
  return row;
}

const asked = (actor: Actor, row: ConsentRow) => row.unitId !== null && allowed(actor, seesConsents, row.unitPath);

async function mayKnow({ queries, actor }: Work, row: ConsentRow): Promise<boolean> {
  if (asked(actor, row)) return true;
  try {
    await readCase(queries, actor, knowsMission, missionProcess, row.caseId);
    return true;
  } catch (cause) {
    if (cause instanceof Problem && cause.status === 404) return false;
    throw cause;
  }
}

const settled = () =>
  new Problem(409, 'consent-settled', {
    zh: '此函已答复或已撤回，没有办理。请刷新后查看。',
    en: 'This letter was answered or withdrawn; nothing was done. Reload to see it.',
  });

/**
 * 派员单位答复: by the head of the unit that was asked. A unit outside this system answers on paper, and the organiser enters it
 * with the scan. A late answer counts; silence never does.
 * @throws Problem 403, 404, 409, 422
 */
export async function answerSender(
  work: Work,
  input: { readonly id: string; readonly expectedVersion: number; readonly answer: ConsentAnswerInput },
): Promise<{ version: number }> {
  const row = await located(work, input.id, input.expectedVersion);
  const { answer } = input;
  if (row.unitId) demand(work.actor, answersConsents, row.unitPath);
  else {
    if (!isOrganiser(work.actor, null, row.organiserPath)) throw refusal('not-related');
    refuse(
      answer.fileId === null,
      'fileId',
      '系统外单位的答复须附复函扫描件。',
      'The answer of a unit outside needs its scanned letter.',
    );
  }
  if (row.state !== 'asked') throw settled();
  const agreed = answer.decision === 'agree';
  const inside = row.unitId !== null;
  refuse(
    agreed && inside && answer.people.length === 0,
    'people',
    '同意派员的，请列明人选。',
    'Name the persons whom the unit sends.',
  );
  refuse(
    answer.people.length > row.places,
    'people',
    `人选多于名额（${row.places} 人）。`,
    `There are ${row.places} places only.`,
  );
  refuse(
    new Set(answer.people).size !== answer.people.length,
    'people',
    '同一人列了两次。',
    'A person is named twice.',
  );
  const names = await namesOf(work.queries, work.actor.officeId, answer.people);
  refuse(
    names.size !== answer.people.length,
    'people',
    '人选中有人不在名单里，请先登记。',
    'Somebody named is not on the list. Enter them first.',
  );
  await refuseUnknownFile(work, answer.fileId);
  await writeAnswer(work, input.id, answer);
  work.audit({
    event: 'official-travel.consent-answered',
    object: `consent:${input.id}`,
    result: 'done',
    details: { decision: answer.decision, people: answer.people.length },
  });
  return { version: row.version + 1 };
}

async function refuseUnknownFile(work: Work, fileId: string | null): Promise<void> {
  if (fileId === null) return;
  const unknown = await unknownFiles(work.queries, work.actor.officeId, [fileId]);
  refuse(unknown.length > 0, 'fileId', '没有这份文件，请重新上传。', 'There is no such file. Upload it again.');
}

/** 登记任务通知书、确认件: only after the unit has agreed. */
export async function registerPaper(
  work: Work,
  input: { readonly id: string; readonly expectedVersion: number; readonly paper: ConsentPaperInput },
): Promise<{ version: number }> {
  const row = await located(work, input.id, input.expectedVersion);
  if (!mayRegister(work.actor, row)) throw refusal('outside-scope');
  if (row.state !== 'agreed') {
    throw new Problem(409, 'consent-missing', {
      zh: '派员单位还没有同意，不能登记。逾期未答复不视为同意。',
      en: 'The sending unit has not agreed, so nothing can be registered. No answer in time is no consent.',
    });
  }
  refuse(
    input.paper.date > dayInBeijing(work.now),
    'date',
    '日期不能晚于今天。',
    'The date may not lie in the future.',
  );
  await refuseUnknownFile(work, input.paper.fileId);
  await writePaper(work, input.id, input.paper);
  work.audit({
    event: 'official-travel.consent-paper-registered',
    object: `consent:${input.id}`,
    result: 'done',
    details: { kind: input.paper.kind },
  });
  return { version: row.version + 1 };
}

const mayRegister = (actor: Actor, row: ConsentRow): boolean =>
  allowed(actor, registers, row.organiserPath) || (row.unitId !== null && allowed(actor, officers, row.unitPath));

export async function withdrawConsultation(
  work: Work,
  input: { readonly id: string; readonly expectedVersion: number },
): Promise<{ version: number }> {
  const row = await located(work, input.id, input.expectedVersion);
  if (!isOrganiser(work.actor, row.askedBy, row.organiserPath)) throw refusal('not-related');
  if (row.state !== 'asked') throw settled();
  await writeWithdrawal(work, input.id);
  work.audit({ event: 'official-travel.consent-withdrawn', object: `consent:${input.id}`, result: 'done' });
  return { version: row.version + 1 };
}

async function shown(queries: Queries, actor: Actor, rows: readonly ConsentRow[], today: Day): Promise<Consent[]> {
  const names = await namesOf(
    queries,
    actor.officeId,
    rows.flatMap(({ askedBy, answeredBy, people }) => [askedBy, ...(answeredBy ? [answeredBy] : []), ...people]),
  );
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return rows.map((row) => {
    const organiser = isOrganiser(actor, row.askedBy, row.organiserPath);
    const acts: Consent['acts'] = [];
    if (row.state === 'asked') {
      if (row.unitId && allowed(actor, answersConsents, row.unitPath)) acts.push('answer');
      if (!row.unitId && isOrganiser(actor, null, row.organiserPath)) acts.push('answer-on-paper');
      if (organiser) acts.push('withdraw');
    }
    if (row.state === 'agreed' && mayRegister(actor, row)) acts.push('register');
    return {
      id: row.id,
      caseId: row.caseId,
      unitId: row.unitId,
      unitName: row.unitName,
      organiser: { id: row.organiserId, name: row.organiserName },
      letterNumber: row.letterNumber,
      task: row.task,
      departure: row.departure,
      return: row.return,
      regions: row.regions,
      places: row.places,
      costs: row.costs,
      replyDue: row.replyDue,
      state: row.state === 'asked' && row.replyDue < today ? 'overdue' : row.state,
      askedBy: person(row.askedBy),
      askedAt: row.askedAt.toISOString(),
      people: row.people.map(person),
      reason: row.reason,
      signer: row.signer,
      answerFileId: row.answerFileId,
      answeredBy: row.answeredBy ? person(row.answeredBy) : null,
      answeredAt: row.answeredAt?.toISOString() ?? null,
      notice: row.notice,
      confirmation: row.confirmation,
      version: row.version,
      acts,
    };
  });
}

/** @throws Problem 404 */
export async function readConsents(queries: Queries, actor: Actor, caseId: string, now: Date) {
  const { row } = await readCase(queries, actor, knowsMission, missionProcess, caseId);
  const rows = await consentsOfCase(queries, actor.officeId, caseId);
  return { rows: await shown(queries, actor, rows, dayInBeijing(now)), mayAsk: asks(actor, row) };
}

export async function readAsked(queries: Queries, actor: Actor, state: string | undefined, now: Date) {
  const rows = await consentsOfUnits(queries, actor, state);
  return { rows: await shown(queries, actor, rows, dayInBeijing(now)) };
}
