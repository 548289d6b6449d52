import type { z } from 'zod';
import { type Day, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Work } from '#kernel/commands/command.ts';
import { notFound } from '#kernel/http/answers.ts';
import { type Fault, Problem } from '#kernel/http/problem.ts';
import { roleOverUnit } from '#kernel/identity/permission.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { confirmsUnits, preparesUnits } from './endpoints.ts';
import type { liaisonOfficer, signatory, UnitFileInput } from './model.ts';
import { brokenConstraint, demand, pathOfUnit, stale } from './scope.ts';
import { mostOfficers, mostSignatories } from './settings.ts';
import {
  endSignatoryRow,
  findOfficer,
  findOfficers,
  findSignatories,
  findUnitFile,
  insertOfficer,
  insertSignatory,
  type StoredUnitFile,
  unitOfTree,
  unknownFiles,
  writeOfficerState,
  writeUnitFile,
  writeUnitState,
} from './storage.ts';

const headDecides = roleOverUnit('office-head');

function refuseField(at: string, code: string, zh: string, en: string): Problem {
  return new Problem(422, 'malformed', { zh, en }, { faults: [{ at, code, message: { zh, en } }] });
}

async function refuseUnknownFiles(
  work: Work,
  files: Readonly<Record<string, string | null>>,
  before: string,
): Promise<void> {
  const named = Object.entries(files).filter((one): one is [string, string] => one[1] !== null);
  const unknown = await unknownFiles(
    work.queries,
    work.actor.officeId,
    named.map(([, id]) => id),
  );
  const field = named.find(([, id]) => unknown.includes(id))?.[0];
  if (field)
    throw refuseField(
      `${before}/${field}`,
      'file-unknown',
      '没有这份文件，请重新上传。',
      'There is no such file. Upload it again.',
    );
}

/** @throws Problem 403, 409 `stale-version`, `credit-code-taken`, 422 */
export async function saveUnit(
  work: Work,
  input: { readonly unitId: string; readonly expectedVersion: number; readonly file: UnitFileInput },
): Promise<{ version: number }> {
  const { queries, actor } = work;
  const { unitId, file } = input;
  demand(actor, preparesUnits, await pathOfUnit(queries, actor.officeId, unitId));
  const stored = await findUnitFile(queries, actor.officeId, unitId, true);
  if ((stored?.version ?? 0) !== input.expectedVersion) throw stale(stored?.version ?? 0);
  if (stored?.state === 'closed') throw closed();
  if (file.firstReviewUnitId) {
    const review = await unitOfTree(queries, actor.officeId, file.firstReviewUnitId);
    const reviews = review && review.id !== unitId && (review.kind === 'county' || review.kind === 'bureau');
    if (!reviews)
      throw refuseField(
        '/file/firstReviewUnitId',
        'no-review-unit',
        '初审单位须是县区外办或主管部门，且不是本单位。',
        'First review lies with a county office or a bureau other than the unit itself.',
      );
  }
  const { sealFileId, openingLetterFileId, custodyFileId } = file;
  await refuseUnknownFiles(work, { sealFileId, openingLetterFileId, custodyFileId }, '/file');
  const version = input.expectedVersion + 1;
  try {
    await writeUnitFile(work, unitId, file, version);
  } catch (cause) {
    if (brokenConstraint(cause) !== 'unit_files_own_code') throw cause;
    throw new Problem(409, 'credit-code-taken', {
      zh: '已有单位使用这个统一社会信用代码，没有保存。内设机构填上级代码的，请勾选“填的是上级代码”。',
      en: 'Another unit has this credit code; nothing was saved. If it is the code of the unit above, say so.',
    });
  }
  work.audit({
    event: 'official-travel.unit-file-saved',
    object: `unit:${unitId}`,
    result: 'done',
    details: { version },
  });
  return { version };
}

const closed = () =>
  new Problem(409, 'unit-closed', {
    zh: '单位已注销，资料不能再改。',
    en: 'The unit is closed; its file can no longer be changed.',
  });

/** 开户须有开户函、保管承诺书、在任签批人和专办员; each that is missing is named. */
async function refuseUnready(work: Work, unitId: string, { file }: StoredUnitFile): Promise<void> {
  const { queries, actor, now } = work;
  const today = dayInBeijing(now);
  const signing = (await findSignatories(queries, actor.officeId, unitId)).some((one) => covers(one, today));
  const officers = (await findOfficers(queries, actor.officeId, unitId)).some(({ state }) => state === 'on-duty');
  const wanted: readonly (readonly [boolean, string, string, string])[] = [
    [
      file.openingLetterFileId !== null && file.openingLetterNumber !== null && file.openingLetterOn !== null,
      '/file/openingLetterFileId',
      '缺开户函（附件、文号、日期）。',
      'The opening letter with its number and date is missing.',
    ],
    [file.custodyFileId !== null, '/file/custodyFileId', '缺保管承诺书。', 'The custody commitment is missing.'],
    [signing, '/signatories', '没有在任签批人。', 'There is no signatory in force.'],
    [officers, '/officers', '没有在岗专办员。', 'There is no liaison officer on duty.'],
  ];
  const faults = wanted
    .filter(([there]) => !there)
    .map(([, at, zh, en]): Fault => ({ at, code: 'missing', message: { zh, en } }));
  if (faults.length === 0) return;
  throw new Problem(
    409,
    'unit-not-ready',
    {
      zh: `开户条件还差 ${faults.length} 项，没有开户。`,
      en: `${faults.length} things are missing; the unit was not opened.`,
    },
    { faults },
  );
}

const covers = (term: { readonly validFrom: string; readonly validTo: string }, today: Day) =>
  term.validFrom <= today && today <= term.validTo;

/** 停办、注销 are the head's written decision; 限制 and 恢复 the reviewer's. @throws Problem 403, 404, 409 */
export async function setUnit(
  work: Work,
  input: {
    readonly unitId: string;
    readonly expectedVersion: number;
    readonly state: 'normal' | 'restricted' | 'suspended' | 'closed';
    readonly reason: string;
  },
): Promise<{ version: number }> {
  const { queries, actor } = work;
  const path = await pathOfUnit(queries, actor.officeId, input.unitId);
  const grave = input.state === 'suspended' || input.state === 'closed';
  demand(actor, grave ? headDecides : confirmsUnits, path);
  const stored = await findUnitFile(queries, actor.officeId, input.unitId, true);
  if (!stored) throw notFound();
  if (stored.version !== input.expectedVersion) throw stale(stored.version);
  if (stored.state === 'closed') throw closed();
  if (stored.state === 'suspended') demand(actor, headDecides, path);
  if (stored.state === 'awaiting' && input.state === 'normal') await refuseUnready(work, input.unitId, stored);
  await writeUnitState(work, input.unitId, input.state, input.reason);
  work.audit({
    event: 'official-travel.unit-state-changed',
    object: `unit:${input.unitId}`,
    result: 'done',
    details: { from: stored.state, to: input.state },
  });
  return { version: stored.version + 1 };
}

async function opened(work: Work, unitId: string): Promise<void> {
  demand(work.actor, preparesUnits, await pathOfUnit(work.queries, work.actor.officeId, unitId));
  const stored = await findUnitFile(work.queries, work.actor.officeId, unitId, true);
  if (!stored) throw notFound();
  if (stored.state === 'closed') throw closed();
}

async function refuseUnknownPersons(work: Work, persons: Readonly<Record<string, string | null>>): Promise<void> {
  const named = Object.entries(persons).filter((one): one is [string, string] => one[1] !== null);
  const names = await namesOf(
    work.queries,
    work.actor.officeId,
    named.map(([, id]) => id),
  );
  const field = named.find(([, id]) => !names.has(id))?.[0];
  if (field)
    throw refuseField(
      `/${field}`,
      'person-unknown',
      '没有这个人，请先登记。',
      'There is no such person. Enter them first.',
    );
}

function tooMany(what: 'officers' | 'signatories', most: number): Problem {
  const zh = { officers: '专办员', signatories: '签批人' }[what];
  return new Problem(409, `too-many-${what}`, {
    zh: `本单位${zh}已有 ${most} 名，达到上限，没有登记。请先结束一名。`,
    en: `The unit has ${most} ${what === 'officers' ? 'liaison officers' : 'signatories'}, the most there may be. End one first.`,
  });
}

export async function addUnitSignatory(
  work: Work,
  unitId: string,
  one: z.infer<typeof signatory>,
): Promise<{ id: string }> {
  await opened(work, unitId);
  await refuseUnknownPersons(work, { personId: one.personId });
  const { appointmentFileId, specimenFileId } = one;
  await refuseUnknownFiles(work, { appointmentFileId, specimenFileId }, '');
  const today = dayInBeijing(work.now);
  const most = await readSetting(work.queries, work.actor.officeId, mostSignatories, today);
  const there = (await findSignatories(work.queries, work.actor.officeId, unitId)).filter(
    ({ validTo }) => validTo >= today,
  );
  if (there.length >= most) throw tooMany('signatories', most);
  const id = await insertSignatory(work, unitId, one);
  work.audit({
    event: 'official-travel.signatory-added',
    object: `unit:${unitId}`,
    result: 'done',
    details: { signatory: id },
  });
  return { id };
}

export async function endUnitSignatory(work: Work, unitId: string, id: string): Promise<void> {
  await opened(work, unitId);
  if (!(await endSignatoryRow(work, unitId, id))) throw notFound();
  work.audit({
    event: 'official-travel.signatory-ended',
    object: `unit:${unitId}`,
    result: 'done',
    details: { signatory: id },
  });
}

export async function addUnitOfficer(
  work: Work,
  unitId: string,
  one: z.infer<typeof liaisonOfficer>,
): Promise<{ id: string }> {
  await opened(work, unitId);
  const { personId, substituteId, filingFileId } = one;
  await refuseUnknownPersons(work, { personId, substituteId });
  await refuseUnknownFiles(work, { filingFileId }, '');
  const most = await readSetting(work.queries, work.actor.officeId, mostOfficers, dayInBeijing(work.now));
  const there = (await findOfficers(work.queries, work.actor.officeId, unitId)).filter(({ state }) => state !== 'left');
  if (there.some((officer) => officer.personId === personId)) {
    throw new Problem(409, 'officer-there', {
      zh: '此人已是本单位专办员。',
      en: 'This person is a liaison officer of the unit already.',
    });
  }
  if (there.length >= most) throw tooMany('officers', most);
  const id = await insertOfficer(work, unitId, one);
  work.audit({
    event: 'official-travel.officer-added',
    object: `unit:${unitId}`,
    result: 'done',
    details: { officer: id },
  });
  return { id };
}

/** 核定在岗、暂停、恢复. Leaving goes through a hand-over, whose third confirmation marks the officer as left. */
export async function setOfficer(
  work: Work,
  input: { readonly unitId: string; readonly id: string; readonly state: 'on-duty' | 'paused' },
): Promise<void> {
  demand(work.actor, confirmsUnits, await pathOfUnit(work.queries, work.actor.officeId, input.unitId));
  const officer = await findOfficer(work.queries, work.actor.officeId, input.id, true);
  if (!officer || officer.unitId !== input.unitId) throw notFound();
  if (officer.state === 'handing-over' || officer.state === 'left') {
    throw new Problem(409, 'officer-leaving', {
      zh: '此专办员正在交接或已离任，不能变更状态。',
      en: 'This liaison officer is handing over or has left; the state cannot be changed.',
    });
  }
  await writeOfficerState(work, input.id, input.state);
  work.audit({
    event: 'official-travel.officer-state-changed',
    object: `unit:${input.unitId}`,
    result: 'done',
    details: { officer: input.id, state: input.state },
  });
}
