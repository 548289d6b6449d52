import { dayInBeijing } from '#kernel/calendar/day.ts';
import { handOverCase, type OpenMatter, openMattersOf } from '#kernel/cases/hand-over.ts';
import type { Work } from '#kernel/commands/command.ts';
import type { Queries } from '#kernel/database/database.ts';
import { notFound, refusal } from '#kernel/http/answers.ts';
import { Problem } from '#kernel/http/problem.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { hasRole } from '#kernel/identity/may.ts';
import { namesOf } from '#kernel/parties/persons.ts';
import { missionProcess } from '../../process.ts';
import { type HandOver, preparesUnits, readsUnits } from '../endpoints.ts';
import { allowed, demand, pathOfUnit } from '../scope.ts';
import { findOfficer, isLiaisonOf, writeOfficerState } from '../storage.ts';
import {
  findHandOvers,
  type HandOverRow,
  insertHandOver,
  lockHandOver,
  type Part,
  settleHandOver,
  writeConfirmation,
} from './storage.ts';

const administers = (actor: Actor) => hasRole(actor, 'system-administrator', 'security-administrator');

const counted = (matters: readonly OpenMatter[]) => ({
  drafts: matters.filter(({ kind }) => kind === 'draft').length,
  cases: matters.filter(({ kind }) => kind === 'case').length,
  tasks: matters.filter(({ kind }) => kind === 'task').length,
});

/** 名下全部未结事项. @throws Problem 403, 404 */
export async function readOpenMatters(queries: Queries, actor: Actor, unitId: string, officerId: string) {
  const path = await pathOfUnit(queries, actor.officeId, unitId);
  if (!administers(actor)) demand(actor, readsUnits, path);
  const officer = await findOfficer(queries, actor.officeId, officerId);
  if (!officer || officer.unitId !== unitId) throw notFound();
  const matters = await openMattersOf(queries, actor.officeId, officer.personId, {
    service: missionProcess.service,
    unitId,
  });
  return { matters: matters.map((one) => ({ ...one })), counts: counted(matters) };
}

/** @throws Problem 403, 404, 409 `hand-over-open`, `officer-gone`, 422 `receiver-no-officer` */
export async function beginHandOver(
  work: Work,
  input: { readonly officerId: string; readonly toPersonId: string; readonly reason: string },
): Promise<{ id: string }> {
  const { queries, actor, now } = work;
  const officer = await findOfficer(queries, actor.officeId, input.officerId, true);
  if (!officer) throw notFound();
  const path = await pathOfUnit(queries, actor.officeId, officer.unitId);
  demand(actor, preparesUnits, path);
  if (officer.state === 'left') {
    throw new Problem(409, 'officer-gone', { zh: '此专办员已离任。', en: 'This liaison officer has left.' });
  }
  if (officer.openHandOver) {
    throw new Problem(409, 'hand-over-open', {
      zh: '此专办员已有一份交接在办，请在原交接上办理。',
      en: 'A hand-over of this officer is open already. Go on with that one.',
    });
  }
  const fits =
    input.toPersonId !== officer.personId &&
    (await isLiaisonOf(queries, actor.officeId, input.toPersonId, path, dayInBeijing(now)));
  if (!fits) {
    const text = {
      zh: '接收人须是另一名在本单位任专办员岗位的人。请先由安全管理员授予岗位。',
      en: 'The receiver must be somebody else who holds a liaison post at this unit. Have the post granted first.',
    };
    throw new Problem(422, 'receiver-no-officer', text, {
      faults: [{ at: '/toPersonId', code: 'receiver-no-officer', message: text }],
    });
  }
  const id = await insertHandOver(work, {
    unitId: officer.unitId,
    unitPath: path,
    officerId: officer.id,
    from: officer.personId,
    to: input.toPersonId,
    reason: input.reason,
  });
  await writeOfficerState(work, officer.id, 'handing-over');
  work.audit({ event: 'official-travel.hand-over-opened', object: `hand-over:${id}`, result: 'done' });
  return { id };
}

function mayConfirm(actor: Actor, row: HandOverRow, part: Part): boolean {
  if (part === 'giver') return actor.personId === row.from;
  if (part === 'receiver') return actor.personId === row.to;
  return administers(actor) && actor.personId !== row.from && actor.personId !== row.to;
}

const confirmedAt = (row: HandOverRow, part: Part) =>
  ({ giver: row.giverConfirmedAt, receiver: row.receiverConfirmedAt, administrator: row.administratorConfirmedAt })[
    part
  ];

/**
 * 三方确认. The third one carries it out: everything open goes over to the receiver in the same moment, and the officer has left.
 * @throws Problem 403, 404, 409 `hand-over-settled`, `transfer-first`
 */
export async function confirmOver(work: Work, id: string, part: Part) {
  const { queries, actor } = work;
  const row = await lockHandOver(work, id);
  if (!row) throw notFound();
  if (!mayConfirm(actor, row, part)) throw refusal(part === 'administrator' ? 'role-missing' : 'not-related');
  if (row.state !== 'open') throw settled();
  const parts: readonly Part[] = ['giver', 'receiver', 'administrator'];
  const last = parts.every((one) => one === part || confirmedAt(row, one) !== null);
  const matters = await openMattersOf(queries, actor.officeId, row.from, {
    service: missionProcess.service,
    unitId: row.unitId,
  });
  if (last) refuseUntransferred(matters);
  await writeConfirmation(work, id, part);
  work.audit({
    event: 'official-travel.hand-over-confirmed',
    object: `hand-over:${id}`,
    result: 'done',
    details: { part },
  });
  const counts = counted(matters);
  if (!last) return { state: 'open' as const, counts };
  const inOrder = matters.filter(({ kind }) => kind !== 'task').sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { caseId } of inOrder) await handOverCase(work, missionProcess, { caseId, from: row.from, to: row.to });
  await settleHandOver(work, id, { state: 'done', ...counts });
  await writeOfficerState(work, row.officerId, 'left');
  work.audit({
    event: 'official-travel.handed-over',
    object: `hand-over:${id}`,
    result: 'done',
    details: { ...counts },
  });
  return { state: 'done' as const, counts };
}

function refuseUntransferred(matters: readonly OpenMatter[]): void {
  const personal = matters.filter(({ transferFirst }) => transferFirst);
  if (personal.length === 0) return;
  throw new Problem(
    409,
    'transfer-first',
    {
      zh: `移交人名下还有 ${personal.length} 项指名由其本人办理，须先由本人转办，再做最后确认。`,
      en: `${personal.length} tasks name the giver in person; the giver must transfer them before the last confirmation.`,
    },
    { matters: personal.map(({ caseId, number, title }) => ({ caseId, number, title })) },
  );
}

const settled = () =>
  new Problem(409, 'hand-over-settled', {
    zh: '这份交接已完成或已取消，没有办理。请刷新后查看。',
    en: 'This hand-over is done or cancelled; nothing was done. Reload to see it.',
  });

export async function cancelOver(work: Work, id: string): Promise<void> {
  const row = await lockHandOver(work, id);
  if (!row) throw notFound();
  demand(work.actor, preparesUnits, row.unitPath);
  if (row.state !== 'open') throw settled();
  await settleHandOver(work, id, { state: 'cancelled' });
  await writeOfficerState(work, row.officerId, 'on-duty');
  work.audit({ event: 'official-travel.hand-over-cancelled', object: `hand-over:${id}`, result: 'done' });
}

/** Those that the reader takes part in, administers, or sees with the unit. */
export async function listOver(queries: Queries, actor: Actor, state: string | undefined): Promise<HandOver[]> {
  const rows = (await findHandOvers(queries, actor.officeId, state)).filter(
    (row) =>
      row.from === actor.personId ||
      row.to === actor.personId ||
      administers(actor) ||
      allowed(actor, readsUnits, row.unitPath),
  );
  const names = await namesOf(
    queries,
    actor.officeId,
    rows.flatMap(({ from, to, administratorId }) => [from, to, ...(administratorId ? [administratorId] : [])]),
  );
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return Promise.all(
    rows.map(async (row): Promise<HandOver> => {
      const counts =
        row.state === 'open'
          ? counted(
              await openMattersOf(queries, actor.officeId, row.from, {
                service: missionProcess.service,
                unitId: row.unitId,
              }),
            )
          : { drafts: row.drafts, cases: row.cases, tasks: row.tasks };
      const open = (['giver', 'receiver', 'administrator'] as const).find(
        (part) => row.state === 'open' && confirmedAt(row, part) === null && mayConfirm(actor, row, part),
      );
      return {
        id: row.id,
        unit: { id: row.unitId, name: row.unitName },
        officerId: row.officerId,
        from: person(row.from),
        to: person(row.to),
        reason: row.reason,
        state: row.state,
        openedAt: row.openedAt.toISOString(),
        giverConfirmedAt: row.giverConfirmedAt?.toISOString() ?? null,
        receiverConfirmedAt: row.receiverConfirmedAt?.toISOString() ?? null,
        administratorConfirmedAt: row.administratorConfirmedAt?.toISOString() ?? null,
        administrator: row.administratorId ? person(row.administratorId) : null,
        counts,
        doneAt: row.doneAt?.toISOString() ?? null,
        mayConfirmAs: open ?? null,
      };
    }),
  );
}
